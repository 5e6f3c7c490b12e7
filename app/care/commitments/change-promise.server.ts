import { now } from '~/base/lib/clock.server';
import { sealText } from '~/base/lib/sealed.server';
import { wakePlanner } from '~/base/queue/wake-planner.server';
import { type PromiseKind, WORK_UNDO_MINUTES } from '~/base/vocabulary/work';
import { changeOfCustomer, type DeedRow, owePlan, rowOfDeed } from '~/care/people/change-of-customer.server';
import { sqlInShop } from '~/db.server';
import { lockCustomer } from '~/intake/customers/lock-customer.server';

export interface NewPromise {
  readonly customerId: bigint;
  readonly kind: PromiseKind;
  readonly what: string;
  readonly dueAt: Date;
  /** Who promised. */
  readonly by: string;
  /** Pressed again under the same key, it is the same promise. */
  readonly deedKey?: string | undefined;
}

const deedRow: DeedRow = { table: 'commitment', stands: `r.state = 'open'` };

/**
 * Writes down what was promised to a customer.
 *
 * @returns the promise; null: there is no such customer any more; 'spent': what this press has promised before was kept
 */
export async function makePromise(shopId: bigint, given: NewPromise): Promise<bigint | 'spent' | null> {
  const made = await sqlInShop(shopId, async (sql) => {
    const customer = await lockCustomer(sql, given.customerId);
    if (!customer || customer.deletedAt || customer.redactedAt) return null;
    const before = await rowOfDeed(sql, deedRow, given.deedKey);
    if (before === 'spent') return before;
    if (before !== null) return { id: before, customerId: customer.id };
    const [row] = await sql.rows<{ id: bigint }>(
      `INSERT INTO commitment (shop_id, customer_id, what_sealed, kind, due_at, by, created_at, deed_key)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8::uuid) RETURNING id`,
      customer.id,
      sealText(given.what, { shopId, column: 'commitment.what_sealed' }),
      given.kind,
      given.dueAt,
      given.by,
      now(),
      given.deedKey ?? null,
    );
    await owePlan(sql, customer.id);
    return row ? { id: row.id, customerId: customer.id } : null;
  });
  if (!made || made === 'spent') return made;
  await wakePlanner(shopId, made.customerId);
  return made.id;
}

const undoable = (column: string) =>
  `${column} > $3::timestamptz - interval '${WORK_UNDO_MINUTES} minutes' AND ${column} <= $3`;

/** It was written down by mistake: gone, as long as it is new and nothing was done about it. */
export async function withdrawPromise(shopId: bigint, id: bigint): Promise<boolean> {
  return changeOfCustomer(shopId, { table: 'commitment', id }, (sql) =>
    sql.run(
      `DELETE FROM commitment WHERE shop_id = $1 AND id = $2 AND state = 'open' AND broken_at IS NULL AND ${undoable('created_at')}`,
      id,
      now(),
    ),
  );
}

/** It was kept. What it held is judged again. */
export async function keepPromise(shopId: bigint, id: bigint): Promise<boolean> {
  return changeOfCustomer(shopId, { table: 'commitment', id }, (sql) =>
    sql.run(
      `UPDATE commitment SET state = 'kept', kept_at = $3,
         broken_at = CASE WHEN due_at <= $3 THEN coalesce(broken_at, due_at) ELSE broken_at END
       WHERE shop_id = $1 AND id = $2 AND state = 'open'`,
      id,
      now(),
    ),
  );
}

/** It was not kept after all. */
export async function reopenPromise(shopId: bigint, id: bigint): Promise<boolean> {
  return changeOfCustomer(shopId, { table: 'commitment', id }, (sql) =>
    sql.run(
      `UPDATE commitment SET state = 'open', kept_at = NULL
       WHERE shop_id = $1 AND id = $2 AND state = 'kept' AND ${undoable('kept_at')}`,
      id,
      now(),
    ),
  );
}

/** The customer was told another day. What has been broken by then stays broken. */
export async function redatePromise(
  shopId: bigint,
  { id, dueAt }: { id: bigint; dueAt: Date },
): Promise<boolean> {
  return changeOfCustomer(shopId, { table: 'commitment', id }, (sql) =>
    sql.run(
      `UPDATE commitment SET due_at = $4,
         broken_at = CASE WHEN due_at <= $3 THEN coalesce(broken_at, due_at) ELSE broken_at END
       WHERE shop_id = $1 AND id = $2 AND state = 'open'`,
      id,
      now(),
      dueAt,
    ),
  );
}
