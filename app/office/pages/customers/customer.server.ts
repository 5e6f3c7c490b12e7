import { isoDay, localDay } from '~/base/lib/days';
import { unsealText } from '~/base/lib/sealed.server';
import { lastAnswerSql } from '~/base/vocabulary/answer-sql';
import { type Answer, isAnswer } from '~/base/vocabulary/answers';
import type { ConsentState, ReorderStatus, SuppressionReason } from '~/base/vocabulary/customers';
import type { MessageClass } from '~/base/vocabulary/kinds';
import type { NeedUsage, OrderPurpose } from '~/base/vocabulary/orders';
import type { Reason } from '~/base/vocabulary/reasons';
import { type ShopSql, sqlInShop } from '~/db.server';
import type { CustomerInsight, NeedInsight } from '~/insight/learning/customers/customer-insight';
import { driftingNeeds } from '~/insight/learning/customers/drifting';
import { readInsight } from '~/insight/learning/customers/learn-customer.server';
import { knownTimeZone } from '~/insight/learning/history/own-day';
import { usageVerdict } from '~/insight/learning/pools/usage-verdict';
import { neverProbabilityAfter, reorderQuantileDays } from '~/insight/model/reorder';
import { newestConsent } from '~/intake/customers/newest-consent';
import { loadShop, type ShopFacts } from '~/intake/shops/load-shop.server';
import { loadClassHolds } from '~/office/pages/customers/class-holds.server';
import {
  loadNotes,
  type NoteView,
  type SituationView,
  situationsNow,
} from '~/office/pages/customers/notes.server';
import { emailOf, fullName, type SealedPerson } from '~/office/pages/customers/person.server';
import {
  loadComplaints,
  loadSettled,
  type OpenComplaints,
  type SettledComplaint,
} from '~/office/pages/home/complaints.server';
import { outcomeOf, type SentOutcome } from '~/office/pages/home/sent.server';
import { type MessageRow, type MessageView, messageColumns } from '~/office/pages/queue/message-view.server';
import { type MovableMessage, movableMessages } from '~/office/pages/queue/movable-message.server';
import { loadPauses, type Pauses } from '~/office/pages/queue/pause.server';
import { loadCustomerWork, type WorkItem } from '~/office/pages/tasks/work.server';
import { LATE_DAYS } from '~/outreach/kinds/is-follow-up';
import { consentRefusal } from '~/outreach/planning/consent';

/** Days by which so many of a hundred who buy again have done so. */
interface ExpectedDays {
  readonly p10On: string;
  readonly p25On: string;
  readonly p50On: string;
  readonly p75On: string;
  readonly p90On: string;
}

type SaidOfSupply =
  | { readonly answer: 'running_out_sooner'; readonly on: string }
  | { readonly answer: 'still_plenty'; readonly on: string; readonly untilOn: string };

/** When one customer's supply of one thing ends, as a range, with what that was learnt from. */
export interface SupplyView extends ExpectedDays {
  readonly needId: string;
  readonly title: string;
  readonly usedUp: boolean;
  readonly lastPurchaseOn: string;
  readonly suppliedOn: string;
  readonly quantity: number;
  /** The day of writing is past by more than a reminder may be late: one that is not planned by now never will be. */
  readonly isReminderOver: boolean;
  /** The same days as of the day of the page, if they come; null when silent beyond what can be told. */
  readonly ahead: ExpectedDays | null;
  /** The customer's last word since they bought it, where it moved the forecast. */
  readonly said: SaidOfSupply | null;
  readonly ownGaps: number;
  readonly ownShare: number;
  readonly otherCustomers: number;
  /** as of the day of the page: it rises with each day that they stay away */
  readonly neverProbability: number;
  readonly daysPerUnit: number | null;
  /** They still order, but no longer this, and for longer than by chance: after so many days; null where not so. */
  readonly driftedAfterDays: number | null;
  /** The last days on which they bought it, oldest first. */
  readonly boughtOn: readonly string[];
  /** They bought it before those days, too. */
  readonly boughtBefore: boolean;
}

