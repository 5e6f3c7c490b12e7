import { createHash } from 'node:crypto';
import type { Kind } from '~/base/vocabulary/kinds';
import { readImportedLineGid } from '~/intake/orders/imported-gid';

/**
 * The name of one reason to write: `<kind>-<anchor>-<step>`. The anchor is the order line's or order's digits, or the
 * order and place under which an export told of a line first. No customer, product or counter is in it, so a merge of
 * customers, an edit of pools or a late order cannot make a key again that was sent.
 *
 * @param anchorGid Shopify's gid of the order line or order, or an imported line's; any other throws
 * @example messageKey('thank-you', 'gid://shopify/Order/450789469', 1) // 'thank-you-450789469-1'
 * @example messageKey('running-low', 'import:gid://shopify/Order/55:2', 1) // 'running-low-import-55-2-1'
 */
export function messageKey(kind: Kind, anchorGid: string, step: number): string {
  const imported = readImportedLineGid(anchorGid);
  const anchor = imported ? importedAnchor(imported) : digitsOf(anchorGid);
  if (anchor === null) throw new Error(`Nothing to anchor a message on: ${anchorGid}`);
  return `${kind}-${anchor}-${step}`;
}

function digitsOf(gid: string): string | null {
  return /^gid:\/\/shopify\/[A-Za-z]+\/(\d+)(?:\?.*)?$/.exec(gid)?.[1] ?? null;
}

/** An order that the export knows by its name alone is named by that name's hash: anything may stand in a name. */
function importedAnchor({ orderGid, place }: { orderGid: string; place: number }): string {
  const digits = digitsOf(orderGid);
  const order = digits ?? `n${createHash('sha256').update(orderGid).digest('hex').slice(0, 16)}`;
  return `import-${order}-${place}`;
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
 * The key of the second step about the same anchor.
 *
 * @example secondStepKey('running-low-7-1') // 'running-low-7-2'
 */
export function secondStepKey(key: string): string {
  return key.replace(/-\d+$/, '-2');
}

/**
 * @example stepOfKey('running-low-7-2') // 2
 */
export function stepOfKey(key: string): number {
  return Number(/\d+$/.exec(key)?.[0] ?? 1);
}
