import { emailHash } from '~/base/lib/sealed.server';
import { keyText, loadRows, writeRows } from '~/base/lib/table.server';
import type { ShopSql } from '~/db.server';
import { absorbGuests } from '~/intake/customers/absorb-guests.server';
import { isStandingNo } from '~/intake/customers/consent-words';
import type { CustomerSnapshot } from '~/intake/customers/customer-snapshot';
import { lockCustomers } from '~/intake/customers/lock-customer.server';
import { deletedCustomer, mergeCustomer } from '~/intake/customers/merge-customer.server';
import { redactMerged } from '~/intake/customers/redact-merged.server';
import { type CustomerRow, customerTable, emptyCustomer, guestTable } from '~/intake/customers/rows';
import { writeConsents } from '~/intake/customers/write-consents.server';

export interface CustomerFacts {
  readonly snapshots: readonly CustomerSnapshot[];
  readonly deletions: readonly { readonly gid: string; readonly atMs: number }[];
  readonly merges: readonly { readonly keptGid: string; readonly goneGid: string }[];
}

/** Ids of the rows that these facts are about: whoever was told of, and whoever points elsewhere now. */
export interface ProjectedCustomers {
  readonly ids: readonly bigint[];
  /** Customers whose consent, address, tags or identity changed: their plan should be looked at again. */
  readonly changedIds: readonly bigint[];
}

/** Brings customer, consent and pointer rows up to what was told. */
export async function projectCustomers(
  sql: ShopSql,
  { snapshots, deletions, merges }: CustomerFacts,
): Promise<ProjectedCustomers> {
  const named = [...snapshots.flatMap(({ gid }) => gid ?? []), ...deletions.map(({ gid }) => gid)];
  const merging = merges.flatMap(({ keptGid, goneGid }) => [keptGid, goneGid]);
  const gids = [...new Set([...named, ...merging])];
  const guests = snapshots.flatMap((snapshot) => {
    const hash = snapshot.gid === null ? emailHash(sql.shopId, snapshot.guestEmail) : null;
    return hash ? [{ hash, snapshot }] : [];
  });
  if (gids.length === 0 && guests.length === 0) return { ids: [], changedIds: [] };

  await lockMerged(
    sql,
    gids,
    guests.map(({ hash }) => hash),
  );
  const known = await loadRows(sql, customerTable, gids);
  const after = new Map(
    gids.map((gid) => [gid, known.get(gid) ?? { ...emptyCustomer, shopifyCustomerId: gid }]),
  );
  for (const snapshot of snapshots)
    change(after, snapshot.gid, (row) => mergeCustomer(sql.shopId, row, snapshot));
  for (const { gid, atMs } of deletions) change(after, gid, (row) => deletedCustomer(row, atMs));
  const changed = [...after].flatMap(([gid, row]) => (row === known.get(gid) ? [] : [row]));
  await writeRows(sql, customerTable, changed);
  const changedGuests = await writeGuests(sql, guests);

  const idByGid = await idsOf(sql, gids);
  const idOf = (gid: string | null, isWanted: (row: CustomerRow) => boolean): bigint | null => {
    const row = gid === null ? undefined : after.get(gid);
    return row && isWanted(row) ? (idByGid.get(gid ?? '') ?? null) : null;
  };
  // The address of a customer who was merged away still leads its guests to the one who stayed.
  const emails = snapshots.map(({ gid, identity }) => ({
    id: idOf(gid, isNotRedacted),
    email: identity?.email ?? null,
  }));
  await rememberEmails(sql, emails);
  const consenting = await writeConsents(
    sql,
    snapshots.map(({ gid, consent }) => ({ id: idOf(gid, isAlive), consent })),
  );
  await forgetDeleted(
    sql,
    deletions.flatMap(({ gid }) => idByGid.get(gid) ?? []),
  );
  const merged = await pointMerges(sql, merges);
  const ids = [...idByGid.values()];
  const absorbed = await absorbGuests(
    sql,
    ids,
    guests.map(({ hash }) => hash),
  );
  return {
    ids: [...new Set([...ids, ...changedGuests, ...merged, ...absorbed])],
    changedIds: [
      ...changed.flatMap(({ shopifyCustomerId }) => idByGid.get(shopifyCustomerId ?? '') ?? []),
      ...changedGuests,
      ...consenting,
      ...merged,
      ...absorbed,
    ],
  };
}

/**
 * Whoever was merged into one of these rows, and those of them who were merged away, first of all: plans hold them while
 * they wait for whom they have become.
 */
async function lockMerged(sql: ShopSql, gids: readonly string[], hashes: readonly Buffer[]): Promise<void> {
  const rows = await sql.rows<{ id: bigint }>(
    `WITH RECURSIVE family (id, next) AS (
       (SELECT id, merged_into_id FROM customer WHERE shop_id = $1 AND shopify_customer_id = ANY($2::text[])
        UNION
        SELECT id, merged_into_id FROM customer WHERE shop_id = $1 AND shopify_customer_id IS NULL AND email_hash = ANY($3::bytea[]))
       UNION
       -- OFFSET 0 looks each up by its index: while history is loaded, the server knows too little of the table.
       SELECT c.id, c.merged_into_id FROM family f CROSS JOIN LATERAL (
         SELECT k.id, k.merged_into_id FROM customer k WHERE k.shop_id = $1 AND k.merged_into_id = f.id OFFSET 0) c
     ) SELECT id FROM family WHERE next IS NOT NULL`,
    gids,
    hashes,
  );
  await lockCustomers(
    sql,
    rows.map(({ id }) => id),
  );
}

