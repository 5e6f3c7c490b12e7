import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDay } from '~/base/lib/days';
import type { ConsentState } from '~/base/vocabulary/customers';
import { type MessageClass, messageClasses } from '~/base/vocabulary/kinds';
import { planDiff } from '~/outreach/outbox/plan-diff';
import type { GateFacts } from '~/outreach/planning/gate-facts';
import { makePlan } from '~/outreach/planning/make-plan';
import type { ExistingMessage, PlannedMessage } from '~/outreach/planning/plan-types';
import {
  customerInsight,
  gateFacts,
  lineFacts,
  needInsight,
  orderFacts,
  planInput,
  settings,
} from '../../factories/plan-facts';

const zones = [
  'Europe/Berlin',
  'America/Los_Angeles',
  'Pacific/Auckland',
  'Asia/Kolkata',
  'Europe/London',
  'America/Sao_Paulo',
];
const countries = ['DE', 'US', 'CA', 'GB', 'IL'] as const;
const RUNS = Number(process.env.PROPERTY_RUNS ?? 300);
const START = Date.parse('2026-01-01T00:00:00Z');

/** Customers with up to eight needs, some orders, mails of the last month, and rules of their own. */
const scenario = fc.record({
  atMs: fc.integer({ min: START, max: START + 400 * 86_400_000 }),
  timeZone: fc.constantFrom(...zones),
  needs: fc.array(
    fc.record({
      gaps: fc.array(fc.integer({ min: 5, max: 120 }), { minLength: 0, maxLength: 6 }),
      sinceDays: fc.integer({ min: 0, max: 120 }),
      quantity: fc.integer({ min: 1, max: 4 }),
      daysPerUnit: fc.option(fc.integer({ min: 5, max: 120 })),
    }),
    { maxLength: 8 },
  ),
  orders: fc.array(
    fc.record({
      agoDays: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 800 })),
      warranty: fc.option(fc.constantFrom(6, 12, 24)),
    }),
    { maxLength: 4 },
  ),
  recent: fc.array(
    fc.record({ agoDays: fc.integer({ min: 0, max: 31 }), class: fc.constantFrom(...messageClasses) }),
    { maxLength: 4 },
  ),
  caps: fc.record({
    perWeek: fc.integer({ min: 1, max: 3 }),
    perMonth: fc.integer({ min: 1, max: 6 }),
    marketingPerWeek: fc.integer({ min: 0, max: 2 }),
  }),
  quiet: fc.record({
    fromHour: fc.integer({ min: 0, max: 23 }),
    untilHour: fc.integer({ min: 0, max: 23 }),
    slotHour: fc.integer({ min: 0, max: 23 }),
    slotMinute: fc.integer({ min: 0, max: 59 }),
    sundaysOff: fc.boolean(),
  }),
  consent: fc.constant<ConsentState>('SUBSCRIBED'),
  country: fc.constantFrom(...countries, null),
  review: fc.boolean(),
  softOptIn: fc.dictionary(
    fc.constantFrom(...countries),
    fc.constantFrom<string>('2024-06-01', '2026-03-01', '2027-06-01'),
  ),
  boughtAgoDays: fc.integer({ min: 0, max: 900 }),
  paused: fc.uniqueArray(fc.constantFrom('DE', 'US', 'GB')),
  complaint: fc.oneof(
    { weight: 1, arbitrary: fc.constant(true) },
    { weight: 4, arbitrary: fc.constant(false) },
  ),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

/** Somebody whom there is something of each class to write to about: a first order of today, a supply that ends soon, a warranty. */
const busy = scenario.map((s) => ({
  ...s,
  orders: [{ agoDays: 0, warranty: null }, ...s.orders.slice(0, 1)],
  needs: [{ gaps: [30, 30, 30], sinceDays: 12, quantity: 1, daysPerUnit: 30 }, ...s.needs.slice(0, 3)],
}));

