import { now } from '~/base/lib/clock.server';
import { sqlInShop } from '~/db.server';
import { readExport } from '~/office/privacy/export-customer.server';

/** The answer of one request as JSON text, noted as looked at; null when there is none (any more). */
export function answerOf(
  shopId: bigint,
  { id, staff }: { id: bigint; staff: string },
): Promise<string | null> {
  return sqlInShop(shopId, async (sql) => {
    const text = await readExport(sql, id);
    if (text !== null)
      await sql.run(
        `INSERT INTO access_log (shop_id, staff, what, at) VALUES ($1, $2, 'data-request', $3)`,
        staff,
        now(),
      );
    return text;
  });
}
