import { now } from '~/base/lib/clock.server';
import { isoDay } from '~/base/lib/days';
import type { ShopSql } from '~/db.server';
import type { CustomerInsight } from '~/insight/learning/customers/customer-insight';
import { forecastRows } from '~/insight/learning/customers/forecast-rows';
import { nextLookOf } from '~/insight/learning/customers/next-look';

/**
 * Writes the forecasts and the status of a customer in one statement. Rows that say the same as before are left
 * alone, so a plan that changes nothing writes nothing.
 *
 * @param othersAt when else this customer is to be looked at again
 */
export async function saveInsight(
  sql: ShopSql,
  insight: CustomerInsight,
  othersAt: readonly Date[],
): Promise<void> {
  const rows = forecastRows(insight);
  const { lapse } = insight;
  const statusFacts = {
    typicalIntervalDays: lapse.typicalIntervalDays,
    dueAfterDays: lapse.dueAfterDays,
    lateAfterDays: lapse.lateAfterDays,
    lapseAfterDays: lapse.lapseAfterDays,
    lastOrderOn: lapse.lastOrderDay === null ? null : isoDay(lapse.lastOrderDay),
    orders: insight.orders.length,
  };
  await sql.prepared(
    'save-insight',
    SAVE,
    insight.customer.id,
    lapse.status,
    JSON.stringify(statusFacts),
    nextLookOf(insight, othersAt),
    now(),
    JSON.stringify(rows, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
  );
}

const columns = [
  ['last_purchase_on', 'lastPurchaseOn', 'day'],
  ['supplied_on', 'suppliedOn', 'day'],
  ['quantity', 'quantity', 'float8'],
  ['own_gaps', 'ownGaps', 'int'],
  ['pool_customers', 'otherCustomers', 'int'],
  ['own_weight', 'ownWeight', 'float8'],
  ['never_probability', 'neverProbability', 'float8'],
  ['p10_on', 'p10On', 'day'],
  ['p25_on', 'p25On', 'day'],
  ['p50_on', 'p50On', 'day'],
  ['p75_on', 'p75On', 'day'],
  ['p90_on', 'p90On', 'day'],
  ['write_on', 'writeOn', 'day'],
] as const;
const names = columns.map(([column]) => column);

const SAVE = `
WITH wanted AS (
  SELECT * FROM json_to_recordset($7::json)
    AS t ("needId" bigint, ${columns.map(([, field, type]) => `"${field}" ${type === 'day' ? 'int' : type}`).join(', ')})
), gone AS (
  DELETE FROM forecast WHERE shop_id = $1 AND customer_id = $2 AND need_id NOT IN (SELECT "needId" FROM wanted)
), kept AS (
  INSERT INTO forecast (shop_id, customer_id, need_id, ${names.join(', ')}, computed_at)
  SELECT $1, $2, "needId", ${columns.map(([, field, type]) => (type === 'day' ? `date '1970-01-01' + "${field}"` : `"${field}"`)).join(', ')},
    $6 FROM wanted
  ON CONFLICT (customer_id, need_id) DO UPDATE
    SET ${[...names, 'computed_at'].map((name) => `${name} = excluded.${name}`).join(', ')}
    WHERE (${names.map((name) => `forecast.${name}`).join(', ')})
      IS DISTINCT FROM (${names.map((name) => `excluded.${name}`).join(', ')})
)
UPDATE customer SET status = $3, status_facts = $4::jsonb, next_look_at = $5::timestamptz
WHERE shop_id = $1 AND id = $2
  AND (status, status_facts, next_look_at) IS DISTINCT FROM ($3, $4::jsonb, $5::timestamptz)`;
