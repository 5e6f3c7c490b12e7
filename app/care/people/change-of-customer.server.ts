import { now } from '~/base/lib/clock.server';
import { wakePlanner } from '~/base/queue/wake-planner.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { lockCustomer } from '~/intake/customers/lock-customer.server';

/** A row of care that a person changes. */
export interface CareRow {
  readonly table: 'complaint' | 'commitment' | 'contact_note' | 'task';
  readonly id: bigint;
}

/**
 * Changes a row of care under the lock of the customer whom it is about, if it is about one, and asks for a new plan of
 * theirs: what it held is judged again. `change` says how many rows it wrote.
 *
 * @returns false: there is no such row, or nothing was changed
 */
export async function changeOfCustomer(
  shopId: bigint,
  { table, id }: CareRow,
  change: (sql: ShopSql) => Promise<number>,
): Promise<boolean> {
  const changed = await sqlInShop(shopId, async (sql) => {
    const [row] = await sql.rows<{ customerId: bigint | null }>(
      `SELECT customer_id AS "customerId" FROM ${table} WHERE shop_id = $1 AND id = $2`,
      id,
    );
    if (!row) return null;
    const customer = row.customerId === null ? null : await lockCustomer(sql, row.customerId);
    if ((await change(sql)) === 0) return null;
    if (customer) await owePlan(sql, customer.id);
    return { customerId: customer?.id ?? null };
  });
  if (!changed) return false;
  if (changed.customerId !== null) await wakePlanner(shopId, changed.customerId);
  return true;
}

/** In the transaction that changed something; wake the planner after its commit. */
export async function owePlan(sql: ShopSql, customerId: bigint): Promise<void> {
  await sql.run(`UPDATE customer SET replan_due_at = $3 WHERE shop_id = $1 AND id = $2`, customerId, now());
}

/** Where a deed leaves its row, and what must be so of it (`r`) for the deed to stand. */
export interface DeedRow {
  readonly table: 'commitment' | 'contact_note';
  readonly stands: string;
}

/**
 * Under the lock of the customer: the row that a press of the same deed has made before; null: there is none.
 *
 * A row that has ended is no answer to who presses again: it was done, and is over. It is not done again under this key
 * either, since a first press that was long on its way would bring back what a person has ended.
 */
export async function rowOfDeed(
  sql: ShopSql,
  { table, stands }: DeedRow,
  deedKey: string | undefined,
): Promise<bigint | 'spent' | null> {
  if (deedKey === undefined) return null;
  const [row] = await sql.rows<{ id: bigint; stands: boolean }>(
    `SELECT id, ${stands} AS stands FROM ${table} r WHERE shop_id = $1 AND deed_key = $2::uuid`,
    deedKey,
  );
  if (!row) return null;
  return row.stands ? row.id : 'spent';
}
