import { addDays } from '~/base/lib/days';
import { redirectOf } from '~/base/settings/send-all-to';
import { COUNT_CAP } from '~/base/vocabulary/count-caps';
import { goesAsPlannedSql, waitsForOrdersSql } from '~/base/vocabulary/message-state-sql';
import { type ShopSql, sqlInShop } from '~/db.server';
import { loadShop, type ShopFacts } from '~/intake/shops/load-shop.server';
import { type BackfillProgress, loadBackfill } from '~/office/pages/home/backfill-progress.server';
import { type CalendarDay, loadCalendar } from '~/office/pages/home/calendar.server';
import { loadComplaints, type OpenComplaints } from '~/office/pages/home/complaints.server';
import { type DataRequestView, loadDataRequests } from '~/office/pages/home/data-requests.server';
import { type Flood, loadFloods } from '~/office/pages/home/floods.server';
import { type Health, loadHealth } from '~/office/pages/home/health.server';
import { loadNextMail, type NextMail } from '~/office/pages/home/next-mail.server';
import { loadSent, type SentWeek } from '~/office/pages/home/sent.server';
import { loadSetUp, type SetUpStep } from '~/office/pages/home/set-up.server';
import { loadStops, type Stop } from '~/office/pages/home/stopped.server';
import { type MessageRow, messageColumns } from '~/office/pages/queue/message-view.server';
import { type MovableMessage, movableMessages } from '~/office/pages/queue/movable-message.server';
import { loadPauses, type Pauses } from '~/office/pages/queue/pause.server';
import { countWork, type WorkCounts } from '~/office/pages/tasks/work.server';

export interface HomePage {
  readonly now: Date;
  readonly pauses: Pauses;
  readonly stops: readonly Stop[];
  /** Where every mail goes instead of to its customer, and the last day of that ('' has none). */
  readonly sendAllTo: { readonly address: string; readonly untilOn: string } | null;
  readonly backfill: BackfillProgress | null;
  readonly hasForecasts: boolean;
  readonly setUp: readonly SetUpStep[];
  readonly next: NextMail | null;
  readonly week: readonly CalendarDay[];
  readonly waiting: { count: number; capped: boolean; first: readonly MovableMessage[] };
  /** What is far more than usual and waits for a person. */
  readonly floods: readonly Flood[];
  readonly unconfirmed: number;
  readonly complaints: OpenComplaints;
  readonly work: WorkCounts;
  readonly dataRequests: readonly DataRequestView[];
  readonly sent: SentWeek;
  /** So long after a mail an order counts as one that followed it. */
  readonly windowDays: number;
  readonly health: Health;
}

const SHOWN_WAITING = 4;

/** Everything that the home page says, in one transaction of one shop. */
export async function loadHome(shopId: bigint, now: Date): Promise<HomePage> {
  return sqlInShop(shopId, async (sql) => {
    const shop = await loadShop(sql);
    const counts = await countOpen(sql);
    return {
      now,
      pauses: (await loadPauses(sql, shop)).now,
      stops: await loadStops(sql),
      sendAllTo: sendAllToOf(shop, now),
      backfill: await loadBackfill(sql, { installEpoch: shop.installEpoch, now }),
      hasForecasts: await hasForecasts(sql),
      setUp: await loadSetUp(sql, shop),
      next: await loadNextMail(sql, now),
      week: await loadCalendar(sql, { shop, now, days: 7 }),
      waiting: {
        count: counts.awaiting,
        capped: counts.awaiting >= COUNT_CAP,
        first: counts.awaiting > 0 ? await loadWaiting(sql, shop, now) : [],
      },
      floods: await loadFloods(sql),
      unconfirmed: counts.unconfirmed,
      complaints: await loadComplaints(sql),
      work: await countWork(sql, now),
      dataRequests: await loadDataRequests(sql),
      sent: await loadSent(sql, { since: addDays(now, -7), now }),
      windowDays: shop.settings.attributionDays,
      health: await loadHealth(sql, shop, { now, unreconciled: counts.unreconciled }),
    };
  });
}

function sendAllToOf({ settings, timeZone }: ShopFacts, now: Date): HomePage['sendAllTo'] {
  const address = redirectOf(settings, now, timeZone);
  return address === null ? null : { address, untilOn: settings.sendAllToUntil };
}

interface OpenCounts {
  readonly awaiting: number;
  /** With those of `unreconciled`, which wait by themselves until the shop's orders are up to date. */
  readonly held: number;
  readonly unreconciled: number;
  readonly unconfirmed: number;
  /** Was refused, and stands in one list with what is unconfirmed. */
  readonly failed: number;
  readonly planned: number;
}

/**
 * How many wait, are held and are unconfirmed; each count stops at a thousand, more is "1,000+" on the page. The order
 * keeps it at its own end of the index: without one a table of many shops would be read until enough were met.
 */
export async function countOpen(sql: ShopSql): Promise<OpenCounts> {
  const upTo = (which: string) =>
    `(SELECT count(*)::int FROM (SELECT 1 FROM message WHERE shop_id = $1 AND ${which}
       ORDER BY due_at LIMIT ${COUNT_CAP}) s)`;
  const [row] = await sql.rows<OpenCounts>(
    `SELECT ${upTo("state = 'awaiting_approval'")} AS awaiting, ${upTo("state = 'held'")} AS held,
       ${upTo("state = 'unconfirmed'")} AS unconfirmed, ${upTo("state = 'failed'")} AS failed, ${upTo(goesAsPlannedSql)} AS planned,
       ${upTo(waitsForOrdersSql)} AS unreconciled`,
  );
  const counts = row ?? { awaiting: 0, held: 0, unconfirmed: 0, failed: 0, planned: 0, unreconciled: 0 };
  return { ...counts, held: Math.min(COUNT_CAP, counts.held + counts.unreconciled) };
}

async function hasForecasts(sql: ShopSql): Promise<boolean> {
  const rows = await sql.rows(`SELECT 1 FROM forecast WHERE shop_id = $1 ORDER BY need_id LIMIT 1`);
  return rows.length > 0;
}

async function loadWaiting(sql: ShopSql, shop: ShopFacts, now: Date): Promise<MovableMessage[]> {
  const rows = await sql.rows<MessageRow>(
    `SELECT ${messageColumns} FROM message m JOIN customer c ON c.id = m.customer_id AND c.shop_id = $1
     WHERE m.shop_id = $1 AND m.state = 'awaiting_approval' ORDER BY m.due_at, m.id LIMIT ${SHOWN_WAITING}`,
  );
  return movableMessages(sql, rows, { shop, now });
}
