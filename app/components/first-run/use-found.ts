import { useCallback, useEffect, useRef, useState } from 'react';
import { type FoundShown, type FoundTold, followCount } from '~/components/first-run/follow-count';

const atFirst: FoundShown = { found: null, foundAt: null, state: 'counting' };

/**
 * What was found, counted anew each time the page is loaded, until it is left. What nobody counted is asked for again only
 * when a person wants it.
 */
export function useFound(loadedAt: Date | string): FoundShown & { readonly again: () => void } {
  const [shown, setShown] = useState(atFirst);
  const running = useRef<AbortController | null>(null);
  const isGivenUp = shown.state === 'late' || shown.state === 'queue-away';
  const ask = useCallback(() => {
    // The page may be loaded more often than a large shop is counted.
    if (running.current) return;
    const stop = new AbortController();
    running.current = stop;
    void followCount({ ask: askForFound, tell: setShown, signal: stop.signal }).then(() => {
      if (running.current === stop) running.current = null;
    });
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the page was loaded says when to ask again
  useEffect(() => {
    if (!isGivenUp) ask();
  }, [String(loadedAt)]);
  useEffect(
    () => () => {
      running.current?.abort();
      running.current = null;
    },
    [],
  );
  const again = useCallback(() => {
    setShown((before) => ({ ...before, state: 'counting' }));
    ask();
  }, [ask]);
  return { ...shown, again };
}

async function askForFound(signal: AbortSignal): Promise<FoundTold | null> {
  try {
    const answer = await fetch('/app/found', { signal });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}
