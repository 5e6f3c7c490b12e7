import { dayNumber, localDay } from '~/base/lib/days';
import type { ShopSql } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { isQuiet, slotAt } from '~/outreach/outbox/quiet-hours';
import { todayFor } from '~/outreach/outbox/today-for';

const SOON_MS = 15 * 60_000;

/**
 * The mail's own minute of the shop's usual time, on a day of the customer's calendar; today, when that is past, in a
 * quarter of an hour. The shop's today is the customer's, too. Never within the quiet hours: what can no longer go today has its slot tomorrow.
 */
export async function slotOn(
  sql: ShopSql,
  { messageId, on, at }: { readonly messageId: bigint; readonly on: string; readonly at: Date },
): Promise<Date> {
  const { settings, timeZone } = await loadShop(sql);
  const [row] = await sql.rows<{ time_zone: string | null; mail_key: string }>(
    `SELECT c.time_zone, coalesce(m.lead_key, m.key) AS mail_key FROM message m JOIN customer c ON c.id = m.customer_id AND c.shop_id = $1
     WHERE m.shop_id = $1 AND m.id = $2`,
    messageId,
  );
  const { quiet } = settings;
  const zone = row?.time_zone ?? timeZone;
  const asked = dayNumber(on);
  const day = asked === localDay(at, timeZone) ? todayFor(at, { zone, shopZone: timeZone }) : asked;
  const slotOf = (one: number) => slotAt(one, row?.mail_key ?? '', { timeZone: zone, quiet });
  const slot = slotOf(day);
  if (day !== localDay(at, zone) || slot > at) return slot;
  const soon = new Date(at.getTime() + SOON_MS);
  return localDay(soon, zone) !== day || isQuiet(soon, zone, quiet) ? slotOf(day + 1) : soon;
}
