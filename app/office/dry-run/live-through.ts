import { DAY_MS, instantAt, localDay } from '~/base/lib/days';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import { learnFrom, type Pools } from '~/insight/learning/customers/learn-from';
import { nextLookOf } from '~/insight/learning/customers/next-look';
import type { HistoryRows } from '~/insight/learning/history/history-rows';
import { historyUntil } from '~/insight/learning/history/history-until';
import type { GateFacts, KindSwitch, RecentMail } from '~/outreach/planning/gate-facts';
import { untroubled } from '~/outreach/planning/holds';
import { makePlan } from '~/outreach/planning/make-plan';
import type { ExistingMessage, PlannedMessage } from '~/outreach/planning/plan-types';
import { templateChoices } from '~/outreach/planning/template-choices';

export interface PastLife {
  readonly rows: HistoryRows;
  /** As they are today: address, consent, choices. */
  readonly facts: GateFacts;
  readonly kind: ActiveKind;
  readonly from: Date;
  readonly until: Date;
  /** What the shop knew from a moment on, from rows before it; the first is from the beginning, in order. */
  readonly known: readonly { readonly from: Date; readonly pools: Pools }[];
}

export interface LivedMessage extends ExistingMessage {
  readonly needId: bigint | null;
}

/** A customer who orders daily and is written to daily has no more turns than this in a year. */
const MOST_TURNS = 1_500;

/**
 * Lets the planner live through a customer's past: it plans after each order, when the shop's knowledge was built anew,
 * at each look that learning asks for, and on the morning of each mail, knowing only what had happened by then; and what
 * it would have sent stays sent. Pure: the same rows give the same year. Yields after each plan, so that whoever asks can
 * let others have their turn.
 *
 * @returns every message of the kind that was ever planned, as it ended
 */
export function* liveThrough(life: PastLife): Generator<undefined, LivedMessage[]> {
  const { facts, kind, from, until } = life;
  const news = newsOf(life);
  const kept = new Map<string, ExistingMessage>();
  const mails: RecentMail[] = [];
  let at = from;
  for (let turn = 0; turn < MOST_TURNS; turn++) {
    const look = planAgain(life, { at, kept, mails });
    yield;
    const due = soonestMail(kept);
    const happens = Math.min(
      look?.getTime() ?? Number.POSITIVE_INFINITY,
      news.find((time) => time > at.getTime()) ?? Number.POSITIVE_INFINITY,
    );
    const next = Math.min(due?.at ?? Number.POSITIVE_INFINITY, happens);
    if (next > until.getTime()) break;
    if (!due || happens <= due.at) at = new Date(happens);
    else if (localDay(new Date(due.at), facts.timeZone) === localDay(at, facts.timeZone)) {
      mails.push(sendMail(kept, due, facts.timeZone));
      at = new Date(Math.max(due.at, at.getTime() + 1));
    } else at = morningOf(due.at, facts.timeZone);
  }
  return [...kept.values()].filter((message) => message.kind === kind);
}

/** What makes a new plan: an order, and knowledge that was built anew. */
function newsOf({ rows, known, from }: PastLife): number[] {
  return [...rows.orders.map(({ at }) => at), ...known.map((one) => one.from.getTime())]
    .filter((at) => at > from.getTime())
    .sort((a, b) => a - b);
}

interface Moment {
  readonly at: Date;
  readonly kept: Map<string, ExistingMessage>;
  readonly mails: readonly RecentMail[];
}

/** What planning does on that day, with the rows as the dry run keeps them. Tells when it would look again by itself. */
function planAgain(life: PastLife, { at, kept, mails }: Moment): Date | null {
  const rows = historyUntil(life.rows, at.getTime());
  const facts = factsThen(life, { at, mails, rows });
  const pools = life.known.findLast(({ from }) => from <= at)?.pools ?? life.known[0]?.pools;
  if (!pools) throw new Error('A past in which nothing was known');
  const learnt = learnFrom(rows, pools, facts.today);
  const insight = { ...learnt, shop: { ...learnt.shop, installedAt: life.from } };
  const existing = [...kept.values()];
  const plan = makePlan({
    facts,
    insight,
    existing,
    overrides: new Map(),
    templates: templateChoices(facts),
  });
  for (const message of plan.messages) kept.set(message.key, rowOf(message));
  for (const { key, state, reason } of plan.gone) {
    const row = kept.get(key);
    if (row) kept.set(key, { ...row, state, why: [...(row.why ?? []), reason] });
  }
  return nextLookOf(insight);
}

