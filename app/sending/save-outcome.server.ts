import { now } from '~/base/lib/clock.server';
import { countUp, observe } from '~/base/lib/metrics.server';
import type { Reason } from '~/base/vocabulary/reasons';
import type { SendingPhase } from '~/base/vocabulary/sending-phases';
import { suppressBounced } from '~/care/inbound/suppress-bounced.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import type { HealthNews } from '~/sending/breaker';
import type { ClaimedMail } from '~/sending/claim-mail.server';
import { correctUnconfirmed, type LateEnd } from '~/sending/correct-unconfirmed.server';
import { inBatches } from '~/sending/in-batches';
import type { Outcome } from '~/sending/outcome';
import { replanAfter } from '~/sending/replan-after.server';
import { hearOfSender } from '~/sending/sender-health.server';

export interface Ended {
  readonly mail: ClaimedMail;
  readonly outcome: Outcome;
  readonly phase: SendingPhase;
  readonly emailHash: Uint8Array | null;
  /** The merchant got it instead of the customer. */
  readonly isRedirected: boolean;
}

/**
 * Stores how a try ended: the mail, its messages, a transition for each, the try itself, what it says about the shop's
 * mail server and about the address. Many at a time, one durable commit. What came so late that the mail had been given
 * up corrects it. False: another worker had taken the mail, or a person has decided.
 * May be called again when it threw: what was saved then, by a commit whose answer was lost, is not saved twice.
 */
export const saveOutcome = inBatches(
  async (ended: Ended[]): Promise<boolean[]> => {
    const shopId = ended[0]?.mail.shopId;
    if (shopId === undefined) return [];
    const at = now();
    const save = async (sql: ShopSql) => {
      const ids = await saveEnds(sql, ended, at);
      const late = ended.filter(({ mail }) => !ids.has(mail.id)).flatMap(lateEnd);
      if (late.length > 0) for (const id of await correctUnconfirmed(sql, late, at)) ids.add(id);
      const ours = ended.filter(({ mail }) => ids.has(mail.id));
      await hearOfSender(
        sql,
        ours.map(newsOf).filter((news) => news !== null),
        at,
      );
      const bounced = ours.flatMap(({ outcome, emailHash }) =>
        outcome.to === 'failed' && outcome.bounce && emailHash ? [{ emailHash, bounce: outcome.bounce }] : [],
      );
      if (bounced.length > 0) await suppressBounced(sql, bounced, at);
      const others = ended.filter(({ mail }) => !ids.has(mail.id));
      return others.length > 0 ? new Set([...ids, ...(await savedBefore(sql, others))]) : ids;
    };
    const kept = await sqlInShop(shopId, save, { keepsPlans: true });
    const ours = ended.filter(({ mail }) => kept.has(mail.id));
    for (const one of ours) count(one, at);
    replanAfter(
      shopId,
      ours.flatMap(({ mail, outcome }) => (outcome.to === 'retry' ? [] : [mail])),
    );
    return ended.map(({ mail }) => kept.has(mail.id));
  },
  { waitMs: 1, limit: 100, laneOf: ({ mail }) => mail.shopId },
);

/** What is known for certain of a mail that was given up; that it might be tried again is for a person to say. */
function lateEnd({ mail, outcome, isRedirected }: Ended): LateEnd[] {
  if (outcome.to !== 'sent' && outcome.to !== 'failed') return [];
  const { id, fence, customerId } = mail;
  return [
    {
      id,
      fence,
      customerId,
      to: outcome.to,
      reply: replyOf(outcome),
      bounce: outcome.to === 'failed' ? outcome.bounce : null,
      reason: JSON.stringify(reasonOf(outcome, isRedirected)),
    },
  ];
}

interface EndState {
  readonly mailState: 'sending' | 'sent' | 'failed' | 'dropped' | 'unconfirmed';
  readonly messageState: 'sending' | 'sent' | 'failed' | 'planned' | 'unconfirmed';
}

