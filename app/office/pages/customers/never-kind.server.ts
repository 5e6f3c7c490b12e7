import { z } from 'zod';
import { now } from '~/base/lib/clock.server';
import { wakePlanner } from '~/base/queue/wake-planner.server';
import { kinds } from '~/base/vocabulary/kinds';
import { savePreference } from '~/care/answers/save-preference.server';
import { sqlInShop } from '~/db.server';
import { lockCustomer } from '~/intake/customers/lock-customer.server';

/** Never a kind for one customer, or again. */
const schema = z.object({
  customerId: z.string().regex(/^\d{1,18}$/),
  kind: z.enum(kinds),
  choice: z.enum(['off', 'on']),
});
export type NeverRequest = z.infer<typeof schema>;

/** Null when what was sent asks for no such thing. */
export function parseNeverRequest(given: unknown): NeverRequest | null {
  return schema.safeParse(given).data ?? null;
}

/**
 * Keeps what staff decided about a kind for one customer, as if the customer had chosen it, and has the plan made anew:
 * what is planned of that kind is left out with that reason, or comes back. What they chose themselves is not overruled.
 */
export async function decideKind(
  shopId: bigint,
  { customerId, kind, choice }: NeverRequest,
): Promise<{ status: 'done' } | { status: 'refused'; reason: 'not-found' | 'their-own-choice' }> {
  const result = await sqlInShop(shopId, async (sql) => {
    const customer = await lockCustomer(sql, BigInt(customerId));
    if (!customer) return null;
    const [theirs] = await sql.rows(
      `SELECT 1 FROM preference WHERE shop_id = $1 AND customer_id = $2 AND kind = $3 AND need_id IS NULL AND source <> 'staff'`,
      customer.id,
      kind,
    );
    if (theirs) return 'their-own-choice' as const;
    await savePreference(sql, { customerId: customer.id, kind, choice, source: 'staff' });
    await sql.run(
      'UPDATE customer SET replan_due_at = $3 WHERE shop_id = $1 AND id = $2',
      customer.id,
      now(),
    );
    return customer.id;
  });
  if (result === null) return { status: 'refused', reason: 'not-found' };
  if (result === 'their-own-choice') return { status: 'refused', reason: result };
  await wakePlanner(shopId, result);
  return { status: 'done' };
}
