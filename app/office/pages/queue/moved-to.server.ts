import { dayNumber, isoDay } from '~/base/lib/days';
import { isKind, type MessageClass } from '~/base/vocabulary/kinds';
import type { ShopSql } from '~/db.server';
import { slotOn } from '~/outreach/outbox/slot-on.server';
import { openDayRule } from '~/outreach/planning/gates';
import { loadGateFacts } from '~/outreach/planning/load-gate-facts.server';
import { nextOpenDay } from '~/outreach/planning/open-days';

/**
 * When a message goes that a person moved to the day `on`: on a closed day nothing leaves, and the plan, which is made
 * right after, takes the next open one. What the person is told must not be another day than the one on the page.
 */
export async function movedTo(
  sql: ShopSql,
  { messageId, on, at }: { readonly messageId: bigint; readonly on: string; readonly at: Date },
): Promise<Date> {
  const [row] = await sql.rows<{ kind: string; class: MessageClass; customer_id: bigint }>(
    'SELECT kind, class, customer_id FROM message WHERE shop_id = $1 AND id = $2',
    messageId,
  );
  const facts = row ? await loadGateFacts(sql, row.customer_id, at, { isForPlan: true }) : null;
  if (!row || !facts || !isKind(row.kind)) return slotOn(sql, { messageId, on, at });
  const rule = openDayRule(facts, { kind: row.kind, class: row.class });
  const open = nextOpenDay(dayNumber(on), rule).day;
  return slotOn(sql, { messageId, on: isoDay(open), at });
}
