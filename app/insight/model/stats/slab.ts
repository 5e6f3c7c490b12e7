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
