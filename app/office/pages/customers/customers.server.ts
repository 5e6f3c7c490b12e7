import { isoDay, localDay } from '~/base/lib/days';
import type { ReorderStatus } from '~/base/vocabulary/customers';
import type { CustomersQuery } from '~/base/vocabulary/customers-query';
import { isKind, type Kind } from '~/base/vocabulary/kinds';
import { shownStateSql } from '~/base/vocabulary/message-state-sql';
import type { MessageState } from '~/base/vocabulary/message-states';
import { type ShopSql, sqlInShop } from '~/db.server';
import { notYetKnownSql, usedUpSql } from '~/insight/learning/pools/usage-verdict';
import { loadShop } from '~/intake/shops/load-shop.server';
import {
  type CustomersSelect,
  selectAmong,
  selectCustomers,
} from '~/office/pages/customers/customers-select.server';
import { hasDiedSql } from '~/office/pages/customers/has-died';
import { emailOf, fullName, type SealedPerson } from '~/office/pages/customers/person.server';
import { loadViews, type SavedView } from '~/office/pages/customers/views.server';
import { needTitle } from '~/office/pages/products/needs.server';
import { type KeysetPage, keysetPage, writeNumberCursor } from '~/office/pages/request/cursor';

export interface CustomerRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly status: ReorderStatus;
  /** Then the status is of before, and nothing runs out. */
  readonly hasDied: boolean;
  readonly orders: number;
  readonly spentMinor: number;
  readonly lastOrderAt: Date;
  /** `isPast`: by the shop's own day the middle of the range has passed without a reorder. */
  readonly runsOut: { title: string; p10On: string; p50On: string; p90On: string; isPast: boolean } | null;
  /** Where nothing is said to run out: it is not known yet of something they bought whether it is used up. */
  readonly isNotYetKnown: boolean;
  /** The soonest message, and about which product: often another than the one that runs out next. */
  readonly next: { kind: Kind; state: MessageState; dueAt: Date; about: string | null } | null;
}

export interface CustomersPage {
  readonly query: CustomersQuery;
  readonly needTitle: string | null;
  readonly rows: readonly CustomerRow[];
  /** Cursors of the neighbouring pages, null where there is none. */
  readonly previous: string | null;
  readonly next: string | null;
  /** Is there any customer at all? Tells an empty shop from an empty answer. */
  readonly any: boolean;
  readonly views: readonly SavedView[];
}

const PAGE_SIZE = 50;

/** One page of customers. */
export async function listCustomers(
  shopId: bigint,
  query: CustomersQuery,
  now: Date,
): Promise<CustomersPage> {
  return sqlInShop(shopId, async (sql) => {
    const page = await readCustomers(sql, query, { size: PAGE_SIZE, now });
    return {
      query,
      needTitle: query.needId ? await needTitle(sql, BigInt(query.needId)) : null,
      rows: page.rows,
      previous: page.previous,
      next: page.next,
      any: page.rows.length > 0 || (await hasCustomers(sql)),
      views: await loadViews(sql, 'customers'),
    };
  });
}

interface Row extends SealedPerson {
  id: bigint;
  sort_value: bigint;
  status: ReorderStatus;
  has_died: boolean;
  order_count: number;
  spent_minor: bigint;
  last_order_at: Date;
  need_title: string | null;
  p10_on: string | null;
  p50_on: string | null;
  p90_on: string | null;
  is_past: boolean | null;
  is_not_yet_known: boolean;
  kind: string | null;
  state: MessageState | null;
  due_at: Date | null;
  about: string | null;
}

/** So many customers from the query's place on, with the cursors of both neighbours. */
export async function readCustomers(
  sql: ShopSql,
  query: CustomersQuery,
  { size, now }: { readonly size: number; readonly now: Date },
): Promise<KeysetPage<CustomerRow>> {
  const select = await selectCustomers(sql, query);
  const found = await readSelected(sql, select, { size: size + 1, now });
  const isBefore = select.backwards;
  const place = { size, isAfter: !isBefore && query.after !== null, isBefore };
  const page = keysetPage(found, place, (row) => writeNumberCursor({ value: row.sort_value, id: row.id }));
  return { ...page, rows: page.rows.map((row) => customerRow(sql.shopId, row)) };
}

