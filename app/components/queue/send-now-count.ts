import { useEffect, useState } from 'react';
import type { MovableMessage } from '~/office/pages/queue/movable-message.server';
import type { SendNowCounts } from '~/office/pages/queue/send-now-counts.server';

/** What "send now" would come to for what is picked on the page, whose rows tell it each for itself. */
export function countPicked(picked: readonly MovableMessage[]): SendNowCounts {
  const taken = picked.filter(({ sendNow }) => !sendNow.refused);
  return {
    leaving: taken.filter(({ sendNow }) => !sendNow.waits).length,
    waits: taken.flatMap(({ sendNow: { waits } }) => (waits ? [{ because: waits, count: 1 }] : [])),
    stays: picked.flatMap(({ sendNow: { refused } }) => (refused ? [{ because: refused, count: 1 }] : [])),
  };
}

/** The same for all that match the filters of an address; null until it is known, 'unknown' where nothing answered. */
export function useMatchingCounts(query: string | null): SendNowCounts | 'unknown' | null {
  const [counts, setCounts] = useState<SendNowCounts | 'unknown' | null>(null);
  useEffect(() => {
    setCounts(null);
    if (query === null) return;
    const given = new AbortController();
    const ask = async () => {
      const answer = await fetch(`/app/send-now-ahead?${query}`, { signal: given.signal });
      return answer.ok ? ((await answer.json()) as SendNowCounts) : 'unknown';
    };
    ask()
      .catch(() => 'unknown' as const)
      .then((told) => given.signal.aborted || setCounts(told));
    return () => given.abort();
  }, [query]);
  return counts;
}
