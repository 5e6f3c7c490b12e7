import { type Channel, isKind, type Kind, type MessageClass } from '~/base/vocabulary/kinds';
import { openStatesSql } from '~/base/vocabulary/message-state-sql';
import { isOpenState, type MessageState } from '~/base/vocabulary/message-states';
import { presentReason, type Reason } from '~/base/vocabulary/reasons';
import { fullName } from '~/office/pages/customers/person.server';

/** One message as every page shows it: what, to whom, when, in which state, and why. Ids are decimal text for URLs. */
export interface MessageView {
  readonly id: string;
  readonly kind: Kind;
  readonly class: MessageClass;
  readonly channel: Channel;
  readonly state: MessageState;
  /** The code of what holds it. */
  readonly hold: string | null;
  readonly dueAt: Date;
  readonly usefulUntil: Date;
  readonly sentAt: Date | null;
  readonly changedAt: Date;
  readonly reason: Reason;
  /** What happened to it since: moves, holds, the reason why not. Newest last. */
  readonly why: readonly Reason[];
  readonly customerId: string;
  readonly customerName: string;
  readonly customerTimeZone: string | null;
  readonly needId: string | null;
  readonly needTitle: string | null;
  /** Messages of one mail have the same. */
  readonly mailKey: string;
  /**
   * A person's newest decision that can still be taken back, and until when. `alone`: the rest of its mail was not decided
   * about with it, and stays as it is.
   */
  readonly undo: { readonly action: string; readonly until: Date; readonly alone: boolean } | null;
}

export const UNDO_MINUTES = 10;

/** The columns that `messageView` reads. `m` is the message, `c` its customer. Nothing is taken back once it has left. */
export const messageColumns = `
  m.id, m.key, m.kind, m.class, m.channel, m.state, m.hold, m.due_at, m.useful_until, m.sent_at, m.changed_at, m.reason, m.why,
  m.customer_id, m.need_id, coalesce(m.lead_key, m.key) AS mail_key, c.first_name_sealed, c.last_name_sealed, c.email_sealed, c.time_zone, c.country_code,
  (SELECT n.title FROM need n WHERE n.shop_id = $1 AND n.id = m.need_id) AS need_title,
  (SELECT o.action || '|' || floor(extract(epoch FROM least(o.created_at + interval '${UNDO_MINUTES} minutes',
      CASE o.action WHEN 'send_now' THEN o.move_to END)) * 1000)::text || '|' || EXISTS (
      SELECT FROM message x WHERE x.shop_id = $1 AND x.customer_id = m.customer_id AND x.id <> m.id
        AND x.state IN (${openStatesSql}) AND coalesce(x.lead_key, x.key) = coalesce(m.lead_key, m.key)
        AND NOT EXISTS (SELECT FROM override p WHERE p.shop_id = $1 AND p.message_key = x.key AND p.undone_at IS NULL
          AND p.action = o.action AND p.by = o.by AND p.created_at = o.created_at))::text FROM override o
    WHERE o.shop_id = $1 AND o.message_key = m.key AND o.undone_at IS NULL AND o.action <> 'release'
    ORDER BY o.id DESC LIMIT 1) AS decision`;

export interface MessageRow {
  id: bigint;
  key: string;
  kind: string;
  class: MessageClass;
  channel: Channel;
  state: MessageState;
  hold: string | null;
  due_at: Date;
  useful_until: Date;
  sent_at: Date | null;
  changed_at: Date;
  reason: Reason;
  why: unknown;
  customer_id: bigint;
  first_name_sealed: Buffer | null;
  last_name_sealed: Buffer | null;
  email_sealed: Buffer | null;
  time_zone: string | null;
  country_code: string | null;
  need_id: bigint | null;
  need_title: string | null;
  mail_key: string;
  decision: string | null;
}

export function messageView(shopId: bigint, row: MessageRow, now: Date): MessageView {
  const why = reasonsOf(row.why);
  return {
    id: String(row.id),
    kind: isKind(row.kind) ? row.kind : 'check-in',
    class: row.class,
    channel: row.channel,
    state: row.state,
    hold: row.hold,
    dueAt: row.due_at,
    usefulUntil: row.useful_until,
    sentAt: row.sent_at,
    changedAt: row.changed_at,
    reason: row.reason,
    why,
    customerId: String(row.customer_id),
    customerName: fullName(shopId, row),
    customerTimeZone: row.time_zone,
    needId: row.need_id === null ? null : String(row.need_id),
    needTitle: row.need_title,
    mailKey: row.mail_key,
    undo: isTheirs({ ...row, why }) ? undoOf(row.decision, now) : null,
  };
}

function reasonsOf(stored: unknown): Reason[] {
  const list = Array.isArray(stored) ? stored : stored ? [stored] : [];
  return list.filter(
    (entry): entry is Reason => typeof entry === 'object' && entry !== null && 'code' in entry,
  );
}

/** What ended by another's word is not brought back by undoing an older decision about it. */
function isTheirs({ state, ...row }: Pick<MessageView, 'state' | 'reason' | 'why'>): boolean {
  return isOpenState(state) || presentReason(row).code === 'skipped-by-person';
}

function undoOf(decision: string | null, now: Date): MessageView['undo'] {
  const [action = '', untilMs = '0', alone] = decision?.split('|') ?? [];
  const until = new Date(Number(untilMs));
  return action && until > now ? { action, until, alone: alone === 'true' } : null;
}
