import { setImmediate } from 'node:timers/promises';
import { now } from '~/base/lib/clock.server';
import { addDays, dayNumber, instantAt, localDay } from '~/base/lib/days';
import { DRY_RUN_AHEAD_DAYS, DRY_RUN_MOST_ORDERS, type DryRunTally } from '~/base/vocabulary/dry-run';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import { isOpenState } from '~/base/vocabulary/message-states';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import type { CustomerInsight } from '~/insight/learning/customers/customer-insight';
import { learnFrom, type Pools } from '~/insight/learning/customers/learn-from';
import { loadHistory } from '~/insight/learning/history/load-history.server';
import { knownTimeZone } from '~/insight/learning/history/own-day';
import { loadPools } from '~/insight/learning/pools/load-pools.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { claimDryRun, type DryRunRow, leaveDryRun, noteDryRun } from '~/office/dry-run/dry-run-row.server';
import { knowledgeDays } from '~/office/dry-run/knowledge-days';
import { kindsThen, liveThrough, readyShop } from '~/office/dry-run/live-through';
import { poolsOn } from '~/office/dry-run/past-pools.server';
import { tallyLife } from '~/office/dry-run/tally-life';
import { loadMessages } from '~/outreach/outbox/load-messages.server';
import { overridesOf } from '~/outreach/outbox/override';
import type { GateFacts } from '~/outreach/planning/gate-facts';
import { loadGateFacts } from '~/outreach/planning/load-gate-facts.server';
import { makePlan } from '~/outreach/planning/make-plan';
import { templateChoices } from '~/outreach/planning/template-choices';

const CUSTOMERS_A_PAGE = 25;
const NOTE_MS = 20_000;

/**
 * Lets the live planner live through the store's past for one kind, customer by customer, and counts what it would have
 * sent. Writes to no table but its own; what is noted after each page is where a run that broke off goes on.
 */
export async function carryOutDryRun(shopId: ShopId, kind: ActiveKind): Promise<void> {
  const claimed = await sqlInShop(shopId, (sql) => claimDryRun(sql, kind));
  if (!claimed) return;
  try {
    const past = await learnPast(shopId, claimed);
    if (past) await liveOn(shopId, claimed, past);
  } catch (error) {
    await sqlInShop(shopId, (sql) => leaveDryRun(sql, claimed));
    throw error;
  }
}

interface Past {
  readonly from: Date;
  readonly pools: readonly { readonly from: Date; readonly pools: Pools }[];
}

/** It lives in memory alone: whoever takes over builds it anew, and the bar goes back to where that is. */
async function learnPast(shopId: ShopId, row: DryRunRow): Promise<Past | null> {
  const { timeZone } = await sqlInShop(shopId, loadShop);
  const zone = knownTimeZone(timeZone);
  const first = dayNumber(row.fromOn);
  const pools: { from: Date; pools: Pools }[] = [];
  for (const [place, day] of knowledgeDays(first, localDay(row.untilAt, zone)).entries()) {
    const built = await poolsOn(shopId, day, () =>
      sqlInShop(shopId, (sql) => noteDryRun(sql, row, { learnt: place })),
    );
    if (!built) return null;
    pools.push({ from: instantAt({ day, minuteOfDay: 0 }, zone), pools: built });
  }
  return { from: instantAt({ day: first, minuteOfDay: 0 }, zone), pools };
}

async function liveOn(shopId: ShopId, row: DryRunRow, past: Past): Promise<void> {
  let { cursor, done, tally } = row;
  let notedAtMs = Date.now();
  const note = (finishedAt: Date | null) => {
    notedAtMs = Date.now();
    const progress = { learnt: past.pools.length, done, cursor, tally, finishedAt };
    return sqlInShop(shopId, (sql) => noteDryRun(sql, row, progress));
  };
  for (;;) {
    const ids = await sqlInShop(shopId, (sql) => nextCustomers(sql, row, cursor));
    for (const id of ids) {
      tally = await addCustomer(shopId, id, { row, past, tally });
      cursor = id;
      done++;
      // A page of customers with many orders takes longer than the lease.
      if (Date.now() - notedAtMs > NOTE_MS && !(await note(null))) return;
    }
    const isLast = ids.length < CUSTOMERS_A_PAGE;
    if (!(await note(isLast ? now() : null)) || isLast) return;
  }
}

