import { lastAnswerSql } from '~/base/vocabulary/answer-sql';
import { type Answer, isAnswer, isComplaintAnswer } from '~/base/vocabulary/answers';
import { type Channel, isKind, type Kind } from '~/base/vocabulary/kinds';
import type { ShopSql } from '~/db.server';
import { fullName, type SealedPerson } from '~/office/pages/customers/person.server';
import { type KindReport, loadHomeReport } from '~/office/reports/home-report.server';

/** What was sent and what followed. Orders through the link and orders merely after a mail are told apart. */
export interface SentWeek {
  readonly mails: number;
  readonly clicked: number;
  readonly replied: number;
  /** Mails answered by one of their buttons, and those of them with a complaint. */
  readonly answered: number;
  readonly complained: number;
  readonly unsubscribed: number;
  readonly bounced: number;
  readonly ordersThroughLink: number;
  readonly ordersAfter: number;
  readonly amountThroughLinkMinor: number;
  readonly amountAfterMinor: number;
  readonly latest: readonly SentMail[];
  /** Mails that went to the merchant instead of to customers; they count in nothing else. */
  readonly redirected: number;
}

export interface SentMail {
  readonly mailId: string;
  readonly kind: Kind;
  readonly channel: Channel;
  readonly customerId: string;
  readonly customerName: string;
  readonly sentAt: Date;
  readonly reasons: number;
  readonly outcome: SentOutcome;
  /** It went to the merchant instead. */
  readonly isRedirected: boolean;
  /** Their page is there still. */
  readonly isCustomerThere: boolean;
}

/** The strongest thing that followed a mail. */
export type SentOutcome =
  | { what: 'ordered'; via: 'link' | 'after'; orderName: string; amountMinor: number; at: Date }
  | { what: 'answered' | 'complained'; answer: Answer; at: Date }
  | { what: 'spam' | 'unsubscribed' | 'bounced' | 'replied' | 'clicked'; at: Date }
  | { what: 'nothing' };

interface SentRow extends SealedPerson {
  id: bigint;
  customer_id: bigint;
  lead_kind: string;
  channel: Channel;
  sent_at: Date;
  reasons: number;
  spam_reported_at: Date | null;
  unsubscribed_at: Date | null;
  bounced_at: Date | null;
  replied_at: Date | null;
  first_click_at: Date | null;
  answer: string | null;
  answered_at: Date | null;
  via: 'link' | 'after' | null;
  order_name: string | null;
  amount_minor: bigint | null;
  ordered_at: Date | null;
  redirected: boolean;
  is_there: boolean;
}

const SHOWN = 6;

/** By the counts of the reports: what home says of a week and what the reports say of it are the same. */
export async function loadSent(sql: ShopSql, { since, now }: { since: Date; now: Date }): Promise<SentWeek> {
  const { kinds, redirected } = await loadHomeReport(sql, { since, until: new Date(now.getTime() + 1) });
  const sum = (count: (kind: KindReport) => number) => kinds.reduce((all, kind) => all + count(kind), 0);
  return {
    mails: sum(({ sent }) => sent),
    clicked: sum(({ clicked }) => clicked),
    replied: sum(({ replied }) => replied),
    answered: sum(({ answered }) => answered),
    complained: sum(({ complained }) => complained),
    unsubscribed: sum(({ unsubscribed }) => unsubscribed),
    bounced: sum(({ bounced }) => bounced),
    ordersThroughLink: sum(({ ordersThroughLink }) => ordersThroughLink),
    ordersAfter: sum(({ ordersAfter }) => ordersAfter),
    amountThroughLinkMinor: sum(({ amountThroughLinkMinor }) => Number(amountThroughLinkMinor)),
    amountAfterMinor: sum(({ amountMinor, amountThroughLinkMinor }) =>
      Number(amountMinor - amountThroughLinkMinor),
    ),
    latest: await loadLatest(sql, { since, now }),
    redirected,
  };
}