/** These customers as a list shows them, in their order; who is in no list any more is not among them. */
export async function readAmong(sql: ShopSql, ids: readonly bigint[], now: Date): Promise<CustomerRow[]> {
  const rows = await readSelected(sql, selectAmong(ids), { size: ids.length, now });
  return rows.map((row) => customerRow(sql.shopId, row));
}

async function readSelected(
  sql: ShopSql,
  select: CustomersSelect,
  { size, now }: { readonly size: number; readonly now: Date },
): Promise<Row[]> {
  const today = isoDay(localDay(now, (await loadShop(sql)).timeZone));
  const todayOn = `$${select.values.length + 2}::date`;
  const isPast = `(f.p50_on < ${todayOn})`;
  return sql.rows<Row>(
    `WITH page AS MATERIALIZED (
       SELECT c.id, c.status, (${hasDiedSql}) AS has_died, c.order_count, c.spent_minor, c.last_order_at, c.first_name_sealed,
         c.last_name_sealed, c.email_sealed, ${select.value} AS sort_value, row_number() OVER (ORDER BY ${select.orderBy}) AS nth
       FROM customer c WHERE ${select.where} ORDER BY ${select.orderBy} LIMIT ${size})
     SELECT page.*, f.title AS need_title, f.p10_on, f.p50_on, f.p90_on, f.is_past, m.kind, m.state, m.due_at, m.about,
       -- As an EXISTS all forecasts of the shop would be read first, for each few hundred customers of a file.
       f.title IS NULL AND (
         SELECT true FROM forecast f JOIN need n ON n.id = f.need_id AND n.shop_id = $1
         LEFT JOIN need_pool p ON p.need_id = n.id AND p.shop_id = $1
         WHERE f.shop_id = $1 AND f.customer_id = page.id AND ${notYetKnownSql} LIMIT 1) IS NOT NULL AS is_not_yet_known
     FROM page
     LEFT JOIN LATERAL (
       SELECT n.title, f.p10_on, f.p50_on, f.p90_on, ${isPast} AS is_past FROM forecast f
       JOIN need n ON n.id = f.need_id AND n.shop_id = $1
       LEFT JOIN need_pool p ON p.need_id = n.id AND p.shop_id = $1
       -- What is still to come, the soonest first; else what may still come, the likeliest to. The rest is over.
       WHERE f.shop_id = $1 AND f.customer_id = page.id AND ${usedUpSql} AND f.p90_on >= ${todayOn} AND NOT page.has_died
       ORDER BY is_past, CASE WHEN NOT ${isPast} THEN f.p50_on END, f.p90_on DESC, f.id LIMIT 1) f ON true
     LEFT JOIN LATERAL (
       SELECT m.kind, ${shownStateSql} AS state, m.due_at,
         (SELECT n.title FROM need n WHERE n.shop_id = $1 AND n.id = m.need_id) AS about FROM message m
       WHERE m.shop_id = $1 AND m.customer_id = page.id
         AND m.state IN ('planned', 'awaiting_approval', 'held') ORDER BY m.due_at, m.id LIMIT 1) m ON true
     ORDER BY page.nth`,
    ...select.values,
    today,
  );
}

async function hasCustomers(sql: ShopSql): Promise<boolean> {
  const rows = await sql.rows('SELECT 1 FROM customer WHERE shop_id = $1 ORDER BY last_order_at LIMIT 1');
  return rows.length > 0;
}

function customerRow(shopId: bigint, row: Row): CustomerRow {
  return {
    id: String(row.id),
    name: fullName(shopId, row),
    email: emailOf(shopId, row),
    status: row.status,
    hasDied: row.has_died,
    orders: row.order_count,
    spentMinor: Number(row.spent_minor),
    lastOrderAt: row.last_order_at,
    runsOut:
      row.need_title && row.p10_on && row.p50_on && row.p90_on
        ? {
            title: row.need_title,
            p10On: row.p10_on,
            p50On: row.p50_on,
            p90On: row.p90_on,
            isPast: row.is_past === true,
          }
        : null,
    isNotYetKnown: row.is_not_yet_known,
    next:
      row.kind && isKind(row.kind) && row.state && row.due_at
        ? { kind: row.kind, state: row.state, dueAt: row.due_at, about: row.about }
        : null,
  };
}
