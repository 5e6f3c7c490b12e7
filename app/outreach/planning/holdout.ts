import { createHash } from 'node:crypto';
import type { Kind } from '~/base/vocabulary/kinds';

/**
 * In which arm is this customer for this kind? By a hash of shop, customer and kind: the same answer in every process
 * and on every day, independent between kinds. Decided after the gates; both arms get an exposure row.
 *
 * @example holdoutArm({ shopId: 1n, customerId: 2n, kind: 'running-low' }, 0) // 'treated'
 */
export function holdoutArm(
  who: { readonly shopId: bigint; readonly customerId: bigint; readonly kind: Kind },
  percent: number,
): 'treated' | 'holdout' {
  const digest = createHash('sha256').update(`${who.shopId}|${who.customerId}|${who.kind}`).digest();
  return digest.readUInt32BE(0) / 2 ** 32 < percent / 100 ? 'holdout' : 'treated';
}
