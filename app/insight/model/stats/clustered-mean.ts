/** A mean with its standard error. */
export interface MeanWithError {
  readonly mean: number;
  /** Null with one group or none: nothing tells how groups differ. */
  readonly standardError: number | null;
  /** Groups behind it. */
  readonly groups: number;
  /** Values behind it. */
  readonly values: number;
}

export interface MeanByGroup {
  add(group: string, value: number): void;
  result(): MeanWithError;
}

/**
 * The mean of values that come in groups, with a standard error that treats whole groups as drawn by chance: five values
 * of one person are not five witnesses. Each group's sum of deviations is squared once, and the sum corrected by
 * G / (G − 1) for the mean that was taken from the same data.
 *
 * With few groups (below about thirty) the error is too small on average. Values that are all alike give 0, which is no proof that others would be alike, too.
 *
 * @see K.-Y. Liang, S. Zeger, Biometrika 73 (1986); in R: sandwich::vcovCL(lm(x ~ 1), cluster = g, type = "HC0")
 * @example of a: 1, 0, 1, b: 0, c: 1, 1 // mean 0.6667, error 0.1925
 */
export function meanByGroup(): MeanByGroup {
  const sums = new Map<string, { sum: number; count: number }>();
  let total = 0;
  let values = 0;
  return {
    add(group, value) {
      const known = sums.get(group) ?? { sum: 0, count: 0 };
      sums.set(group, { sum: known.sum + value, count: known.count + 1 });
      total += value;
      values += 1;
    },
    result() {
      const groups = sums.size;
      const mean = values === 0 ? 0 : total / values;
      if (groups < 2) return { mean, standardError: null, groups, values };
      let squares = 0;
      for (const { sum, count } of sums.values()) squares += (sum - count * mean) ** 2;
      const standardError = Math.sqrt((squares * groups) / (groups - 1)) / values;
      return { mean, standardError, groups, values };
    },
  };
}