/** Above a limit one customer in so many, by a hash of the row: the same ones in every run. */
async function nextCustomers(sql: ShopSql, { oneIn }: DryRunRow, after: bigint): Promise<bigint[]> {
  const rows = await sql.rows<{ id: bigint }>(
    `SELECT id FROM customer WHERE shop_id = $1 AND id > $2 AND last_order_at IS NOT NULL AND merged_into_id IS NULL
       AND deleted_at IS NULL AND redacted_at IS NULL AND mod(hashint8extended(id, 0), $3) = 0
     ORDER BY id LIMIT ${CUSTOMERS_A_PAGE}`,
    after,
    oneIn,
  );
  return rows.map(({ id }) => id);
}

interface SoFar {
  readonly row: DryRunRow;
  readonly past: Past;
  readonly tally: DryRunTally;
}

async function addCustomer(shopId: ShopId, id: bigint, { row, past, tally }: SoFar): Promise<DryRunTally> {
  const found = await sqlInShop(shopId, (sql) => loadCustomer(sql, id, row.untilAt));
  if (!found) return tally;
  const { rows, facts, today, stored } = found;
  if (rows.orders.length > DRY_RUN_MOST_ORDERS) return { ...tally, leftOut: (tally.leftOut ?? 0) + 1 };
  const insight = learnFrom(rows, today, facts.today);
  const messages = await inTurns(
    liveThrough({ rows, facts, kind: row.kind, from: past.from, until: row.untilAt, known: past.pools }),
  );
  const lived = tallyLife(tally, { customerId: id, timeZone: facts.timeZone, messages, insight });
  const mails = mailsAhead({ facts, insight, kind: row.kind, stored });
  const ahead = {
    mails: lived.ahead.mails + mails,
    customers: lived.ahead.customers + (mails > 0 ? 1 : 0),
  };
  return { ...lived, ahead };
}

/** All that is asked of the database, before anything is thought about: no transaction waits for a year to be lived. */
async function loadCustomer(sql: ShopSql, id: bigint, at: Date) {
  const rows = await loadHistory(sql, id);
  const facts = await loadGateFacts(sql, id, at, { isForPlan: true });
  if (!rows || !facts || facts.customer.gone) return null;
  const needIds = rows.needs.map((need) => BigInt(need.id));
  const today = await loadPools(sql, rows.shop.poolBuiltAt, needIds);
  return { rows, facts, today, stored: await loadMessages(sql, id) };
}

/** Lets the process do everything else between two turns: mails are on their way in it. */
async function inTurns<T>(work: Generator<undefined, T>): Promise<T> {
  for (;;) {
    const turn = work.next();
    if (turn.done) return turn.value;
    await setImmediate();
  }
}

interface Ahead {
  readonly facts: GateFacts;
  readonly insight: CustomerInsight;
  readonly kind: ActiveKind;
  readonly stored: Awaited<ReturnType<typeof loadMessages>>;
}

/** What the next weeks would bring beside what is planned and was sent in earnest, were the kind switched on now. */
function mailsAhead({ facts, insight, kind, stored }: Ahead): number {
  const { at } = facts;
  const plan = makePlan({
    facts: {
      ...facts,
      shop: { ...readyShop(facts, { at, from: facts.shop.installedAt }) },
      kinds: kindsThen(facts.kinds, kind),
    },
    insight,
    existing: stored,
    overrides: overridesOf(stored),
    templates: templateChoices(facts),
  });
  const until = addDays(at, DRY_RUN_AHEAD_DAYS);
  const open = plan.messages.filter(
    (message) => message.kind === kind && isOpenState(message.state) && message.dueAt <= until,
  );
  return new Set(open.map(({ leadKey }) => leadKey)).size;
}
