import type { ShopSql } from '~/db.server';
import type { ClaimedMail } from '~/sending/claim-mail.server';
import type { LookChange } from '~/sending/last-look';
import type { LookDecision } from '~/sending/take-look.server';

/**
 * Writes down what a last look decided, for many mails: messages that do not go, exposures, mails that are dropped, and
 * `committing` for those that go. In the caller's transaction, which holds the customers' and the mails' locks.
 */
export async function saveLooks(sql: ShopSql, decisions: readonly LookDecision[], at: Date): Promise<void> {
  const changes = decisions.flatMap(({ look }) => look.changes);
  if (changes.length > 0) await saveChanges(sql, changes, at);
  const dropped = decisions.filter(({ result }) => result.status === 'not-now');
  if (dropped.length > 0) await dropMails(sql, dropped, at);
  // Both arms at the look that decides them: were the treated ones written only once their mail went, a refusing mail
  // server or a late hold would thin out one arm and not the other.
  const exposures = decisions.flatMap(({ mail, look }) =>
    look.exposures.map(({ message, arm }) => ({ customerId: mail.customerId, message, arm })),
  );
  if (exposures.length > 0) {
    await sql.run(
      `INSERT INTO exposure (shop_id, customer_id, kind, message_key, arm, at)
       SELECT $1, e.customer_id, e.kind, e.key, e.arm, $2
       FROM unnest($3::bigint[], $4::text[], $5::text[], $6::text[]) AS e(customer_id, kind, key, arm)
       ON CONFLICT (shop_id, message_key) DO NOTHING`,
      at,
      exposures.map(({ customerId }) => customerId),
      exposures.map(({ message }) => message.kind),
      exposures.map(({ message }) => message.key),
      exposures.map(({ arm }) => arm),
    );
  }
  await commitMails(sql, decisions);
}

async function saveChanges(sql: ShopSql, changes: readonly LookChange[], at: Date): Promise<void> {
  // The last word on a message explains it: the same word again replaces itself instead of piling up.
  await sql.run(
    `WITH change AS (
       SELECT * FROM unnest($3::bigint[], $4::text[], $5::timestamptz[], $6::text[], $7::jsonb[])
         AS c(id, state, due_at, lead_key, reason)
     ),
     changed AS (
       UPDATE message m SET state = c.state, due_at = coalesce(c.due_at, m.due_at), lead_key = nullif(c.lead_key, m.key), mail_id = NULL,
         approved_hash = CASE WHEN c.state = 'awaiting_approval' THEN NULL ELSE m.approved_hash END,
         changed_at = $2, why = CASE WHEN m.why -> -1 ->> 'code' = c.reason ->> 'code' THEN m.why - (-1)
           ELSE coalesce(m.why, '[]') END || jsonb_build_array(c.reason)
       FROM change c WHERE m.shop_id = $1 AND m.id = c.id AND m.state = 'sending'
       RETURNING m.id, m.customer_id, c.state, c.reason
     ),
     looked AS (
       -- What is held is judged again some time, even when nobody else asks for it.
       UPDATE customer SET next_look_at = least(coalesce(next_look_at, 'infinity'), $2::timestamptz + interval '6 hours')
       WHERE shop_id = $1 AND id IN (SELECT customer_id FROM changed WHERE state = 'held')
     )
     INSERT INTO message_transition (shop_id, message_id, "from", "to", actor, reason, at)
     SELECT $1, id, 'sending', state, 'last-look', reason, $2 FROM changed`,
    at,
    changes.map(({ message }) => message.id),
    changes.map(({ to }) => to),
    changes.map(({ dueAt }) => dueAt),
    changes.map(({ leadKey }) => leadKey),
    changes.map(({ reason }) => JSON.stringify(reason)),
  );
}

async function dropMails(sql: ShopSql, dropped: readonly LookDecision[], at: Date): Promise<void> {
  await sql.run(
    `WITH dropped AS (
       UPDATE mail SET state = 'dropped', lease_until = NULL WHERE shop_id = $1 AND id = ANY($3::bigint[])
       RETURNING id, fence, phase, claimed_at
     )
     INSERT INTO attempt (shop_id, mail_id, fence, worker, started_at, ended_at, phase, outcome)
     SELECT $1, id, fence, 'sender', claimed_at, $2, phase, 'not-now' FROM dropped`,
    at,
    dropped.map(({ mail }) => mail.id),
  );
}

async function commitMails(sql: ShopSql, decisions: readonly LookDecision[]): Promise<void> {
  const ids: bigint[] = [];
  const commits: NonNullable<LookDecision['commit']>[] = [];
  for (const { mail, commit } of decisions) {
    if (!commit) continue;
    ids.push(mail.id);
    commits.push(commit);
  }
  if (ids.length === 0) return;
  const column = <T>(pick: (commit: NonNullable<LookDecision['commit']>) => T): T[] => commits.map(pick);
  await sql.prepared(
    'commit-mails',
    `UPDATE mail SET phase = 'committing', lease_until = now() + make_interval(secs => c.lease), lead_kind = c.lead_kind,
       message_id_header = c.header, subject_sealed = c.subject, template_version = c.version, locale = c.locale,
       email_hash = c.email_hash, redirected = c.redirected, class = c.class
     FROM unnest($2::bigint[], $3::int[], $4::text[], $5::text[], $6::bytea[], $7::text[], $8::text[], $9::bytea[],
       $10::boolean[], $11::text[]) AS c(id, lease, lead_kind, header, subject, version, locale, email_hash, redirected, class)
     WHERE mail.shop_id = $1 AND mail.id = c.id`,
    ids,
    column(({ leaseSeconds }) => Math.ceil(leaseSeconds)),
    column(({ leadKind }) => leadKind),
    column(({ prepared }) => prepared.messageIdHeader),
    column(({ prepared }) => prepared.subjectSealed),
    column(({ prepared }) => prepared.templateVersion),
    column(({ prepared }) => prepared.locale),
    column(({ prepared }) => prepared.emailHash),
    column(({ prepared }) => prepared.redirectedTo !== null),
    // Their words may ask for a stricter class than their kinds: caps count what the customer read.
    column(({ prepared }) => prepared.class),
  );
}

/** Mails whose customer's row is gone altogether can never be looked at: they end here. Returns their ids. */
export async function dropMailsOfNobody(
  sql: ShopSql,
  mails: readonly ClaimedMail[],
  at: Date,
): Promise<Set<bigint>> {
  const rows = await sql.rows<{ id: bigint }>(
    `WITH dropped AS (
       UPDATE mail m SET state = 'dropped', lease_until = NULL
       FROM unnest($3::bigint[], $4::int[]) AS asked(id, fence)
       WHERE m.shop_id = $1 AND m.id = asked.id AND m.fence = asked.fence AND m.state = 'sending'
         AND NOT EXISTS (SELECT FROM customer c WHERE c.shop_id = $1 AND c.id = m.customer_id)
       RETURNING m.id
     ),
     skipped AS (
       UPDATE message s SET state = 'skipped', changed_at = $2 FROM dropped d
       WHERE s.shop_id = $1 AND s.mail_id = d.id AND s.state = 'sending' RETURNING s.id
     ),
     told AS (
       INSERT INTO message_transition (shop_id, message_id, "from", "to", actor, reason, at)
       SELECT $1, id, 'sending', 'skipped', 'last-look', '{"code":"customer-gone","because":"deleted"}', $2 FROM skipped
     )
     SELECT id FROM dropped`,
    at,
    mails.map(({ id }) => id),
    mails.map(({ fence }) => fence),
  );
  return new Set(rows.map(({ id }) => id));
}
