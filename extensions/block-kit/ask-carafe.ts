import type { StandardApi } from '@shopify/ui-extensions/admin';

declare const shopify: Pick<StandardApi<'admin.customer-details.block.render'>, 'i18n'>;

/** What the app said, or one sentence about why it said nothing. */
export type Asked<Answer> =
  | { readonly status: 'here'; readonly answer: Answer }
  | { readonly status: 'failed'; readonly sentence: string };

/**
 * Asks the app. The admin puts the session token on the request; the language is that of the words which stand around
 * the answer, so that one block never speaks two.
 */
export async function askCarafe<Answer>(path: string, body?: object): Promise<Asked<Answer>> {
  const wasOnline = navigator.onLine;
  try {
    const response = await fetch(
      `/ext/${path}?locale=${encodeURIComponent(word('locale'))}`,
      body && {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      },
    );
    // What was to be changed may have been, though the server failed or its answer was lost.
    if (body && response.status >= 500) return { status: 'failed', sentence: word('unsure') };
    if (!response.ok) return { status: 'failed', sentence: await sentenceAbout(response) };
    return { status: 'here', answer: (await response.json()) as Answer };
  } catch {
    // An app that is down and a proxy's own page end here as well: only the browser knows whether it is offline.
    if (body && wasOnline) return { status: 'failed', sentence: word('unsure') };
    return { status: 'failed', sentence: navigator.onLine ? word('failed') : word('offline') };
  }
}

export function word(key: string, values?: Record<string, string | number>): string {
  return shopify.i18n.translate(key, values);
}

/** gid://shopify/Customer/207119551 → 207119551 */
export function numberOf(selected: readonly { id: string }[]): string {
  return selected[0]?.id.split('/').at(-1) ?? '';
}

async function sentenceAbout(response: Response): Promise<string> {
  switch (response.status) {
    case 401:
      return word('signedOut');
    case 403:
      return word('forbidden', { names: await keepersIn(response) });
    case 404:
      return word('unknown');
    case 409:
      return word('erased');
    default:
      return word('failed');
  }
}

/** Who can give full access, as the app named them; a refusal of Shopify's names nobody. */
async function keepersIn(response: Response): Promise<string> {
  const refusal = (await response.json().catch(() => null)) as { keepers?: unknown } | null;
  const keepers = Array.isArray(refusal?.keepers) ? refusal.keepers.map(String) : [];
  if (keepers.length === 0) return word('keeper');
  return new Intl.ListFormat(word('locale'), { type: 'disjunction' }).format(keepers);
}