export interface OrderView {
  readonly id: string;
  readonly shopifyOrderId: string;
  readonly name: string;
  readonly at: Date;
  readonly purpose: OrderPurpose;
  readonly cancelled: boolean;
  readonly totalMinor: number;
  readonly currency: string;
  /** The first of them, of a cancelled order as it was placed; how many more there are. */
  readonly lines: readonly { title: string; quantity: number }[];
  readonly moreLines: number;
  readonly deliveredAt: Date | null;
  readonly followed: boolean;
}

export interface MailView {
  readonly id: string;
  readonly sentAt: Date;
  readonly messages: readonly MessageView[];
  readonly outcome: SentOutcome;
  /** It went to the merchant, and the customer never got it. */
  readonly redirected: boolean;
}

export interface CustomerPage {
  readonly now: Date;
  /** The day that it is where the customer is: all that the page reckons from today on is of it. */
  readonly todayOn: string;
  readonly id: string;
  readonly shopifyCustomerId: string | null;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly locale: string | null;
  readonly countryCode: string | null;
  readonly timeZone: string | null;
  readonly company: boolean;
  readonly tags: readonly string[];
  readonly status: ReorderStatus;
  /** as of the last plan; empty before the first, and for whom nothing is known */
  readonly rhythm: CustomerRhythm;
  /** as of the day of the page; null for who never ordered or has died */
  readonly outlook: CustomerOutlook | null;
  readonly orderCount: number;
  readonly amountSpentMinor: number;
  readonly firstOrderAt: Date | null;
  readonly lastOrderAt: Date | null;
  readonly replanning: boolean;
  readonly consent: { state: ConsentState; source: string | null; changedAt: Date | null };
  /** What consent, country and suppressions allow now, by class of mail; nothing to who has died. */
  readonly mayWrite: Readonly<Record<MessageClass, boolean>>;
  /** What holds all mail of a class from them for now, though they may be written to. */
  readonly heldBy: Readonly<Record<MessageClass, Reason | null>>;
  readonly suppressions: readonly { reason: SuppressionReason; since: Date; all: boolean }[];
  readonly preferences: readonly {
    kind: string;
    /** The one thing that it is about; null: all of that kind. */
    needTitle: string | null;
    choice: string;
    until: Date | null;
    byStaff: boolean;
  }[];
  readonly settled: readonly SettledComplaint[];
  /** What somebody of the shop noted: what is not over, then the newest. */
  readonly notes: readonly NoteView[];
  /** Those of them by which it is judged now what goes to the customer. */
  readonly situations: readonly SituationView[];
  /** Then status and supplies are of before. */
  readonly hasDied: boolean;
  readonly complaints: OpenComplaints;
  readonly work: readonly WorkItem[];
  readonly supplies: readonly SupplyView[];
  /** Is the kind that reminds of what runs low switched on? */
  readonly remindersOn: boolean;
  /** What a person paused that concerns them. */
  readonly pauses: Pauses;
  readonly open: readonly MovableMessage[];
  readonly closed: readonly MessageView[];
  readonly orders: readonly OrderView[];
  readonly mails: readonly MailView[];
  readonly answers: readonly { answer: Answer; at: Date; needTitle: string | null }[];
}

interface CustomerRhythm {
  readonly typicalIntervalDays?: number | null;
  /** days of silence since the last order at which the status changes; none while their rhythm is learnt */
  readonly dueAfterDays?: number | null;
  readonly lateAfterDays?: number | null;
  readonly lapseAfterDays?: number | null;
  readonly lastOrderOn?: string | null;
}

/** Whether they come again, and when, by their rhythm and their silence. */
export interface CustomerOutlook {
  readonly stillCustomerProbability: number;
  /** The middle of the days on which they may order, if they do; null beyond a year. */
  readonly nextOrderOn: string | null;
  readonly chanceIn30Days: number;
  readonly chanceIn90Days: number;
}

interface CustomerRow extends SealedPerson {
  id: bigint;
  shopify_customer_id: string | null;
  email_hash: Buffer | null;
  phone_sealed: Buffer | null;
  locale: string | null;
  country_code: string | null;
  time_zone: string | null;
  company: boolean;
  tags: string[];
  status: ReorderStatus;
  status_facts: CustomerRhythm;
  order_count: number;
  spent_minor: bigint;
  first_order_at: Date | null;
  last_order_at: Date | null;
  replan_due_at: Date | null;
  merged_into_id: bigint | null;
  redacted_at: Date | null;
  deleted_at: Date | null;
}

