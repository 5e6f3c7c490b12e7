/** Shopify's global ids: `gid://shopify/Order/123`. Kept whole; a numeric id may be beyond 2^53, so digits stay text. */

/** Digits at the end and nothing odd before them: messages are named by these digits. */
const GID = /^gid:\/\/shopify\/[A-Za-z]{1,60}\/\d{1,31}$/;

/**
 * The gid of an object in a webhook: its admin_graphql_api_id when there is one, else built from the digits of its id.
 * Null when neither is usable.
 *
 * @example gidOf('Order', null, '820982911946154508') // 'gid://shopify/Order/820982911946154508'
 */
export function gidOf(type: string, given: unknown, id?: unknown): string | null {
  const whole = typeof given === 'string' ? withoutQuery(given) : '';
  if (GID.test(whole)) return whole;
  const digits = digitsOf(id ?? given);
  return digits === null ? null : `gid://shopify/${type}/${digits}`;
}

/** The digits at a gid's end; null for what is none, such as an order that only an export has named. */
export function numericId(gid: string | null | undefined): string | null {
  return GID.test(gid ?? '') ? ((gid ?? '').split('/').at(-1) ?? null) : null;
}

function withoutQuery(gid: string): string {
  const mark = gid.indexOf('?');
  return mark < 0 ? gid : gid.slice(0, mark);
}

function digitsOf(id: unknown): string | null {
  if (typeof id === 'number') return Number.isSafeInteger(id) && id > 0 ? String(id) : null;
  return typeof id === 'string' && /^[1-9]\d{0,30}$/.test(id) ? id : null;
}
