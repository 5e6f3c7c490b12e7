import type { StandardApi } from '@shopify/ui-extensions/admin';

declare const shopify: Pick<StandardApi<'admin.customer-details.block.render'>, 'i18n'>;

/**
 * Asks the app. The admin puts the session token on the request; the language is that of the words which stand around
 * the answer, so that one block never speaks two.
 */
export async function askCarafe<Answer>(path: string, body?: object): Promise<Answer> {
  const response = await fetch(
    `/ext/${path}?locale=${encodeURIComponent(word('locale'))}`,
    body && {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    },
  );
  if (!response.ok) throw new Error(`Carafe answered ${response.status}`);
  return (await response.json()) as Answer;
}

export function word(key: string, values?: Record<string, string | number>): string {
  return shopify.i18n.translate(key, values);
}

/** gid://shopify/Customer/207119551 → 207119551 */
export function numberOf(selected: readonly { id: string }[]): string {
  return selected[0]?.id.split('/').at(-1) ?? '';
}
