import { dayNumber, instantAt, isoDay, localDay } from '~/base/lib/days';
import {
  type ActiveKind,
  activeKinds,
  type Channel,
  type MessageClass,
  stricterClass,
} from '~/base/vocabulary/kinds';
import { isOpenState, spentStates } from '~/base/vocabulary/message-states';
import { presentReason, type Reason, type ReasonOf } from '~/base/vocabulary/reasons';
import type { CustomerInsight } from '~/insight/learning/customers/customer-insight';
import type { Candidate, PastMessage } from '~/outreach/kinds/facts';
import { LATE_DAYS, wentOrMayGo } from '~/outreach/kinds/is-follow-up';
import { firstStepKey } from '~/outreach/kinds/message-key';
import { proposers } from '~/outreach/kinds/propose';
import {
  type ActiveOverride,
  approvalFell,
  materialHash,
  SEND_NOW_MINUTES,
} from '~/outreach/outbox/override';
import { slotAt } from '~/outreach/outbox/quiet-hours';
import { isBeforeBeginning } from '~/outreach/planning/before-beginning';
import type { GateFacts } from '~/outreach/planning/gate-facts';
import { customerRefusal, openDayRule, shopHold, snoozedUntil } from '~/outreach/planning/gates';
import { careHold, countryHold } from '~/outreach/planning/holds';
import { nextOpenDay } from '~/outreach/planning/open-days';
import { type Draft, placeDrafts } from '~/outreach/planning/place-drafts';
import type { ExistingMessage, Plan, PlannedMessage } from '~/outreach/planning/plan-types';
import { isInReview, reviewReason } from '~/outreach/planning/review';

export interface PlanInput {
  readonly facts: GateFacts;
  readonly insight: CustomerInsight;
  readonly existing: readonly ExistingMessage[];
  readonly overrides: ReadonlyMap<string, readonly ActiveOverride[]>;
  /** The template that would render a kind for this customer. */
  readonly templates: Readonly<
    Record<ActiveKind, { readonly version: string; readonly class: MessageClass }>
  >;
}

/** Refusals are kept as rows where somebody would ask: near their day, not for years ahead or back. */
const ASKED_AHEAD_DAYS = 28;
const ASKED_BACK_DAYS = 45;

/**
 * The plan of one customer: every reason to write, when, in which mail, or why not. Deterministic: the same facts give
 * the same plan, and a plan that is in the rows already changes nothing.
 */
export function makePlan(input: PlanInput): Plan {
  const past = new Map(input.existing.map((message) => [message.key, pastOf(message, input.facts, input)]));
  const messages = plannedMessages(input, past);
  // Second steps speak as if a first one went before. Only now do we know which first ones have found a place.
  const corrected = pastOfFirstSteps(messages, past);
  return withGone(
    corrected.size > 0 ? plannedMessages(input, new Map([...past, ...corrected])) : messages,
    input,
  );
}

function plannedMessages(input: PlanInput, past: ReadonlyMap<string, PastMessage>): PlannedMessage[] {
  const { facts, insight } = input;
  if (facts.customer.gone || !facts.shop.installed || facts.customer.holds.situation?.word === 'died')
    return [];
  const existing = new Map(input.existing.map((message) => [message.key, message]));
  const drafts: Draft[] = [];
  const settled: PlannedMessage[] = [];
  const kindFacts = { insight, settings: facts.shop.settings, past };
  for (const kind of activeKinds) {
    if ((facts.kinds[kind]?.mode ?? 'off') === 'off') continue;
    for (const candidate of proposers[kind](kindFacts)) {
      const row = existing.get(candidate.key);
      if (row && (isSpent(row) || isHeldOut(row) || row.state === 'expired')) continue;
      const judged = judge(candidate, row, input);
      if (judged.kind === 'draft') drafts.push(judged.draft);
      else if (judged.kind === 'refused') settled.push(judged.message);
    }
  }
  return [...placeDrafts(drafts, facts), ...settled].sort((a, b) => (a.key < b.key ? -1 : 1));
}

const neverWritten = { sentDay: null, answered: false, skippedByPerson: false, sentNowByPerson: false };

