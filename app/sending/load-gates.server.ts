import type { ShopSql } from '~/db.server';
import type { GateFacts } from '~/outreach/planning/gate-facts';
import { type GateRow, gateFacts, gateStatement } from '~/outreach/planning/load-gate-facts.server';

/**
 * The facts of the gates for a whole batch of customers in one statement, made from planning's own, so that there is one
 * definition of each fact. What belongs to the shop (switches, templates, how much went out today: dear where much is
 * sent) is asked for the first customer only, and the count only where it is wanted. A test holds both loaders to the same answer.
 */
const shopPart =
  /(\(SELECT json_agg\(json_build_object\('kind', k\.kind[\s\S]*?\)) AS kinds,\s*(\(SELECT json_agg\(t\) FROM[\s\S]*?\)) AS templates,/;
const fromPart = /FROM customer c JOIN shop s ON s\.id = \$1\s*WHERE c\.shop_id = \$1 AND c\.id = \$2\s*$/;
const countPart = /CASE WHEN k\.mode = 'off' THEN 0 ELSE/;
if (![shopPart, fromPart, countPart].every((part) => part.test(gateStatement))) {
  throw new Error('The statement of the gates has changed its shape');
}

const once = (part: string) => `CASE WHEN a.nr = 1 THEN ${part} END`;

const manyStatement = gateStatement
  .replace(countPart, "CASE WHEN k.mode = 'off' OR NOT $5::boolean THEN 0 ELSE")
  .replace(
    shopPart,
    (_, kinds: string, templates: string) => `${once(kinds)} AS kinds, ${once(templates)} AS templates,`,
  )
  .replace(fromPart, '')
  .replace(/^\s*SELECT /, 'SELECT c.id, ')
  .replaceAll('$2', 'c.id')
  .replaceAll('$4', 'a.mail_id')
  // OFFSET 0 keeps the planner at one look into the primary key a customer, whatever its statistics say.
  .concat(`FROM unnest($2::bigint[], $4::bigint[]) WITH ORDINALITY AS a(customer_id, mail_id, nr)
    JOIN shop s ON s.id = $1
    CROSS JOIN LATERAL (SELECT * FROM customer x WHERE x.shop_id = $1 AND x.id = a.customer_id OFFSET 0) c
    ORDER BY a.nr`);

/**
 * By customer. The caller holds the customers' locks, so that all of them exist; throws otherwise. `isCounted`: with how
 * much went out today, else as if nothing had. Once a mail is enough: its first look counts it among all that are on their
 * way, so that what is claimed later is what is too many; and what a look found to be too many is noted at the kind.
 */
export async function loadGates(
  sql: ShopSql,
  asked: readonly { readonly customerId: bigint; readonly mailId: bigint }[],
  { at, isCounted }: { at: Date; isCounted: boolean },
): Promise<Map<bigint, GateFacts>> {
  if (asked.length === 0) return new Map();
  const rows = await sql.prepared<GateRow & { id: bigint }>(
    'look-gates',
    manyStatement,
    asked.map(({ customerId }) => customerId),
    at,
    asked.map(({ mailId }) => mailId),
    isCounted,
  );
  // The shop's part stands in the first row: with one missing, switches would seem to be off.
  if (rows.length !== asked.length) throw new Error('A customer is asked about who does not exist');
  const { kinds = null, templates = null } = rows[0] ?? {};
  return new Map(
    rows.map((row) => [
      row.id,
      gateFacts({ ...row, kinds, templates }, { shopId: sql.shopId, customerId: row.id, at }),
    ]),
  );
}
