import type { Kind } from '~/base/vocabulary/kinds';

/**
 * The name of one reason to write: `<kind>-<digits of the anchor order line or order>-<step>`. No customer, product or
 * counter is in it, so a merge of customers, an edit of pools or a late order cannot make a key again that was sent.
 *
 * @param anchorGid Shopify's gid of the order line or order; its digits name the anchor
 * @example messageKey('thank-you', 'gid://shopify/Order/450789469', 1) // 'thank-you-450789469-1'
 */
export function messageKey(kind: Kind, anchorGid: string, step: number): string {
  const digits = /(\d+)(?:\?.*)?$/.exec(anchorGid)?.[1];
  if (digits === undefined) throw new Error(`No digits to anchor a message on: ${anchorGid}`);
  return `${kind}-${digits}-${step}`;
}

/**
 * The key of the first step about the same anchor.
 *
 * @example firstStepKey('running-low-7-2') // 'running-low-7-1'
 */
export function firstStepKey(key: string): string {
  return key.replace(/-\d+$/, '-1');
}

/**
 * @example stepOfKey('running-low-7-2') // 2
 */
export function stepOfKey(key: string): number {
  return Number(/\d+$/.exec(key)?.[0] ?? 1);
}