/** What this plan makes of first steps, where the words of their second ones took something else for granted. */
function pastOfFirstSteps(
  messages: readonly PlannedMessage[],
  past: ReadonlyMap<string, PastMessage>,
): ReadonlyMap<string, PastMessage> {
  const stateOf = new Map(messages.map(({ key, state }) => [key, state]));
  const corrected = new Map<string, PastMessage>();
  for (const { key, step, reason } of messages) {
    if (step !== 2 || !('step' in reason)) continue;
    const firstKey = firstStepKey(key);
    const before = past.get(firstKey);
    const state = stateOf.get(firstKey) ?? before?.state ?? 'skipped';
    const now = { ...neverWritten, ...before, state };
    if (wentOrMayGo(now) !== (reason.step === 2)) corrected.set(firstKey, now);
  }
  return corrected;
}

function withGone(messages: PlannedMessage[], input: PlanInput): Plan {
  const kept = new Set(messages.map(({ key }) => key));
  const gone = input.existing
    .filter((row) => isOpen(row) && !kept.has(row.key))
    .map((row) => ({ key: row.key, ...goneBecause(row, input) }));
  return { messages, gone };
}

function isOpen({ state }: ExistingMessage): boolean {
  return isOpenState(state);
}

function isSpent({ state }: ExistingMessage): boolean {
  return (spentStates as readonly string[]).includes(state);
}

/** Its moment came, and it was left out so that the others can be compared with it: a second moment would undo that. */
function isHeldOut(row: ExistingMessage): boolean {
  return row.state === 'skipped' && presentReason(row).code === 'holdout';
}

function pastOf(row: ExistingMessage, facts: GateFacts, { overrides }: PlanInput): PastMessage {
  const sentDay = row.sentAt
    ? localDay(row.sentAt, facts.timeZone)
    : row.state === 'sending' || row.state === 'unconfirmed'
      ? localDay(row.dueAt, facts.timeZone)
      : null;
  const said = (word: ActiveOverride['action']) =>
    overrides.get(row.key)?.some(({ action }) => action === word) ?? false;
  return {
    state: row.state,
    sentDay,
    answered: row.answered,
    skippedByPerson: said('skip'),
    sentNowByPerson: isOpen(row) && said('send_now'),
  };
}

type Judged =
  | { readonly kind: 'draft'; readonly draft: Draft }
  | { readonly kind: 'refused'; readonly message: PlannedMessage }
  | { readonly kind: 'nothing' };