/** Hardly anybody is subscribed: what the country allows decides, and when they last bought, to the day. */
const unsure = fc
  .record({
    s: busy,
    consent: fc.oneof(
      { weight: 6, arbitrary: fc.constant<ConsentState>('NOT_SUBSCRIBED') },
      { weight: 1, arbitrary: fc.constantFrom<ConsentState>('UNSUBSCRIBED', 'UNKNOWN', 'SUBSCRIBED') },
    ),
    country: fc.constantFrom('CA', 'CA', 'CA', 'US', 'US', 'DE', 'GB', 'IL', null),
    attestedSince: fc.option(fc.constantFrom('2023-06-01', '2024-06-01', '2026-03-01', '2027-06-01')),
    boughtAgoDays: fc.oneof(
      fc.integer({ min: 0, max: 900 }),
      fc.constantFrom(1, 182, 183, 365, 366, 727, 728, 729, 730, 731, 732),
    ),
  })
  .map(({ s, country, attestedSince, ...more }) => ({
    ...s,
    ...more,
    country,
    softOptIn: country === null || attestedSince === null ? {} : { [country]: attestedSince },
    recent: [],
    caps: { perWeek: 3, perMonth: 6, marketingPerWeek: 2 },
  }));

function inputOf(s: Scenario) {
  const facts = gateFacts({
    at: new Date(s.atMs),
    timeZone: s.timeZone,
    settings: { caps: s.caps, quiet: s.quiet, softOptInSince: s.softOptIn, pausedCountries: s.paused },
    customer: {
      consent: { state: s.consent, changedAt: null },
      countryCode: s.country,
      lastPurchaseAt: new Date(s.atMs - s.boughtAgoDays * 86_400_000),
    },
    holds: { complaintOpenedAt: s.complaint ? new Date(s.atMs) : null },
    kinds: s.review ? { 'running-low': { reviewEndedAt: null, reviewed: 3 } } : {},
    recentMails: [],
  });
  const withMails: GateFacts = {
    ...facts,
    recentMails: s.recent.map((mail) => ({
      on: facts.today - mail.agoDays,
      class: mail.class,
      kind: 'thank-you',
    })),
  };
  const needs = s.needs.map(({ gaps, sinceDays, quantity, daysPerUnit }, index) => {
    let at = facts.today - sinceDays - gaps.reduce((sum, gap) => sum + gap, 0);
    const purchases = [{ day: at, quantity }];
    for (const gap of gaps) {
      at += gap;
      purchases.push({ day: at, quantity });
    }
    return needInsight({ id: index + 1, purchases, daysPerUnit });
  });
  const orders = s.orders.map(({ agoDays, warranty }, index) =>
    orderFacts(50_000 + index, facts.today - agoDays, {
      lines: [lineFacts(60_000 + index, { warrantyMonths: warranty })],
    }),
  );
  orders.sort((a, b) => a.day - b.day);
  return planInput(withMails, customerInsight(withMails, { needs, orders }));
}

const live = (messages: readonly PlannedMessage[]) =>
  messages.filter(({ state }) => state === 'planned' || state === 'awaiting_approval' || state === 'held');

function mailsOf(messages: readonly PlannedMessage[]) {
  const byLead = new Map<string, PlannedMessage[]>();
  for (const message of live(messages))
    byLead.set(message.leadKey, [...(byLead.get(message.leadKey) ?? []), message]);
  return [...byLead.values()];
}

function stored(messages: readonly PlannedMessage[]): ExistingMessage[] {
  return messages.map((message, index) => ({
    ...message,
    id: BigInt(index + 1),
    sentAt: null,
    answered: false,
  }));
}

/**
 * Runs a law on many scenarios. A run in which there was nothing that could have broken it proves nothing: the law says how
 * often it met something, and at least `hits` runs must have.
 */
function check(
  law: (s: Scenario) => boolean,
  { of = scenario, hits }: { of?: fc.Arbitrary<Scenario>; hits: number },
): void {
  let met = 0;
  fc.assert(
    fc.property(of, (s) => {
      if (law(s)) met += 1;
    }),
    { numRuns: RUNS },
  );
  expect(met).toBeGreaterThanOrEqual(hits);
}

const hasWhy = (messages: readonly PlannedMessage[], ...codes: string[]) =>
  messages.some(({ why }) => why.some(({ code }) => codes.includes(code)));