function loadLatest(sql: ShopSql, { since, now }: { since: Date; now: Date }): Promise<SentMail[]> {
  return readSentMails(sql, {
    mails: `SELECT * FROM mail WHERE shop_id = $1 AND sent_at >= $2 AND sent_at <= $3 AND NOT redirected
      ORDER BY sent_at DESC, id DESC LIMIT ${SHOWN}`,
    order: 'DESC',
    values: [since, now],
  });
}

interface WhichMails {
  /** A statement that gives rows of mail. */
  readonly mails: string;
  readonly order: 'ASC' | 'DESC';
  readonly values: readonly unknown[];
}

/** These mails by when they left, each with whom it went to and what came of it. */
export async function readSentMails(sql: ShopSql, { mails, order, values }: WhichMails): Promise<SentMail[]> {
  const rows = await sql.rows<SentRow>(
    `SELECT l.id, l.customer_id, l.lead_kind, l.channel, l.sent_at, l.redirected, l.spam_reported_at, l.unsubscribed_at, l.bounced_at,
       l.replied_at, l.first_click_at, c.merged_into_id IS NULL AND c.deleted_at IS NULL AND c.redacted_at IS NULL AS is_there,
       c.first_name_sealed, c.last_name_sealed, c.email_sealed, a.via, a.name AS order_name,
       a.amount_minor, a.at AS ordered_at, g.answer, g.at AS answered_at,
       (SELECT count(*)::int FROM message m WHERE m.shop_id = $1 AND m.mail_id = l.id) AS reasons
     FROM (${mails}) l
     JOIN customer c ON c.id = l.customer_id AND c.shop_id = $1
     LEFT JOIN LATERAL (
       SELECT t.via, o.name, t.amount_minor, t.at FROM message m
       JOIN attribution t ON t.message_id = m.id AND t.shop_id = $1
       JOIN orders o ON o.id = t.order_id AND o.shop_id = $1
       WHERE m.shop_id = $1 AND m.mail_id = l.id
       ORDER BY (t.via = 'link') DESC, t.at LIMIT 1) a ON true
     LEFT JOIN LATERAL (${lastAnswerSql('l')}) g ON true
     ORDER BY l.sent_at ${order}, l.id ${order}`,
    ...values,
  );
  return rows.map((row) => ({
    mailId: String(row.id),
    kind: isKind(row.lead_kind) ? row.lead_kind : 'check-in',
    channel: row.channel,
    customerId: String(row.customer_id),
    customerName: fullName(sql.shopId, row),
    sentAt: row.sent_at,
    reasons: row.reasons,
    outcome: outcomeOf(row),
    isRedirected: row.redirected,
    isCustomerThere: row.is_there,
  }));
}

/** Harm before good before mere notice: what a merchant must see first. */
export function outcomeOf(
  row: Pick<
    SentRow,
    | 'spam_reported_at'
    | 'unsubscribed_at'
    | 'bounced_at'
    | 'replied_at'
    | 'first_click_at'
    | 'answer'
    | 'answered_at'
    | 'via'
    | 'order_name'
    | 'amount_minor'
    | 'ordered_at'
  >,
): SentOutcome {
  const answer = isAnswer(row.answer) ? row.answer : null;
  const complained = answer !== null && isComplaintAnswer(answer);
  if (row.spam_reported_at) return { what: 'spam', at: row.spam_reported_at };
  if (row.bounced_at) return { what: 'bounced', at: row.bounced_at };
  if (complained && row.answered_at) return { what: 'complained', answer, at: row.answered_at };
  if (row.via && row.ordered_at) {
    return {
      what: 'ordered',
      via: row.via,
      orderName: row.order_name ?? '',
      amountMinor: Number(row.amount_minor ?? 0n),
      at: row.ordered_at,
    };
  }
  if (row.unsubscribed_at) return { what: 'unsubscribed', at: row.unsubscribed_at };
  if (row.replied_at) return { what: 'replied', at: row.replied_at };
  if (answer && row.answered_at) return { what: 'answered', answer, at: row.answered_at };
  if (row.first_click_at) return { what: 'clicked', at: row.first_click_at };
  return { what: 'nothing' };
}
