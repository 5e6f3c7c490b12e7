import { emailHash } from '~/base/lib/sealed.server';
import type { CustomerSort, CustomersQuery, MessageFilter } from '~/base/vocabulary/customers-query';
import type { ShopSql } from '~/db.server';
import { searchTokens } from '~/intake/customers/name-tokens.server';
import { hasDiedSql } from '~/office/pages/customers/has-died';
import { type NumberCursor, parseNumberCursor, parseTimeCursor } from '~/office/pages/request/cursor';

/** How a list is sorted: the column, its first direction, and how its value stands in a cursor. */
interface Order {
  readonly column: string;
  readonly direction: 'ASC' | 'DESC';
  readonly isTime: boolean;
}

export const orders: Record<CustomerSort, Order> = {
  newest: { column: 'last_order_at', direction: 'DESC', isTime: true },
  oldest: { column: 'last_order_at', direction: 'ASC', isTime: true },
  orders: { column: 'order_count', direction: 'DESC', isTime: false },
  spending: { column: 'spent_minor', direction: 'DESC', isTime: false },
};

/** Who is in any list; `c` is the customer. */
export const LISTED = [
  'c.shop_id = $1',
  'c.last_order_at IS NOT NULL',
  'c.merged_into_id IS NULL',
  'c.deleted_at IS NULL',
  'c.redacted_at IS NULL',
];

export interface CustomersSelect {
  /** What follows WHERE; `c` is the customer. */
  readonly where: string;
  readonly orderBy: string;
  /** The cursor's number of a row. */
  readonly value: string;
  readonly values: readonly unknown[];
  /** Read from the end towards the beginning: turn the rows round. */
  readonly backwards: boolean;
}

/**
 * Filters, order and place of a list of customers in SQL. Names and addresses are found by their keyed hashes: a word,
 * or the beginning of one, or a whole address; never by a scan of what is sealed.
 */
export async function selectCustomers(sql: ShopSql, query: CustomersQuery): Promise<CustomersSelect> {
  const withMessage = query.message && (await fewWith(sql, query.message));
  const values: unknown[] = [];
  const value = (given: unknown) => `$${values.push(given) + 1}`;
  const where = [...LISTED, ...filters(sql.shopId, { ...query, withMessage }, value)];
  const { column, direction, isTime } = orders[query.sort];
  const parse = isTime ? parseTimeCursor : parseNumberCursor;
  const after = parse(query.after);
  const before = after ? null : parse(query.before);
  const downwards = (direction === 'DESC') !== (before !== null);
  const from = after ?? before;
  if (from) where.push(place(from));
  const way = downwards ? 'DESC' : 'ASC';
  return {
    where: where.join(' AND '),
    orderBy: `c.${column} ${way}, c.id ${way}`,
    value: isTime ? `(extract(epoch FROM c.${column}) * 1000)::bigint` : `c.${column}::bigint`,
    values,
    backwards: before !== null,
  };

  function place(cursor: NumberCursor): string {
    const given = isTime
      ? `${value(new Date(Number(cursor.value)))}::timestamptz`
      : `${value(cursor.value)}::bigint`;
    return `(c.${column}, c.id) ${downwards ? '<' : '>'} (${given}, ${value(cursor.id)}::bigint)`;
  }
}

/** Of these customers, in this order, whoever is in a list still. */
export function selectAmong(ids: readonly bigint[]): CustomersSelect {
  return {
    where: [...LISTED, 'c.id = ANY($2::bigint[])'].join(' AND '),
    orderBy: 'array_position($2::bigint[], c.id)',
    value: 'c.id',
    values: [ids],
    backwards: false,
  };
}

const MOST_LISTED = 5_000;

/**
 * Everybody who has a message in this state, by what is due first; null where the messages are too many to be read. Those
 * are met soon by whoever walks the list of customers, while a few would be looked for among all of them.
 */
async function fewWith(sql: ShopSql, state: MessageFilter): Promise<bigint[] | null> {
  const rows = await sql.rows<{ customer_id: bigint }>(
    `SELECT customer_id FROM message WHERE shop_id = $1 AND state = '${state}' ORDER BY due_at LIMIT ${MOST_LISTED}`,
  );
  return rows.length < MOST_LISTED ? [...new Set(rows.map((row) => row.customer_id))] : null;
}

function filters(
  shopId: bigint,
  {
    status,
    search,
    needId,
    message,
    withMessage,
  }: CustomersQuery & { readonly withMessage: readonly bigint[] | null },
  value: (given: unknown) => string,
): string[] {
  const where: string[] = [];
  // Nobody is due, late or lapsed who has died.
  if (status) where.push(`c.status = ${value(status)}`, `NOT (${hasDiedSql})`);
  if (search) where.push(isSearched(shopId, search, value));
  if (needId) {
    where.push(
      `EXISTS (SELECT 1 FROM forecast f WHERE f.shop_id = $1 AND f.customer_id = c.id AND f.need_id = ${value(needId)}::bigint)`,
    );
  }
  if (withMessage) {
    where.push(`c.id = ANY(${value(withMessage)}::bigint[])`);
  } else if (message) {
    where.push(
      `EXISTS (SELECT FROM message m WHERE m.shop_id = $1 AND m.customer_id = c.id AND m.state = '${message}')`,
    );
  }
  return where;
}

/** The condition that a customer `c` is whom somebody typed: a whole address, or words of the name. */
export function isSearched(shopId: bigint, search: string, value: (given: unknown) => string): string {
  if (search.includes('@')) return `c.email_hash = ${value(emailHash(shopId, search) ?? Buffer.alloc(0))}`;
  // Of a search without any letter nothing is left to look up: it matches nobody rather than everybody.
  const tokens = searchTokens(shopId, search).map(String);
  return tokens.length > 0 ? `c.id IN (SELECT carafe_customers_named(${value(tokens)}::bigint[]))` : 'false';
}