/** What the law and the merchant's word on a country's checkout allow, said once more and apart from the app. */
function mayWrite(s: Scenario, mailClass: MessageClass): boolean {
  if (mailClass === 'transactional' || s.consent === 'SUBSCRIBED') return true;
  if (s.consent !== 'NOT_SUBSCRIBED' || s.country === null) return false;
  // Two years, in a law that knows no leap days.
  if (s.country === 'CA' && s.boughtAgoDays >= 2 * 365) return false;
  const since = s.softOptIn[s.country];
  // The merchant's days begin in the shop's zone; in Swedish the later is the greater text.
  const { timeZone } = gateFacts({ at: new Date(s.atMs) }).shop;
  const boughtOn = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(
    s.atMs - s.boughtAgoDays * 86_400_000,
  );
  if (since !== undefined && boughtOn >= since) return true;
  return mailClass === 'relationship' && (s.country === 'US' || s.country === 'CA');
}

/** The customer's wall clock, in minutes since midnight. */
function minuteOfDay(at: Date, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  }).formatToParts(at);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return part('hour') * 60 + part('minute');
}

/** Every minute from the hour when quiet begins on, around the clock, up to the hour when it ends. */
function quietMinutes({ fromHour, untilHour }: Scenario['quiet']): Set<number> {
  const hours = (untilHour - fromHour + 24) % 24;
  return new Set(Array.from({ length: hours * 60 }, (_, minute) => (fromHour * 60 + minute) % 1_440));
}

