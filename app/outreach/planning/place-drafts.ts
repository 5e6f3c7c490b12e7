import { instantAt, isoDay, localDay } from '~/base/lib/days';
import { type Channel, type Kind, kinds, type MessageClass, messageClasses } from '~/base/vocabulary/kinds';
import type { Reason, ReasonOf } from '~/base/vocabulary/reasons';
import { isQuiet, slotAt } from '~/outreach/outbox/quiet-hours';
import { isBeforeBeginning } from '~/outreach/planning/before-beginning';
import { capRefusal } from '~/outreach/planning/frequency-cap';
import type { GateFacts, RecentMail } from '~/outreach/planning/gate-facts';
import { floodHold } from '~/outreach/planning/gates';
import { nextOpenDay, type OpenDayRule } from '~/outreach/planning/open-days';
import type { PlannedMessage } from '~/outreach/planning/plan-types';

/** Messages of one class whose days are no further apart share a mail. */
const MERGE_DAYS = 3;

/** A message that is wanted, before it has its hour and its mail. Days are day numbers in the customer's zone. */
export interface Draft {
  readonly key: string;
  readonly kind: Kind;
  readonly class: MessageClass;
  readonly channel: Channel;
  readonly needId: bigint | null;
  readonly orderId: bigint | null;
  readonly orderLineId: bigint | null;
  readonly step: number;
  readonly rank: number;
  readonly reason: Reason;
  /** The day first meant; the first day that is left; the day before which it must not go, even merged. */
  readonly wantedDay: number;
  readonly day: number;
  readonly earliestDay: number;
  readonly usefulUntilDay: number;
  readonly after: { readonly key: string; readonly days: number } | null;
  readonly rule: OpenDayRule;
  readonly state: 'planned' | 'awaiting_approval' | 'held';
  /** What happened to it before it gets its place, and why it waits. */
  readonly before: readonly Reason[];
  readonly because: Reason | null;
  readonly materialHash: Uint8Array;
  readonly approvedHash: Uint8Array | null;
  /** A person's word on its time. */
  readonly moved: {
    readonly to: Date;
    readonly reason: ReasonOf<'moved-by-person' | 'sent-now-by-person'>;
  } | null;
  readonly sendNowAt: { readonly at: Date; readonly by: string } | null;
  /** A person let it go: no flood breaker holds it again. */
  readonly isLetGo: boolean;
  /** An approval can be taken back until then. */
  readonly notBefore: Date | null;
  /** Its time has come and sending may have it in hand: it keeps its time and its mail. */
  readonly dueAlready: {
    readonly dueAt: Date;
    readonly leadKey: string;
    readonly why: readonly Reason[];
  } | null;
}

/**
 * Gives each draft its mail and its instant. What is due already or was put to a time by a person comes first; then class
 * by class (transactional before relationship before marketing), earliest first, each mail on the first open day that
 * the caps leave, taking along what is due within 3 days of it. What finds no day while it is useful is skipped.
 */
export function placeDrafts(drafts: readonly Draft[], facts: GateFacts): PlannedMessage[] {
  const taken: RecentMail[] = [...facts.recentMails];
  const placed: PlannedMessage[] = [];
  const dayOfKey = new Map<string, number>();
  const settle = (messages: readonly PlannedMessage[], day: number | null) => {
    placed.push(...messages);
    const lead = messages[0];
    if (day === null || !lead) return;
    taken.push({ on: day, class: lead.class, kind: lead.kind });
    for (const { key } of messages) dayOfKey.set(key, day);
  };

  const ordered = [...drafts].sort(byPlace);
  for (const mail of mailsInHand(ordered)) settle(mail.messages(facts), mail.day(facts));
  for (const mail of movedMails(ordered, facts)) {
    const together = placeMail(mail, { facts, taken });
    if (together.day !== null || mail.length === 1) settle(together.messages, together.day);
    else
      for (const draft of mail) {
        const { messages, day } = placeMail([draft], { facts, taken });
        settle(messages, day);
      }
  }
  let waiting = ordered.filter(({ moved, sendNowAt, dueAlready }) => !moved && !sendNowAt && !dueAlready);
  while (waiting.length > 0) {
    const [first, ...rest] = waiting.map((draft) => afterFirstStep(draft, dayOfKey)).sort(byPlace);
    if (!first) break;
    if (first.day > first.usefulUntilDay && first.after) {
      // A second reminder that the first one has pushed out of its usefulness is not wanted at all.
      waiting = rest;
      continue;
    }
    const { day, messages: alone } = placeMail([first], { facts, taken });
    const company = day === null ? [] : rest.filter((draft) => canJoin(draft, first, day));
    const joined = oneOfEachNeed([first, ...company]);
    const { messages } = joined.length > 1 ? placeMail(joined, { facts, taken, day }) : { messages: alone };
    settle(messages, day);
    waiting = rest.filter((draft) => !joined.includes(draft));
  }
  return placed;
}