/** retry: the mail waits as it is, and its messages say why. waiting: the mail is given up, and its messages wait for the sender's recovery. */
function endState(outcome: Outcome): EndState {
  switch (outcome.to) {
    case 'sent':
      return { mailState: 'sent', messageState: 'sent' };
    case 'retry':
      return { mailState: 'sending', messageState: 'sending' };
    case 'failed':
      return { mailState: 'failed', messageState: 'failed' };
    case 'waiting':
      return { mailState: 'dropped', messageState: 'planned' };
    case 'unconfirmed':
      return { mailState: 'unconfirmed', messageState: 'unconfirmed' };
  }
}

function replyOf(outcome: Outcome): string | null {
  if (outcome.to === 'sent') return outcome.reply;
  const { reason } = outcome;
  if ('reply' in reason) return reason.reply;
  return 'detail' in reason ? reason.detail : null;
}

/** Only e-mail goes through the shop's mail server: how a Flow call ended says nothing of it. */
function newsOf({ mail, outcome }: Ended): HealthNews | null {
  if (mail.channel !== 'email') return null;
  if (outcome.to === 'sent') return { kind: 'accepted' };
  if (outcome.to === 'waiting') return { kind: 'sender-refused', error: replyOf(outcome) ?? '' };
  // A relay that swallows answers is in trouble too: each further mail would end as unconfirmed.
  if (outcome.to === 'unconfirmed' || (outcome.to === 'retry' && outcome.blame === 'relay')) {
    return { kind: 'relay-failed', error: replyOf(outcome) ?? 'no answer' };
  }
  return null;
}

function reasonOf(outcome: Outcome, isRedirected: boolean): Reason {
  if (outcome.to !== 'sent') return outcome.reason;
  return isRedirected ? { code: 'sent-instead' } : { code: 'sent', reply: outcome.reply };
}

/** What was said of a message before this try: a try that failed for now explains it only until the next one. */
const earlierWhy = `CASE WHEN m.why -> -1 ->> 'code' IN ('soft-failure', 'turned-away') THEN m.why - (-1) ELSE m.why END`;

