import { useEffect, useState } from 'react';
import type { MailPreview } from '~/office/pages/queue/preview.server';
import type { BrandWords } from '~/office/pages/settings/brand-look.server';

const QUIET_MS = 400;

/** A mail with the brand as it is typed: asked at once, and a moment after the last key. Null until the first one is there. */
export function useBrandLook({
  name,
  signature,
  postalAddress,
  logoUrl,
  accentColour,
  backgroundColour,
}: BrandWords): MailPreview | null {
  const [look, setLook] = useState<MailPreview | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    const ask = async () => {
      const answer = await fetch('/app/brand-look', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ name, signature, postalAddress, logoUrl, accentColour, backgroundColour }),
        signal: leaving.signal,
      });
      const told: MailPreview | null = answer.ok ? await answer.json() : null;
      if (!leaving.signal.aborted) setLook((before) => told ?? before ?? { status: 'failed', detail: '' });
    };
    // Offline or overtaken by the next letter: what is shown stays, and the next letter asks again.
    const timer = setTimeout(() => void ask().catch(() => undefined), QUIET_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [name, signature, postalAddress, logoUrl, accentColour, backgroundColour]);
  return look;
}
