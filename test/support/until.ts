import { setTimeout as pause } from 'node:timers/promises';

/** Waits for a condition, looking often; fails with its name when it never becomes true. */
export async function until(
  name: string,
  condition: () => boolean | Promise<boolean>,
  limitMs = 20_000,
): Promise<void> {
  const startedMs = performance.now();
  while (!(await condition())) {
    if (performance.now() - startedMs > limitMs)
      throw new Error(`never happened within ${limitMs} ms: ${name}`);
    await pause(20);
  }
}
