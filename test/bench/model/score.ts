/** The measures of the protocol for one model: `curves` holds P(G ≤ z), z = 1 … H, for each query. */
export interface Scores {
  /** per query: mean pinball loss over the deciles of min(G, H) (times two), and min(G, H) */
  readonly loss: Float64Array;
  readonly scale: Float64Array;
  /** share that the curve had promised by when the reorder came: even over [0, 1] if all is right */
  readonly pit: Float64Array;
  readonly wQL: number;
  readonly onTime: number;
  readonly onTimeSurerHalf: number;
  readonly covers50: number;
  readonly covers80: number;
  readonly pitDeviation: number;
}

const LEVELS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];

export function score(curves: readonly Float64Array[], gaps: readonly number[], horizonDays: number): Scores {
  const n = gaps.length;
  const loss = new Float64Array(n);
  const scale = new Float64Array(n);
  const pit = new Float64Array(n);
  const sure = new Float64Array(n);
  const hit = new Uint8Array(n);
  const random = randomNumbers(5);
  gaps.forEach((gap, i) => {
    const curve = curves[i] ?? new Float64Array(horizonDays);
    const F = (z: number): number => (z < 1 ? 0 : (curve[Math.min(z, horizonDays) - 1] as number));
    const y = Math.min(gap, horizonDays);
    scale[i] = y;
    let total = 0;
    for (const level of LEVELS) {
      let q = 1;
      while (q < horizonDays && F(q) < level) q++;
      total += y >= q ? level * (y - q) : (1 - level) * (q - y);
    }
    loss[i] = (2 * total) / LEVELS.length;
    let best = -1;
    let write = 1;
    for (let s = 1; s <= horizonDays; s++) {
      const p = F(Math.min(Math.max(Math.floor(s / 0.7), s + 3), horizonDays)) - F(s - 1);
      if (p > best) {
        best = p;
        write = s;
      }
    }
    sure[i] = best;
    const until = Math.min(Math.max(Math.floor(write / 0.7), write + 3), horizonDays);
    hit[i] = gap <= horizonDays && write <= gap && gap <= until ? 1 : 0;
    const u = random();
    pit[i] =
      gap <= horizonDays ? F(gap - 1) + u * (F(gap) - F(gap - 1)) : F(horizonDays) + u * (1 - F(horizonDays));
  });
  const order = Array.from(sure, (_, i) => i).sort((i, j) => (sure[j] as number) - (sure[i] as number));
  const share = (test: (u: number) => boolean) => (100 * pit.filter(test).length) / n;
  let deviation = 0;
  for (let k = 1; k < 20; k++) deviation += Math.abs(share((u) => u <= k / 20) - 5 * k) / 19;
  return {
    loss,
    scale,
    pit,
    wQL: sum(loss) / sum(scale),
    onTime: (100 * sum(hit)) / n,
    onTimeSurerHalf: (100 * order.slice(0, n >> 1).reduce((s, i) => s + (hit[i] as number), 0)) / (n >> 1),
    covers50: share((u) => u >= 0.25 && u <= 0.75),
    covers80: share((u) => u >= 0.1 && u <= 0.9),
    pitDeviation: deviation,
  };
}

/** 95 % interval of the relative difference in wQL (a against b), by resampling whole buyers. */
export function bootstrapDifference(
  a: Scores,
  b: Scores,
  buyers: readonly string[],
): [number, number, number] {
  const ids = new Map<string, number>();
  for (const buyer of buyers) if (!ids.has(buyer)) ids.set(buyer, ids.size);
  const own = buyers.map((buyer) => ids.get(buyer) ?? 0);
  const lossA = new Float64Array(ids.size);
  const lossB = new Float64Array(ids.size);
  own.forEach((id, i) => {
    lossA[id] = (lossA[id] as number) + (a.loss[i] as number);
    lossB[id] = (lossB[id] as number) + (b.loss[i] as number);
  });
  const random = randomNumbers(7);
  const draws: number[] = [];
  for (let k = 0; k < 400; k++) {
    let top = 0;
    let bottom = 0;
    for (let j = 0; j < ids.size; j++) {
      const id = Math.floor(random() * ids.size);
      top += lossA[id] as number;
      bottom += lossB[id] as number;
    }
    draws.push(top / bottom - 1);
  }
  draws.sort((x, y) => x - y);
  return [sum(lossA) / sum(lossB) - 1, draws[10] as number, draws[389] as number];
}

/** Normal numbers, mean 0 and variance 1, out of uniform ones (Box and Muller 1958). */
export function normalNumbers(random: () => number): () => number {
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Repeatable uniform numbers (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] as number;
  return total;
}
