import { at } from '~/insight/model/stats/slab';

/**
 * Solves A·x = b for a small symmetric positive definite A (a regression's normal equations).
 *
 * A = L·Lᵀ, then two substitutions. A pivot that rounding has made non-positive is lifted to a tiny positive
 * value: with the ridge that our regressions carry this only happens for columns that are all zero.
 *
 * @param a row-major, size × size; only the lower triangle is read; overwritten by L
 * @example solvePositiveDefinite(Float64Array.of(4, 2, 2, 3), Float64Array.of(2, 1), 2) // [0.5, 0]
 * @see Golub & Van Loan, Matrix Computations, 4.2
 */
export function solvePositiveDefinite(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const x = Float64Array.from(b);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = at(a, i * size + j);
      for (let k = 0; k < j; k++) sum -= at(a, i * size + k) * at(a, j * size + k);
      a[i * size + j] = i === j ? Math.sqrt(Math.max(sum, 1e-12)) : sum / at(a, j * size + j);
    }
  }
  for (let i = 0; i < size; i++) {
    let sum = at(x, i);
    for (let k = 0; k < i; k++) sum -= at(a, i * size + k) * at(x, k);
    x[i] = sum / at(a, i * size + i);
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = at(x, i);
    for (let k = i + 1; k < size; k++) sum -= at(a, k * size + i) * at(x, k);
    x[i] = sum / at(a, i * size + i);
  }
  return x;
}
