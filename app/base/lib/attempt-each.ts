/**
 * One after the other, until `most` are done. What fails counts for none and stands in nobody's way, though it may come
 * first each time.
 *
 * @throws at the end, when something failed; the first failure is the cause
 */
export async function attemptEach(
  works: readonly (() => Promise<unknown>)[],
  most = works.length,
): Promise<void> {
  const failures: unknown[] = [];
  let done = 0;
  for (const work of works) {
    if (done >= most) break;
    try {
      await work();
      done += 1;
    } catch (failure) {
      failures.push(failure);
    }
  }
  if (failures.length > 0)
    throw new Error(`${failures.length} of ${works.length} failed`, { cause: failures[0] });
}
