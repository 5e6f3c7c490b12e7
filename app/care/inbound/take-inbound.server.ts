import { now } from '~/base/lib/clock.server';
import { emailHash, sealText } from '~/base/lib/sealed.server';
import { afterBusinessHours } from '~/care/inbound/business-hours';
import { checkBreakers } from '~/care/inbound/check-breakers.server';
import type { InboundMeaning } from '~/care/inbound/inbound-message';
import { suppressBounced } from '~/care/inbound/suppress-bounced.server';
import { suppress } from '~/care/suppressions/suppress.server';
import { tellConsent } from '~/care/suppressions/tell-consent.server';
import { unsubscribeIn } from '~/care/suppressions/unsubscribe.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { lockCustomer } from '~/intake/customers/lock-customer.server';
import { loadShop } from '~/intake/shops/load-shop.server';

/** One mail that came back, with what it means. */
export interface Inbound {
  /** Where it was found, and what makes it the same mail when it is found again. */
  readonly source: 'imap';
  readonly sourceKey: string;
  readonly meaning: InboundMeaning;
}

/** What the caller has to do once this is committed. */
export interface Taken {
  readonly status: 'taken' | 'known' | 'not-ours';
  readonly kind: InboundMeaning['kind'];
  readonly customerId: bigint | null;
  readonly mailId: bigint | null;
}

/** A spam report without a Message-ID of ours is looked into when a mail went to its recipient in the last so many days. */
const MATCH_DAYS = 10;

/**
 * Takes what came back: finds the mail of ours that it speaks of and does what that means, in one transaction. The
 * unique key of the mailbox's mail comes first, so that reading it twice changes nothing. Mail that is not about one of
 * ours leaves no trace: a mailbox may hold a merchant's private post.
 */
export async function takeInbound(shopId: bigint, inbound: Inbound): Promise<Taken> {
  return sqlInShop(shopId, async (sql) => {
    const { meaning } = inbound;
    const mail = await findMail(sql, meaning);
    const none = { kind: meaning.kind, customerId: null, mailId: null };
    if (!mail || meaning.kind === 'other') return { status: 'not-ours', ...none };
    const isNew = await sql.run(
      `INSERT INTO inbound_mail (shop_id, source, source_key, kind, mail_id, detail, received_at, handled_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $7) ON CONFLICT DO NOTHING`,
      inbound.source,
      inbound.sourceKey,
      meaning.kind,
      mail.id,
      JSON.stringify(detailOf(meaning)),
      now(),
    );
    if (isNew === 0) return { status: 'known', ...none };
    const customer = await lockCustomer(sql, mail.customerId);
    const customerId = customer?.id ?? mail.customerId;
    await act(sql, { ...mail, customerId, isErased: customer?.redactedAt != null }, meaning);
    await sql.run(`UPDATE customer SET replan_due_at = $3 WHERE shop_id = $1 AND id = $2`, customerId, now());
    return { status: 'taken', kind: meaning.kind, customerId, mailId: mail.id };
  });
}

interface FoundMail {
  /** Its customer was erased: nothing about them is written any more but that nobody may write to them. */
  readonly isErased: boolean;
  /** By a Message-ID of ours, which its recipient alone has seen; else it is the last that went to the address named. */
  readonly isProven: boolean;
  readonly id: bigint;
  readonly customerId: bigint;
  readonly emailHash: Buffer | null;
}

type FoundRow = Omit<FoundMail, 'isProven' | 'isErased'>;

/**
 * By a Message-ID of ours, which nobody can guess. By an address alone anybody could silence a customer, and with a few of
 * them the whole shop: a bounce without one is about no mail of ours, and a spam report is a matter for a person.
 */
async function findMail(sql: ShopSql, meaning: InboundMeaning): Promise<Omit<FoundMail, 'isErased'> | null> {
  const columns = `id, customer_id AS "customerId", email_hash AS "emailHash"`;
  for (const messageId of meaning.messageIds) {
    const [row] = await sql.rows<FoundRow>(
      `SELECT ${columns} FROM mail WHERE shop_id = $1 AND message_id_header = $2 AND NOT redirected ORDER BY id DESC LIMIT 1`,
      messageId,
    );
    if (row) return { ...row, isProven: true };
  }
  const recipient = meaning.kind === 'spam-report' ? emailHash(sql.shopId, meaning.recipient) : null;
  if (!recipient) return null;
  const [row] = await sql.rows<FoundRow>(
    `SELECT ${columns} FROM mail WHERE shop_id = $1 AND email_hash = $2 AND state = 'sent'
       AND sent_at > $3::timestamptz - interval '${MATCH_DAYS} days' ORDER BY sent_at DESC LIMIT 1`,
    recipient,
    now(),
  );
  return row ? { ...row, isProven: false } : null;
}

function detailOf(meaning: InboundMeaning): object {
  // A server's own words may quote the address; the code says what is needed.
  return meaning.kind === 'bounce' ? { bounce: meaning.bounce, status: meaning.status } : {};
}

async function act(sql: ShopSql, mail: FoundMail, meaning: InboundMeaning): Promise<void> {
  switch (meaning.kind) {
    case 'bounce':
      return takeBounce(sql, mail, meaning);
    case 'spam-report':
      return mail.isProven ? takeSpamReport(sql, mail) : askAboutReport(sql, mail);
    case 'reply':
      return mail.isErased ? undefined : takeReply(sql, mail, meaning.text);
    case 'unsubscribe':
      await unsubscribeIn(sql, { shopId: sql.shopId, customerId: mail.customerId, mailId: mail.id }, 'reply');
      return undefined;
    case 'auto-reply':
    case 'other':
      return undefined;
  }
}

