import type { ShopSql } from '~/db.server';
import type { GateFacts } from '~/outreach/planning/gate-facts';
import { type GateRow, gateFacts, gateStatement } from '~/outreach/planning/load-gate-facts.server';

/**
 * The facts of the gates for a whole batch of customers in two statements, made from planning's own statement, so that
 * there is one definition of each fact. What belongs to the shop (switches, templates, how much went out today: dear
 * where much is sent) is asked once a batch. A test holds both loaders to the same answer.
 */
const shopPart =
  /\(SELECT json_agg\(json_build_object\('kind', k\.kind[\s\S]*?AS kinds,\s*(?:\(SELECT json_agg\(t\) FROM[\s\S]*?AS templates,)/;
const found = shopPart.exec(gateStatement)?.[0];
if (!found) throw new Error('The statement of the gates has changed its shape');

const shopStatement = `SELECT ${found.replace(/,\s*$/, '').replaceAll('$3', '$2')} FROM shop s WHERE s.id = $1`;

export const manyStatement = gateStatement
  .replace(found, '')
  .replace(/^\s*SELECT /, 'SELECT c.id, ')
  .replace(/FROM customer c JOIN shop s ON s\.id = \$1\s*WHERE c\.shop_id = \$1 AND c\.id = \$2\s*$/, '')
  .replaceAll('$2', 'c.id')
  .replaceAll('$4', 'a.mail_id')
  .concat(`FROM unnest($2::bigint[], $4::bigint[]) AS a(customer_id, mail_id)
    JOIN customer c ON c.shop_id = $1 AND c.id = a.customer_id JOIN shop s ON s.id = $1`);

/** By customer; a customer that does not exist is left out. The caller holds the customers' locks. */
export async function loadGates(
  sql: ShopSql,
  asked: readonly { readonly customerId: bigint; readonly mailId: bigint }[],
  at: Date,
): Promise<Map<bigint, GateFacts>> {
  if (asked.length === 0) return new Map();
  const [shop] = await sql.prepared<Pick<GateRow, 'kinds' | 'templates'>>('look-shop', shopStatement, at);
  const rows = await sql.prepared<GateRow & { id: bigint }>(
    'look-gates',
    manyStatement,
    asked.map(({ customerId }) => customerId),
    at,
    asked.map(({ mailId }) => mailId),
  );
  return new Map(
    rows.map((row) => [
      row.id,
      gateFacts({ ...row, ...shop }, { shopId: sql.shopId, customerId: row.id, at }),
    ]),
  );
}