export type CustomerResult =
  | { status: 'found'; page: CustomerPage }
  | { status: 'merged'; into: string }
  | { status: 'missing' };

interface Look {
  readonly customerId: bigint;
  readonly staff: string;
  /** As rows name who did something: by name where it is known. */
  readonly reader?: string;
  readonly now: Date;
}

/**
 * One customer, whole. Opening it is written to the access log in the same transaction: name and address are protected
 * customer data.
 */
export async function loadCustomer(
  shopId: bigint,
  { customerId, staff, reader = staff, now }: Look,
): Promise<CustomerResult> {
  return sqlInShop(shopId, async (sql) => {
    const [row] = await sql.rows<CustomerRow>(
      `SELECT id, shopify_customer_id, email_hash, first_name_sealed, last_name_sealed, email_sealed, phone_sealed,
         locale, country_code, time_zone, company, tags, status, status_facts, order_count, spent_minor,
         first_order_at, last_order_at, replan_due_at, merged_into_id, redacted_at, deleted_at
       FROM customer WHERE shop_id = $1 AND id = $2`,
      customerId,
    );
    if (!row || row.redacted_at || row.deleted_at) return { status: 'missing' };
    if (row.merged_into_id) return { status: 'merged', into: String(row.merged_into_id) };
    await noteAccess(sql, { customerId, staff, now });
    return { status: 'found', page: await pageOf(sql, row, { reader, now }) };
  });
}

const ONE_LOOK_MINUTES = 30;

/** One row for one look: the page asks for its numbers again and again while it is open. */
async function noteAccess(
  sql: ShopSql,
  { customerId, staff, now }: { customerId: bigint; staff: string; now: Date },
): Promise<void> {
  await sql.run(
    `INSERT INTO access_log (shop_id, staff, what, customer_id, at)
     SELECT $1, $2, 'customer-page', $3::bigint, $4::timestamptz WHERE NOT EXISTS (
       SELECT 1 FROM access_log WHERE shop_id = $1 AND at > $5 AND at <= $4 AND staff = $2 AND customer_id = $3)`,
    staff,
    customerId,
    now,
    new Date(now.getTime() - ONE_LOOK_MINUTES * 60_000),
  );
}

