import { setTimeout as pause } from 'node:timers/promises';

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4_000;

/**
 * Work that must not be lost to a database that is away for a moment: tried again at growing pauses for `forSeconds`,
 * and when the process is to end, once more at once. Throws what the last try threw.
 */
export async function keepTrying<Result>(
  work: () => Promise<Result>,
  { forSeconds, closing }: { readonly forSeconds: number; readonly closing: AbortSignal },
): Promise<Result> {
  const deadlineMs = Date.now() + forSeconds * 1000;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const isLast = closing.aborted || Date.now() + pauseMs > deadlineMs;
    try {
      return await work();
    } catch (error) {
      if (isLast) throw error;
    }
    // It rejects when the process is to end, which is what it waits for as well.
    await pause(pauseMs, undefined, { signal: closing }).catch(() => {});
  }
}
