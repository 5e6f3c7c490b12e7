import { isoDay, localDay } from '~/base/lib/days';
import type { ConsentState, SuppressionScope } from '~/base/vocabulary/customers';
import { type ActiveKind, activeKinds } from '~/base/vocabulary/kinds';
import type { ReasonCode } from '~/base/vocabulary/reasons';
import type { ShopSql } from '~/db.server';
import { usedUpSql } from '~/insight/learning/pools/usage-verdict';
import { newestConsent } from '~/intake/customers/newest-consent';
import { hasWarrantySql } from '~/intake/products/has-warranty';
import type { ShopFacts } from '~/intake/shops/load-shop.server';
import { generalRefusal, type Person } from '~/outreach/planning/general-refusal';

/** What was found in the shop's own rows, without embellishment. */
export interface Found {
  readonly customers: number;
  readonly orders: number;
  readonly oldestOrderOn: string | null;
  /** Of each kind: who may get it by consent and by the shop's own rules, and why the others may not. */
  readonly kinds: readonly {
    readonly kind: ActiveKind;
    readonly may: number;
    readonly refused: readonly { readonly because: ReasonCode; readonly count: number }[];
  }[];
  /** Of those who may get a reminder: for how many there is a forecast of something that is used up. */
  readonly withForecast: number;
  /** Of the newest parcels: for how many the day of delivery was told. */
  readonly parcels: { readonly seen: number; readonly delivered: number };
  readonly products: {
    readonly usedUp: number;
    readonly durable: number;
    readonly unknown: number;
    readonly withWarranty: number;
  };
}

const NEWEST_ORDERS = 3_000;

/** It reads every customer. */
export async function countFound(sql: ShopSql, shop: ShopFacts, at: Date): Promise<Found> {
  const groups = await groupCustomers(sql, shop);
  const [orders] = await sql.rows<{ count: number; oldest: Date | null }>(
    `SELECT (SELECT count(*)::int FROM orders WHERE shop_id = $1 AND deleted_at IS NULL) AS count,
       (SELECT processed_at FROM orders WHERE shop_id = $1 ORDER BY processed_at LIMIT 1) AS oldest`,
  );
  const judged = activeKinds.map((kind) => judge(kind, groups, { shop, at }));
  return {
    customers: groups.reduce((sum, { count }) => sum + count, 0),
    orders: orders?.count ?? 0,
    oldestOrderOn: orders?.oldest ? isoDay(localDay(orders.oldest, shop.timeZone)) : null,
    kinds: judged.map(({ kind, may, refused }) => ({ kind, may, refused })),
    withForecast: judged.find(({ kind }) => kind === 'running-low')?.withForecast ?? 0,
    parcels: await countParcels(sql),
    products: await countProducts(sql, shop),
  };
}

/** Customers who are alike in all that the rules ask about. */
interface Group {
  readonly count: number;
  readonly state: ConsentState;
  readonly country: string | null;
  readonly hasAddress: boolean;
  readonly scope: SuppressionScope | null;
  readonly company: boolean;
  readonly neverTag: string | null;
  readonly lastOrderOn: string | null;
  readonly hasForecast: boolean;
}

function groupCustomers(sql: ShopSql, { settings }: ShopFacts): Promise<Group[]> {
  return sql.rows<Group>(
    `SELECT count(*)::int AS count, coalesce(n.state, 'UNKNOWN') AS state, c.country_code AS country,
       c.email_sealed IS NOT NULL AND c.email_hash IS NOT NULL AS "hasAddress", x.scope, c.company,
       t.tag AS "neverTag", to_char(c.last_order_at, 'YYYY-MM-DD') AS "lastOrderOn",
       EXISTS (SELECT 1 FROM forecast f JOIN need n ON n.shop_id = $1 AND n.id = f.need_id
           LEFT JOIN need_pool p ON p.shop_id = $1 AND p.need_id = n.id
         WHERE f.shop_id = $1 AND f.customer_id = c.id AND ${usedUpSql}) AS "hasForecast"
     FROM customer c
     LEFT JOIN LATERAL (SELECT state FROM consent n WHERE n.shop_id = $1 AND n.customer_id = c.id AND n.channel = 'email'
       ORDER BY ${newestConsent('n')} LIMIT 1) n ON true
     LEFT JOIN LATERAL (SELECT scope FROM suppression x WHERE x.shop_id = $1 AND x.email_hash = c.email_hash AND x.lifted_at IS NULL
       ORDER BY CASE x.scope WHEN 'all' THEN 0 ELSE 1 END LIMIT 1) x ON true
     LEFT JOIN LATERAL (SELECT tag FROM unnest(c.tags) AS tag WHERE lower(trim(tag)) = ANY($2::text[]) LIMIT 1) t ON true
     WHERE c.shop_id = $1 AND c.merged_into_id IS NULL AND c.deleted_at IS NULL AND c.redacted_at IS NULL
       AND c.last_order_at IS NOT NULL
     GROUP BY 2, 3, 4, 5, 6, 7, 8, 9`,
    settings.neverTags.map((tag) => tag.trim().toLowerCase()),
  );
}

