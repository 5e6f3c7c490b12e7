import type { MessageClass } from '~/base/vocabulary/kinds';
import type { Reason } from '~/base/vocabulary/reasons';
import type { ShopSql } from '~/db.server';
import { shopHold } from '~/outreach/planning/gates';
import { careHold, countryHold } from '~/outreach/planning/holds';
import { loadGateFacts } from '~/outreach/planning/load-gate-facts.server';

/** What holds all mail of a class from this customer at present, by the rules that planning and sending ask. */
export async function loadClassHolds(
  sql: ShopSql,
  customerId: bigint,
  now: Date,
): Promise<Record<MessageClass, Reason | null>> {
  const facts = await loadGateFacts(sql, customerId, now, { isForPlan: true });
  const holdOf = (messageClass: MessageClass): Reason | null => {
    if (!facts) return null;
    // A kind's own pause is not of its class; a recall alone would pass what stops all the others.
    const message = { kind: 'running-low', class: messageClass } as const;
    return (
      shopHold({ shop: facts.shop, kinds: {} }, message) ??
      countryHold(facts, message) ??
      careHold(facts.customer.holds, messageClass, facts)
    );
  };
  return {
    transactional: holdOf('transactional'),
    relationship: holdOf('relationship'),
    marketing: holdOf('marketing'),
  };
}
