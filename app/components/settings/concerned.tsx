import { Text } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import type { Concerned as Count } from '~/office/pages/settings/concerned.server';

const AFTER_MS = 300;

export interface ConcernedProps {
  /** What is asked; null while what is typed is no answer yet. */
  readonly ask: Readonly<Record<string, string>> | null;
  /** Null: there is nothing to say of these. */
  readonly say: (counted: Written) => string | null;
}

/** A count as people read it. `looked`: of how many it is, where not all were looked at. */
interface Written {
  readonly count: string;
  readonly of: string;
  readonly looked: string | null;
}

/** How many a setting concerns as it is typed: asked a moment after the last key, and left out where that fails. */
export function Concerned({ ask, say }: ConcernedProps) {
  const { write } = usePanel();
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
  const said =
    count &&
    say({
      count: write.number(count.count),
      of: write.number(count.of),
      looked: count.looked === undefined ? null : write.number(count.looked),
    });
  return (
    <div aria-live="polite">
      {said && (
        <Text as="p" tone="subdued">
          {said}
        </Text>
      )}
    </div>
  );
}