async function pageOf(
  sql: ShopSql,
  row: CustomerRow,
  { reader, now }: { reader: string; now: Date },
): Promise<CustomerPage> {
  const { shopId } = sql;
  const consent = await loadConsent(sql, row.id);
  const suppressions = await loadSuppressions(sql, row.email_hash);
  const shop = await loadShop(sql);
  const notes = await loadNotes(sql, row.id, now);
  const situations = situationsNow(notes, now);
  const hasDied = situations.some(({ kind }) => kind === 'died');
  const mayWrite = (messageClass: MessageClass) =>
    !hasDied &&
    row.email_sealed !== null &&
    suppressions.every(({ all }) => !all && messageClass === 'transactional') &&
    consentRefusal({
      class: messageClass,
      state: consent.state,
      countryCode: row.country_code,
      lastPurchaseAt: row.last_order_at,
      softOptInSince: shop.settings.softOptInSince,
      shopTimeZone: shop.timeZone,
      at: now,
    }) === null;
  const { now: pauses } = await loadPauses(sql, shop);
  const today = localDay(now, knownTimeZone(row.time_zone, shop.timeZone));
  const todayOn = isoDay(today);
  const insight = await readInsight(sql, row.id, today);
  const messages = await loadMessages(sql, { shop, customerId: row.id, now });
  // What a person just skipped stays in its place as long as they may take it back.
  const isOpen = ({ state, undo }: MessageView) =>
    state === 'planned' ||
    state === 'awaiting_approval' ||
    state === 'held' ||
    state === 'sending' ||
    state === 'unconfirmed' ||
    (state === 'skipped' && undo !== null);
  const ofMail = (state: string) => state === 'sent';
  return {
    now,
    todayOn,
    id: String(row.id),
    shopifyCustomerId: row.shopify_customer_id,
    name: fullName(shopId, row),
    email: emailOf(shopId, row),
    phone: unsealText(row.phone_sealed, { shopId, column: 'customer.phone_sealed' }),
    locale: row.locale,
    countryCode: row.country_code,
    timeZone: row.time_zone,
    company: row.company,
    tags: row.tags,
    status: row.status,
    rhythm: row.status_facts,
    outlook: insight && !hasDied ? outlookOf(insight) : null,
    orderCount: row.order_count,
    amountSpentMinor: Number(row.spent_minor),
    firstOrderAt: row.first_order_at,
    lastOrderAt: row.last_order_at,
    replanning: row.replan_due_at !== null && row.replan_due_at <= now,
    consent,
    mayWrite: {
      transactional: mayWrite('transactional'),
      relationship: mayWrite('relationship'),
      marketing: mayWrite('marketing'),
    },
    heldBy: await loadClassHolds(sql, row.id, now),
    suppressions,
    preferences: await sql.rows<CustomerPage['preferences'][number]>(
      `SELECT p.kind, n.title AS "needTitle", p.choice, p.until, p.source = 'staff' AS "byStaff" FROM preference p
       LEFT JOIN need n ON n.shop_id = $1 AND n.id = p.need_id
       WHERE p.shop_id = $1 AND p.customer_id = $2 AND (p.choice <> 'snoozed' OR p.until > $3::timestamptz) ORDER BY p.id`,
      row.id,
      now,
    ),
    complaints: await loadComplaints(sql, { customerId: row.id, size: MOST_COMPLAINTS }),
    work: await loadCustomerWork(sql, row.id, { reader, now }),
    supplies: await loadSupplies(sql, { customerId: row.id, todayOn, insight }),
    remindersOn: await areRemindersOn(sql),
    pauses: { ...pauses, countries: pauses.countries.filter((code) => code === row.country_code) },
    open: messages
      .map(({ view }) => view)
      .filter(isOpen)
      .sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime()),
    closed: messages.map(({ view }) => view).filter((view) => !isOpen(view) && !ofMail(view.state)),
    orders: await loadOrders(sql, row.id),
    mails: await loadMails(sql, { customerId: row.id, messages }),
    answers: await loadAnswers(sql, row.id),
    settled: await loadSettled(sql, row.id),
    notes,
    situations,
    hasDied,
  };
}

const YEAR_DAYS = 365;
const MOST_COMPLAINTS = 100;

function outlookOf({ lapse, today }: CustomerInsight): CustomerOutlook | null {
  if (lapse.expectedNextOrderInDays === null) return null;
  const inDays = Math.round(lapse.expectedNextOrderInDays);
  return {
    stillCustomerProbability: lapse.probabilityAlive,
    nextOrderOn: inDays > YEAR_DAYS ? null : isoDay(today + inDays),
    chanceIn30Days: lapse.chanceIn30Days,
    chanceIn90Days: lapse.chanceIn90Days,
  };
}

async function areRemindersOn(sql: ShopSql): Promise<boolean> {
  const rows = await sql.rows(
    "SELECT 1 FROM shop_kind WHERE shop_id = $1 AND kind = 'running-low' AND mode <> 'off'",
  );
  return rows.length > 0;
}

async function loadConsent(sql: ShopSql, customerId: bigint): Promise<CustomerPage['consent']> {
  const [row] = await sql.rows<{ state: ConsentState; source: string; changed_at: Date }>(
    `SELECT state, source, changed_at FROM consent
     WHERE shop_id = $1 AND customer_id = $2 AND channel = 'email'
     ORDER BY ${newestConsent('consent')} LIMIT 1`,
    customerId,
  );
  return row
    ? { state: row.state, source: row.source, changedAt: row.changed_at }
    : { state: 'UNKNOWN', source: null, changedAt: null };
}

