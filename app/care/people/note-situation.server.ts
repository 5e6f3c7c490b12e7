import { now } from '~/base/lib/clock.server';
import { sealText } from '~/base/lib/sealed.server';
import { wakePlanner } from '~/base/queue/wake-planner.server';
import { type Situation, situations } from '~/base/vocabulary/situations';
import { changeOfCustomer, type DeedRow, owePlan, rowOfDeed } from '~/care/people/change-of-customer.server';
import { sqlInShop } from '~/db.server';
import { lockCustomer } from '~/intake/customers/lock-customer.server';

export interface NewSituation {
  readonly customerId: bigint;
  readonly situation: Situation;
  /** Its last instant; null: for good. */
  readonly until: Date | null;
  /** What was said, or ''. */
  readonly text: string;
  /** Who of the shop writes it down. */
  readonly by: string;
  /** Pressed again under the same key, it is the same note. */
  readonly deedKey?: string | undefined;
}

const deedRow: DeedRow = { table: 'contact_note', stands: 'r.ended_by IS NULL' };

/**
 * Writes down that a customer is ill, in grief or has died, and asks for a new plan of theirs.
 *
 * @returns the note; null: there is no such customer any more; 'spent': what this press has noted before is over
 */
export async function noteSituation(shopId: bigint, given: NewSituation): Promise<bigint | 'spent' | null> {
  const noted = await sqlInShop(shopId, async (sql) => {
    const customer = await lockCustomer(sql, given.customerId);
    if (!customer || customer.deletedAt || customer.redactedAt) return null;
    const before = await rowOfDeed(sql, deedRow, given.deedKey);
    if (before === 'spent') return before;
    if (before !== null) return { id: before, customerId: customer.id };
    const [row] = await sql.rows<{ id: bigint }>(
      `INSERT INTO contact_note (shop_id, customer_id, kind, text_sealed, until, by, at, deed_key)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8::uuid) RETURNING id`,
      customer.id,
      given.situation,
      given.text === '' ? null : sealText(given.text, { shopId, column: 'contact_note.text_sealed' }),
      given.until,
      given.by,
      now(),
      given.deedKey ?? null,
    );
    await owePlan(sql, customer.id);
    return row ? { id: row.id, customerId: customer.id } : null;
  });
  if (!noted || noted === 'spent') return noted;
  await wakePlanner(shopId, noted.customerId);
  return noted.id;
}

/** It is over, or was never true: what it held is judged again. False: there is no such note, or it is over already. */
export async function endSituation(shopId: bigint, { id, by }: { id: bigint; by: string }): Promise<boolean> {
  return changeOfCustomer(shopId, { table: 'contact_note', id }, (sql) =>
    sql.run(
      `UPDATE contact_note SET until = $3, ended_by = $4
       WHERE shop_id = $1 AND id = $2 AND kind = ANY ($5::text[]) AND (until IS NULL OR until > $3)`,
      id,
      now(),
      by,
      [...situations],
    ),
  );
}
