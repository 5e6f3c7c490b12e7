import { z } from 'zod';
import { now } from '~/base/lib/clock.server';
import { parseCustomersQuery, viewParameters } from '~/base/vocabulary/customers-query';
import { type ShopSql, sqlInShop } from '~/db.server';

/** The lists whose filters can be kept under a name. */
type ViewPage = 'customers';

/** Filters and order under a name, for everybody in the shop. */
export interface SavedView {
  readonly id: string;
  readonly name: string;
  readonly query: string;
}

const MOST_VIEWS = 30;
const id = z.string().regex(/^\d{1,18}$/);
// A line break or a control character in a name would be an ugly thing to click on.
const name = z
  .string()
  .transform((text) => text.replace(/[\p{Cc}\s]+/gu, ' ').trim())
  .pipe(z.string().min(1).max(40));

const schema = z.discriminatedUnion('intent', [
  z.object({ intent: z.literal('create'), name, query: z.string().max(2_000) }),
  z.object({ intent: z.literal('rename'), id, name }),
  z.object({ intent: z.literal('delete'), id }),
]);
export type ViewRequest = z.infer<typeof schema>;

export type ViewResult =
  | { status: 'done'; id: string }
  | { status: 'refused'; reason: 'name-taken' | 'too-many' | 'not-found' };

/** Null when what was sent asks for no such thing. */
export function parseViewRequest(given: unknown): ViewRequest | null {
  return schema.safeParse(given).data ?? null;
}

export async function loadViews(sql: ShopSql, page: ViewPage): Promise<SavedView[]> {
  const rows = await sql.rows<{ id: bigint; name: string; query: string }>(
    'SELECT id, name, query FROM saved_view WHERE shop_id = $1 AND page = $2 ORDER BY id',
    page,
  );
  return rows.map((row) => ({ ...row, id: String(row.id) }));
}

export async function changeView(
  shopId: bigint,
  { given, page, by }: { given: ViewRequest; page: ViewPage; by: string },
): Promise<ViewResult> {
  return sqlInShop(shopId, async (sql) => {
    // Who creates one at the same time waits: how many there are is counted.
    await sql.rows(`SELECT pg_advisory_xact_lock(hashtextextended('views-' || ($1::bigint)::text, 0))`);
    const views = await loadViews(sql, page);
    const isTaken = (wanted: string) =>
      views.some((view) => view.name === wanted && !('id' in given && view.id === given.id));
    if ('name' in given && isTaken(given.name)) return refuse('name-taken');
    switch (given.intent) {
      case 'create':
        return views.length >= MOST_VIEWS ? refuse('too-many') : create(sql, { ...given, page, by });
      case 'rename':
        return change(
          sql,
          'UPDATE saved_view SET name = $3 WHERE shop_id = $1 AND id = $2 RETURNING id',
          BigInt(given.id),
          given.name,
        );
      case 'delete':
        return change(
          sql,
          'DELETE FROM saved_view WHERE shop_id = $1 AND id = $2 RETURNING id',
          BigInt(given.id),
        );
    }
  });
}

const refuse = (reason: Extract<ViewResult, { status: 'refused' }>['reason']): ViewResult => ({
  status: 'refused',
  reason,
});

/** The query is read and written anew: only filters that we know are kept. Two of one name at once: the key refuses one. */
async function create(
  sql: ShopSql,
  view: { name: string; query: string; page: ViewPage; by: string },
): Promise<ViewResult> {
  const result = await change(
    sql,
    `INSERT INTO saved_view (shop_id, page, name, query, created_by, created_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (shop_id, page, name) DO NOTHING RETURNING id`,
    view.page,
    view.name,
    viewParameters(parseCustomersQuery(new URLSearchParams(view.query))),
    view.by,
    now(),
  );
  return result.status === 'done' ? result : refuse('name-taken');
}

async function change(sql: ShopSql, text: string, ...values: unknown[]): Promise<ViewResult> {
  const [row] = await sql.rows<{ id: bigint }>(text, ...values);
  return row ? { status: 'done', id: String(row.id) } : refuse('not-found');
}