async function loadSuppressions(
  sql: ShopSql,
  emailHash: Buffer | null,
): Promise<CustomerPage['suppressions']> {
  if (!emailHash) return [];
  const rows = await sql.rows<{ reason: SuppressionReason; scope: string; created_at: Date }>(
    `SELECT reason, scope, created_at FROM suppression
     WHERE shop_id = $1 AND email_hash = $2 AND lifted_at IS NULL ORDER BY id`,
    emailHash,
  );
  return rows.map((row) => ({ reason: row.reason, since: row.created_at, all: row.scope === 'all' }));
}

const SHOWN_PURCHASES = 6;

async function loadSupplies(
  sql: ShopSql,
  { customerId, todayOn, insight }: { customerId: bigint; todayOn: string; insight: CustomerInsight | null },
): Promise<SupplyView[]> {
  const rows = await sql.rows<{
    need_id: bigint;
    title: string;
    usage: NeedUsage;
    usage_source: string;
    last_purchase_on: string;
    supplied_on: string;
    quantity: number;
    p10_on: string;
    p25_on: string;
    p50_on: string;
    p75_on: string;
    p90_on: string;
    is_reminder_over: boolean;
    own_gaps: number;
    own_weight: number;
    pool_customers: number;
    never_probability: number;
    days_per_unit: number | null;
    pool_size: number | null;
    rebuy_share: number | null;
  }>(
    `SELECT f.need_id, n.title, n.usage, n.usage_source, f.last_purchase_on, f.supplied_on, f.quantity, f.p10_on, f.p25_on, f.p50_on,
       f.p75_on, f.p90_on, f.write_on < $3::date - ${LATE_DAYS} AS is_reminder_over, f.own_gaps, f.own_weight, f.pool_customers, f.never_probability, n.days_per_unit,
       p.customers AS pool_size, p.rebuy_share
     FROM forecast f JOIN need n ON n.id = f.need_id AND n.shop_id = $1
     LEFT JOIN need_pool p ON p.need_id = n.id AND p.shop_id = $1
     WHERE f.shop_id = $1 AND f.customer_id = $2
     -- In the order by which the list of customers names the first of them.
     ORDER BY f.p50_on < $3::date, CASE WHEN f.p50_on >= $3::date THEN f.p50_on END, f.p90_on DESC, f.id LIMIT 200`,
    customerId,
    todayOn,
  );
  const boughtOn = await loadBoughtOn(sql, customerId);
  const asOfToday = new Map(insight?.needs.map((need) => [need.need.id, supplyToday(need, insight.today)]));
  const drifting = new Set(insight ? driftingNeeds(insight) : []);
  const driftedAfter = new Map(
    insight?.needs.flatMap(({ need, overdueAfterDays }) =>
      drifting.has(need.id) ? [[need.id, overdueAfterDays]] : [],
    ),
  );
  const supplies = rows.map((row) => ({
    needId: String(row.need_id),
    title: row.title,
    usedUp: isUsedUp(row),
    lastPurchaseOn: row.last_purchase_on,
    suppliedOn: row.supplied_on,
    quantity: row.quantity,
    isReminderOver: row.is_reminder_over,
    p10On: row.p10_on,
    p25On: row.p25_on,
    p50On: row.p50_on,
    p75On: row.p75_on,
    p90On: row.p90_on,
    ahead: asOfToday.get(row.need_id)?.ahead ?? null,
    said: asOfToday.get(row.need_id)?.said ?? null,
    ownGaps: row.own_gaps,
    ownShare: row.own_weight,
    otherCustomers: row.pool_customers,
    neverProbability: asOfToday.get(row.need_id)?.neverProbability ?? row.never_probability,
    daysPerUnit: row.days_per_unit,
    driftedAfterDays: driftedAfter.get(row.need_id) ?? null,
    boughtOn: (boughtOn.get(row.need_id) ?? []).slice(-SHOWN_PURCHASES),
    boughtBefore: (boughtOn.get(row.need_id) ?? []).length > SHOWN_PURCHASES,
  }));
  // What they can run out of comes first: of the rest nobody is ever reminded.
  return [...supplies.filter(({ usedUp }) => usedUp), ...supplies.filter(({ usedUp }) => !usedUp)];
}

