/**
 * Minimum of a smooth function of a few variables without derivatives: a simplex that crawls downhill.
 *
 * Reliable up to half a dozen variables; it finds a local minimum and says nothing about others. It starts again
 * from where it ended until that helps no more, because a simplex can collapse early.
 *
 * @see Nelder & Mead, The Computer Journal 7 (1965) 308-313
 * @example nelderMead(([x, y]) => (x - 1) ** 2 + (y + 2) ** 2, [0, 0]).point // ≈ [1, −2]
 */
export function nelderMead(
  f: (point: readonly number[]) => number,
  start: readonly number[],
  options: { step?: number; tolerance?: number; evaluations?: number } = {},
): { point: number[]; value: number } {
  const { step = 0.5, tolerance = 1e-9, evaluations = 4000 } = options;
  let best = { point: [...start], value: f(start) };
  let left = evaluations;
  for (let restart = 0; restart < 6 && left > 0; restart++) {
    const run = crawl(f, best, { step: step / (restart + 1), tolerance, evaluations: left });
    left -= run.evaluations;
    const gain = best.value - run.value;
    best = { point: run.point, value: run.value };
    if (gain < 10 * tolerance * (1 + Math.abs(best.value))) break;
  }
  return best;
}

interface Vertex {
  readonly point: number[];
  readonly value: number;
}

function crawl(
  f: (point: readonly number[]) => number,
  start: Vertex,
  options: { step: number; tolerance: number; evaluations: number },
): Vertex & { evaluations: number } {
  const size = start.point.length;
  let used = 0;
  const measure = (point: number[]): Vertex => {
    used++;
    const value = f(point);
    return { point, value: Number.isFinite(value) ? value : Number.MAX_VALUE };
  };
  const simplex: Vertex[] = [start];
  for (let j = 0; j < size; j++) {
    simplex.push(measure(start.point.map((v, k) => (k === j ? v + options.step : v))));
  }
  const byValue = (a: Vertex, b: Vertex) => a.value - b.value;
  while (used < options.evaluations) {
    simplex.sort(byValue);
    const [best, worst] = [simplex[0] as Vertex, simplex[size] as Vertex];
    if (worst.value - best.value <= options.tolerance * (1 + Math.abs(best.value))) break;
    const centre = best.point.map(
      (_, j) => simplex.slice(0, size).reduce((sum, vertex) => sum + (vertex.point[j] as number), 0) / size,
    );
    const along = (t: number) => measure(centre.map((c, j) => c + t * ((worst.point[j] as number) - c)));
    const reflected = along(-1);
    if (reflected.value < best.value) {
      const expanded = along(-2);
      simplex[size] = expanded.value < reflected.value ? expanded : reflected;
    } else if (reflected.value < (simplex[size - 1] as Vertex).value) {
      simplex[size] = reflected;
    } else {
      const contracted = along(reflected.value < worst.value ? -0.5 : 0.5);
      if (contracted.value < Math.min(worst.value, reflected.value)) simplex[size] = contracted;
      else {
        for (let k = 1; k <= size; k++) {
          simplex[k] = measure(
            (simplex[k] as Vertex).point.map((v, j) => ((best.point[j] as number) + v) / 2),
          );
        }
      }
    }
  }
  simplex.sort(byValue);
  return { ...(simplex[0] as Vertex), evaluations: used };
}