/** Mails, tries, messages and transitions in one statement. Returns the mails that were still ours. */
async function saveEnds(sql: ShopSql, ended: readonly Ended[], at: Date): Promise<Set<bigint>> {
  const rows = await sql.prepared<{ id: bigint }>(
    'end-mails',
    `WITH erased AS MATERIALIZED (
       -- Under the customer's lock, which whoever erases them takes first: what they erase is not written back by an
       -- outcome that did not see it, nor missed because it came while they were at it.
       SELECT id, redacted_at IS NOT NULL AS is_redacted FROM customer
       WHERE shop_id = $1 AND id = ANY($14::bigint[]) ORDER BY id FOR SHARE
     ),
     ended AS (
       SELECT e.id, e.fence, e.state, e.outcome, e.phase, e.retry_at, e.bounce, e.message_state, e.address_tries,
         CASE WHEN NOT c.is_redacted THEN e.reply END AS reply, CASE WHEN NOT c.is_redacted THEN e.email_hash END AS email_hash,
         CASE WHEN c.is_redacted THEN jsonb_build_object('code', e.reason -> 'code', 'erased', true) ELSE e.reason END AS reason
       FROM unnest($3::bigint[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[],
         $10::text[], $11::text[], $12::jsonb[], $13::bytea[], $14::bigint[], $15::int[])
         AS e(id, fence, state, outcome, phase, reply, retry_at, bounce, message_state, reason, email_hash, customer_id, address_tries)
       -- What the server said may quote the address of somebody who is erased by now.
       JOIN erased c ON c.id = e.customer_id
     ),
     saved AS (
       UPDATE mail SET state = e.state, provider_reply = e.reply, retry_at = e.retry_at, lease_until = NULL,
         address_tries = mail.address_tries + e.address_tries,
         phase = CASE WHEN e.state = 'sending' THEN 'claimed' ELSE mail.phase END,
         sent_at = CASE WHEN e.state = 'sent' THEN $2::timestamptz END,
         -- A refused recipient came before the commit that stores whom the mail is for.
         email_hash = coalesce(mail.email_hash, e.email_hash), bounce_kind = e.bounce, bounced_at = CASE WHEN e.bounce IS NOT NULL THEN $2::timestamptz END
       FROM ended e
       -- A mail that waits for its next try has no lease: its outcome is saved already.
       WHERE mail.shop_id = $1 AND mail.id = e.id AND mail.fence = e.fence AND mail.state = 'sending'
         AND mail.lease_until IS NOT NULL
       RETURNING mail.id, mail.fence, mail.claimed_at, e.outcome, e.phase, e.reply, e.message_state, e.reason
     ),
     tried AS (
       INSERT INTO attempt (shop_id, mail_id, fence, worker, started_at, ended_at, phase, outcome, reply)
       SELECT $1, id, fence, 'sender', claimed_at, $2, phase, outcome, reply FROM saved
     ),
     changed AS (
       UPDATE message m SET state = s.message_state, changed_at = $2,
         sent_at = CASE WHEN s.message_state = 'sent' THEN $2::timestamptz ELSE m.sent_at END,
         mail_id = CASE WHEN s.message_state = 'planned' THEN NULL ELSE m.mail_id END,
         why = CASE WHEN s.message_state = 'sent' AND s.reason ->> 'code' <> 'sent-instead' THEN ${earlierWhy}
           ELSE coalesce(${earlierWhy}, '[]') || jsonb_build_array(s.reason) END
       -- No index serves a state that is written so: all that the shop has on its way would be compared with each mail.
       FROM saved s WHERE m.shop_id = $1 AND m.mail_id = s.id AND m.state || '' = 'sending'
       RETURNING m.id, s.message_state, s.reason
     ),
     told AS (
       INSERT INTO message_transition (shop_id, message_id, "from", "to", actor, reason, at)
       SELECT $1, id, 'sending', message_state, 'sender', reason, $2 FROM changed
     )
     SELECT id FROM saved`,
    at,
    ended.map(({ mail }) => mail.id),
    ended.map(({ mail }) => mail.fence),
    ended.map(({ outcome }) => endState(outcome).mailState),
    ended.map(({ outcome }) => outcome.to),
    ended.map(({ phase }) => phase),
    ended.map(({ outcome }) => replyOf(outcome)),
    ended.map(({ outcome }) => (outcome.to === 'retry' ? outcome.at : null)),
    ended.map(({ outcome }) => (outcome.to === 'failed' ? outcome.bounce : null)),
    ended.map(({ outcome }) => endState(outcome).messageState),
    ended.map(({ outcome, isRedirected }) => JSON.stringify(reasonOf(outcome, isRedirected))),
    ended.map(({ outcome, emailHash }) => (outcome.to === 'failed' ? emailHash : null)),
    ended.map(({ mail }) => mail.customerId),
    ended.map(({ outcome }) => Number(outcome.to === 'retry' && outcome.blame === 'address')),
  );
  return new Set(rows.map(({ id }) => id));
}

/** Those whose outcome an earlier call saved without hearing of it: the try itself is there. */
async function savedBefore(sql: ShopSql, ended: readonly Ended[]): Promise<bigint[]> {
  const rows = await sql.rows<{ id: bigint }>(
    `SELECT a.mail_id AS id FROM unnest($2::bigint[], $3::int[]) AS e(id, fence)
     JOIN attempt a ON a.shop_id = $1 AND a.mail_id = e.id AND a.fence = e.fence AND a.worker = 'sender'`,
    ended.map(({ mail }) => mail.id),
    ended.map(({ mail }) => mail.fence),
  );
  return rows.map(({ id }) => id);
}

function count({ mail, outcome }: Ended, at: Date): void {
  countUp('carafe_mails_total', { channel: mail.channel, outcome: outcome.to });
  if (outcome.to === 'sent')
    observe('carafe_mail_lateness_seconds', {}, Math.max(0, at.getTime() - mail.dueAt.getTime()) / 1000);
}
