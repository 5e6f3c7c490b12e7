import { withoutControls } from '~/base/lib/control-characters';
import { searchPatterns } from '~/base/lib/search-words';
import type { NeedUsage } from '~/base/vocabulary/orders';
import { type ShopSql, sqlInShop } from '~/db.server';
import type { UsageVerdict } from '~/insight/learning/customers/customer-insight';
import { usageVerdict, usedUpSql } from '~/insight/learning/pools/usage-verdict';
import { productTitlesSql } from '~/office/pages/products/find-products.server';
import { keysetPage } from '~/office/pages/request/cursor';

export const productViews = ['all', 'used-up', 'not-used-up', 'to-confirm', 'warranty'] as const;
export type ProductView = (typeof productViews)[number];

/** One need with its products: what a customer uses up, or what lasts. */
export interface ProductRow {
  readonly id: string;
  readonly title: string;
  readonly imageUrl: string | null;
  readonly products: number;
  /** Titles of its first products: what a group holds. */
  readonly productTitles: readonly string[];
  readonly variants: number;
  /** Customers who bought it, as of last night. */
  readonly buyers: number;
  readonly usage: UsageVerdict;
  /** A person's word: days that one lasts. */
  readonly daysPerUnit: number | null;
  /** Null as long as nobody bought it again: the days of its pool are then the shop's. */
  readonly learnt: { p25Days: number; medianDays: number; p75Days: number } | null;
  readonly warrantyMonths: number | null;
  readonly guideUrl: string | null;
}

export interface ProductsQuery {
  readonly search: string;
  readonly view: ProductView;
  readonly after: string | null;
  readonly before: string | null;
}

export interface ProductsPage {
  readonly query: ProductsQuery;
  readonly rows: readonly ProductRow[];
  readonly previous: string | null;
  readonly next: string | null;
  /** Is there any product at all? Tells an empty shop from an empty answer. */
  readonly any: boolean;
  /** How many are bought by somebody and wait for a person's word; counted up to 100. */
  readonly toConfirm: number;
}

const PAGE_SIZE = 50;
const COUNT_UP_TO = 100;

export function parseProductsQuery(parameters: URLSearchParams): ProductsQuery {
  const view = parameters.get('view');
  return {
    search: withoutControls(parameters.get('search') ?? '')
      .trim()
      .slice(0, 200),
    view: productViews.find((known) => known === view) ?? 'all',
    after: parameters.get('after'),
    before: parameters.get('before'),
  };
}

interface Cursor {
  readonly buyers: number;
  readonly id: bigint;
}

function parseCursor(text: string | null): Cursor | null {
  const match = /^(\d{1,9})-(\d{1,18})$/.exec(text ?? '');
  return match ? { buyers: Number(match[1]), id: BigInt(match[2] ?? 0) } : null;
}

const CONFIRMED = `(n.usage_source = 'merchant' OR n.days_per_unit IS NOT NULL)`;

const conditions: Record<ProductView, string | null> = {
  all: null,
  'used-up': usedUpSql,
  'not-used-up': `NOT ${usedUpSql}`,
  'to-confirm': `NOT ${CONFIRMED} AND n.buyers > 0`,
  warranty: `n.id IN (SELECT x.need_id FROM product w
    JOIN variant v ON v.shop_id = $1 AND v.shopify_product_id = w.shopify_product_id
    JOIN need_variant x ON x.shop_id = $1 AND x.shopify_variant_id = v.shopify_variant_id AND x.valid_until IS NULL
    WHERE w.shop_id = $1 AND w.warranty_months > 0)`,
};

/** One page of what the shop sells, most buyers first; a product that was pooled with another stands in its pool. */
export async function listProducts(shopId: bigint, query: ProductsQuery): Promise<ProductsPage> {
  return sqlInShop(shopId, async (sql) => {
    const found = await findRows(sql, query);
    const after = parseCursor(query.after);
    const before = after ? null : parseCursor(query.before);
    const place = { size: PAGE_SIZE, isAfter: after !== null, isBefore: before !== null };
    const { rows, previous, next } = keysetPage(found, place, ({ buyers, id }) => `${buyers}-${id}`);
    return {
      query,
      rows: rows.map(productRow),
      previous,
      next,
      any: rows.length > 0 || (await hasProducts(sql)),
      toConfirm: await countToConfirm(sql),
    };
  });
}