describe('for any customer and any moment, the plan', () => {
  it('does not depend on the order in which the supplies are told', () =>
    check(
      (s) => {
        const input = inputOf(s);
        const { insight } = input;
        const turned = makePlan({ ...input, insight: { ...insight, needs: insight.needs.toReversed() } });
        const byKey = (a: PlannedMessage, b: PlannedMessage) => (a.key < b.key ? -1 : 1);
        expect(turned.messages.toSorted(byKey)).toEqual(makePlan(input).messages.toSorted(byKey));
        return insight.needs.length > 1;
      },
      { hits: 100 },
    ));

  it('changes nothing when it is in the rows already', () =>
    check(
      (s) => {
        const input = inputOf(s);
        const { messages } = makePlan(input);
        const again = makePlan({ ...input, existing: stored(messages) });
        expect(again.gone).toEqual([]);
        expect(planDiff(again.messages, new Map(stored(messages).map((row) => [row.key, row])))).toEqual([]);
        return messages.length > 1;
      },
      { hits: 100 },
    ));

  it('never puts more mails into a week or a month than the caps allow', () =>
    check(
      (s) => {
        const input = inputOf(s);
        const { facts } = input;
        const { messages } = makePlan(input);
        const planned = mailsOf(messages).map((mail) => {
          const [lead] = mail as [PlannedMessage, ...PlannedMessage[]];
          return { on: localDay(lead.dueAt, facts.timeZone), class: lead.class };
        });
        const all = [...facts.recentMails, ...planned];
        for (const { on, class: mailClass } of planned) {
          if (mailClass === 'transactional') continue;
          const inWindow = (days: number, only?: string) => {
            let most = 0;
            for (let start = on - days + 1; start <= on; start++) {
              const count = all.filter(
                (mail) => mail.on >= start && mail.on < start + days && (!only || mail.class === only),
              ).length;
              most = Math.max(most, count);
            }
            return most;
          };
          expect(inWindow(7)).toBeLessThanOrEqual(s.caps.perWeek);
          expect(inWindow(30)).toBeLessThanOrEqual(s.caps.perMonth);
          if (mailClass === 'marketing')
            expect(inWindow(7, 'marketing')).toBeLessThanOrEqual(s.caps.marketingPerWeek);
          for (const other of all) {
            if (other.class !== mailClass) expect(Math.abs(other.on - on)).toBeGreaterThanOrEqual(3);
          }
        }
        return hasWhy(messages, 'moved-cap', 'moved-class-gap', 'no-room');
      },
      { of: busy, hits: 150 },
    ));

  it('writes to nobody without the consent that the class asks for', () =>
    check(
      (s) => {
        const asked = live(makePlan(inputOf(s)).messages).filter(
          ({ class: mailClass }) => mailClass !== 'transactional' && s.consent !== 'SUBSCRIBED',
        );
        for (const { class: mailClass } of asked) expect(mayWrite(s, mailClass)).toBe(true);
        return asked.length > 0;
      },
      { of: unsure, hits: 80 },
    ));

  it('leaves nobody out for want of a consent that they need not have given', () =>
    check(
      (s) => {
        const refused = makePlan(inputOf(s)).messages.filter((message) => hasWhy([message], 'no-consent'));
        for (const { class: mailClass } of refused) expect(mayWrite(s, mailClass)).toBe(false);
        return refused.length > 0;
      },
      { of: unsure, hits: 100 },
    ));

  it('sends nothing to a paused country, and holds for it nowhere else', () =>
    check(
      (s) => {
        const messages = live(makePlan(inputOf(s)).messages);
        const isPaused = s.country !== null && s.paused.some((country) => country === s.country);
        for (const { state, why } of messages) {
          if (isPaused) expect(state).toBe('held');
          else expect(why.some(({ code }) => code === 'held-country')).toBe(false);
        }
        return isPaused && messages.length > 0;
      },
      { of: busy, hits: 40 },
    ));

  it('sends nothing in quiet hours, nothing in the past, nothing after its usefulness', () =>
    check(
      (s) => {
        const quiet = quietMinutes(s.quiet);
        const messages = live(makePlan(inputOf(s)).messages);
        for (const { dueAt, usefulUntil } of messages) {
          expect(quiet.has(minuteOfDay(dueAt, s.timeZone))).toBe(false);
          expect(dueAt.getTime()).toBeGreaterThan(s.atMs);
          expect(dueAt.getTime()).toBeLessThanOrEqual(usefulUntil.getTime());
        }
        return messages.length > 0 && quiet.has(s.quiet.slotHour * 60 + s.quiet.slotMinute);
      },
      { of: busy, hits: 80 },
    ));

  it('holds relationship and marketing while a complaint is open', () =>
    check(
      (s) => {
        const { messages } = makePlan(inputOf({ ...s, complaint: true }));
        const gentle = live(messages).filter(({ class: mailClass }) => mailClass !== 'transactional');
        for (const { state } of gentle) expect(state).toBe('held');
        return new Set(gentle.map(({ class: mailClass }) => mailClass)).size === 2;
      },
      { of: busy, hits: 30 },
    ));

  it('has every message once, in one mail of its own class, led by one of its own', () =>
    check(
      (s) => {
        const { messages } = makePlan(inputOf(s));
        expect(new Set(messages.map(({ key }) => key)).size).toBe(messages.length);
        for (const mail of mailsOf(messages)) {
          expect(
            new Set(
              mail.map(({ class: mailClass, state, dueAt }) => `${mailClass} ${state} ${dueAt.getTime()}`),
            ).size,
          ).toBe(1);
          expect(mail.filter(({ key, leadKey }) => key === leadKey)).toHaveLength(1);
          const needs = mail.flatMap(({ needId, kind }) => (kind === 'running-low' ? [needId] : []));
          expect(new Set(needs).size).toBe(needs.length);
        }
        return mailsOf(messages).some((mail) => mail.length > 1);
      },
      { hits: 50 },
    ));

  it('reminds nobody of what they have just bought', () =>
    check(
      (s) => {
        const input = inputOf({ ...s, needs: s.needs.map((need) => ({ ...need, sinceDays: 0 })) });
        const reminders = live(makePlan(input).messages).filter(({ kind }) => kind === 'running-low');
        for (const { dueAt } of reminders)
          expect(localDay(dueAt, s.timeZone)).toBeGreaterThanOrEqual(input.facts.today + 9);
        return reminders.length > 0;
      },
      { hits: 100 },
    ));

  it('never plans a key that was sent', () =>
    check(
      (s) => {
        const input = inputOf(s);
        const { messages } = makePlan(input);
        const sent = stored(messages).map((row) => ({
          ...row,
          state: 'sent' as const,
          sentAt: input.facts.at,
        }));
        const again = makePlan({ ...input, existing: sent });
        const spent = new Set(sent.map(({ key }) => key));
        expect(again.messages.filter(({ key }) => spent.has(key))).toEqual([]);
        expect(again.gone).toEqual([]);
        return sent.length > 0;
      },
      { hits: 150 },
    ));
});

it('the sender of these tests is set up', () => expect(settings.sender.name).not.toBe(''));
