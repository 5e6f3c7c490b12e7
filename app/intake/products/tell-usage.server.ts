import { now } from '~/base/lib/clock.server';
import type { NeedUsage } from '~/base/vocabulary/orders';
import type { ShopSql } from '~/db.server';

/** A merchant's word about a need: is it used up, and how many days does one unit of it last one person? */
export interface UsageTold {
  readonly needId: bigint;
  readonly usage: NeedUsage;
  readonly daysPerUnit: number | null;
}

/** Stores the merchant's words, which outrank all that was read or learnt, and asks for a new plan of the buyers. */
export async function tellUsage(sql: ShopSql, told: readonly UsageTold[]): Promise<void> {
  if (told.length === 0) return;
  const ids = told.map(({ needId }) => needId);
  await sql.run(
    `UPDATE need n SET usage = g.usage, usage_source = 'merchant', days_per_unit = g.days,
       days_per_unit_source = CASE WHEN g.days IS NULL THEN NULL ELSE 'merchant' END
     FROM unnest($2::int8[], $3::text[], $4::float8[]) AS g (id, usage, days) WHERE n.shop_id = $1 AND n.id = g.id`,
    ids,
    told.map(({ usage }) => usage),
    told.map(({ daysPerUnit }) => daysPerUnit),
  );
  await sql.run(
    `UPDATE customer SET replan_due_at = least(replan_due_at, $3::timestamptz) WHERE shop_id = $1 AND merged_into_id IS NULL
       AND id IN (SELECT o.customer_id FROM need_variant nv
         JOIN order_line l ON l.shop_id = $1 AND l.shopify_variant_id = nv.shopify_variant_id
         JOIN orders o ON o.shop_id = $1 AND o.shopify_order_id = l.shopify_order_id
         WHERE nv.shop_id = $1 AND nv.need_id = ANY($2::int8[]) AND nv.valid_until IS NULL AND o.customer_id IS NOT NULL)`,
    ids,
    now(),
  );
}
