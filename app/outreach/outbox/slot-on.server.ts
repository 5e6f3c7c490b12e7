import { dayNumber, instantAt, localDay } from '~/base/lib/days';
import type { ShopSql } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { isQuiet, slotStart } from '~/outreach/outbox/quiet-hours';

const SOON_MS = 15 * 60_000;

/**
 * The shop's usual hour on a day of the customer's own calendar; today, when that is past, in a quarter of an hour. Never
 * within the quiet hours: what can no longer go today has its slot tomorrow.
 */
export async function slotOn(
  sql: ShopSql,
  { messageId, on, at }: { readonly messageId: bigint; readonly on: string; readonly at: Date },
): Promise<Date> {
  const { settings, timeZone } = await loadShop(sql);
  const [row] = await sql.rows<{ time_zone: string | null }>(
    `SELECT c.time_zone FROM message m JOIN customer c ON c.id = m.customer_id AND c.shop_id = $1
     WHERE m.shop_id = $1 AND m.id = $2`,
    messageId,
  );
  const { quiet } = settings;
  const zone = row?.time_zone ?? timeZone;
  const day = dayNumber(on);
  const minuteOfDay = slotStart(quiet);
  const slot = instantAt({ day, minuteOfDay }, zone);
  if (day !== localDay(at, zone) || slot > at) return slot;
  const soon = new Date(at.getTime() + SOON_MS);
  return localDay(soon, zone) !== day || isQuiet(soon, zone, quiet)
    ? instantAt({ day: day + 1, minuteOfDay }, zone)
    : soon;
}