/** What a forecast says on a day without a new purchase; null where nothing is expected. */
function supplyToday(
  need: NeedInsight,
  today: number,
): Pick<SupplyView, 'neverProbability' | 'ahead' | 'said'> | null {
  const { forecast, anchorDay, last } = need;
  if (!forecast || !last) return null;
  const silentDays = today - anchorDay;
  const on = (p: number) =>
    isoDay(anchorDay + Math.round(reorderQuantileDays(forecast, p, Math.max(silentDays, 0))));
  return {
    // Who says that they are out moves the forecast, and is no likelier to be gone for having said so.
    neverProbability: neverProbabilityAfter(forecast, today - Math.max(anchorDay, last.day)),
    ahead:
      silentDays >= forecast.horizonDays
        ? null
        : { p10On: on(0.1), p25On: on(0.25), p50On: on(0.5), p75On: on(0.75), p90On: on(0.9) },
    said: saidOf(need),
  };
}

function saidOf({ answer, snoozedUntilDay }: NeedInsight): SaidOfSupply | null {
  if (!answer) return null;
  const on = isoDay(answer.day);
  if (answer.answer === 'running_out_sooner') return { answer: 'running_out_sooner', on };
  return answer.answer === 'still_plenty' && snoozedUntilDay !== null
    ? { answer: 'still_plenty', on, untilOn: isoDay(snoozedUntilDay) }
    : null;
}

/** The days of purchase by need, oldest first, in the shop's zone: what the forecast looks back upon. */
async function loadBoughtOn(sql: ShopSql, customerId: bigint): Promise<Map<bigint, string[]>> {
  const rows = await sql.rows<{ needId: bigint; days: string[] }>(
    `SELECT nv.need_id AS "needId",
       array_agg(DISTINCT (o.processed_at AT TIME ZONE s.time_zone)::date::text) AS days
     FROM orders o JOIN shop s ON s.id = $1
     JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id AND l.current_quantity > 0
     JOIN need_variant nv ON nv.shop_id = $1 AND nv.shopify_variant_id = l.shopify_variant_id AND nv.valid_until IS NULL
     WHERE o.shop_id = $1 AND o.customer_id = $2 AND o.purpose = 'purchase' AND o.cancelled_at IS NULL
       AND o.deleted_at IS NULL AND NOT o.is_test
     GROUP BY nv.need_id`,
    customerId,
  );
  return new Map(rows.map(({ needId, days }) => [needId, days.sort()]));
}

function isUsedUp(row: {
  usage: NeedUsage;
  usage_source: string;
  days_per_unit: number | null;
  pool_size: number | null;
  rebuy_share: number | null;
}): boolean {
  const need = { usage: row.usage, usageSource: row.usage_source, daysPerUnit: row.days_per_unit };
  const pool =
    row.pool_size === null ? null : { customers: row.pool_size, buyAgainShare: row.rebuy_share ?? 0 };
  return usageVerdict(need, pool).usedUp;
}

interface CustomerMessage {
  readonly mailId: bigint | null;
  readonly view: MovableMessage;
}

async function loadMessages(
  sql: ShopSql,
  { shop, customerId, now }: { shop: ShopFacts; customerId: bigint; now: Date },
): Promise<CustomerMessage[]> {
  const rows = await sql.rows<MessageRow & { mail_id: bigint | null }>(
    `SELECT m.mail_id, ${messageColumns} FROM message m JOIN customer c ON c.id = m.customer_id AND c.shop_id = $1
     WHERE m.shop_id = $1 AND m.customer_id = $2
     ORDER BY (m.state IN ('planned', 'awaiting_approval', 'held', 'sending')) DESC,
       CASE WHEN m.state IN ('planned', 'awaiting_approval', 'held', 'sending') THEN m.due_at END,
       m.changed_at DESC, m.id LIMIT 200`,
    customerId,
  );
  const views = await movableMessages(sql, rows, { shop, now });
  return views.map((view, index) => ({ mailId: rows[index]?.mail_id ?? null, view }));
}

const SHOWN_ORDERS = 30;
const SHOWN_LINES = 6;

