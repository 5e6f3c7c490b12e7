import { addDays, isoDay } from '~/base/lib/days';
import { HEALTH_CAP } from '~/base/vocabulary/count-caps';
import type { SetUpGap } from '~/base/vocabulary/stop-causes';
import type { ShopSql } from '~/db.server';
import type { ShopFacts } from '~/intake/shops/load-shop.server';
import { type ReconcileProblem, reconcileProblemOf } from '~/intake/shops/reconcile-problem';
import { mailServerOf } from '~/office/pages/home/set-up.server';
import { loadStuckNews, type StuckNews } from '~/office/pages/home/stuck-news.server';
import { loadMailbox, type MailboxView } from '~/office/pages/settings/mailbox.server';
import { missingSetUp } from '~/outreach/planning/gates';
import { emailHold } from '~/sending/channels/email/email-channel.server';
import { loadWarmUpDay } from '~/sending/domain/load-warm-up.server';
import { WARM_UP_DAYS } from '~/sending/domain/warm-up';

/** How Carafe itself is doing for one shop; the page turns it into words. */
export interface Health {
  readonly intake: {
    ok: boolean;
    reconciledThrough: Date | null;
    /** Why the last comparing with the store came to nothing; null when it did not. */
    because: ReconcileProblem | null;
    waiting: number;
    oldestWaitingAt: Date | null;
    /** What was given up on, until a person has it tried again. */
    stuck: StuckNews | null;
  };
  /** `unreconciled` wait until the shop's orders are up to date, and go by themselves then. */
  readonly sending: { ok: boolean; overdue: number; oldestDueAt: Date | null; unreconciled: number };
  readonly mail: {
    /** `untested`: nobody has tested the present server either. */
    state: 'ok' | 'trouble' | 'stopped' | 'untried' | 'untested';
    lastSentAt: Date | null;
    lastError: string | null;
    nextTryAt: Date | null;
    /** What is missing before anything can leave. */
    gap: SetUpGap | null;
    /** A domain that starts slowly: mails today, the day's limit, and the day on which it ends. */
    warmUp: { sentToday: number; limit: number; untilOn: string } | null;
  };
  /** The mailbox in which answers and returned mail are noticed. */
  readonly mailbox: 'none' | 'broken' | 'ok';
}

const RECONCILED_WITHIN_MINUTES = 15;
const LATE_AFTER_SECONDS = 120;

/**
 * Reads are made of one row each or stop at a hundred; none depends on how large the shop is. Marketing waits while the
 * shop's reconcile is older than 15 minutes, so the same bound decides what is called well here.
 */
export async function loadHealth(
  sql: ShopSql,
  shop: ShopFacts,
  { now, unreconciled }: { now: Date; unreconciled: number },
): Promise<Health> {
  const [row] = await sql.rows<{
    inbox: number;
    inbox_oldest: Date | null;
    overdue: number;
    overdue_oldest: Date | null;
    sender_state: string | null;
    last_error: string | null;
    next_try_at: Date | null;
    last_sent_at: Date | null;
    has_present_sent: boolean;
    is_stopped: boolean;
    reconcile_error: string | null;
  }>(
    `SELECT i.count AS inbox, i.oldest AS inbox_oldest, o.count AS overdue, o.oldest AS overdue_oldest,
       h.state AS sender_state, h.last_error, h.next_try_at, h.last_sent_at,
       (SELECT h.last_sent_at > coalesce(mail_server_since, '-infinity') FROM shop WHERE id = $1) IS TRUE AS has_present_sent,
       (SELECT bounces_stopped_at IS NOT NULL OR restored_at IS NOT NULL FROM shop WHERE id = $1) AS is_stopped,
       (SELECT reconcile_error FROM shop WHERE id = $1) AS reconcile_error
     FROM (SELECT count(*)::int AS count, min(received_at) AS oldest FROM
         (SELECT received_at FROM inbox_webhook WHERE shop_id = $1 AND state = 'received' ORDER BY id LIMIT ${HEALTH_CAP}) w) i,
       (SELECT count(*)::int AS count, min(due_at) AS oldest FROM
         (SELECT due_at FROM message WHERE shop_id = $1 AND state = 'planned' AND due_at < $2
            ORDER BY due_at LIMIT ${HEALTH_CAP}) d) o
       LEFT JOIN sender_health h ON h.shop_id = $1`,
    new Date(now.getTime() - LATE_AFTER_SECONDS * 1000),
  );
  const reconciled = shop.reconciledThrough;
  const fresh =
    reconciled !== null && now.getTime() - reconciled.getTime() <= RECONCILED_WITHIN_MINUTES * 60_000;
  return {
    intake: {
      ok: fresh,
      reconciledThrough: reconciled,
      because: reconcileProblemOf(row?.reconcile_error ?? null),
      waiting: row?.inbox ?? 0,
      oldestWaitingAt: row?.inbox_oldest ?? null,
      stuck: await loadStuckNews(sql),
    },
    sending: {
      ok: (row?.overdue ?? 0) === 0 || shop.pausedAt !== null || (row?.is_stopped ?? false),
      overdue: row?.overdue ?? 0,
      oldestDueAt: row?.overdue_oldest ?? null,
      unreconciled,
    },
    mail: {
      state: await mailState(sql, row?.sender_state ?? null, row?.has_present_sent ?? false),
      lastSentAt: row?.last_sent_at ?? null,
      lastError: row?.last_error ?? null,
      nextTryAt: row?.next_try_at && row.next_try_at > addDays(now, -1) ? row.next_try_at : null,
      gap: await setUpGap(sql, shop),
      warmUp: await warmUpOf(sql, shop, now),
    },
    mailbox: mailboxState(await loadMailbox(sql)),
  };
}

async function warmUpOf(sql: ShopSql, shop: ShopFacts, now: Date): Promise<Health['mail']['warmUp']> {
  const day = await loadWarmUpDay(sql, shop, now);
  return day && { sentToday: day.sentToday, limit: day.limit, untilOn: isoDay(day.firstDay + WARM_UP_DAYS) };
}

async function setUpGap(sql: ShopSql, shop: ShopFacts): Promise<SetUpGap | null> {
  const missing = missingSetUp(shop.settings.sender);
  if (missing) return missing;
  const hold = await emailHold(sql, shop);
  return hold?.code === 'held-not-set-up' ? hold.missing : null;
}

function mailboxState(mailbox: MailboxView): Health['mailbox'] {
  if (!mailbox) return 'none';
  return mailbox.isBroken ? 'broken' : 'ok';
}

/**
 * What left by the server before says nothing of the present one. That it was proved is no more than untried: somebody may
 * have taken it without a test.
 */
async function mailState(
  sql: ShopSql,
  stored: string | null,
  hasPresentSent: boolean,
): Promise<Health['mail']['state']> {
  if (stored !== null && stored !== 'ok')
    return stored === 'stopped' || stored === 'paused' ? 'stopped' : 'trouble';
  if (hasPresentSent) return 'ok';
  return (await mailServerOf(sql)) === 'untested' ? 'untested' : 'untried';
}
