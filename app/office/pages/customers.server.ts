import { emailHash } from '~/base/lib/sealed.server';
import { type ReorderStatus, reorderStatuses } from '~/base/vocabulary/customers';
import { isKind, type Kind } from '~/base/vocabulary/kinds';
import type { MessageState } from '~/base/vocabulary/message-states';
import { type ShopSql, sqlInShop } from '~/db.server';
import { searchTokens } from '~/intake/customers/name-tokens.server';
import { parseCursor, writeCursor } from '~/office/pages/cursor';
import { emailOf, fullName, type SealedPerson } from '~/office/pages/person.server';

export interface CustomerRow {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly status: ReorderStatus;
  readonly orders: number;
  readonly lastOrderAt: Date | null;
  readonly runsOut: { title: string; p10On: string; p50On: string; p90On: string } | null;
  readonly next: { kind: Kind; state: MessageState; dueAt: Date } | null;
}

export interface CustomersQuery {
  readonly search: string;
  readonly status: ReorderStatus | null;
  readonly after: string | null;
  readonly before: string | null;
}

export interface CustomersPage {
  readonly query: CustomersQuery;
  readonly rows: readonly CustomerRow[];
  /** Cursors of the neighbouring pages, null where there is none. */
  readonly previous: string | null;
  readonly next: string | null;
  /** Is there any customer at all? Tells an empty shop from an empty answer. */
  readonly any: boolean;
}

const PAGE_SIZE = 50;

export function parseCustomersQuery(parameters: URLSearchParams): CustomersQuery {
  const status = parameters.get('status');
  return {
    search: (parameters.get('search') ?? '').trim().slice(0, 200),
    status: reorderStatuses.find((known) => known === status) ?? null,
    after: parameters.get('after'),
    before: parameters.get('before'),
  };
}

interface Row extends SealedPerson {
  id: bigint;
  status: ReorderStatus;
  number_of_orders: number;
  last_order_at: Date;
  need_title: string | null;
  p10_on: string | null;
  p50_on: string | null;
  p90_on: string | null;
  kind: string | null;
  state: MessageState | null;
  due_at: Date | null;
}

/**
 * One page of customers, newest order first. Names and addresses are found by their keyed hashes: a word, or the
 * beginning of one, or a whole address; never by a scan of what is sealed.
 */
export async function listCustomers(shopId: bigint, query: CustomersQuery): Promise<CustomersPage> {
  return sqlInShop(shopId, async (sql) => {
    const values: unknown[] = [];
    const value = (given: unknown) => `$${values.push(given) + 1}`;
    const where = [
      'c.shop_id = $1',
      'c.last_order_at IS NOT NULL',
      'c.merged_into_id IS NULL',
      'c.deleted_at IS NULL',
      'c.redacted_at IS NULL',
    ];
    if (query.status) where.push(`c.status = ${value(query.status)}`);
    if (query.search.includes('@')) {
      where.push(`c.email_hash = ${value(emailHash(shopId, query.search) ?? Buffer.alloc(0))}`);
    } else if (query.search) {
      // Of a search without any letter nothing is left to look up: it matches nobody rather than everybody.
      const tokens = searchTokens(shopId, query.search).map(String);
      where.push(
        tokens.length > 0 ? `c.id IN (SELECT carafe_customers_named(${value(tokens)}::bigint[]))` : 'false',
      );
    }
    const after = parseCursor(query.after);
    const before = after ? null : parseCursor(query.before);
    const from = after ?? before;
    if (from) {
      where.push(
        `(c.last_order_at, c.id) ${after ? '<' : '>'} (${value(from.at)}::timestamptz, ${value(from.id)}::bigint)`,
      );
    }
    const order = before ? 'ASC' : 'DESC';
    const found = await sql.rows<Row>(
      `WITH page AS MATERIALIZED (
         SELECT c.id, c.status, c.number_of_orders, c.last_order_at, c.first_name_sealed, c.last_name_sealed,
           c.email_sealed
         FROM customer c WHERE ${where.join(' AND ')}
         ORDER BY c.last_order_at ${order}, c.id ${order} LIMIT ${PAGE_SIZE + 1})
       SELECT page.*, f.title AS need_title, f.p10_on, f.p50_on, f.p90_on, m.kind, m.state, m.due_at
       FROM page
       LEFT JOIN LATERAL (
         SELECT n.title, f.p10_on, f.p50_on, f.p90_on FROM forecast f
         JOIN need n ON n.id = f.need_id AND n.shop_id = $1 AND n.usage <> 'not_used_up'
         WHERE f.shop_id = $1 AND f.customer_id = page.id ORDER BY f.p50_on, f.id LIMIT 1) f ON true
       LEFT JOIN LATERAL (
         SELECT m.kind, m.state, m.due_at FROM message m
         WHERE m.shop_id = $1 AND m.customer_id = page.id
           AND m.state IN ('planned', 'awaiting_approval', 'held') ORDER BY m.due_at, m.id LIMIT 1) m ON true
       ORDER BY page.last_order_at ${order}, page.id ${order}`,
      ...values,
    );
    const more = found.length > PAGE_SIZE;
    const rows = found.slice(0, PAGE_SIZE);
    if (before) rows.reverse();
    const first = rows[0];
    const last = rows.at(-1);
    const cursorOf = (row: Row) => writeCursor({ at: row.last_order_at, id: row.id });
    return {
      query,
      rows: rows.map((row) => customerRow(shopId, row)),
      previous: first && (after || (before && more)) ? cursorOf(first) : null,
      next: last && (before || more) ? cursorOf(last) : null,
      any: rows.length > 0 || (await hasCustomers(sql)),
    };
  });
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
    orders: row.number_of_orders,
    lastOrderAt: row.last_order_at,
    runsOut:
      row.need_title && row.p10_on && row.p50_on && row.p90_on
        ? { title: row.need_title, p10On: row.p10_on, p50On: row.p50_on, p90On: row.p90_on }
        : null,
    next:
      row.kind && isKind(row.kind) && row.state && row.due_at
        ? { kind: row.kind, state: row.state, dueAt: row.due_at }
        : null,
  };
}
