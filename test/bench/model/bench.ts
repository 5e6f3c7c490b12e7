/**
 * How good is the date? The engine against what is published, on the shipped UCI history.
 *
 *   npx tsx test/bench/model/bench.ts [--queries 4000] [--buyers 40 --samples 10]
 *
 * Queries are purchases after 55 % of the calendar and before its end − 90 days: at the end of that day, state the
 * days until that buyer buys that product again. Peers are fitted anew at three origins; the engine runs as a stream,
 * and what it takes is measured on every purchase and, between these dates, on an answer to each.
 * Then lapse, on whole orders: will they order within 30 and 90 days? With --buyers, pooled samples of that many whole buyers stand for small shops.
 */
import { parseArgs } from 'node:util';
import { createStreamEngine, SWEEP_DAYS } from '~/insight/model/engine';
import { hashKey } from '~/insight/model/purchase-log';
import { calibrationTable } from './calibration';
import { type Row, readHistory } from './history';
import { lapseTable } from './lapse';
import { peers } from './peers';
import { bootstrapDifference, type Scores, score } from './score';

const HORIZON = 90;
const { values: options } = parseArgs({
  options: {
    queries: { type: 'string', default: '4000' },
    buyers: { type: 'string' },
    samples: { type: 'string', default: '10' },
  },
});
const limit = Number(options.queries);
const all = readHistory(new URL('../../fixtures/model/uci-online-retail.txt.gz', import.meta.url));

if (options.buyers) benchSamples(all, Number(options.buyers), Number(options.samples));
else {
  const answers = answersOn(all, limit);
  for (const kind of ['warm', 'cold'] as const) report(kind, [answers], kind);
  console.log(`\n${lapseTable(all)}`);
  console.log(
    `\nengine: update ${answers.updateMicros.toFixed(1)} µs, p99 ${answers.updateP99.toFixed(1)} µs; ` +
      `answer ${answers.answerMicros.toFixed(1)} µs, p99 ${answers.answerP99.toFixed(1)} µs (medians; sweeps apart); ` +
      `${answers.sweepSeconds.toFixed(2)} s a sweep; ${answers.bytesPerPair.toFixed(0)} bytes a pair`,
  );
}

interface Answers {
  readonly queries: Row[];
  readonly curves: Map<string, Float64Array[]>;
  readonly updateMicros: number;
  readonly updateP99: number;
  readonly answerMicros: number;
  readonly answerP99: number;
  readonly sweepSeconds: number;
  readonly bytesPerPair: number;
}

function benchSamples(rows: readonly Row[], buyers: number, samples: number): void {
  const names = [...new Set(rows.map((row) => row.buyer))];
  const parts: Answers[] = [];
  for (let s = 0; s < samples; s++) {
    const chosen = new Set(
      [...names].sort((a, b) => hashKey(`${s} ${a}`) - hashKey(`${s} ${b}`)).slice(0, buyers),
    );
    parts.push(
      answersOn(
        rows.filter((row) => chosen.has(row.buyer)),
        limit,
      ),
    );
  }
  for (const kind of ['warm', 'cold'] as const)
    report(`${samples} samples of ${buyers} buyers, ${kind}`, parts, kind);
}

function answersOn(rows: readonly Row[], most: number): Answers {
  const first = rows[0]?.day ?? 0;
  const last = rows[rows.length - 1]?.day ?? 0;
  const from = first + Math.floor(0.55 * (last - first));
  const until = last - HORIZON;
  const asked = new Set<Row>();
  for (const isWarm of [true, false]) {
    const eligible = rows.filter(
      (row) => row.day > from && row.day <= until && row.gaps.length > 0 === isWarm,
    );
    const key = (row: Row) => hashKey(`${row.buyer}|${row.product}|${row.day}`);
    const keep = eligible.length > most ? eligible.sort((a, b) => key(a) - key(b)).slice(0, most) : eligible;
    for (const row of keep) asked.add(row);
  }
  const queries = rows.filter((row) => asked.has(row));
  const curves = new Map<string, Float64Array[]>();
  for (const peer of peers) {
    const own: Float64Array[] = [];
    for (let k = 0; k < 3; k++) {
      const origin = from + Math.round((k * (until - from)) / 3);
      const end = from + Math.round(((k + 1) * (until - from)) / 3);
      const fitted = peer.fit(
        rows.filter((row) => row.day <= origin),
        origin,
      );
      for (const query of queries)
        if (query.day > origin && query.day <= end) own.push(curveOf(fitted, query));
    }
    curves.set(peer.name, own);
  }
  return { queries, curves, ...stream(rows, { from, until, asked }, curves) };
}

function curveOf(survival: (row: Row, days: number) => number, row: Row): Float64Array {
  const start = Math.max(survival(row, 0.5), 1e-9);
  return Float64Array.from({ length: HORIZON }, (_, z) => 1 - Math.min(survival(row, z + 1.5) / start, 1));
}

