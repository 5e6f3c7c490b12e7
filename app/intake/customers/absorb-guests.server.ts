import { now } from '~/base/lib/clock.server';
import { keyText } from '~/base/lib/table.server';
import type { ShopSql } from '~/db.server';

/**
 * Points guests at the customer who has, or once had, their address: the one who has it now, else the oldest. Looks at
 * the guests of `emailHashes` and of every address of `customerIds`. Returns the ids on both ends of what changed.
 *
 * Each guest owes a plan from here on, also while history is loaded: it hands over what they told us. Asked step by step,
 * each by a list of keys: of a shop that is new the server knows too little, and would compare every row with every other.
 */
export async function absorbGuests(
  sql: ShopSql,
  customerIds: readonly bigint[],
  emailHashes: readonly Buffer[],
): Promise<bigint[]> {
  const guests = await guestsOf(sql, [...emailHashes, ...(await addressesOf(sql, customerIds))]);
  const owners = await ownersOf(
    sql,
    guests.map(({ emailHash }) => emailHash),
  );
  const moved = guests
    .map(({ id, before, emailHash }) => ({ id, before, after: owners.get(keyText(emailHash)) ?? null }))
    .filter(({ before, after }) => before !== after);
  if (moved.length === 0) return [];
  await sql.run(
    `UPDATE customer g SET merged_into_id = p.after, replan_due_at = $4
     FROM unnest($2::int8[], $3::int8[]) AS p (id, after) WHERE g.shop_id = $1 AND g.id = p.id`,
    moved.map(({ id }) => id),
    moved.map(({ after }) => after),
    now(),
  );
  return moved.flatMap(({ id, before, after }) => [id, before, after]).filter((id) => id !== null);
}

async function addressesOf(sql: ShopSql, customerIds: readonly bigint[]): Promise<Buffer[]> {
  if (customerIds.length === 0) return [];
  const rows = await sql.rows<{ hash: Buffer }>(
    'SELECT email_hash AS hash FROM customer_email WHERE shop_id = $1 AND customer_id = ANY($2::int8[])',
    customerIds,
  );
  return rows.map(({ hash }) => hash);
}

interface Guest {
  readonly id: bigint;
  readonly emailHash: Buffer;
  readonly before: bigint | null;
}

async function guestsOf(sql: ShopSql, hashes: readonly Buffer[]): Promise<Guest[]> {
  if (hashes.length === 0) return [];
  return sql.rows<Guest>(
    `SELECT id, email_hash AS "emailHash", merged_into_id AS before FROM customer
     WHERE shop_id = $1 AND shopify_customer_id IS NULL AND redacted_at IS NULL AND email_hash = ANY($2::bytea[])`,
    hashes,
  );
}

/** The customer of each address, by its hash in hex. */
async function ownersOf(sql: ShopSql, hashes: readonly Buffer[]): Promise<ReadonlyMap<string, bigint>> {
  if (hashes.length === 0) return new Map();
  const addresses = await sql.rows<{ hash: Buffer; customerId: bigint }>(
    `SELECT email_hash AS hash, customer_id AS "customerId" FROM customer_email
     WHERE shop_id = $1 AND email_hash = ANY($2::bytea[])`,
    hashes,
  );
  if (addresses.length === 0) return new Map();
  const customers = await sql.rows<{ id: bigint; hash: Buffer | null }>(
    `SELECT id, email_hash AS hash FROM customer WHERE shop_id = $1 AND id = ANY($2::int8[]) AND redacted_at IS NULL
       AND (deleted_at IS NULL OR merged_into_id IS NOT NULL)
     ORDER BY length(shopify_customer_id), shopify_customer_id`,
    addresses.map(({ customerId }) => customerId),
  );
  const had = new Map<bigint, string[]>();
  for (const { hash, customerId } of addresses)
    had.set(customerId, [...(had.get(customerId) ?? []), keyText(hash)]);
  const owners = new Map<string, bigint>();
  const oldest = (addressesOfOne: (customer: (typeof customers)[number]) => readonly string[]) => {
    for (const customer of customers)
      for (const hash of addressesOfOne(customer)) if (!owners.has(hash)) owners.set(hash, customer.id);
  };
  // Whoever has the address now goes before whoever had it once.
  oldest(({ id, hash }) => (had.get(id) ?? []).filter((one) => hash !== null && one === keyText(hash)));
  oldest(({ id }) => had.get(id) ?? []);
  return owners;
}
