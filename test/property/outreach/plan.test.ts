import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDay } from '~/base/lib/days';
import type { ConsentState } from '~/base/vocabulary/customers';
import { messageClasses } from '~/base/vocabulary/kinds';
import { planDiff } from '~/outreach/outbox/plan-diff';
import type { GateFacts } from '~/outreach/planning/gate-facts';
import { makePlan } from '~/outreach/planning/make-plan';
import type { ExistingMessage, PlannedMessage } from '~/outreach/planning/plan-types';
import { isQuiet } from '~/outreach/planning/quiet-hours';
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
  consent: fc.oneof(
    { weight: 3, arbitrary: fc.constant<ConsentState>('SUBSCRIBED') },
    { weight: 1, arbitrary: fc.constantFrom<ConsentState>('NOT_SUBSCRIBED', 'UNSUBSCRIBED', 'UNKNOWN') },
  ),
  country: fc.constantFrom('DE', 'US', 'CA', 'GB', 'IL', null),
  review: fc.boolean(),
  softOptIn: fc.dictionary(
    fc.constantFrom('DE', 'US', 'CA', 'GB', 'IL'),
    fc.constantFrom('2024-06-01', '2026-03-01', '2027-06-01'),
  ),
  boughtAgoDays: fc.integer({ min: 0, max: 900 }),
  paused: fc.uniqueArray(fc.constantFrom('DE', 'US', 'GB')),
  complaint: fc.oneof(
    { weight: 1, arbitrary: fc.constant(true) },
    { weight: 4, arbitrary: fc.constant(false) },
  ),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

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

const check = (test: (s: Scenario) => void) => fc.assert(fc.property(scenario, test), { numRuns: 300 });

describe('for any customer and any moment, the plan', () => {
  it('is the same when it is made again', () =>
    check((s) => {
      expect(makePlan(inputOf(s))).toEqual(makePlan(inputOf(s)));
    }));

  it('changes nothing when it is in the rows already', () =>
    check((s) => {
      const input = inputOf(s);
      const { messages } = makePlan(input);
      const again = makePlan({ ...input, existing: stored(messages) });
      expect(again.gone).toEqual([]);
      expect(planDiff(again.messages, new Map(stored(messages).map((row) => [row.key, row])))).toEqual([]);
    }));

  it('never puts more mails into a week or a month than the caps allow', () =>
    check((s) => {
      const input = inputOf(s);
      const { facts } = input;
      const planned = mailsOf(makePlan(input).messages).map((mail) => {
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
    }));

  it('writes to nobody without the consent that the class asks for', () =>
    check((s) => {
      for (const { class: mailClass } of live(makePlan(inputOf(s)).messages)) {
        if (mailClass === 'transactional' || s.consent === 'SUBSCRIBED') continue;
        expect(s.consent).toBe('NOT_SUBSCRIBED');
        const since = s.country === null ? undefined : s.softOptIn[s.country];
        const boughtAtMs = s.atMs - s.boughtAgoDays * 86_400_000;
        const isAttested = since !== undefined && boughtAtMs >= Date.parse(since);
        if (s.country === 'CA') expect(s.boughtAgoDays).toBeLessThan(730);
        if (!isAttested) {
          expect(mailClass).toBe('relationship');
          expect(['US', 'CA']).toContain(s.country);
        }
      }
    }));

  it('sends nothing to a paused country, and holds for it nowhere else', () =>
    check((s) => {
      for (const { state, why } of live(makePlan(inputOf(s)).messages)) {
        const isPaused = s.country !== null && s.paused.some((country) => country === s.country);
        if (isPaused) expect(state).toBe('held');
        else expect(why.some(({ code }) => code === 'held-country')).toBe(false);
      }
    }));

  it('sends nothing in quiet hours, nothing in the past, nothing after its usefulness', () =>
    check((s) => {
      const input = inputOf(s);
      for (const { dueAt, usefulUntil } of live(makePlan(input).messages)) {
        expect(isQuiet(dueAt, s.timeZone, s.quiet)).toBe(false);
        expect(dueAt.getTime()).toBeGreaterThan(s.atMs);
        expect(dueAt.getTime()).toBeLessThanOrEqual(usefulUntil.getTime());
      }
    }));

  it('holds relationship and marketing while a complaint is open', () =>
    check((s) => {
      for (const { class: mailClass, state } of live(makePlan(inputOf({ ...s, complaint: true })).messages)) {
        if (mailClass !== 'transactional') expect(state).toBe('held');
      }
    }));

  it('has every message once, in one mail of its own class, led by one of its own', () =>
    check((s) => {
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
    }));

  it('reminds nobody of what they have just bought', () =>
    check((s) => {
      const input = inputOf({ ...s, needs: s.needs.map((need) => ({ ...need, sinceDays: 0 })) });
      for (const { kind, dueAt } of live(makePlan(input).messages)) {
        if (kind === 'running-low')
          expect(localDay(dueAt, s.timeZone)).toBeGreaterThanOrEqual(input.facts.today + 9);
      }
    }));

  it('never plans a key that was sent', () =>
    check((s) => {
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
    }));
});

it('the sender of these tests is set up', () => expect(settings.sender.name).not.toBe(''));
