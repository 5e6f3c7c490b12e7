import { now } from '~/base/lib/clock.server';
import { type ShopId, sqlInShop } from '~/db.server';
import { paidSince } from '~/intake/orders/paid-since';

const WINDOW_DAYS = 180;
const FEWEST_ORDERS = 20;

/**
 * Learns within how many working days (Monday to Friday, in the shop's zone) nine in ten orders get their first parcel,
 * from those paid in the last half year. Fewer than twenty say nothing: null, and the gates take their own figure.
 *
 * Orders that still wait are not in it: a shop that falls behind looks as quick as it was, which errs towards caring
 * for the customer who waits.
 */
export async function measureHandling(shopId: ShopId): Promise<void> {
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `WITH handled AS (
         SELECT carafe_working_days((min(f.fulfilled_at) AT TIME ZONE s.time_zone)::date)
             - carafe_working_days((${paidSince('o')} AT TIME ZONE s.time_zone)::date) AS days
         FROM shop s JOIN orders o ON o.shop_id = $1
         JOIN fulfillment f ON f.shop_id = $1 AND f.shopify_order_id = o.shopify_order_id AND lower(f.status) <> 'cancelled'
         WHERE s.id = $1 AND o.processed_at > $2::timestamptz - interval '${WINDOW_DAYS} days' AND o.processed_at <= $2
           AND o.cancelled_at IS NULL AND o.deleted_at IS NULL
           AND NOT o.is_test AND NOT o.is_digital AND NOT o.is_pos
         GROUP BY o.id, s.time_zone HAVING min(f.fulfilled_at) >= ${paidSince('o')}
       ), measured AS (
         SELECT CASE WHEN count(*) >= ${FEWEST_ORDERS} THEN percentile_disc(0.9) WITHIN GROUP (ORDER BY days) END AS days FROM handled
       )
       UPDATE shop SET handling_days = measured.days FROM measured
       WHERE id = $1 AND handling_days IS DISTINCT FROM measured.days`,
      now(),
    ),
  );
}
