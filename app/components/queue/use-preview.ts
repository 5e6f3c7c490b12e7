import { useRevalidator } from '@remix-run/react';
import { useCallback, useEffect, useState } from 'react';
import { canReach } from '~/components/frame/connection';
import type { MailPreview } from '~/office/pages/queue/preview.server';

/**
 * The mail at an address of ours, asked for again whenever the page's rows are; undefined until it came, null where
 * nothing did. Not a fetcher of the router's: that asks the server first what stands behind each new address, and
 * without a connection would put an error page in the place of what somebody is reading.
 */
export function usePreview(path: string): { mail: MailPreview | null | undefined; ask: () => void } {
  const { state } = useRevalidator();
  const [mail, setMail] = useState<MailPreview | null>();
  const [asked, setAsked] = useState(0);
  const ask = useCallback(() => {
    setMail(undefined);
    setAsked((times) => times + 1);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each press asks anew
  useEffect(() => {
    if (state !== 'idle') return;
    const given = new AbortController();
    const load = async (): Promise<MailPreview | null> => {
      if (!(await canReach())) return null;
      const answer = await fetch(path, { signal: given.signal });
      return answer.ok ? ((await answer.json()) as MailPreview) : null;
    };
    load()
      .catch(() => null)
      .then((told) => {
        // What is shown stays where nothing newer comes.
        if (!given.signal.aborted) setMail((before) => told ?? before ?? null);
      });
    return () => given.abort();
  }, [path, state, asked]);
  return { mail, ask };
}
