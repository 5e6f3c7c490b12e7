import { now } from '~/base/lib/clock.server';
import { addDays } from '~/base/lib/days';
import { wakePlanner } from '~/base/queue/wake-planner.server';
import { type Answer, isComplaintAnswer, USUAL_SNOOZE_DAYS } from '~/base/vocabulary/answers';
import type { LinkClaims } from '~/care/answers/link-token';
import { savePreference } from '~/care/answers/save-preference.server';
import { openComplaint } from '~/care/people/open-complaint.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { lockCustomer } from '~/intake/customers/lock-customer.server';

export interface GivenAnswer {
  readonly answer: Answer;
  /** For "still have plenty": when to ask again. */
  readonly snoozeDays?: number | undefined;
  /** The customer's own words, for a person to read. */
  readonly text?: string | undefined;
  /** The line of the order that it is about. */
  readonly lineId?: bigint | undefined;
}

/** The same answer to the same question within this time is a second tap, not a second answer. */
const SAME_TAP = '1 hour';

/**
 * Keeps an answer and does what it says: silence for a while, no more of it, or a complaint that a person sees
 * and that holds back whatever sells. Then the plan is made anew, with what the model learns from it.
 */
export async function recordAnswer(claims: LinkClaims, given: GivenAnswer): Promise<void> {
  const id = await sqlInShop(claims.shopId, async (sql) => {
    const customer = await lockCustomer(sql, claims.customerId);
    // One who is deleted may yet be told to have become another, to whom this was said then.
    if (!customer || customer.redactedAt) return null;
    const isSecond = await isSecondTap(sql, customer.id, claims, given);
    // Words are no tap: who says only now what is wrong, or with which thing, is heard, and what was told already is known to the complaint.
    const tells = given.text !== undefined || given.lineId !== undefined;
    if (isSecond && !(isComplaintAnswer(given.answer) && tells)) return null;
    if (!isSecond && (await hasRoom(sql, customer.id, claims))) await keep(sql, customer.id, claims, given);
    await act(sql, customer.id, claims, { ...given, isAgain: isSecond });
    await sql.run(
      `UPDATE customer SET replan_due_at = $3 WHERE shop_id = $1 AND id = $2`,
      customer.id,
      now(),
    );
    return customer.id;
  });
  if (id === null) return;
  await wakePlanner(claims.shopId, id);
}

async function isSecondTap(
  sql: ShopSql,
  customerId: bigint,
  { needId = null, messageId = null }: { needId?: bigint | null; messageId?: bigint | null },
  { answer, snoozeDays = null }: { answer: Answer; snoozeDays?: number | null },
): Promise<boolean> {
  const [last] = await sql.rows<{ answer: string; snoozeDays: number | null }>(
    `SELECT answer, snooze_days AS "snoozeDays" FROM answer
     WHERE shop_id = $1 AND customer_id = $2 AND need_id IS NOT DISTINCT FROM $3::bigint
       AND message_id IS NOT DISTINCT FROM $4::bigint AND at > $5::timestamptz - interval '${SAME_TAP}'
     ORDER BY at DESC, id DESC LIMIT 1`,
    customerId,
    needId,
    messageId,
    now(),
  );
  return last?.answer === answer && (last.snoozeDays ?? null) === snoozeDays;
}

/** A link may be tapped by a machine all day: beyond this the newest word still counts, and is no longer written down. */
const MOST_KEPT = 20;

async function hasRoom(
  sql: ShopSql,
  customerId: bigint,
  { needId = null, messageId = null }: { needId?: bigint | null; messageId?: bigint | null },
): Promise<boolean> {
  const [row] = await sql.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM answer WHERE shop_id = $1 AND customer_id = $2
       AND need_id IS NOT DISTINCT FROM $3::bigint AND message_id IS NOT DISTINCT FROM $4::bigint`,
    customerId,
    needId,
    messageId,
  );
  return (row?.count ?? 0) < MOST_KEPT;
}

async function keep(sql: ShopSql, customerId: bigint, claims: LinkClaims, given: GivenAnswer): Promise<void> {
  await sql.run(
    `INSERT INTO answer (shop_id, customer_id, need_id, order_id, message_id, answer, snooze_days, at)
     VALUES ($1, $2, $3, (SELECT order_id FROM message WHERE shop_id = $1 AND id = $4), $4, $5, $6, $7)`,
    customerId,
    claims.needId ?? null,
    claims.messageId ?? null,
    given.answer,
    given.snoozeDays ?? null,
    now(),
  );
  await sql.run(
    `INSERT INTO engagement (shop_id, customer_id, mail_id, message_id, purpose, detail, at) VALUES ($1, $2, $3, $4, 'answer', $5, $6)`,
    customerId,
    claims.mailId ?? null,
    claims.messageId ?? null,
    JSON.stringify({ answer: given.answer }),
    now(),
  );
}

async function act(
  sql: ShopSql,
  customerId: bigint,
  { needId, messageId }: LinkClaims,
  { answer, snoozeDays, text, lineId, isAgain }: GivenAnswer & { isAgain: boolean },
): Promise<void> {
  const about = { customerId, kind: 'running-low', needId, source: 'answer-page' } as const;
  switch (answer) {
    case 'still_plenty': {
      const until = addDays(now(), snoozeDays ?? USUAL_SNOOZE_DAYS);
      return needId === undefined ? undefined : savePreference(sql, { ...about, choice: 'snoozed', until });
    }
    case 'running_out_sooner':
      return needId === undefined ? undefined : savePreference(sql, { ...about, choice: 'on' });
    case 'not_for_me':
      return needId === undefined ? undefined : savePreference(sql, { ...about, choice: 'off' });
    case 'something_wrong':
    case 'not_arrived':
    case 'stuck':
      await openComplaint(sql, { customerId, messageId, lineId, text, isAgain });
      return undefined;
    case 'arrived':
    case 'all_fine':
      return undefined;
  }
}
