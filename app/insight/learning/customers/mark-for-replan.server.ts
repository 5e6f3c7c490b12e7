import { isoDay } from '~/base/lib/days';
import { type ShopId, sqlInShop } from '~/db.server';
import { markCustomers } from '~/insight/learning/customers/mark-customers.server';
import type { PoolChange } from '~/insight/learning/pools/save-pools.server';

/** Forecasts whose day to write lies so near that a moved pool may move a message. */
const DAYS_BACK = 10;
const DAYS_AHEAD = 21;
/** Who bought a need longer ago than the model looks has nothing to gain from it. */
const BOUGHT_WITHIN_DAYS = 400;
/** In so many nights everybody has had their turn: pools move by a little each night, too little to be counted as moved. */
const NIGHTS = 14;
const CUSTOMERS_A_BATCH = 500;

/**
 * Asks for a new plan of the customers whom a new pool may concern, in small transactions so that nobody's plan waits
 * long. The sweep over stages finds them, whatever becomes of the queue.
 *
 * Who they are: everybody with a message near, everybody who bought what moved or turned, and those whose turn it is this
 * night, or was in nights on which no sweep ended.
 *
 * @returns how many customers were marked
 */
export async function markForReplan(
  shopId: ShopId,
  { today, everybody, turnedNeeds, movedNeeds, nights }: PoolChange & { readonly today: number },
): Promise<number> {
  let marked = 0;
  for (let after = 0n; ; ) {
    const from = after;
    const rows = await sqlInShop(shopId, (sql) =>
      sql.rows<{ id: bigint }>(
        everybody ? EVERYBODY : CONCERNED,
        from,
        ...(everybody
          ? []
          : [
              isoDay(today - DAYS_BACK),
              isoDay(today + DAYS_AHEAD),
              turnedNeeds.map(String),
              isoDay(today - BOUGHT_WITHIN_DAYS),
              movedNeeds.map(String),
              today % NIGHTS,
              nights,
            ]),
      ),
    );
    after = rows.at(-1)?.id ?? after;
    marked += await markCustomers(
      shopId,
      rows.map(({ id }) => id),
    );
    if (rows.length < CUSTOMERS_A_BATCH) return marked;
  }
}

const live = `c.shop_id = $1 AND c.id > $2 AND c.merged_into_id IS NULL AND c.deleted_at IS NULL AND c.redacted_at IS NULL`;

const page = `ORDER BY c.id LIMIT ${CUSTOMERS_A_BATCH}`;

const EVERYBODY = `SELECT c.id FROM customer c WHERE ${live} ${page}`;

const CONCERNED = `
SELECT c.id FROM customer c WHERE ${live} AND (
  (c.last_order_at IS NOT NULL AND mod(c.id + $8::int, ${NIGHTS}) < $9::int)
  OR EXISTS (SELECT 1 FROM forecast f
    WHERE f.shop_id = $1 AND f.customer_id = c.id
      AND (f.write_on BETWEEN $3::date AND $4::date OR f.need_id = ANY ($7::bigint[])))
  OR (cardinality($5::bigint[]) > 0 AND EXISTS (
    SELECT 1 FROM orders o
    JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id
    JOIN need_variant nv ON nv.shop_id = $1 AND nv.shopify_variant_id = l.shopify_variant_id AND nv.valid_until IS NULL
    WHERE o.shop_id = $1 AND o.customer_id = c.id AND o.processed_at >= $6::date AND nv.need_id = ANY ($5::bigint[])))) ${page}`;