async function takeBounce(
  sql: ShopSql,
  mail: FoundMail,
  { bounce, status, detail }: Extract<InboundMeaning, { kind: 'bounce' }>,
): Promise<void> {
  await sql.run(
    `UPDATE mail SET bounced_at = $3, bounce_kind = $4
     WHERE shop_id = $1 AND id = $2 AND (bounced_at IS NULL OR $4 = 'hard')`,
    mail.id,
    now(),
    bounce,
  );
  if (bounce === 'policy') {
    if (await refusedBySeveral(sql)) await pauseSender(sql, `${status} ${detail}`.trim());
    return;
  }
  if (mail.emailHash) await suppressBounced(sql, [{ emailHash: mail.emailHash, bounce }], now());
}

/** Reports by mail can be forged by whoever got one mail of ours: so many recipients of one day must agree. */
const POLICY_RECIPIENTS = 3;

async function refusedBySeveral(sql: ShopSql): Promise<boolean> {
  const [row] = await sql.rows<{ recipients: number }>(
    `SELECT count(DISTINCT email_hash)::int AS recipients FROM mail
     WHERE shop_id = $1 AND bounce_kind = 'policy' AND bounced_at > $2::timestamptz - interval '1 day'`,
    now(),
  );
  return (row?.recipients ?? 0) >= POLICY_RECIPIENTS;
}

/** A receiver refuses this sender: going on would make it worse. The address is not to blame; a person resumes. */
async function pauseSender(sql: ShopSql, error: string): Promise<void> {
  await sql.run(
    `INSERT INTO sender_health (shop_id, state, failures, last_error, changed_at) VALUES ($1, 'paused', 1, $2, $3)
     ON CONFLICT (shop_id) DO UPDATE SET state = 'paused', next_try_at = NULL, last_error = excluded.last_error,
       changed_at = CASE WHEN sender_health.state = 'paused' THEN sender_health.changed_at ELSE excluded.changed_at END`,
    withoutAddresses(error).slice(0, 300),
    now(),
  );
}

function withoutAddresses(text: string): string {
  return text.replace(/[^\s<>"]+@[^\s<>"]+/g, '…');
}

async function takeSpamReport(sql: ShopSql, mail: FoundMail): Promise<void> {
  await sql.run(
    `UPDATE mail SET spam_reported_at = coalesce(spam_reported_at, $3) WHERE shop_id = $1 AND id = $2`,
    mail.id,
    now(),
  );
  if (mail.emailHash) await suppress(sql, { emailHash: mail.emailHash, reason: 'spam_report', scope: 'all' });
  if (!mail.isErased) {
    await tellConsent(sql, {
      customerId: mail.customerId,
      state: 'UNSUBSCRIBED',
      source: 'carafe-spam-report',
    });
  }
  await checkBreakers(sql);
}

/** Of all that stand open; who forges more of them fills no list. */
const MOST_UNPROVEN_REPORTS = 10;

/** Whoever can write to the mailbox can name anybody: nothing is stopped, and a person looks whether it is true. */
async function askAboutReport(sql: ShopSql, { customerId, isErased }: FoundMail): Promise<void> {
  if (isErased) return;
  await sql.run(
    `INSERT INTO task (shop_id, customer_id, kind, due_at, reason, created_at)
     SELECT $1, $2::bigint, 'check-spam-report', $3, $4::jsonb, $3
     WHERE NOT EXISTS (SELECT 1 FROM task WHERE shop_id = $1 AND customer_id = $2::bigint AND kind = 'check-spam-report' AND state = 'open')
       AND (SELECT count(*) FROM task WHERE shop_id = $1 AND kind = 'check-spam-report' AND state = 'open') < ${MOST_UNPROVEN_REPORTS}`,
    customerId,
    now(),
    JSON.stringify({ code: 'held-sender', detail: 'unproven-spam-report' }),
  );
}

/** Business hours in which a person should have answered. */
const ANSWER_HOURS = 4;

async function takeReply(sql: ShopSql, mail: FoundMail, text: string): Promise<void> {
  const at = now();
  const { timeZone, countryCode, settings } = await loadShop(sql);
  await sql.run(
    `UPDATE mail SET replied_at = coalesce(replied_at, $3) WHERE shop_id = $1 AND id = $2`,
    mail.id,
    at,
  );
  await sql.run(
    `INSERT INTO engagement (shop_id, customer_id, mail_id, purpose, at) VALUES ($1, $2, $3, 'reply', $4)`,
    mail.customerId,
    mail.id,
    at,
  );
  await sql.run(
    `INSERT INTO contact_note (shop_id, customer_id, kind, text_sealed, by, at) VALUES ($1, $2, 'reply', $3, 'customer', $4)`,
    mail.customerId,
    sealText(text, { shopId: sql.shopId, column: 'contact_note.text_sealed' }),
    at,
  );
  await sql.run(
    `INSERT INTO task (shop_id, customer_id, kind, due_at, reason, created_at)
     SELECT $1, $2::bigint, 'answer-reply', $5, $4::jsonb, $3
     WHERE NOT EXISTS (SELECT 1 FROM task WHERE shop_id = $1 AND customer_id = $2::bigint AND kind = 'answer-reply' AND state = 'open')`,
    mail.customerId,
    at,
    JSON.stringify({ code: 'held-reply', repliedOn: at.toISOString().slice(0, 10) }),
    afterBusinessHours(at, ANSWER_HOURS, { timeZone, countryCode, closedOn: settings.closedOn }),
  );
}
