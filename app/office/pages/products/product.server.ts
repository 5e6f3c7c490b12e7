import { isoDay, localDay } from '~/base/lib/days';
import type { NeedUsage } from '~/base/vocabulary/orders';
import { type ShopSql, sqlInShop } from '~/db.server';
import type { UsageVerdict } from '~/insight/learning/customers/customer-insight';
import { explainPool, type PoolExplained } from '~/insight/learning/pools/explain-pool';
import { usageVerdict } from '~/insight/learning/pools/usage-verdict';
import { POOL_VERSION } from '~/insight/model/pools';
import type { NeedPool, ShopPool } from '~/insight/model/reorder';
import { substituteNeed } from '~/intake/products/substitute-need';
import { hasDiedSql } from '~/office/pages/customers/has-died';
import { fullName, type SealedPerson } from '~/office/pages/customers/person.server';

export interface VariantView {
  readonly id: string;
  readonly gid: string;
  readonly product: string;
  readonly title: string;
  readonly units: number;
  readonly unitsSource: string;
  readonly available: boolean;
  readonly soldOutSince: Date | null;
}

export interface DueCustomer {
  readonly id: string;
  readonly name: string;
  readonly p10On: string;
  readonly p50On: string;
  readonly p90On: string;
  /** The middle of the range has passed without a reorder. */
  readonly isPast: boolean;
}

export interface ProductPage {
  readonly id: string;
  readonly title: string;
  readonly imageUrl: string | null;
  readonly shopifyProductId: string | null;
  readonly usage: UsageVerdict;
  /** What a person said, or "unknown" where nobody did. */
  readonly said: NeedUsage;
  readonly saidBy: 'merchant' | 'title' | 'default';
  readonly buyAgainShare: number | null;
  readonly daysPerUnit: number | null;
  readonly warrantyMonths: number | null;
  readonly guideUrl: string | null;
  readonly needsSetUp: boolean;
  readonly substitute: { id: string; title: string } | null;
  readonly learnt: PoolExplained | null;
  readonly variants: readonly VariantView[];
  /**
   * Customers who are expected to run out within the coming month, the soonest first, then those who should have run
   * out already and are still likely to buy, the latest first; and how many there are of both.
   */
  readonly due: readonly DueCustomer[];
  readonly dueSoon: number;
  readonly duePast: number;
  /** Somebody who bought it still has their old plan, so that the list is about to change. */
  readonly replanning: boolean;
  readonly sweptOn: string | null;
}

interface Row {
  id: bigint;
  title: string;
  usage: NeedUsage;
  usageSource: string;
  daysPerUnit: number | null;
  substituteId: bigint | null;
  substituteTitle: string | null;
  /** Of its pool, by whichever version of the model; null where there is none. */
  customers: number | null;
  buyAgainShare: number | null;
  /** Null where another version of the model built them, too: their fields mean something else. */
  pool: NeedPool | null;
  shopPool: ShopPool | null;
  sweptOn: string | null;
  timeZone: string;
}

export type ProductResult = { status: 'found'; page: ProductPage } | { status: 'missing' };

/** One need with its products and variants, what was learnt of it, and whom it concerns next. */
export async function loadProduct(
  shopId: bigint,
  { needId, now }: { readonly needId: bigint; readonly now: Date },
): Promise<ProductResult> {
  return sqlInShop(shopId, async (sql) => {
    const [row] = await sql.rows<Row>(
      `SELECT n.id, n.title, n.usage, n.usage_source AS "usageSource", n.days_per_unit AS "daysPerUnit",
         u.id AS "substituteId", u.title AS "substituteTitle", p.customers, p.rebuy_share AS "buyAgainShare",
         CASE WHEN p.version = $3 THEN p.pool END AS pool, CASE WHEN sp.version = $3 THEN sp.pool END AS "shopPool",
         sp.swept_on AS "sweptOn", s.time_zone AS "timeZone"
       FROM need n JOIN shop s ON s.id = $1
       LEFT JOIN need u ON u.id = ${substituteNeed('n')} AND u.id <> n.id AND u.shop_id = $1
       LEFT JOIN need_pool p ON p.need_id = n.id AND p.shop_id = $1
       LEFT JOIN shop_pool sp ON sp.shop_id = $1
       WHERE n.shop_id = $1 AND n.id = $2 AND n.retired_at IS NULL`,
      needId,
      POOL_VERSION,
    );
    if (!row) return { status: 'missing' };
    const variants = await loadVariants(sql, needId);
    const today = localDay(now, row.timeZone);
    return { status: 'found', page: await pageOf(sql, { row, variants, today, now }) };
  });
}