const isNotRedacted = (row: CustomerRow) => row.redactedAt === null;
const isAlive = (row: CustomerRow) => row.redactedAt === null && row.deletedAt === null;

function change(
  rows: Map<string, CustomerRow>,
  gid: string | null,
  how: (row: CustomerRow) => CustomerRow,
): void {
  const row = gid === null ? undefined : rows.get(gid);
  if (gid !== null && row) rows.set(gid, how(row));
}

async function idsOf(sql: ShopSql, gids: readonly string[]): Promise<Map<string, bigint>> {
  const rows = await sql.rows<{ id: bigint; gid: string }>(
    'SELECT id, shopify_customer_id AS gid FROM customer WHERE shop_id = $1 AND shopify_customer_id = ANY($2::text[])',
    gids,
  );
  return new Map(rows.map(({ id, gid }) => [gid, id]));
}

async function writeGuests(
  sql: ShopSql,
  guests: readonly { hash: Buffer; snapshot: CustomerSnapshot }[],
): Promise<bigint[]> {
  if (guests.length === 0) return [];
  const known = await loadRows(
    sql,
    guestTable,
    guests.map(({ hash }) => hash),
  );
  const after = new Map<string, CustomerRow>();
  for (const { hash, snapshot } of guests) {
    const key = keyText(hash);
    const row = after.get(key) ?? known.get(key) ?? { ...emptyCustomer, emailHash: hash };
    after.set(key, mergeCustomer(sql.shopId, row, snapshot));
  }
  const changed = [...after].flatMap(([key, row]) => (row === known.get(key) ? [] : [row]));
  if (changed.length === 0) return [];
  await writeRows(sql, guestTable, changed);
  const rows = await sql.rows<{ id: bigint }>(
    `SELECT id FROM customer WHERE shop_id = $1 AND shopify_customer_id IS NULL AND email_hash = ANY($2::bytea[])`,
    changed.map(({ emailHash: hash }) => hash),
  );
  return rows.map(({ id }) => id);
}

async function rememberEmails(
  sql: ShopSql,
  given: readonly { id: bigint | null; email: string | null }[],
): Promise<void> {
  const rows = given.flatMap(({ id, email }) => {
    const hash = emailHash(sql.shopId, email);
    return id !== null && hash ? [{ id, hash }] : [];
  });
  if (rows.length === 0) return;
  await sql.run(
    `INSERT INTO customer_email (shop_id, email_hash, customer_id) SELECT DISTINCT $1::bigint, hash, id FROM unnest($2::bytea[], $3::int8[]) AS g (hash, id)
     ON CONFLICT DO NOTHING`,
    rows.map(({ hash }) => hash),
    rows.map(({ id }) => id),
  );
}

/** But for a "no" that was said to us: Shopify deletes who was merged away, and it goes along with the next plan. */
async function forgetDeleted(sql: ShopSql, ids: readonly bigint[]): Promise<void> {
  if (ids.length > 0)
    await sql.run(
      `DELETE FROM consent n WHERE n.shop_id = $1 AND n.customer_id = ANY($2::int8[])
         AND NOT ${isStandingNo('n')}`,
      ids,
    );
}

/**
 * Points each customer that was merged away at the one that stayed. A merge that would close a ring is left out, so they
 * are written one by one, in an order of their own, while nobody else points these customers anywhere.
 */
async function pointMerges(sql: ShopSql, merges: CustomerFacts['merges']): Promise<bigint[]> {
  if (merges.length === 0) return [];
  const named = await sql.rows<{ gone: bigint; kept: bigint }>(
    `SELECT DISTINCT g.id AS gone, k.id AS kept FROM unnest($2::text[], $3::text[]) AS m (gone_gid, kept_gid)
     JOIN customer g ON g.shop_id = $1 AND g.shopify_customer_id = m.gone_gid
     JOIN customer k ON k.shop_id = $1 AND k.shopify_customer_id = m.kept_gid ORDER BY gone, kept`,
    merges.map(({ goneGid }) => goneGid),
    merges.map(({ keptGid }) => keptGid),
  );
  await lockCustomers(
    sql,
    named.flatMap(({ gone, kept }) => [gone, kept]),
  );
  const pointed: bigint[] = [];
  for (const { gone, kept } of named) {
    const changed = await sql.run(
      `WITH RECURSIVE chain (at) AS (
         SELECT $3::bigint
         UNION
         SELECT c.merged_into_id FROM chain JOIN customer c ON c.shop_id = $1 AND c.id = chain.at
         WHERE c.merged_into_id IS NOT NULL
       )
       UPDATE customer SET merged_into_id = $3
       WHERE shop_id = $1 AND id = $2 AND NOT EXISTS (SELECT FROM chain WHERE at = $2)`,
      gone,
      kept,
    );
    if (changed > 0) pointed.push(gone, kept);
  }
  await redactMerged(
    sql,
    named.map(({ gone }) => gone),
  );
  return pointed;
}
