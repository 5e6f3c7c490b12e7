import { type ActiveKind, activeKinds } from '~/base/vocabulary/kinds';
import { goesAsPlannedSql, waitsForOrdersSql } from '~/base/vocabulary/message-state-sql';
import {
  type Hold,
  holds,
  looksBack,
  type QueueQuery,
  statesOf,
  type WhyNot,
  whyNots,
} from '~/base/vocabulary/queue-query';
import { type ShopSql, sqlInShop } from '~/db.server';
import { loadShop, type ShopFacts } from '~/intake/shops/load-shop.server';
import { type BatchView, loadBatches } from '~/office/pages/home/batch-view.server';
import { type CalendarDay, loadCalendar } from '~/office/pages/home/calendar.server';
import { type Flood, loadFloods } from '~/office/pages/home/floods.server';
import { countOpen } from '~/office/pages/home/home.server';
import type { SentMail } from '~/office/pages/home/sent.server';
import { loadStops, type Stop } from '~/office/pages/home/stopped.server';
import { needTitle } from '~/office/pages/products/needs.server';
import { type MessageRow, messageColumns } from '~/office/pages/queue/message-view.server';
import { type MovableMessage, movableMessages } from '~/office/pages/queue/movable-message.server';
import { moveDaysOfAll } from '~/office/pages/queue/move-days';
import { loadPauses, type Pauses } from '~/office/pages/queue/pause.server';
import { listSent } from '~/office/pages/queue/sent-list.server';
import { type KeysetPage, keysetPage, parseCursor, writeCursor } from '~/office/pages/request/cursor';
import { MOST_IN_BATCH } from '~/outreach/change-plans/batch.server';

export interface QueuePage {
  readonly query: QueueQuery;
  readonly now: Date;
  readonly stops: readonly Stop[];
  readonly needTitle: string | null;
  readonly rows: readonly MovableMessage[];
  /** The mails of the list of what was sent; null in the others, which are of messages. */
  readonly sent: readonly SentMail[] | null;
  /** With the first page of what is planned: what is on its way now, or waits for its next try. Nobody can decide about it. */
  readonly sending: readonly MovableMessage[];
  /** Cursors of the neighbouring pages, null where there is none. */
  readonly previous: string | null;
  readonly next: string | null;
  /** Where a list that opens at now has days to come before it: the cursor that leads back to them. */
  readonly ahead: string | null;
  /** What is shown was left out of days to come, and what lies behind them is another page's. */
  readonly isAhead: boolean;
  readonly counts: Readonly<Record<'awaiting' | 'held' | 'unconfirmed' | 'failed' | 'planned', number>>;
  /** With what is held: the batches that a person can let go, of the kind that is asked for. */
  readonly floods: readonly Flood[];
  /** What holds messages now: the choices of the filter. */
  readonly presentHolds: readonly Hold[];
  /** Why what was not sent was not: the choices of the filter. */
  readonly presentWhyNots: readonly WhyNot[];
  /** How many messages the filters leave, up to the most that can be decided at once; null where none is to be decided. */
  readonly matching: number | null;
  readonly mostAtOnce: number;
  /** To which days all that is picked may be moved with one click. */
  readonly moveDays: readonly string[];
  readonly calendar: readonly CalendarDay[] | null;
  readonly pauses: Pauses;
  readonly kinds: readonly ActiveKind[];
  /** No kind is on, so nothing can be planned: the set-up is not done yet. */
  readonly isAllOff: boolean;
  readonly batches: readonly BatchView[];
}

/** A message is some lines with their buttons: twenty-five are more than two screens, and half the time of fifty. */
const PAGE_SIZE = 25;
const CALENDAR_DAYS = 35;
/** No message has an id as high. */
const MOST_ID = 10n ** 18n - 1n;