async function pageOf(
  sql: ShopSql,
  { row, variants, today, now }: { row: Row; variants: readonly VariantRow[]; today: number; now: Date },
): Promise<ProductPage> {
  const usage = usageVerdict(
    row,
    row.customers === null ? null : { customers: row.customers, buyAgainShare: row.buyAgainShare ?? 0 },
  );
  const due = usage.usedUp ? await loadDue(sql, { needId: row.id, today, now }) : nobodyDue;
  const first = variants[0];
  return {
    id: String(row.id),
    title: row.title,
    imageUrl: variants.find(({ imageUrl }) => imageUrl)?.imageUrl ?? null,
    shopifyProductId: first?.productGid ?? null,
    usage,
    said: row.usage,
    saidBy: row.usageSource === 'merchant' || row.usageSource === 'title' ? row.usageSource : 'default',
    buyAgainShare: row.buyAgainShare,
    daysPerUnit: row.daysPerUnit,
    ...saidOfVariants(variants),
    needsSetUp: variants.some(({ needsSetUp }) => needsSetUp),
    substitute:
      row.substituteId === null ? null : { id: String(row.substituteId), title: row.substituteTitle ?? '' },
    learnt: row.pool && row.shopPool ? explainPool(row.pool, row.shopPool, row.daysPerUnit) : null,
    variants: variants.map((variant) => ({
      id: String(variant.id),
      gid: variant.gid,
      product: variant.product,
      title: variant.title === 'Default Title' ? '' : variant.title,
      units: variant.units,
      unitsSource: variant.unitsSource,
      available: variant.available,
      soldOutSince: variant.soldOutSince,
    })),
    ...due,
    replanning: await isReplanning(sql, { needId: row.id, now }),
    sweptOn: row.sweptOn,
  };
}

/** Of several products in one group, what stands first. */
export function saidOfVariants(
  variants: readonly Pick<VariantRow, 'warrantyMonths' | 'guideUrl'>[],
): Pick<ProductPage, 'warrantyMonths' | 'guideUrl'> {
  return {
    warrantyMonths: variants.find(({ warrantyMonths }) => warrantyMonths !== null)?.warrantyMonths ?? null,
    guideUrl: variants.find(({ guideUrl }) => guideUrl)?.guideUrl ?? null,
  };
}

interface VariantRow {
  id: bigint;
  gid: string;
  productGid: string;
  product: string;
  title: string;
  units: number;
  unitsSource: string;
  available: boolean;
  soldOutSince: Date | null;
  imageUrl: string | null;
  warrantyMonths: number | null;
  guideUrl: string | null;
  needsSetUp: boolean;
}

const MOST_VARIANTS = 250;

export function loadVariants(sql: ShopSql, needId: bigint): Promise<VariantRow[]> {
  return sql.rows<VariantRow>(
    `SELECT v.id, v.shopify_variant_id AS gid, v.shopify_product_id AS "productGid", p.title AS product, v.title,
       x.units_per_item AS units, x.units_source AS "unitsSource",
       v.available_for_sale AND v.deleted_at IS NULL AND p.deleted_at IS NULL AND p.status = 'ACTIVE' AS available,
       o.from_at AS "soldOutSince", p.image_url AS "imageUrl", p.warranty_months AS "warrantyMonths",
       p.guide_url AS "guideUrl", p.needs_set_up AS "needsSetUp"
     FROM need_variant x
     JOIN variant v ON v.shop_id = $1 AND v.shopify_variant_id = x.shopify_variant_id
     JOIN product p ON p.shop_id = $1 AND p.shopify_product_id = v.shopify_product_id
     LEFT JOIN stock_out o ON o.shop_id = $1 AND o.shopify_variant_id = v.shopify_variant_id AND o.until_at IS NULL
     WHERE x.shop_id = $1 AND x.need_id = $2 AND x.valid_until IS NULL
     ORDER BY p.title, v.position, v.id LIMIT ${MOST_VARIANTS}`,
    needId,
  );
}