/** Asks the planner's own rule about each group. Relay addresses are sealed and are found only when a plan is made. */
function judge(
  kind: ActiveKind,
  groups: readonly Group[],
  { shop, at }: { shop: ShopFacts; at: Date },
): {
  kind: ActiveKind;
  may: number;
  withForecast: number;
  refused: { because: ReasonCode; count: number }[];
} {
  let may = 0;
  let withForecast = 0;
  const refused = new Map<ReasonCode, number>();
  for (const group of groups) {
    const refusal = generalRefusal(personOf(group), kind, { shop, at });
    if (refusal) refused.set(refusal.code, (refused.get(refusal.code) ?? 0) + group.count);
    else {
      may += group.count;
      if (group.hasForecast) withForecast += group.count;
    }
  }
  return {
    kind,
    may,
    withForecast,
    refused: [...refused].map(([because, count]) => ({ because, count })).sort((a, b) => b.count - a.count),
  };
}

function personOf(group: Group): Person {
  return {
    hasAddress: group.hasAddress,
    relayDomain: null,
    state: group.state,
    countryCode: group.country,
    scope: group.scope,
    company: group.company,
    tags: group.neverTag === null ? [] : [group.neverTag],
    preferences: [],
    lastPurchaseAt: group.lastOrderOn ? new Date(`${group.lastOrderOn}T23:59:00Z`) : null,
  };
}

async function countParcels(sql: ShopSql): Promise<Found['parcels']> {
  const [row] = await sql.rows<Found['parcels']>(
    `WITH newest AS MATERIALIZED (SELECT shopify_order_id FROM orders WHERE shop_id = $1
         ORDER BY processed_at DESC LIMIT ${NEWEST_ORDERS})
     SELECT count(*)::int AS seen, (count(*) FILTER (WHERE f.delivered_at IS NOT NULL OR EXISTS (SELECT 1 FROM fulfillment_event e
         WHERE e.shop_id = $1 AND e.shopify_fulfillment_id = f.shopify_fulfillment_id AND lower(e.status) = 'delivered')))::int AS delivered
     FROM fulfillment f WHERE f.shop_id = $1 AND f.shopify_order_id = ANY (ARRAY(SELECT shopify_order_id FROM newest))
       AND lower(f.status) <> 'cancelled'`,
  );
  return row ?? { seen: 0, delivered: 0 };
}

async function countProducts(sql: ShopSql, { settings }: ShopFacts): Promise<Found['products']> {
  const [row] = await sql.rows<Found['products']>(
    `SELECT (count(*) FILTER (WHERE is_used_up))::int AS "usedUp", (count(*) FILTER (WHERE usage = 'not_used_up' AND NOT is_used_up))::int AS durable,
       (count(*) FILTER (WHERE usage <> 'not_used_up' AND NOT is_used_up))::int AS unknown,
       (SELECT count(*)::int FROM product p WHERE p.shop_id = $1 AND p.deleted_at IS NULL AND ${hasWarrantySql('$2')}) AS "withWarranty"
     FROM (SELECT n.usage, ${usedUpSql} AS is_used_up
         FROM need n LEFT JOIN need_pool p ON p.shop_id = $1 AND p.need_id = n.id
         WHERE n.shop_id = $1 AND n.retired_at IS NULL) x`,
    settings.warranty.defaultMonths,
  );
  return row ?? { usedUp: 0, durable: 0, unknown: 0, withWarranty: 0 };
}
