import type { ColumnType, Table } from '~/base/lib/table';
import type { ShopSql } from '~/db.server';

/** Many rows of one table in one statement: `loadRows` by key, `writeRows` by unnest. */
const fieldsOf = <Row>(table: Table<Row>) =>
  Object.entries(table.columns) as [keyof Row & string, [string, ColumnType]][];

/** The rows whose key is among `keys`, by key (bytes as hex). */
export async function loadRows<Row extends object>(
  sql: ShopSql,
  table: Table<Row>,
  keys: readonly (string | Buffer)[],
): Promise<Map<string, Row>> {
  if (keys.length === 0) return new Map();
  const list = fieldsOf(table).map(([field, [column]]) => `${column} AS "${field}"`);
  const [key, type] = table.columns[table.key];
  const rows = await sql.rows<Row>(
    `SELECT ${list.join(', ')} FROM ${table.name} WHERE shop_id = $1 AND ${key} = ANY($2::${type}[])
     ${table.among ? `AND ${table.among}` : ''}`,
    keys,
  );
  return new Map(rows.map((row) => [keyText(row[table.key]), row]));
}

export function keyText(key: unknown): string {
  return Buffer.isBuffer(key) ? key.toString('hex') : String(key);
}

/** Inserts rows, or overwrites the columns of the table's description where the key is there. */
export async function writeRows<Row extends object>(
  sql: ShopSql,
  table: Table<Row>,
  rows: readonly Row[],
): Promise<number> {
  if (rows.length === 0) return 0;
  const fields = fieldsOf(table);
  const key = table.columns[table.key][0];
  const arrays = fields.map(([field, [, type]]) => rows.map((row) => packed(row[field], type)));
  const parameters = fields.map(([, [, type]], at) => `$${at + 2}::${isList(type) ? 'text' : type}[]`);
  const selected = fields.map(([, [column, type]]) =>
    isList(type) ? `g.${column}::${type}` : `g.${column}`,
  );
  const columns = fields.map(([, [column]]) => column);
  return sql.run(
    `INSERT INTO ${table.name} (shop_id, ${columns.join(', ')})
     SELECT $1::bigint, ${selected.join(', ')} FROM unnest(${parameters.join(', ')}) AS g (${columns.join(', ')})
     ON CONFLICT (shop_id, ${key}) ${table.among ? `WHERE ${table.among}` : ''} DO UPDATE SET ${columns
       .filter((column) => column !== key)
       .map((column) => `${column} = EXCLUDED.${column}`)
       .join(', ')}`,
    ...arrays,
  );
}

const isList = (type: ColumnType) => type.endsWith('[]');

/** unnest opens only one level, so a list travels as its own text; JSON as text too. */
function packed(value: unknown, type: ColumnType): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'jsonb') return JSON.stringify(value);
  if (!isList(type)) return value;
  return `{${(value as unknown[]).map((item) => `"${String(item).replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
