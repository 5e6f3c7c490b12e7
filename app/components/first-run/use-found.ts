import { useEffect, useRef, useState } from 'react';
import type { Found } from '~/office/first-run/found.server';

/** What was found, counted anew each time the page is loaded; null until it was counted for the first time. */
export function useFound(loadedAt: Date | string): Found | 'failed' | null {
  const [found, setFound] = useState<Found | 'failed' | null>(null);
  const asking = useRef(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when the page was loaded says when to ask again
  useEffect(() => {
    // While a history loads, the page is loaded more often than a large shop is counted.
    if (asking.current) return;
    asking.current = true;
    fetch('/app/found')
      .then((answer) => (answer.ok ? answer.json() : null))
      .catch(() => null)
      .then((told: Found | null) => {
        asking.current = false;
        setFound((before) => told ?? before ?? 'failed');
      });
  }, [String(loadedAt)]);
  return found;
}