function judge(candidate: Candidate, row: ExistingMessage | undefined, input: PlanInput): Judged {
  const { facts } = input;
  const overrides = input.overrides.get(candidate.key) ?? [];
  const override = (action: ActiveOverride['action']) => overrides.findLast((one) => one.action === action);
  const wasSentNow = override('send_now') !== undefined;
  if (!wasSentNow && isHistory(candidate, row, facts)) return { kind: 'nothing' };
  const kind = facts.kinds[candidate.kind];
  const template = input.templates[candidate.kind];
  const mailClass = stricterClass(candidate.class, template.class);
  const message = { kind: candidate.kind, class: mailClass, needId: candidate.needId };

  const rule = openDayRule(facts, message);
  const snoozeDay = snoozedDay(facts, message);
  const wantedDay = Math.max(candidate.wantedDay, snoozeDay ?? candidate.wantedDay);
  const openDay = nextOpenDay(wantedDay, rule).day;
  const material = {
    reason: candidate.reason,
    recipient: facts.customer.emailHashHex,
    text: template.version,
  };
  const isReviewed = kind !== undefined && isInReview(kind, facts.at);
  const approval = overrides.findLast(({ action }) => action === 'approve' || action === 'send_now');
  // Where nobody has to approve anything, a word to send at once is about the time alone: the words of then go.
  const fell = approval?.materialHash && isReviewed ? approvalFell(approval.materialHash, material) : null;
  // A forecast that moves from day to day takes back nothing that a person wants sent.
  const isWanted = wasSentNow && fell === null && row !== undefined && isOpen(row);
  const foreseenUntilDay =
    'untilDay' in candidate.useful ? candidate.useful.untilDay : openDay + candidate.useful.forDays;
  const usefulUntilDay = isWanted
    ? Math.max(foreseenUntilDay, localDay(row.usefulUntil, facts.timeZone))
    : foreseenUntilDay;
  const draft: Omit<Draft, 'state'> = {
    key: candidate.key,
    kind: candidate.kind,
    class: mailClass,
    channel: channelOf(candidate.kind, facts),
    needId: candidate.needId,
    orderId: candidate.orderId,
    orderLineId: candidate.orderLineId,
    step: candidate.step,
    rank: candidate.surety,
    reason: candidate.reason,
    wantedDay: candidate.wantedDay,
    day: Math.max(wantedDay, facts.today),
    earliestDay: Math.max(candidate.earliestDay, snoozeDay ?? candidate.earliestDay),
    usefulUntilDay,
    after: candidate.after,
    rule,
    before:
      snoozeDay !== null && snoozeDay > candidate.wantedDay
        ? [{ code: 'moved-snooze', fromOn: isoDay(candidate.wantedDay), toOn: isoDay(snoozeDay) }]
        : [],
    because: null,
    materialHash: materialHash(material),
    approvedHash: null,
    moved: null,
    sendNowAt: null,
    notBefore: null,
    dueAlready: null,
    isLetGo: false,
  };

  const skip = override('skip');
  const refusal = skip
    ? ({ code: 'skipped-by-person', by: skip.byName } as const)
    : (customerRefusal(facts, message) ?? (isWanted ? refusalOfFacts(candidate) : candidate.refusal));
  const tooLate = wasSentNow ? null : lateness(candidate, row, facts);
  if (refusal ?? tooLate) return refused(draft, row, { reason: refusal ?? tooLate, facts });
  if (usefulUntilDay < facts.today) {
    // A row that waited too long has ended; without a row there was never anything to end.
    return { kind: 'nothing' };
  }

  const time = timeByPerson(overrides, { approval: fell ? undefined : approval, facts });
  const isDue = wantedDay <= facts.today || (time.moved !== null && time.moved.to <= facts.at);
  const stop = shopHold(facts, message);
  const keepsPlace = isOfWholeShop(stop) && !wasSentNow && !(row?.state === 'held' && isDue);
  const holdOfOthers =
    (keepsPlace ? null : stop) ??
    countryHold(facts, message) ??
    careHold(facts.customer.holds, mailClass, facts);
  const isLetGo = wasSentNow || override('release') !== undefined;
  const flood = row && !isLetGo ? floodWord(row) : null;
  const hold = holdOfOthers ?? flood;
  const waitsForReview = isReviewed && (!approval || fell !== null);
  const before = [...draft.before, ...(fell ? [fell] : []), ...(holdOfOthers && flood ? [flood] : [])];
  const sendNowAt = hold || waitsForReview ? null : time.sendNowAt;
  const isDueAlready = row?.state === 'planned' && !sendNowAt && isInHand(row, facts) && isDue;
  return {
    kind: 'draft',
    draft: {
      ...draft,
      before,
      state: hold ? 'held' : waitsForReview ? 'awaiting_approval' : 'planned',
      because: hold ?? (waitsForReview ? reviewReason(kind) : null),
      approvedHash: fell ? null : (approval?.materialHash ?? null),
      moved: time.moved,
      sendNowAt,
      isLetGo,
      notBefore: approval?.action === 'approve' && !fell ? approval.moveTo : null,
      dueAlready:
        isDueAlready && !hold && !waitsForReview && row
          ? { dueAt: row.dueAt, leadKey: row.leadKey ?? row.key, why: row.why ?? [] }
          : null,
    },
  };
}

/**
 * Its day is over and it was not sent: why not is a matter of that day, and what is decided today makes no other reason of
 * it. What was over when its kind was switched on, and has no row of before that, was never left out at all.
 */
