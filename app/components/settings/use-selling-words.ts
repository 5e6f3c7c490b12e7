import { useEffect, useState } from 'react';
import type { SellingWords } from '~/office/pages/settings/selling-words.server';

const QUIET_MS = 400;

export interface SenderWords {
  readonly name: string;
  readonly signature: string;
  readonly postalAddress: string;
}

/** What of the sender's words makes every mail an advertisement: asked at once, and a moment after the last key. */
export function useSellingWords({ name, signature, postalAddress }: SenderWords): SellingWords {
  const [selling, setSelling] = useState<SellingWords>({});
  useEffect(() => {
    const leaving = new AbortController();
    const ask = async () => {
      const answer = await fetch('/app/sender-words', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ name, signature, postalAddress }),
        signal: leaving.signal,
      });
      const told: SellingWords = answer.ok ? await answer.json() : {};
      if (!leaving.signal.aborted) setSelling(told);
    };
    // Offline or overtaken by the next letter: the next one asks again.
    const timer = setTimeout(() => void ask().catch(() => undefined), QUIET_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [name, signature, postalAddress]);
  return selling;
}
