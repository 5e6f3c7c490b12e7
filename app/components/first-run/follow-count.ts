import type { FoundAnswer } from '~/office/first-run/found-row.server';

/** As it comes over the wire. */
export type FoundTold = Omit<FoundAnswer, 'foundAt'> & { readonly foundAt: string | null };

/** What the newest numbers are, and how it stands with newer ones. */
export interface FoundShown extends Pick<FoundTold, 'found' | 'foundAt'> {
  /** late: nobody counted; queue-away: nobody counted, and nobody can be told to; failed: the question had no answer. */
  readonly state: 'counting' | 'counted' | 'late' | 'queue-away' | 'failed';
}

const AGAIN_MS = 2_000;
/** A big shop is counted in seconds. Without a queue a worker finds what is asked for in half a minute. */
const MOST_MS = 90_000;

/**
 * Asks for what was found, again and again while it is being counted, and tells of each answer. Ends with an answer that is
 * no "counting", which comes after a minute and a half at the latest; or, without a word, once it is stopped.
 */
export async function followCount({
  ask,
  tell,
  signal,
}: {
  readonly ask: (signal: AbortSignal) => Promise<FoundTold | null>;
  readonly tell: (told: (before: FoundShown) => FoundShown) => void;
  readonly signal: AbortSignal;
}): Promise<void> {
  const until = Date.now() + MOST_MS;
  for (;;) {
    const told = await ask(signal);
    if (signal.aborted) return;
    if (!told) return tell((before) => ({ ...before, state: 'failed' }));
    const { found, foundAt, isCounting, isQueueAway } = told;
    const isOver = Date.now() >= until;
    const state = !isCounting ? 'counted' : !isOver ? 'counting' : isQueueAway ? 'queue-away' : 'late';
    // What other settings leave out was another question: without an answer to this one nothing is shown.
    tell(() => ({ found, foundAt, state }));
    if (state !== 'counting') return;
    await pause(AGAIN_MS, signal);
    if (signal.aborted) return;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