function rowOf({ leadKey, ...message }: PlannedMessage): ExistingMessage {
  return { ...message, leadKey, id: 0n, sentAt: null, answered: false };
}

/**
 * Today's customer in the shop of that day: installed and running, the kind on and past its review. Trouble of then (a
 * complaint, a late parcel) has left no rows that could be asked.
 */
function factsThen(
  { facts, kind, from }: PastLife,
  { at, mails, rows }: { at: Date; mails: readonly RecentMail[]; rows: HistoryRows },
): GateFacts {
  const today = localDay(at, facts.timeZone);
  const purchases = rows.orders.filter(
    ({ purpose, cancelledAt, isTest }) => purpose === 'purchase' && cancelledAt === null && !isTest,
  );
  const lastPurchase = purchases.at(-1)?.at;
  return {
    ...facts,
    at,
    today,
    shop: readyShop(facts, { at, from }),
    kinds: kindsThen(facts.kinds, kind),
    customer: {
      ...facts.customer,
      preferences: facts.customer.preferences.filter(({ choice }) => choice !== 'snoozed'),
      lastPurchaseAt: lastPurchase === undefined ? null : new Date(lastPurchase),
      holds: untroubled,
    },
    recentMails: mails.filter(({ on }) => on >= today - 31),
  };
}

/** A dry run is asked for before the sender is set up: what would be held for that alone is shown all the same. */
export function readyShop({ shop }: GateFacts, { at, from }: { at: Date; from: Date }): GateFacts['shop'] {
  const { sender } = shop.settings;
  return {
    ...shop,
    installed: true,
    installedAt: from,
    pausedAt: null,
    restoredEpoch: null,
    reconciledThrough: at,
    settings: {
      ...shop.settings,
      sender: { ...sender, name: sender.name || '–', postalAddress: sender.postalAddress || '–' },
    },
  };
}

/** The kind as if it were on and known, beside those that are on today: they share caps and mails. */
export function kindsThen(kinds: GateFacts['kinds'], kind: ActiveKind): GateFacts['kinds'] {
  const on = Object.entries(kinds).flatMap(([name, { mode }]) => (mode === 'off' ? [] : [name]));
  return Object.fromEntries([...on, kind].map((name) => [name, settled]));
}

const settled: KindSwitch = {
  mode: 'on',
  enabledAt: new Date(0),
  reviewed: 0,
  reviewEndedAt: new Date(0),
  pausedAt: null,
  pausedBy: null,
  holdoutPercent: 0,
  floodHeldOn: null,
  floodReleasedOn: null,
  floodLimit: Number.MAX_SAFE_INTEGER,
  sentToday: 0,
};

interface DueMail {
  readonly at: number;
  readonly leadKey: string;
}

function soonestMail(kept: ReadonlyMap<string, ExistingMessage>): DueMail | null {
  let soonest: DueMail | null = null;
  for (const { state, dueAt, key, leadKey } of kept.values()) {
    if (state !== 'planned' || (soonest && dueAt.getTime() >= soonest.at)) continue;
    soonest = { at: dueAt.getTime(), leadKey: leadKey ?? key };
  }
  return soonest;
}

function sendMail(kept: Map<string, ExistingMessage>, due: DueMail, timeZone: string): RecentMail {
  const sentAt = new Date(due.at);
  let mail: RecentMail | null = null;
  for (const [key, row] of kept) {
    if (row.state !== 'planned' || (row.leadKey ?? key) !== due.leadKey) continue;
    kept.set(key, { ...row, state: 'sent', sentAt });
    mail ??= { on: localDay(sentAt, timeZone), class: row.class, kind: row.kind };
  }
  if (!mail) throw new Error(`A mail without a message: ${due.leadKey}`);
  return mail;
}

/** The first minute of that day, when the plan of the day is made. */
function morningOf(at: number, timeZone: string): Date {
  const morning = instantAt({ day: localDay(new Date(at), timeZone), minuteOfDay: 1 }, timeZone);
  return morning.getTime() < at ? morning : new Date(at - DAY_MS / 1440);
}
