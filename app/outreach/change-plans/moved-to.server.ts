import { dayNumber, isoDay, localDay } from '~/base/lib/days';
import { isKind, type MessageClass } from '~/base/vocabulary/kinds';
import type { ShopSql } from '~/db.server';
import { slotOn } from '~/outreach/outbox/slot-on.server';
import { openDayRule } from '~/outreach/planning/gates';
import { loadGateFacts } from '~/outreach/planning/load-gate-facts.server';
import { type DayMove, nextOpenDay } from '~/outreach/planning/open-days';

export interface MovedTo {
  readonly at: Date;
  /** Why it is another day than the one that was asked for; null where it is that day, or its hours are over. */
  readonly because: DayMove | null;
}

/**
 * When a message goes that a person moves to the day `on`: not on a closed day, nor on one whose hours are over, but at
 * the next moment at which it may. That moment is stored and told, so that nobody reads another one on the page. A day
 * that is over, or on which the message is of no use any more, is refused as it is: holidays are not known for ever.
 */
export async function movedTo(
  sql: ShopSql,
  { messageId, on, at }: { readonly messageId: bigint; readonly on: string; readonly at: Date },
): Promise<MovedTo> {
  const asked = await slotOn(sql, { messageId, on, at });
  const [row] = await sql.rows<{
    kind: string;
    class: MessageClass;
    customer_id: bigint;
    useful_until: Date;
  }>('SELECT kind, class, customer_id, useful_until FROM message WHERE shop_id = $1 AND id = $2', messageId);
  if (!row || asked <= at || asked >= row.useful_until) return { at: asked, because: null };
  const facts = await loadGateFacts(sql, row.customer_id, at, { isForPlan: true });
  if (!facts || !isKind(row.kind)) return { at: asked, because: null };
  const rule = openDayRule(facts, { kind: row.kind, class: row.class });
  const slotOnOpenDay = async (day: number) => {
    const { day: open, reason } = nextOpenDay(day, rule);
    return { open, because: reason, at: await slotOn(sql, { messageId, on: isoDay(open), at }) };
  };
  const { open, ...moved } = await slotOnOpenDay(dayNumber(on));
  const day = localDay(moved.at, facts.timeZone);
  if (day === open) return moved;
  // Tomorrow, where today's hours are over, may be closed in its turn.
  const { at: later, because } = await slotOnOpenDay(day);
  return { at: later, because };
}