function isHistory(
  { kind, wantedDay }: Candidate,
  row: ExistingMessage | undefined,
  facts: GateFacts,
): boolean {
  const isOver = (day: number) => day < facts.today - LATE_DAYS;
  if (!isOver(wantedDay)) return false;
  if (row) return !isOpen(row) && (row.wantedOn === null || isOver(dayNumber(row.wantedOn)));
  return isBeforeBeginning(kind, wantedDay, facts);
}

/** Why the world is against it; what only the forecast says is left out. */
function refusalOfFacts({ refusal }: Candidate): Reason | null {
  return refusal?.code === 'unlikely' || refusal?.code === 'cycle-too-short' ? null : refusal;
}

/**
 * A pause of everything plans nobody anew, so the plan of one customer must not speak of it either, or it would stand with
 * theirs alone: what is planned keeps its place, and sending holds it when its time comes.
 */
function isOfWholeShop(stop: Reason | null): boolean {
  return stop?.code === 'held-paused' && stop.scope === 'shop';
}

/** What the flood breaker held stays held on any day, whatever else comes and goes, until a person lets it go. */
function floodWord(row: ExistingMessage): ReasonOf<'held-flood'> | null {
  if (!isOpen(row)) return null;
  return row.why?.findLast((reason) => reason.code === 'held-flood') ?? null;
}

/**
 * The time that a person named last. "Send now" is about now only for a while: what could not go by then was wanted as
 * soon as possible, which is the next slot.
 */
function timeByPerson(
  overrides: readonly ActiveOverride[],
  { approval, facts }: { approval: ActiveOverride | undefined; facts: GateFacts },
): Pick<Draft, 'moved' | 'sendNowAt'> {
  const last = overrides.findLast(({ action }) => action === 'move' || action === 'send_now');
  if (last?.action === 'send_now') {
    if (last !== approval || !last.moveTo) return { moved: null, sendNowAt: null };
    const reason = { code: 'sent-now-by-person', by: last.byName } as const;
    const isNow = last.moveTo.getTime() > facts.at.getTime() - SEND_NOW_MINUTES * 60_000;
    return {
      moved: { to: last.moveTo, reason },
      sendNowAt: isNow ? { at: last.moveTo, by: last.byName } : null,
    };
  }
  if (!last?.moveTo) return { moved: null, sendNowAt: null };
  const { moveTo: to, byName: by } = last;
  return { moved: { to, reason: { code: 'moved-by-person', by, toAt: to.toISOString() } }, sendNowAt: null };
}

/** Its hour has come, or today's slot is over and it was put off by minutes: sending has it, and planning leaves it there. */
function isInHand(row: ExistingMessage, { at, timeZone, today, shop }: GateFacts): boolean {
  if (row.dueAt <= at) return true;
  const quiet = shop.settings.quiet;
  return (
    localDay(row.dueAt, timeZone) === today &&
    slotAt(today, row.leadKey ?? row.key, { timeZone, quiet }) <= at
  );
}

function channelOf(kind: ActiveKind, facts: GateFacts): Channel {
  return facts.shop.settings.channelByKind[kind] ?? 'email';
}

function snoozedDay(
  facts: GateFacts,
  message: { readonly kind: ActiveKind; readonly needId: bigint | null },
): number | null {
  const until = snoozedUntil(facts.customer.preferences, message);
  return until && until > facts.at ? localDay(until, facts.timeZone) : null;
}

/**
 * Too late: its day is more than 3 days past, and it did not stand in the rows for that day before. A message that was
 * planned in time and waited (a hold, a cap, an outage) keeps its place until its usefulness ends.
 */
function lateness(candidate: Candidate, row: ExistingMessage | undefined, facts: GateFacts): Reason | null {
  const days = facts.today - candidate.wantedDay;
  if (days <= LATE_DAYS) return null;
  const wasWaiting =
    row !== undefined &&
    isOpen(row) &&
    row.wantedOn !== null &&
    Math.abs(dayNumber(row.wantedOn) - candidate.wantedDay) <= LATE_DAYS;
  if (wasWaiting) return null;
  const wasDueOn = isoDay(candidate.wantedDay);
  // Said once, with the number of that day: a later look must not rewrite the row every morning.
  const said = row?.state === 'skipped' ? row.why?.at(-1) : undefined;
  const before = said?.code === 'too-late' ? said : null;
  if (before?.wasDueOn === wasDueOn) return before;
  return { code: 'too-late', wasDueOn, days, ...((!row || before?.neverPlanned) && { neverPlanned: true }) };
}

