/**
 * Reading and adding in a Float64Array whose index is known to be inside: the compiler cannot know that, and a
 * check at every read would say nothing. Only Float64Array, so that the engine compiles these to one load.
 */
export function at(values: Float64Array, index: number): number {
  return values[index] as number;
}

export function add(values: Float64Array, index: number, amount: number): void {
  values[index] = (values[index] as number) + amount;
}

/** Sum of `size` products, `x` read from `offset` on. */
export function dot(x: Float64Array, offset: number, coefficients: Float64Array, size: number): number {
  let sum = 0;
  for (let j = 0; j < size; j++) sum += at(x, offset + j) * at(coefficients, j);
  return sum;
}
