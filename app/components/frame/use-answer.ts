import { useEffect, useState } from 'react';

/**
 * What an address of ours answers, such as what a deed would mean before it is confirmed: null while it is asked for and
 * where there is nothing to ask, 'unknown' where nothing came. Asked anew when the address is another.
 */
export function useAnswer<Answer>(address: string | null): Answer | 'unknown' | null {
  const [answer, setAnswer] = useState<Answer | 'unknown' | null>(null);
  useEffect(() => {
    setAnswer(null);
    if (address === null) return;
    const given = new AbortController();
    const ask = async () => {
      const response = await fetch(address, { signal: given.signal });
      return response.ok ? ((await response.json()) as Answer) : 'unknown';
    };
    ask()
      .catch(() => 'unknown' as const)
      .then((told) => given.signal.aborted || setAnswer(told));
    return () => given.abort();
  }, [address]);
  return answer;
}