/** One page of one list of the queue, by due time. Each state is read from its own end of the index. */
export async function listQueue(shopId: bigint, query: QueueQuery, now: Date): Promise<QueuePage> {
  return sqlInShop(shopId, async (sql) => {
    const shop = await loadShop(sql);
    const pauses = await loadPauses(sql, shop);
    const calendar =
      query.mode === 'calendar'
        ? await loadCalendar(sql, {
            shop,
            now,
            days: CALENDAR_DAYS,
            skip: query.later * CALENDAR_DAYS,
            needId: query.needId,
          })
        : null;
    const sent = query.view === 'sent' && !calendar ? await listSent(sql, query) : null;
    const page = calendar || sent ? nothing : await readPage(sql, query, now);
    return {
      query,
      now,
      stops: await loadStops(sql),
      needTitle: query.needId ? await needTitle(sql, BigInt(query.needId)) : null,
      rows: await movableMessages(sql, page.rows, { shop, now }),
      sending: await loadSending(sql, query, { shop, now }),
      sent: sent?.rows ?? null,
      previous: (sent ?? page).previous,
      next: (sent ?? page).next,
      ahead: page.ahead ?? null,
      isAhead: isAhead(query, page, now),
      counts: await countOpen(sql),
      floods: query.view === 'held' ? await loadFloodsOf(sql, query) : [],
      presentHolds: query.view === 'held' ? await loadPresentHolds(sql) : [],
      presentWhyNots: query.view === 'past' ? await loadPresentWhyNots(sql) : [],
      matching: page.next || page.previous ? await countMatching(sql, query) : null,
      mostAtOnce: MOST_IN_BATCH,
      moveDays: moveDaysOfAll(shop, now),
      calendar,
      pauses: pauses.now,
      kinds: pauses.kinds,
      isAllOff: pauses.kinds.length === 0,
      batches: await loadBatches(sql, now),
    };
  });
}

interface ReadPage extends KeysetPage<MessageRow> {
  readonly ahead?: string | null;
}

const nothing: ReadPage = {
  rows: [],
  previous: null,
  next: null,
};

/**
 * What was not sent opens at now, the newest first: what was left out of days to come lies before that, and is leafed
 * back to.
 */
async function readPage(sql: ShopSql, query: QueueQuery, now: Date): Promise<ReadPage> {
  const opensAtNow = query.view === 'past' && !query.after && !query.before;
  if (!opensAtNow) return readFrom(sql, query);
  const past = await readFrom(sql, { ...query, after: writeCursor({ at: now, id: MOST_ID }) });
  if (past.rows.length === 0) return readFrom(sql, query);
  const ahead = await readFrom(sql, { ...query, before: past.previous });
  return ahead.rows.length > 0 ? { ...past, ahead: past.previous } : { ...past, previous: null };
}

/** Leafed back to from now, and not over yet: the first page leads there and needs no way back. */
function isAhead({ view, after, before }: QueueQuery, { rows }: ReadPage, now: Date): boolean {
  const isLeafedTo = after !== null || before !== null;
  return view === 'past' && isLeafedTo && rows.some(({ due_at: dueAt }) => dueAt > now);
}

async function readFrom(sql: ShopSql, query: QueueQuery): Promise<ReadPage> {
  const after = parseCursor(query.after);
  const before = after ? null : parseCursor(query.before);
  const from = after ?? before;
  const downwards = looksBack(query.view) !== (before !== null);
  const order = downwards ? 'DESC' : 'ASC';
  const { branches, values } = matching(query, (value) => [
    from &&
      `AND (due_at, id) ${downwards ? '<' : '>'} (${value(from.at)}::timestamptz, ${value(from.id)}::bigint)`,
    `ORDER BY due_at ${order}, id ${order} LIMIT ${PAGE_SIZE + 1}`,
  ]);
  const found = await sql.rows<MessageRow>(
    `SELECT ${messageColumns} FROM (${branches.join(' UNION ALL ')}) m
     JOIN customer c ON c.id = m.customer_id AND c.shop_id = $1
     ORDER BY m.due_at ${order}, m.id ${order} LIMIT ${PAGE_SIZE + 1}`,
    ...values,
  );
  const place = { size: PAGE_SIZE, isAfter: after !== null, isBefore: before !== null };
  return keysetPage(found, place, (row) => writeCursor({ at: row.due_at, id: row.id }));
}

/** Mails at work and mails between two tries, each from its own index. */
const openMails = (which: string, by: string) =>
  `(SELECT id FROM mail WHERE shop_id = $1 AND state = 'sending' AND ${which} ORDER BY ${by} LIMIT ${PAGE_SIZE})`;

/** Found by their mails: no index of messages holds the state that each of them has for a moment. */
async function loadSending(
  sql: ShopSql,
  { view, mode, kind, needId, after, before }: QueueQuery,
  { shop, now }: { shop: ShopFacts; now: Date },
): Promise<MovableMessage[]> {
  if (view !== 'upcoming' || mode !== 'list' || after || before) return [];
  const rows = await sql.rows<MessageRow>(
    `SELECT ${messageColumns} FROM (${openMails('retry_at IS NULL', 'id')} UNION ALL ${openMails('retry_at IS NOT NULL', 'retry_at')}) l
     JOIN message m ON m.shop_id = $1 AND m.mail_id = l.id AND m.state = 'sending'
       AND ($2::text IS NULL OR m.kind = $2) AND ($3::bigint IS NULL OR m.need_id = $3)
     JOIN customer c ON c.id = m.customer_id AND c.shop_id = $1
     ORDER BY m.due_at, m.id LIMIT ${PAGE_SIZE}`,
    kind,
    needId,
  );
  return movableMessages(sql, rows, { shop, now });
}

