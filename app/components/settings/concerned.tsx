import { Text } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import type { Concerned as Count } from '~/office/pages/settings/concerned.server';

const AFTER_MS = 300;

export interface ConcernedProps {
  /** What is asked; null while what is typed is no answer yet. */
  readonly ask: Readonly<Record<string, string>> | null;
  readonly say: (count: number, of: number) => string;
}

/** How many a setting concerns as it is typed: asked a moment after the last key, and left out where that fails. */
export function Concerned({ ask, say }: ConcernedProps) {
  const [count, setCount] = useState<Count | null>(null);
  const address = ask && `/app/concerned?${new URLSearchParams(ask)}`;
  useEffect(() => {
    if (!address) return setCount(null);
    const stop = new AbortController();
    const timer = setTimeout(() => {
      fetch(address, { signal: stop.signal })
        .then((answer) => (answer.ok ? answer.json() : null))
        .then((told: Count | null) => setCount(told))
        .catch(() => stop.signal.aborted || setCount(null));
    }, AFTER_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [address]);
  return (
    <div aria-live="polite">
      {count && (
        <Text as="p" tone="subdued">
          {say(count.count, count.of)}
        </Text>
      )}
    </div>
  );
}
