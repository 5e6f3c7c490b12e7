import { solvePositiveDefinite } from '~/insight/model/stats/cholesky';
import { add, at } from '~/insight/model/stats/slab';

/** A step longer than this in any coefficient is cut: far from the end Newton's step can overshoot. */
const LONGEST_STEP = 0.5;
const ROUNDS = 15;

/**
 * Logistic regression by Newton's method, with a ridge that pulls each coefficient to a prescribed value: with few
 * answers the prescription stands.
 *
 * @param set row-major `x`, `width` numbers a row, of which `size` are read from the `from`th on; `count` rows
 * @see McCullagh & Nelder, Generalized Linear Models, 4.4
 */
export function fitLogistic(
  set: { count: number; x: Float64Array; y: Uint8Array; weights: Float64Array },
  options: { from: number; size: number; width: number; ridge: number; prescribed: readonly number[] },
): number[] {
  const { from, size, width, ridge, prescribed } = options;
  const coefficients = Float64Array.from(prescribed);
  for (let round = 0; round < ROUNDS && set.count > 0; round++) {
    const h = new Float64Array(size * size);
    const g = new Float64Array(size);
    for (let i = 0; i < set.count; i++) {
      const row = i * width + from;
      let eta = 0;
      for (let j = 0; j < size; j++) eta += at(set.x, row + j) * at(coefficients, j);
      const p = 1 / (1 + Math.exp(-eta));
      const slope = at(set.weights, i) * ((set.y[i] as number) - p);
      const curvature = at(set.weights, i) * p * (1 - p);
      for (let j = 0; j < size; j++) {
        const v = at(set.x, row + j);
        add(g, j, slope * v);
        for (let k = 0; k <= j; k++) add(h, j * size + k, curvature * v * at(set.x, row + k));
      }
    }
    for (let j = 0; j < size; j++) {
      add(h, j * size + j, ridge);
      add(g, j, ridge * ((prescribed[j] as number) - at(coefficients, j)));
    }
    const step = solvePositiveDefinite(h, g, size);
    for (let j = 0; j < size; j++) {
      add(coefficients, j, Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, at(step, j))));
    }
  }
  return Array.from(coefficients);
}
