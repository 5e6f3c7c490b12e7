import { createHash } from 'node:crypto';
import type { Kind } from '~/base/vocabulary/kinds';

/**
 * In which arm is this customer for this kind? By a hash of shop, customer and kind: the same answer in every process
 * and on every day, independent between kinds. Decided after the gates; both arms get an exposure row.
 *
 * @example holdoutArm({ shopId: 1n, customerId: 2n, kind: 'running-low' }, 0) // 'treated'
 */
export function holdoutArm(who: HoldoutPerson, percent: number): 'treated' | 'holdout' {
  return holdoutPlace(who) < percent / 100 ? 'holdout' : 'treated';
}

interface HoldoutPerson {
  readonly shopId: bigint;
  readonly customerId: bigint;
  readonly kind: Kind;
}

/** Where the customer stands among all of a kind, from 0 to 1: whoever stands below a share is left out by it. */
export function holdoutPlace({ shopId, customerId, kind }: HoldoutPerson): number {
  return createHash('sha256').update(`${shopId}|${customerId}|${kind}`).digest().readUInt32BE(0) / 2 ** 32;
}