interface Asking {
  readonly from: number;
  readonly until: number;
  /** whose answers are judged */
  readonly asked: ReadonlySet<Row>;
}

function stream(rows: readonly Row[], { from, until, asked }: Asking, curves: Map<string, Float64Array[]>) {
  const engine = createStreamEngine();
  const own: Float64Array[] = [];
  const times: number[] = [];
  const sweeps: number[] = [];
  const updates: number[] = [];
  let swept = Number.NaN;
  for (let i = 0; i < rows.length; ) {
    const day = rows[i]?.day ?? 0;
    let to = i;
    for (; to < rows.length && rows[to]?.day === day; to++) {
      const row = rows[to] as Row;
      const start = performance.now();
      engine.buy(row.buyer, row.product, row.day, row.quantity);
      updates.push(performance.now() - start);
    }
    for (; i < to; i++) {
      const row = rows[i] as Row;
      if (day <= from || day > until) continue;
      const curve = new Float64Array(HORIZON);
      const before = performance.now();
      engine.curve({ customer: row.buyer, need: row.product, day }, curve);
      const took = performance.now() - before;
      const due = Math.floor(day / SWEEP_DAYS);
      (due === swept ? times : sweeps).push(took);
      swept = due;
      if (asked.has(row)) own.push(curve);
    }
  }
  curves.set('Carafe', own);
  const mean = (values: number[]) => values.reduce((a, b) => a + b, 0) / Math.max(values.length, 1);
  return {
    updateMicros: 1000 * quantile(updates, 0.5),
    updateP99: 1000 * quantile(updates, 0.99),
    answerMicros: 1000 * quantile(times, 0.5),
    answerP99: 1000 * quantile(times, 0.99),
    sweepSeconds: mean(sweeps) / 1000,
    bytesPerPair: engine.bytes() / Math.max(engine.pairs(), 1),
  };
}

function quantile(values: number[], p: number): number {
  return values.sort((a, b) => a - b)[Math.floor(p * values.length)] ?? 0;
}

function report(title: string, parts: readonly Answers[], kind: 'warm' | 'cold'): void {
  const names = [...(parts[0]?.curves.keys() ?? [])];
  const gaps: number[] = [];
  const buyers: string[] = [];
  const pick = parts.map(({ queries }) =>
    queries.map((row, i) => (row.gaps.length > 0 === (kind === 'warm') ? i : -1)).filter((i) => i >= 0),
  );
  parts.forEach(({ queries }, p) => {
    for (const i of pick[p] ?? []) {
      const row = queries[i] as Row;
      gaps.push(row.next <= HORIZON ? row.next : Number.POSITIVE_INFINITY);
      buyers.push(row.buyer);
    }
  });
  const scores = new Map<string, Scores>();
  for (const name of names) {
    const curves = parts.flatMap((part, p) =>
      (pick[p] ?? []).map((i) => part.curves.get(name)?.[i] as Float64Array),
    );
    scores.set(name, score(curves, gaps, HORIZON));
  }
  const rivals = names.filter((name) => name !== 'Carafe');
  const bestPeer = rivals.reduce(
    (best, name) => (wql(scores, name) < wql(scores, best) ? name : best),
    rivals[0] ?? '',
  );
  console.log(`\n### ${title} (${gaps.length} queries)\n`);
  console.log(
    '| model | wQL | of best peer | on time % | surer half | 50 % covers | 80 % covers | PIT dev |',
  );
  console.log('|---|---:|---:|---:|---:|---:|---:|---:|');
  for (const [name, s] of [...scores].sort((a, b) => a[1].wQL - b[1].wQL)) {
    const cells = [s.wQL.toFixed(4), ((100 * s.wQL) / wql(scores, bestPeer)).toFixed(1)];
    for (const v of [s.onTime, s.onTimeSurerHalf, s.covers50, s.covers80, s.pitDeviation])
      cells.push(v.toFixed(1));
    console.log(`| ${name} | ${cells.join(' | ')} |`);
  }
  console.log(`\n${calibrationTable(scores, ['Carafe', bestPeer])}`);
  const [ours, theirs] = [scores.get('Carafe'), scores.get(bestPeer)];
  if (!ours || !theirs) return;
  const percent = bootstrapDifference(ours, theirs, buyers).map((d) => (100 * d).toFixed(1));
  console.log(
    `\nCarafe against ${bestPeer}: ${percent[0]} % wQL (95 % of resamples of buyers: ${percent[1]} to ${percent[2]})`,
  );
}

function wql(scores: ReadonlyMap<string, Scores>, name: string): number {
  return scores.get(name)?.wQL ?? Number.POSITIVE_INFINITY;
}
