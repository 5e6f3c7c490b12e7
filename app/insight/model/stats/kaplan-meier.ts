/**
 * Share of lives that have ended by each time, when some are still going on (right-censored).
 *
 * A life that is still open counts as "at risk" until the moment we last looked and then drops out, instead of
 * being taken for an end or thrown away: both of those make every interval look too short. It misleads when
 * being open depends on the length to come (a product withdrawn from sale).
 *
 * @param members indices into `times`, in any order; sorted by this call
 * @returns distinct times with the share ended by then; the share never reaches 1 if the longest life is open
 * @see Kaplan & Meier, JASA 53 (1958) 457-481
 * @example kaplanMeier([1, 2, 2, 4], [1, 1, 0, 1], [1, 1, 1, 1], [0, 1, 2, 3]).ended // [0.25, 0.5, 1]
 */
export function kaplanMeier(
  times: ArrayLike<number>,
  observed: ArrayLike<number>,
  weights: ArrayLike<number>,
  members: number[],
): { times: Float64Array; ended: Float64Array } {
  const order = members.sort((i, j) => (times[i] as number) - (times[j] as number));
  let atRisk = 0;
  for (let i = 0; i < order.length; i++) atRisk += weights[order[i] as number] as number;
  const outTimes: number[] = [];
  const outEnded: number[] = [];
  let surviving = 1;
  for (let i = 0; i < order.length; ) {
    const time = times[order[i] as number] as number;
    let ends = 0;
    let leaves = 0;
    for (; i < order.length && (times[order[i] as number] as number) === time; i++) {
      const k = order[i] as number;
      leaves += weights[k] as number;
      if (observed[k]) ends += weights[k] as number;
    }
    surviving *= 1 - Math.min(ends / Math.max(atRisk, 1e-12), 1);
    atRisk -= leaves;
    outTimes.push(time);
    outEnded.push(1 - surviving);
  }
  return { times: Float64Array.from(outTimes), ended: Float64Array.from(outEnded) };
}
