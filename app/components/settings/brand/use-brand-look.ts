import { useCallback, useEffect, useState } from 'react';
import type { MailPreview } from '~/office/pages/queue/preview.server';
import type { BrandWords } from '~/office/pages/settings/brand-look.server';

const QUIET_MS = 400;

/**
 * A mail with the brand as it is typed: asked at once, and a moment after the last key. Undefined until the first one is
 * there, null where none came; `ask` asks again.
 */
export function useBrandLook({
  name,
  signature,
  postalAddress,
  logoUrl,
  accentColour,
  backgroundColour,
}: BrandWords): { look: MailPreview | null | undefined; ask: () => void } {
  const [look, setLook] = useState<MailPreview | null>();
  const [asked, setAsked] = useState(0);
  const ask = useCallback(() => {
    setLook(undefined);
    setAsked((times) => times + 1);
  }, []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each press asks anew
  useEffect(() => {
    const leaving = new AbortController();
    const load = async (): Promise<MailPreview | null> => {
      const answer = await fetch('/app/brand-look', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ name, signature, postalAddress, logoUrl, accentColour, backgroundColour }),
        signal: leaving.signal,
      });
      return answer.ok ? ((await answer.json()) as MailPreview) : null;
    };
    const timer = setTimeout(async () => {
      const told = await load().catch(() => null);
      // What is shown stays where nothing newer comes, and the next letter asks again.
      if (!leaving.signal.aborted) setLook((before) => told ?? before ?? null);
    }, QUIET_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [name, signature, postalAddress, logoUrl, accentColour, backgroundColour, asked]);
  return { look, ask };
}