const DUE_WITHIN_DAYS = 30;
const SHOWN_DUE = 8;

type Due = Pick<ProductPage, 'due' | 'dueSoon' | 'duePast'>;

/** What is not used up keeps its forecasts, which say when it may be bought again; nobody runs out of it. */
const nobodyDue: Due = { due: [], dueSoon: 0, duePast: 0 };

/** Whose plan is being made anew is left out: their old day knows nothing of what was edited since. */
async function loadDue(
  sql: ShopSql,
  { needId, today, now }: { needId: bigint; today: number; now: Date },
): Promise<Due> {
  const rows = await sql.rows<
    SealedPerson & { id: bigint; p10On: string; p50On: string; p90On: string; soon: bigint; past: bigint }
  >(
    `SELECT c.id, c.first_name_sealed, c.last_name_sealed, c.email_sealed, f.p10_on AS "p10On", f.p50_on AS "p50On",
       f.p90_on AS "p90On", count(*) FILTER (WHERE f.p50_on >= $3::date) OVER () AS soon,
       count(*) FILTER (WHERE f.p50_on < $3::date) OVER () AS past
     FROM forecast f
     JOIN customer c ON c.shop_id = $1 AND c.id = f.customer_id AND c.merged_into_id IS NULL AND c.deleted_at IS NULL
       AND c.redacted_at IS NULL AND c.status <> 'lapsed' AND NOT (${hasDiedSql})
       AND (c.replan_due_at IS NULL OR c.replan_due_at > $5::timestamptz)
     WHERE f.shop_id = $1 AND f.need_id = $2 AND f.p90_on >= $3::date AND f.p50_on <= $4::date
     ORDER BY f.p50_on < $3::date, abs(f.p50_on - $3::date), f.id LIMIT ${SHOWN_DUE}`,
    needId,
    isoDay(today),
    isoDay(today + DUE_WITHIN_DAYS),
    now,
  );
  return {
    dueSoon: Number(rows[0]?.soon ?? 0),
    duePast: Number(rows[0]?.past ?? 0),
    due: rows.map((row) => ({
      id: String(row.id),
      name: fullName(sql.shopId, row),
      p10On: row.p10On,
      p50On: row.p50On,
      p90On: row.p90On,
      isPast: row.p50On < isoDay(today),
    })),
  };
}

/** So many are asked, one after the other, whether they bought it; where more are owed a plan, one of them may well have. */
const MOST_ASKED = 500;

/**
 * From those who are owed a plan, each by their own few rows: a product that sells well has more forecasts and orders than
 * a page may read, and this page is loaded again and again until the plans are made.
 */
async function isReplanning(sql: ShopSql, { needId, now }: { needId: bigint; now: Date }): Promise<boolean> {
  // The limits within keep PostgreSQL from asking the other way round, and OFFSET 0 from starting at the variants.
  const [row] = await sql.rows<{ replanning: boolean }>(
    `WITH owed AS MATERIALIZED (
       SELECT id FROM customer
       WHERE shop_id = $1 AND replan_due_at <= $3 AND merged_into_id IS NULL AND deleted_at IS NULL AND redacted_at IS NULL
       ORDER BY replan_due_at LIMIT ${MOST_ASKED + 1})
     SELECT (SELECT count(*) > ${MOST_ASKED} FROM owed) OR EXISTS (
       SELECT FROM owed c CROSS JOIN LATERAL (
         (SELECT 1 FROM forecast f WHERE f.shop_id = $1 AND f.customer_id = c.id AND f.need_id = $2)
         UNION ALL
         (SELECT 1 FROM (
            SELECT l.shopify_variant_id FROM orders o
            JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id
            WHERE o.shop_id = $1 AND o.customer_id = c.id OFFSET 0) bought
          JOIN need_variant x ON x.shop_id = $1 AND x.need_id = $2 AND x.shopify_variant_id = bought.shopify_variant_id
            AND x.valid_until IS NULL)
         LIMIT 1) buyer) AS replanning`,
    needId,
    now,
  );
  return row?.replanning ?? false;
}