/** Class, then state, then day, then rank of the kind, then key: an order without ties. */
function byPlace(a: Draft, b: Draft): number {
  return (
    messageClasses.indexOf(a.class) - messageClasses.indexOf(b.class) ||
    stateOrder.indexOf(a.state) - stateOrder.indexOf(b.state) ||
    a.day - b.day ||
    kinds.indexOf(a.kind) - kinds.indexOf(b.kind) ||
    (a.key < b.key ? -1 : 1)
  );
}

const stateOrder = ['planned', 'awaiting_approval', 'held'];

/** A second step keeps its distance from where the first one landed. */
function afterFirstStep(draft: Draft, dayOfKey: ReadonlyMap<string, number>): Draft {
  const first = draft.after && dayOfKey.get(draft.after.key);
  if (!draft.after || first === null || first === undefined) return draft;
  const day = Math.max(draft.day, first + draft.after.days);
  return day === draft.day ? draft : { ...draft, day, earliestDay: Math.max(draft.earliestDay, day) };
}

/**
 * Flow is told of one message a call: merged ones would be marked as sent without having been handed over. And a
 * template speaks of its own kind alone, also where its words or the signature have made other kinds marketing.
 */
function canJoin(draft: Draft, first: Draft, day: number): boolean {
  return (
    draft.class === first.class &&
    draft.kind === first.kind &&
    draft.state === first.state &&
    draft.channel === first.channel &&
    draft.channel !== 'flow' &&
    draft.day <= day + MERGE_DAYS &&
    draft.earliestDay <= day &&
    draft.usefulUntilDay >= day &&
    (draft.after === null || draft.after.key !== first.key)
  );
}

