import type { ShopSql } from '~/db.server';

/** The answer of a mail server that could not be saved until another worker had given its mail up. */
export interface LateEnd {
  readonly id: bigint;
  readonly fence: number;
  readonly customerId: bigint;
  readonly to: 'sent' | 'failed';
  readonly reply: string | null;
  readonly bounce: 'hard' | 'soft' | null;
  /** JSON. */
  readonly reason: string;
}

/**
 * Writes what truly happened over `unconfirmed`, which only said that nobody knew: mail, messages, the try that was
 * taken for silent, and a transition. Not when something was decided meanwhile: a person's word has made the mail
 * `sent` or `dropped`, and a mail that was claimed again has another fence. Returns the mails that were corrected.
 */
export async function correctUnconfirmed(
  sql: ShopSql,
  ends: readonly LateEnd[],
  at: Date,
): Promise<ReadonlySet<bigint>> {
  const rows = await sql.rows<{ id: bigint }>(
    `WITH erased AS MATERIALIZED (
       SELECT id, redacted_at IS NOT NULL AS is_redacted FROM customer
       WHERE shop_id = $1 AND id = ANY($5::bigint[]) ORDER BY id FOR SHARE
     ),
     late AS MATERIALIZED (
       SELECT m.id, m.claimed_at, e.fence, e.state, e.bounce, CASE WHEN NOT c.is_redacted THEN e.reply END AS reply,
         CASE WHEN c.is_redacted THEN jsonb_build_object('code', e.reason -> 'code', 'erased', true) ELSE e.reason END AS reason
       FROM unnest($3::bigint[], $4::int[], $5::bigint[], $6::text[], $7::text[], $8::text[], $9::jsonb[])
         AS e(id, fence, customer_id, state, reply, bounce, reason)
       JOIN erased c ON c.id = e.customer_id
       JOIN mail m ON m.shop_id = $1 AND m.id = e.id AND m.fence = e.fence AND m.state = 'unconfirmed'
       ORDER BY m.id FOR UPDATE OF m
     ),
     saved AS (
       UPDATE mail SET state = l.state, provider_reply = l.reply,
         sent_at = CASE WHEN l.state = 'sent' THEN coalesce(mail.sent_at, l.claimed_at) END,
         bounce_kind = l.bounce, bounced_at = CASE WHEN l.bounce IS NOT NULL THEN $2::timestamptz END
       FROM late l WHERE mail.shop_id = $1 AND mail.id = l.id RETURNING mail.id, mail.sent_at
     ),
     tried AS (
       UPDATE attempt a SET worker = 'sender', outcome = l.state, reply = l.reply, ended_at = $2
       FROM late l WHERE a.shop_id = $1 AND a.mail_id = l.id AND a.fence = l.fence AND a.worker = 'silent'
     ),
     changed AS (
       UPDATE message m SET state = l.state, sent_at = s.sent_at, changed_at = $2,
         why = CASE WHEN l.reason ->> 'code' = 'sent' THEN m.why ELSE coalesce(m.why, '[]') || jsonb_build_array(l.reason) END
       FROM late l JOIN saved s ON s.id = l.id
       WHERE m.shop_id = $1 AND m.mail_id = l.id AND m.state = 'unconfirmed' RETURNING m.id, m.state, l.reason
     ),
     told AS (
       INSERT INTO message_transition (shop_id, message_id, "from", "to", actor, reason, at)
       SELECT $1, id, 'unconfirmed', state, 'sender', reason, $2 FROM changed
     )
     SELECT id FROM saved`,
    at,
    ends.map(({ id }) => id),
    ends.map(({ fence }) => fence),
    ends.map(({ customerId }) => customerId),
    ends.map(({ to }) => to),
    ends.map(({ reply }) => reply),
    ends.map(({ bounce }) => bounce),
    ends.map(({ reason }) => reason),
  );
  return new Set(rows.map(({ id }) => id));
}