interface Row {
  id: bigint;
  title: string;
  buyers: number;
  usage: NeedUsage;
  usageSource: string;
  daysPerUnit: number | null;
  customers: number | null;
  rebuyShare: number | null;
  p25: number | null;
  median: number | null;
  p75: number | null;
  products: number;
  productTitles: string[] | null;
  variants: number;
  imageUrl: string | null;
  warrantyMonths: number | null;
  guideUrl: string | null;
}

async function findRows(sql: ShopSql, query: ProductsQuery): Promise<Row[]> {
  const values: unknown[] = [];
  const value = (given: unknown) => `$${values.push(given) + 1}`;
  const where = ['n.shop_id = $1', 'n.retired_at IS NULL'];
  const condition = conditions[query.view];
  if (condition) where.push(condition);
  for (const pattern of searchPatterns(query.search, 200)) where.push(`n.title ILIKE ${value(pattern)}`);
  const after = parseCursor(query.after);
  const before = after ? null : parseCursor(query.before);
  const from = after ?? before;
  if (from)
    where.push(
      `(n.buyers, n.id) ${after ? '<' : '>'} (${value(from.buyers)}::int, ${value(from.id)}::bigint)`,
    );
  const order = before ? 'ASC' : 'DESC';
  return sql.rows<Row>(
    `WITH page AS MATERIALIZED (
       SELECT n.id, n.title, n.buyers, n.usage, n.usage_source, n.days_per_unit, p.customers, p.rebuy_share, p.p25_days,
         p.median_days, p.p75_days
       FROM need n LEFT JOIN need_pool p ON p.need_id = n.id AND p.shop_id = $1
       WHERE ${where.join(' AND ')} ORDER BY n.buyers ${order}, n.id ${order} LIMIT ${PAGE_SIZE + 1})
     SELECT n.id, n.title, n.buyers, n.usage, n.usage_source AS "usageSource", n.days_per_unit AS "daysPerUnit",
       n.customers, n.rebuy_share AS "rebuyShare", n.p25_days AS p25, n.median_days AS median, n.p75_days AS p75,
       own.products, own.titles AS "productTitles", own.variants, own.image AS "imageUrl", own.warranty AS "warrantyMonths", own.guide AS "guideUrl"
     FROM page n CROSS JOIN LATERAL (
       SELECT count(DISTINCT w.shopify_product_id)::int AS products, ${productTitlesSql('w')} AS titles, count(*)::int AS variants, min(w.image_url) AS image,
         max(w.warranty_months) AS warranty, min(w.guide_url) AS guide
       FROM need_variant x
       JOIN variant v ON v.shop_id = $1 AND v.shopify_variant_id = x.shopify_variant_id
       JOIN product w ON w.shop_id = $1 AND w.shopify_product_id = v.shopify_product_id
       WHERE x.shop_id = $1 AND x.need_id = n.id AND x.valid_until IS NULL) own
     ORDER BY n.buyers ${order}, n.id ${order}`,
    ...values,
  );
}

async function hasProducts(sql: ShopSql): Promise<boolean> {
  const rows = await sql.rows('SELECT 1 FROM need WHERE shop_id = $1 AND retired_at IS NULL LIMIT 1');
  return rows.length > 0;
}

async function countToConfirm(sql: ShopSql): Promise<number> {
  const [row] = await sql.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT FROM need n
       WHERE n.shop_id = $1 AND n.retired_at IS NULL AND ${conditions['to-confirm']} LIMIT ${COUNT_UP_TO}) few`,
  );
  return row?.count ?? 0;
}

function productRow(row: Row): ProductRow {
  const pool =
    row.customers === null ? null : { customers: row.customers, buyAgainShare: row.rebuyShare ?? 0 };
  const { p25, median, p75 } = row;
  return {
    id: String(row.id),
    title: row.title,
    imageUrl: row.imageUrl,
    products: row.products,
    productTitles: row.productTitles ?? [],
    variants: row.variants,
    buyers: row.buyers,
    usage: usageVerdict(row, pool),
    daysPerUnit: row.daysPerUnit,
    learnt:
      p25 !== null && median !== null && p75 !== null && (row.rebuyShare ?? 0) > 0
        ? { p25Days: p25, medianDays: median, p75Days: p75 }
        : null,
    warrantyMonths: row.warrantyMonths,
    guideUrl: row.guideUrl,
  };
}
