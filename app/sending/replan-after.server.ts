import { log } from '~/base/lib/logger.server';
import type { Kind } from '~/base/vocabulary/kinds';
import { noteInShop } from '~/db.server';

/** Kinds whose second word depends on when the first one went out, or that it never did. */
const stepped: ReadonlySet<Kind> = new Set<Kind>(['running-low', 'warranty-expiry']);

/** Nothing of it is urgent, and the minutes in which a shop sends most are left to sending. */
const LATER_MS = 2 * 60_000;

/**
 * Asks for a new plan of those whose mail has met its end, so that the next step is judged by what really happened.
 * After the outcome's own commit and without waiting for anybody: a planner holds its customer and waits for the
 * messages that the outcome holds. Whom it misses has a next look of their own.
 */
export async function replanAfter(
  shopId: bigint,
  ended: readonly { readonly customerId: bigint; readonly leadKind: Kind }[],
  at: Date,
): Promise<void> {
  const ids = new Set(
    ended.flatMap(({ customerId, leadKind }) => (stepped.has(leadKind) ? [customerId] : [])),
  );
  if (ids.size === 0) return;
  const due = new Date(at.getTime() + LATER_MS).toISOString();
  try {
    await noteInShop(
      shopId,
      `UPDATE customer SET replan_due_at = least(coalesce(replan_due_at, 'infinity'), '${due}'::timestamptz)
       WHERE id IN (SELECT id FROM customer WHERE shop_id = carafe_shop_id() AND id IN (${[...ids].join(', ')})
         ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)`,
    );
  } catch (error) {
    log.warn('New plans after mails were not asked for', { shopId, error });
  }
}
