import { isoDay } from '~/base/lib/days';
import type { Reason } from '~/base/vocabulary/reasons';
import type { ShopSql } from '~/db.server';
import { isForSale } from '~/intake/products/for-sale';

/** Why a reminder makes no sense at present, though it may on its own day. */
export type NotNow = Extract<Reason, { code: 'not-available' }> | 'not-arrived-yet';

/** Titles of what cannot be bought at present, by id of the need. */
export type SoldOut = ReadonlyMap<string, string>;

/**
 * What the last look would refuse of a reminder that leaves now: there is none to buy, or their supply has not come yet,
 * as far as the message itself knows when it is expected. Whoever decides asks the order and its parcels.
 *
 * @param item what it reminds of, where that is sold out
 */
export function notNow(item: string | undefined, isExpected: boolean): NotNow | null {
  if (item !== undefined) return { code: 'not-available', item };
  return isExpected ? 'not-arrived-yet' : null;
}

/** Is the supply, on this day of the customer's, still to come, as far as the reason of a message knows? */
export function isSupplyExpected(reason: Reason, today: number): boolean {
  return reason.code === 'running-low' && reason.lastWas === 'expected' && reason.lastOn > isoDay(today);
}

/**
 * Of the needs that `chosen` selects, those of which nothing is for sale.
 *
 * @param chosen a statement that gives ids of needs; its values follow the shop's, from `$2` on
 */
export async function loadSoldOut(
  sql: ShopSql,
  chosen: string,
  ...values: readonly unknown[]
): Promise<SoldOut> {
  const rows = await sql.rows<{ id: bigint; title: string }>(
    `SELECT n.id, n.title FROM need n WHERE n.shop_id = $1 AND n.id IN (${chosen})
       AND NOT ${isForSale('n')}`,
    ...values,
  );
  return new Map(rows.map(({ id, title }) => [String(id), title]));
}