function refused(
  draft: Omit<Draft, 'state'>,
  row: ExistingMessage | undefined,
  why: { readonly reason: Reason | null; readonly facts: GateFacts },
): Judged {
  const { facts, reason } = why;
  const asked =
    draft.wantedDay <= facts.today + ASKED_AHEAD_DAYS && draft.wantedDay >= facts.today - ASKED_BACK_DAYS;
  const isSecond = draft.after !== null;
  if (!reason || (!row && (!asked || isSecond))) return { kind: 'nothing' };
  // A row that was taken off the plan before stays as it ended, unless somebody would ask about it today.
  if (row?.state === 'cancelled' && (!asked || isSecond)) return { kind: 'nothing' };
  // What had its hour already keeps it, unless its day is another one by now.
  const had = row?.wantedOn === isoDay(draft.wantedDay) ? row.dueAt : null;
  const { quiet } = facts.shop.settings;
  return {
    kind: 'refused',
    message: {
      ...rowOf(draft),
      state: 'skipped',
      dueAt: had ?? slotAt(draft.wantedDay, draft.key, { timeZone: facts.timeZone, quiet }),
      usefulUntil: endOfDay(draft.usefulUntilDay, facts.timeZone),
      wantedOn: isoDay(draft.wantedDay),
      leadKey: draft.key,
      why: [reason],
      materialHash: draft.materialHash,
      approvedHash: null,
    },
  };
}

function rowOf(
  draft: Omit<Draft, 'state'>,
): Pick<
  PlannedMessage,
  'key' | 'kind' | 'class' | 'channel' | 'needId' | 'orderId' | 'orderLineId' | 'step' | 'rank' | 'reason'
> {
  const { key, kind, channel, needId, orderId, orderLineId, step, rank, reason } = draft;
  return { key, kind, class: draft.class, channel, needId, orderId, orderLineId, step, rank, reason };
}

function endOfDay(day: number, timeZone: string): Date {
  return instantAt({ day, minuteOfDay: 24 * 60 - 1 }, timeZone);
}

/** Why an open row is not in the new plan. */
function goneBecause(
  row: ExistingMessage,
  { facts, insight }: PlanInput,
): { state: 'cancelled' | 'expired'; reason: Reason } {
  const cancelled = (reason: Reason) => ({ state: 'cancelled' as const, reason });
  if (!facts.shop.installed) return cancelled({ code: 'shop-gone' });
  if (facts.customer.gone) return cancelled({ code: 'customer-gone', because: facts.customer.gone });
  if (facts.customer.holds.situation?.word === 'died')
    return cancelled({ code: 'customer-gone', because: 'died' });
  const kind = facts.kinds[row.kind];
  if (!kind || kind.mode === 'off') return cancelled({ code: 'kind-off' });
  const order = insight.orders.find(({ id }) => id === row.orderId);
  if (order?.cancelledAt) return cancelled({ code: 'cancelled-order', orderName: order.name });
  const line = order?.lines.find(({ id }) => id === row.orderLineId);
  if (line && line.keptQuantity <= 0) {
    return cancelled(
      line.returnedQuantity > line.refundedQuantity
        ? { code: 'returned', on: null }
        : { code: 'refunded', on: null },
    );
  }
  const last = insight.needs.find(({ need }) => need.id === row.needId)?.last;
  if (row.kind === 'running-low' && last && last.orderLineId !== row.orderLineId) {
    return cancelled({ code: 'bought-again', on: isoDay(last.day), item: last.title });
  }
  if (row.usefulUntil <= facts.at || localDay(row.usefulUntil, facts.timeZone) < facts.today) {
    return { state: 'expired', reason: { code: 'expired', usefulUntil: row.usefulUntil.toISOString() } };
  }
  return cancelled({ code: 'plan-changed' });
}
