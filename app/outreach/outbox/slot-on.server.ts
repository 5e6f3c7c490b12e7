import { dayNumber, instantAt, localDay } from '~/base/lib/days';
import type { ShopSql } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';

const SOON_MS = 15 * 60_000;

/** The shop's usual hour on a day of the customer's own calendar; today, when that is past, in a quarter of an hour. */
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
  const { slotHour, slotMinute } = settings.quiet;
  const zone = row?.time_zone ?? timeZone;
  const slot = instantAt({ day: dayNumber(on), minuteOfDay: slotHour * 60 + slotMinute }, zone);
  const isToday = dayNumber(on) === localDay(at, zone);
  return isToday && slot <= at ? new Date(at.getTime() + SOON_MS) : slot;
}
