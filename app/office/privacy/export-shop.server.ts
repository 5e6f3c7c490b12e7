import { unsealText } from '~/base/lib/sealed.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { openBody } from '~/intake/webhooks/store-webhooks.server';
import { exportedName, openedColumns, tablesLeftOut, withheldColumns } from '~/office/privacy/export-columns';
import { type ShopTable, shopTables } from '~/office/privacy/shop-tables.server';

const ROWS_AT_ONCE = 500;

/**
 * All that we hold of a shop as JSON Lines: a line that says what this is, one for each row, and a last one with their
 * number, without which the file is not whole. A few hundred rows at a time as the browser takes them, each batch in a
 * transaction of its own: neither memory nor a lock grows with the shop, and a row that changes meanwhile is told as it
 * was when its turn came. That it was asked for is in the access log before the first row leaves.
 */
export async function exportShop(
  shopId: bigint,
  { staff, now }: { staff: string; now: Date },
): Promise<ReadableStream<Uint8Array>> {
  const tables = await shopTables();
  const domain = await sqlInShop(shopId, async (sql) => {
    await sql.run(
      `INSERT INTO access_log (shop_id, staff, what, at) VALUES ($1, $2, 'shop-export', $3)`,
      staff,
      now,
    );
    const [shop] = await sql.rows<{ domain: string }>('SELECT domain FROM shop WHERE id = $1');
    return shop?.domain ?? '';
  });
  const lines = linesOf(shopId, tables, { domain, at: now.toISOString() });
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { value, done } = await lines.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await lines.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}

async function* linesOf(
  shopId: bigint,
  tables: readonly ShopTable[],
  head: { readonly domain: string; readonly at: string },
): AsyncGenerator<string, void> {
  const names = ['shop', ...tables.map(({ name }) => name)];
  yield `${JSON.stringify({ export: 'shop', ...head, tables: names, leftOut: { tables: tablesLeftOut, columns: withheldColumns } })}\n`;
  let rows = 0;
  const shop = await sqlInShop(shopId, (sql) => ownRow(sql));
  yield shop;
  rows += 1;
  for (const table of tables) {
    let after: readonly string[] | null = null;
    do {
      const from: readonly string[] | null = after;
      const batch: Batch = await sqlInShop(shopId, (sql) => readBatch(sql, table, from));
      if (batch.lines.length > 0) yield `${batch.lines.join('\n')}\n`;
      rows += batch.lines.length;
      after = batch.after;
    } while (after !== null);
  }
  yield `${JSON.stringify({ end: true, rows })}\n`;
}

/** The shop's own row, which has no shop_id: it is one. */
async function ownRow(sql: ShopSql): Promise<string> {
  const left = Object.keys(withheldColumns).flatMap((column) =>
    column.startsWith('shop.') ? [column.slice('shop.'.length)] : [],
  );
  const [row] = await sql.rows<{ row: string }>(
    'SELECT (to_jsonb(s) - $2::text[])::text AS row FROM shop s WHERE id = $1',
    left,
  );
  return `{"table":"shop","row":${row?.row ?? '{}'}}\n`;
}

interface Batch {
  readonly lines: readonly string[];
  /** The key of the last row, as text; null: there are no more. */
  readonly after: readonly string[] | null;
}

async function readBatch(sql: ShopSql, table: ShopTable, after: readonly string[] | null): Promise<Batch> {
  const opened = table.columns.filter(({ name }) => openedColumns.has(`${table.name}.${name}`));
  const rows = await sql.rows<{ row: string; key: string[] } & Record<`sealed${number}`, Buffer | null>>(
    batchStatement(table, opened, after),
    ...(after ?? []),
  );
  const lines = rows.map((row) => {
    const words = opened.map(({ name }, at) => {
      const sealed = row[`sealed${at}`] ?? null;
      const column = `${table.name}.${name}`;
      const text =
        column === INBOX_BODY
          ? openInbox(row.row, sealed)
          : unsealText(sealed, { shopId: sql.shopId, column });
      return `,${JSON.stringify(exportedName(name))}:${JSON.stringify(text)}`;
    });
    return `{"table":"${table.name}","row":${row.row.slice(0, -1)}${words.join('')}}}`;
  });
  return { lines, after: rows.length < ROWS_AT_ONCE ? null : (rows.at(-1)?.key ?? null) };
}

/** Names come from the database's own catalogue; values travel as parameters. */
function batchStatement(
  { name, columns, key }: ShopTable,
  opened: ShopTable['columns'],
  after: readonly string[] | null,
): string {
  const quoted = (column: string) => `t."${column}"`;
  const plain = columns.filter(
    (column) => column.type !== 'bytea' && withheldColumns[`${name}.${column.name}`] === undefined,
  );
  const types = key.map((part) => columns.find((column) => column.name === part)?.type ?? 'text');
  const from = after
    ? `AND (${key.map(quoted).join(', ')}) > (${types.map((type, at) => `$${at + 2}::text::${type}`).join(', ')})`
    : '';
  return `SELECT (SELECT row_to_json(o)::text FROM (SELECT ${plain.map(({ name: one }) => quoted(one)).join(', ')}) o) AS row,
      ARRAY[${key.map((part) => `${quoted(part)}::text`).join(', ')}] AS key
      ${opened.map((column, at) => `, ${quoted(column.name)} AS sealed${at}`).join('')}
    FROM "${name}" t WHERE t.shop_id = $1 ${from} ORDER BY ${key.map(quoted).join(', ')} LIMIT ${ROWS_AT_ONCE}`;
}

const INBOX_BODY = 'inbox_webhook.body_sealed';

/** A webhook's body is bound to the domain that it came from, which stands beside it. */
function openInbox(row: string, sealed: Buffer | null): string | null {
  const { shop_domain: domain } = JSON.parse(row) as { shop_domain: string };
  return sealed && openBody(sealed, domain).toString('utf8');
}