/**
 * One statement a state that a view shows, with the filters of the query and what the caller adds to each. The index of
 * why something was not sent goes by kind before the due time, so there each kind has a statement of its own.
 */
function matching(
  { view, kind, needId, hold, ending, whyNot }: QueueQuery,
  further: (value: (given: unknown) => string) => readonly (string | null | undefined)[],
): { branches: string[]; values: unknown[] } {
  const values: unknown[] = [];
  const value = (given: unknown) => `$${values.push(given) + 1}`;
  const filters = [
    kind && `AND kind = ${value(kind)}`,
    needId && `AND need_id = ${value(needId)}::bigint`,
    hold && `AND hold = ${value(hold)}`,
    whyNot && `AND why_not = ${value(whyNot)}`,
    ...further(value),
  ].filter(Boolean);
  const states = (ending ? [ending] : statesOf[view]).map((state) => `state = '${state}'`);
  // What waits for the shop's orders is planned, and read among what is held.
  const which =
    view === 'upcoming' ? [goesAsPlannedSql] : view === 'held' ? [...states, waitsForOrdersSql] : states;
  const eachKind = whyNot && !kind ? activeKinds.map((one) => ` AND kind = '${one}'`) : [''];
  const branches = which
    .flatMap((one) => eachKind.map((ofKind) => `${one}${ofKind}`))
    .map((one) => `(SELECT * FROM message WHERE shop_id = $1 AND ${one} ${filters.join(' ')})`);
  return { branches, values };
}

async function countMatching(sql: ShopSql, query: QueueQuery): Promise<number> {
  return (await matchingIds(sql, query)).length;
}

/** The messages that the filters of a query leave, soonest first, up to the most that can be decided at once. */
export async function matchingIds(sql: ShopSql, query: QueueQuery, most = MOST_IN_BATCH): Promise<bigint[]> {
  const { text, values } = matchingSql(query, 'id', most);
  const rows = await sql.rows<{ id: bigint }>(text, ...values);
  return rows.map(({ id }) => id);
}

/** The same as a statement that tells other columns of them: to look thousands up by their ids costs as much again. */
export function matchingSql(
  query: QueueQuery,
  columns: string,
  most = MOST_IN_BATCH,
): { text: string; values: unknown[] } {
  const { branches, values } = matching(query, () => [`ORDER BY due_at, id LIMIT ${most}`]);
  const text = `SELECT ${columns} FROM (${branches.join(' UNION ALL ')}) m ORDER BY due_at, id LIMIT ${most}`;
  return { text, values };
}

/** Filtered by another hold, the list has none of them. */
async function loadFloodsOf(sql: ShopSql, { kind, hold }: QueueQuery): Promise<Flood[]> {
  if (hold !== null && hold !== 'held-flood') return [];
  return (await loadFloods(sql)).filter((flood) => kind === null || flood.kind === kind);
}

/** One look at the index for each hold; as a plain EXISTS it would become a join with everything that is held. */
async function loadPresentHolds(sql: ShopSql): Promise<Hold[]> {
  const rows = await sql.rows<{ hold: Hold }>(
    `SELECT known.hold FROM unnest($2::text[]) AS known(hold) CROSS JOIN LATERAL
       (SELECT FROM message m WHERE m.shop_id = $1 AND m.hold = known.hold ORDER BY m.due_at LIMIT 1) present`,
    holds,
  );
  return rows.map(({ hold }) => hold);
}

/** The same for what was not sent, in the order of its index. */
async function loadPresentWhyNots(sql: ShopSql): Promise<WhyNot[]> {
  const rows = await sql.rows<{ whyNot: WhyNot }>(
    `SELECT known.why_not AS "whyNot" FROM unnest($2::text[]) AS known(why_not) CROSS JOIN LATERAL
       (SELECT FROM message m WHERE m.shop_id = $1 AND m.why_not = known.why_not ORDER BY m.state LIMIT 1) present`,
    whyNots,
  );
  return rows.map(({ whyNot }) => whyNot);
}