async function loadOrders(sql: ShopSql, customerId: bigint): Promise<OrderView[]> {
  const rows = await sql.rows<{
    id: bigint;
    shopify_order_id: string;
    name: string;
    purpose: OrderPurpose;
    processed_at: Date;
    cancelled_at: Date | null;
    total_minor: bigint;
    currency: string;
    lines: { title: string; quantity: number }[] | null;
    delivered_at: Date | null;
    followed: boolean;
  }>(
    `SELECT o.id, o.shopify_order_id, o.name, o.purpose, o.processed_at, o.cancelled_at, o.total_minor, o.currency,
       (SELECT json_agg(json_build_object('title', l.title, 'quantity', CASE WHEN o.cancelled_at IS NULL THEN l.current_quantity ELSE l.quantity END) ORDER BY l.id)
          FROM order_line l WHERE l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id) AS lines,
       (SELECT max(p.delivered_at) FROM fulfillment p
          WHERE p.shop_id = $1 AND p.shopify_order_id = o.shopify_order_id) AS delivered_at,
       EXISTS (SELECT 1 FROM attribution a WHERE a.shop_id = $1 AND a.order_id = o.id) AS followed
     FROM (SELECT * FROM orders WHERE shop_id = $1 AND customer_id = $2 AND deleted_at IS NULL AND NOT is_test
           ORDER BY processed_at DESC LIMIT ${SHOWN_ORDERS}) o ORDER BY o.processed_at DESC`,
    customerId,
  );
  return rows.map((row) => ({
    id: String(row.id),
    shopifyOrderId: row.shopify_order_id,
    name: row.name,
    at: row.processed_at,
    purpose: row.purpose,
    cancelled: row.cancelled_at !== null,
    totalMinor: Number(row.total_minor),
    currency: row.currency,
    lines: (row.lines ?? []).slice(0, SHOWN_LINES),
    moreLines: Math.max(0, (row.lines ?? []).length - SHOWN_LINES),
    deliveredAt: row.delivered_at,
    followed: row.followed,
  }));
}

async function loadMails(
  sql: ShopSql,
  { customerId, messages }: { customerId: bigint; messages: readonly CustomerMessage[] },
): Promise<MailView[]> {
  const rows = await sql.rows<
    Parameters<typeof outcomeOf>[0] & { id: bigint; sent_at: Date; redirected: boolean }
  >(
    `SELECT l.id, l.sent_at, l.redirected, l.spam_reported_at, l.unsubscribed_at, l.bounced_at, l.replied_at, l.first_click_at,
       a.via, a.name AS order_name, a.amount_minor, a.at AS ordered_at, g.answer, g.at AS answered_at
     FROM (SELECT * FROM mail WHERE shop_id = $1 AND customer_id = $2 AND sent_at IS NOT NULL
           ORDER BY sent_at DESC LIMIT 40) l
     LEFT JOIN LATERAL (
       SELECT t.via, o.name, t.amount_minor, t.at FROM message m
       JOIN attribution t ON t.message_id = m.id AND t.shop_id = $1
       JOIN orders o ON o.id = t.order_id AND o.shop_id = $1
       WHERE m.shop_id = $1 AND m.mail_id = l.id ORDER BY (t.via = 'link') DESC, t.at LIMIT 1) a ON true
     LEFT JOIN LATERAL (${lastAnswerSql('l')}) g ON true
     ORDER BY l.sent_at DESC`,
    customerId,
  );
  return rows.map((row) => ({
    id: String(row.id),
    sentAt: row.sent_at,
    messages: messages.filter(({ mailId }) => mailId === row.id).map(({ view }) => view),
    outcome: outcomeOf(row),
    redirected: row.redirected,
  }));
}

async function loadAnswers(sql: ShopSql, customerId: bigint): Promise<CustomerPage['answers']> {
  const rows = await sql.rows<{ answer: string; at: Date; need_title: string | null }>(
    `SELECT a.answer, a.at, n.title AS need_title FROM answer a
     LEFT JOIN need n ON n.id = a.need_id AND n.shop_id = $1
     WHERE a.shop_id = $1 AND a.customer_id = $2 ORDER BY a.at DESC LIMIT 20`,
    customerId,
  );
  return rows.flatMap(({ answer, at, need_title: needTitle }) =>
    isAnswer(answer) ? [{ answer, at, needTitle }] : [],
  );
}
