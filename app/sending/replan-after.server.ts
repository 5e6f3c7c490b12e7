import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import type { Kind } from '~/base/vocabulary/kinds';
import { noteInShop, type ShopNote } from '~/db.server';

/** Kinds whose second word depends on when the first one went out, or that it never did. */
const stepped: ReadonlySet<Kind> = new Set<Kind>(['running-low', 'warranty-expiry']);

/** Nothing of it is urgent, and the minutes in which a shop sends most are left to sending. */
const LATER_MS = 2 * 60_000;

/** Mails of a moment ask together. */
const GATHER_MS = 1_000;

const ASK: ShopNote = {
  name: 'replan-after',
  types: 'bigint[], timestamptz',
  text: `UPDATE customer SET replan_due_at = least(coalesce(replan_due_at, 'infinity'), $2)
    WHERE shop_id = carafe_shop_id() AND id IN (SELECT id FROM customer WHERE shop_id = carafe_shop_id() AND id = ANY($1)
      ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)`,
};

const gathered = new Map<bigint, Set<bigint>>();
let gathering: NodeJS.Timeout | undefined;

/**
 * Asks for a new plan of those whose mail has met its end, so that the next step is judged by what really happened.
 * After the outcome's own commit and without waiting for anybody: a planner holds its customer and waits for the
 * messages that the outcome holds. Whom it misses has a next look of their own.
 */
export function replanAfter(
  shopId: bigint,
  ended: readonly { readonly customerId: bigint; readonly leadKind: Kind }[],
): void {
  const ids = gathered.get(shopId) ?? new Set<bigint>();
  for (const { customerId, leadKind } of ended) if (stepped.has(leadKind)) ids.add(customerId);
  if (ids.size === 0) return;
  gathered.set(shopId, ids);
  gathering ??= setTimeout(() => void replansAsked(), GATHER_MS);
}

/** Asks at once for what is gathered. */
export async function replansAsked(): Promise<void> {
  clearTimeout(gathering);
  gathering = undefined;
  const asked = [...gathered];
  gathered.clear();
  const due = new Date(now().getTime() + LATER_MS).toISOString();
  await Promise.all(
    asked.map(async ([shopId, ids]) => {
      try {
        await noteInShop(shopId, ASK, [[...ids], due]);
      } catch (error) {
        log.warn('New plans after mails were not asked for', { shopId, error });
      }
    }),
  );
}