/** Two steps about one need never share a mail: the later one waits for its own. */
function oneOfEachNeed(drafts: readonly Draft[]): Draft[] {
  const seen = new Set<string>();
  return drafts.filter(({ needId, kind }) => {
    const name = `${kind}|${needId}`;
    if (needId === null || kind !== 'running-low') return true;
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

interface MailInHand {
  day(facts: GateFacts): number;
  messages(facts: GateFacts): PlannedMessage[];
}

/** Mails whose time is no longer ours to choose: due already, or sent now by a person's word. */
function mailsInHand(drafts: readonly Draft[]): MailInHand[] {
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const { dueAlready, sendNowAt } = draft;
    if (!dueAlready && !sendNowAt) continue;
    const name =
      draft.channel === 'flow'
        ? draft.key
        : sendNowAt
          ? `now|${draft.class}|${draft.kind}|${draft.channel}|${sendNowAt.at.getTime()}`
          : `due|${dueAlready?.leadKey}|${dueAlready?.dueAt.getTime()}`;
    const group = groups.get(name);
    if (group) group.push(draft);
    else groups.set(name, [draft]);
  }
  return [...groups.values()].map((group) => {
    const lead = leadOf(group);
    const dueAt = lead.sendNowAt?.at ?? lead.dueAlready?.dueAt ?? new Date(0);
    return {
      day: ({ timeZone, today }) => Math.max(localDay(dueAt, timeZone), today),
      messages: (facts) =>
        group.map((draft) => ({
          ...rowOf(draft, facts.timeZone),
          dueAt,
          leadKey: lead.key,
          why: draft.sendNowAt
            ? [...draft.before, { code: 'sent-now-by-person', by: draft.sendNowAt.by }]
            : (draft.dueAlready?.why ?? []),
        })),
    };
  });
}

/**
 * What a person moved to one day is one mail, as what falls due on one day is, each at its own minute or not; the first of
 * a group is the one whose usefulness ends first.
 */
function movedMails(drafts: readonly Draft[], { timeZone }: GateFacts): Draft[][] {
  const groups = new Map<string, Draft[][]>();
  for (const draft of drafts) {
    const { moved, sendNowAt, dueAlready } = draft;
    if (!moved || sendNowAt || dueAlready) continue;
    const isToDay = moved.reason.code === 'moved-by-person';
    const time = isToDay ? localDay(moved.to, timeZone) : moved.to.getTime();
    const mail = `${draft.class}|${draft.kind}|${draft.channel}|${draft.state}|${time}`;
    const name = draft.channel === 'flow' ? draft.key : mail;
    const mails = groups.get(name) ?? [];
    const company = mails.find((one) => canShare(one, draft));
    if (company) company.push(draft);
    else groups.set(name, [...mails, [draft]]);
  }
  return [...groups.values()]
    .flat()
    .map((group) => group.sort((a, b) => a.usefulUntilDay - b.usefulUntilDay));
}

/** A second step follows its first: it never stands beside it. */
function canShare(mail: readonly Draft[], draft: Draft): boolean {
  const isBesideItsStep = mail.some(({ key, after }) => key === draft.after?.key || after?.key === draft.key);
  return !isBesideItsStep && oneOfEachNeed([...mail, draft]).includes(draft);
}

interface Place {
  readonly facts: GateFacts;
  readonly taken: readonly RecentMail[];
  /** The day, where it is known already. */
  readonly day?: number | null;
}

/** The slot of its day, put off by the minutes in which an approval of one of its messages can still be taken back. */
function notBefore(drafts: readonly Draft[], slot: Date): Date {
  return new Date(Math.max(slot.getTime(), ...drafts.map((draft) => draft.notBefore?.getTime() ?? 0)));
}

/** One mail of these drafts on the first day that is open and within the caps; skipped when there is none. */
function placeMail(
  drafts: readonly Draft[],
  place: Place,
): { day: number | null; messages: PlannedMessage[] } {
  const { facts, taken } = place;
  const { timeZone, at, today } = facts;
  const { quiet, caps } = facts.shop.settings;
  const lead = leadOf(drafts);
  const [first = lead] = drafts;
  const slot = (day: number) => slotAt(day, lead.key, { timeZone, quiet });
  const { moved } = first;
  const wished = moved ? Math.max(localDay(moved.to, timeZone), today) : first.day;

  const start =
    wished <= today && slot(today) <= at && !(moved && moved.to > at) ? Math.max(wished, today) + 1 : wished;
  const open = nextOpenDay(start, first.rule);
  // A person hurried it past the cap: how long what holds it lasts, and whether the cap counts after it, is not known yet.
  const passesCap = first.state === 'held' && moved?.reason.code === 'sent-now-by-person';
  let { day } = open;
  let cap: Reason | null = null;
  while (day <= first.usefulUntilDay) {
    const refused = passesCap ? null : capRefusal(day, first.class, { others: taken, caps });
    if (!refused) break;
    const [fromOn, toOn] = [isoDay(open.day), ''];
    cap ??=
      refused.code === 'cap'
        ? { code: 'moved-cap', limit: refused.limit, days: refused.days, fromOn, toOn }
        : { code: 'moved-class-gap', otherKind: refused.otherKind, fromOn, toOn };
    day = nextOpenDay(day + 1, first.rule).day;
  }
  if (day > first.usefulUntilDay) {
    return { day: null, messages: drafts.map((draft) => withoutRoom(draft, cap, facts)) };
  }
  const exact =
    moved && day === localDay(moved.to, timeZone) && moved.to > at && !isQuiet(moved.to, timeZone, quiet);
  const dueAt = notBefore(drafts, exact && moved ? moved.to : slot(day));
  const messages = drafts.map((draft): PlannedMessage => {
    const flood = draft.state === 'planned' && !draft.isLetGo ? floodHold(facts, draft, dueAt) : null;
    const merged: Reason[] = drafts.length > 1 ? [{ code: 'merged', withCount: drafts.length - 1 }] : [];
    // A mail moved by a person was moved as one: each of its messages tells by whom, and why on another day than named.
    const why = draft.moved ? [...draft.before, ...merged, draft.moved.reason] : [...draft.before];
    const tellsDay = draft === first || draft.moved !== null;
    const past = whyPast(draft, { facts, day, slot });
    if (past) why.push(past);
    if (open.reason && tellsDay && past?.code !== open.reason.code) why.push(open.reason);
    if (cap && tellsDay && 'toOn' in cap) why.push({ ...cap, toOn: isoDay(day) } as Reason);
    if (!draft.moved) why.push(...merged);
    const because = flood ?? draft.because;
    if (because) why.push(because);
    return {
      ...rowOf(draft, timeZone),
      state: flood ? 'held' : draft.state,
      dueAt,
      leadKey: lead.key,
      why,
    };
  });
  return { day, messages };
}

/**
 * Why it goes on a later day than the one meant, which is over: a day off alone, or something that it waited for, past the
 * hour of the next open day; or it was over when the app was installed or its kind switched on.
 */
function whyPast(
  draft: Draft,
  { facts, day, slot }: { facts: GateFacts; day: number; slot: (day: number) => Date },
): Reason | null {
  const meantDay = meantDayOf(draft, facts.timeZone);
  if (meantDay === null || meantDay >= facts.today) return null;
  const open = nextOpenDay(meantDay, draft.rule);
  if (open.reason && slot(open.day) > facts.at) return open.reason;
  // Not by whether it has been planned before: the same facts, told late, make the same plan. A day that a person named was
  // not over then: what it waited for is all there is to say.
  const isOver = draft.moved === null && isBeforeBeginning(draft.kind, meantDay, facts);
  const code = isOver ? 'moved-day-over' : 'moved-to-wait';
  return { code, fromOn: isoDay(meantDay), toOn: isoDay(day) };
}

/** The day that it waits past; null where a person chose the day. */
function meantDayOf({ moved, wantedDay }: Draft, timeZone: string): number | null {
  if (!moved) return wantedDay;
  return moved.reason.code === 'sent-now-by-person' ? localDay(moved.to, timeZone) : null;
}

/** The surest leads: its name is in the subject. */
function leadOf(drafts: readonly Draft[]): Draft {
  const [lead] = [...drafts].sort((a, b) => b.rank - a.rank || (a.key < b.key ? -1 : 1));
  if (!lead) throw new Error('A mail without a message');
  return lead;
}

function withoutRoom(draft: Draft, cap: Reason | null, { timeZone, shop }: GateFacts): PlannedMessage {
  const usefulUntil = isoDay(draft.usefulUntilDay);
  const numbers = cap?.code === 'moved-cap' ? { limit: cap.limit, days: cap.days } : { limit: 0, days: 0 };
  return {
    ...rowOf(draft, timeZone),
    state: 'skipped',
    dueAt: slotAt(draft.day, draft.key, { timeZone, quiet: shop.settings.quiet }),
    leadKey: draft.key,
    why: [
      ...draft.before,
      ...(draft.because ? [draft.because] : []),
      { code: 'no-room', ...numbers, usefulUntil },
    ],
  };
}

function rowOf(draft: Draft, timeZone: string): Omit<PlannedMessage, 'dueAt' | 'leadKey' | 'why'> {
  const { key, kind, channel, needId, orderId, orderLineId, step, rank, reason, state } = draft;
  return {
    key,
    materialHash: draft.materialHash,
    approvedHash: draft.approvedHash,
    kind,
    class: draft.class,
    channel,
    needId,
    orderId,
    orderLineId,
    step,
    rank,
    reason,
    state,
    wantedOn: isoDay(draft.wantedDay),
    usefulUntil: instantAt({ day: draft.usefulUntilDay, minuteOfDay: 24 * 60 - 1 }, timeZone),
  };
}
