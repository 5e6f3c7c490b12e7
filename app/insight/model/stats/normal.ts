/**
 * The standard normal distribution: how much of a bell curve lies left of x.
 *
 * Hart's rational approximation in the arrangement of West (2005): good to 1e-15 in absolute terms and to 1e-8
 * of itself in the tail; beyond |x| > 38 it is flatly 0 or 1.
 * Checked against scipy.stats.norm.
 *
 * @see G. West, "Better approximations to cumulative normal functions", Wilmott 2005.
 * @example normalCdf(0) // 0.5
 * @example normalCdf(1.96) // 0.9750021…
 */
export function normalCdf(x: number): number {
  const z = x < 0 ? -x : x;
  let tail = 0;
  if (z <= 38) {
    const e = Math.exp(-z * z * 0.5);
    if (z < 7.07106781186547) {
      const top =
        ((((((3.52624965998911e-2 * z + 0.700383064443688) * z + 6.37396220353165) * z + 33.912866078383) *
          z +
          112.079291497871) *
          z +
          221.213596169931) *
          z +
          220.206867912376) *
        e;
      const bottom =
        ((((((8.83883476483184e-2 * z + 1.75566716318264) * z + 16.064177579207) * z + 86.7807322029461) * z +
          296.564248779674) *
          z +
          637.333633378831) *
          z +
          793.826512519948) *
          z +
        440.413735824752;
      tail = top / bottom;
    } else {
      const f = z + 1 / (z + 2 / (z + 3 / (z + 4 / (z + 0.65))));
      tail = e / f / 2.506628274631;
    }
  }
  return x > 0 ? 1 - tail : tail;
}

/** Height of the bell curve at x. @example normalDensity(0) // 0.39894… */
export function normalDensity(x: number): number {
  return 0.3989422804014327 * Math.exp(-0.5 * x * x);
}

/**
 * Mean of a standard normal known to lie above z (the inverse Mills ratio): what an open interval that has
 * already lasted z is expected to become. For large z it tends to z + 1/z, which is used there to avoid 0/0.
 *
 * @example meanAbove(0) // 0.79788…
 */
export function meanAbove(z: number): number {
  if (z > 30) return z + 1 / z;
  const survival = normalCdf(-z);
  return survival > 1e-300 ? normalDensity(z) / survival : z;
}
