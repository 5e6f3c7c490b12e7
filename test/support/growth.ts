/**
 * How many times as much processor time `work` takes for a text four times as long: about 4 when it reads each
 * character so many times, 16 when it looks from each character to the end. The processor's time of this process and the
 * best of three, so that a busy machine says nothing; what takes no time at all grows by nothing.
 */
export function growth(work: (length: number) => unknown, length = 50_000): number {
  work(length / 10);
  const [short, long] = [best(() => work(length)), best(() => work(4 * length))];
  return long / Math.max(short, LEAST_MS);
}

/** Below this the clock's own steps are seen. */
const LEAST_MS = 20;

function best(work: () => unknown): number {
  const once = () => {
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  return Math.min(once(), once(), once());
}
