import type { ShopSql } from '~/db.server';
import type { ConsentSnapshot } from '~/intake/customers/customer-snapshot';

/**
 * Keeps every e-mail consent that was told; which one counts is the reader's affair. The same news from several sources
 * is one row, whichever came first. Returns the customers for whom something is new.
 */
export async function writeConsents(
  sql: ShopSql,
  given: readonly { readonly id: bigint | null; readonly consent: ConsentSnapshot | undefined }[],
): Promise<bigint[]> {
  const rows = distinct(
    given.flatMap(({ id, consent }) => (id !== null && consent ? [{ id, ...consent }] : [])),
  );
  if (rows.length === 0) return [];
  const written = await sql.rows<{ id: bigint }>(
    `INSERT INTO consent AS c (shop_id, customer_id, channel, state, opt_in_level, source, changed_at)
     SELECT $1::bigint, g.id, 'email', g.state, g.level, g.source, g.at
     FROM unnest($2::int8[], $3::text[], $4::text[], $5::text[], $6::timestamptz[]) AS g (id, state, level, source, at)
     ON CONFLICT (customer_id, channel, changed_at, state) DO UPDATE
       SET source = least(c.source, EXCLUDED.source), opt_in_level = greatest(c.opt_in_level, EXCLUDED.opt_in_level)
       WHERE c.source > EXCLUDED.source OR coalesce(c.opt_in_level, '') < coalesce(EXCLUDED.opt_in_level, '')
     RETURNING customer_id AS id`,
    rows.map(({ id }) => id),
    rows.map(({ state }) => state),
    rows.map(({ optInLevel }) => optInLevel),
    rows.map(({ source }) => source),
    rows.map(({ changedAtMs }) => new Date(changedAtMs)),
  );
  return written.map(({ id }) => id);
}

type Row = { readonly id: bigint } & ConsentSnapshot;

/** One statement cannot write a row twice: what is told more than once is joined as the database would join it. */
function distinct(rows: readonly Row[]): Row[] {
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    const key = `${row.id} ${row.changedAtMs} ${row.state}`;
    const other = byKey.get(key);
    if (!other) byKey.set(key, row);
    else
      byKey.set(key, {
        ...row,
        source: [row.source, other.source].sort()[0] ?? row.source,
        optInLevel: (row.optInLevel ?? '') > (other.optInLevel ?? '') ? row.optInLevel : other.optInLevel,
      });
  }
  return [...byKey.values()];
}
