import { describe, expect, it } from 'vitest';
import { dayNumber, isoDay, localDay } from '~/base/lib/days';
import { materialHash } from '~/outreach/outbox/override';
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

const facts = gateFacts({ at: '2026-06-01T07:00:00Z' });
const { today } = facts;
/** Bought every 30 days, last so many days ago. */
const monthly = (id: number, lastDaysAgo: number) =>
  needInsight({
    id,
    purchases: [120, 90, 60, 30, 0].map((ago) => ({ day: today - lastDaysAgo - ago, quantity: 1 })),
  });
const stored = (
  messages: readonly PlannedMessage[],
  change: Partial<ExistingMessage> = {},
): ExistingMessage[] =>
  messages.map((message, index) => ({
    ...message,
    id: BigInt(index + 1),
    sentAt: null,
    answered: false,
    ...change,
  }));
const on = (message: PlannedMessage) => isoDay(localDay(message.dueAt, facts.timeZone));
const steps = (messages: readonly PlannedMessage[], step: number) =>
  messages.filter((message) => message.step === step);

describe('one mail for many reasons', () => {
  it('carries what is due within three days, led by the surest', () => {
    const needs = [monthly(1, 11), monthly(2, 10), monthly(3, 9)];
    const { messages } = makePlan(planInput(facts, customerInsight(facts, { needs })));
    const first = steps(messages, 1);
    expect(first).toHaveLength(3);
    expect(new Set(first.map(({ leadKey }) => leadKey)).size).toBe(1);
    expect(new Set(first.map(({ dueAt }) => dueAt.getTime())).size).toBe(1);
    const lead = first.find(({ key, leadKey }) => key === leadKey);
    expect(lead?.rank).toBe(Math.max(...first.map(({ rank }) => rank)));
    expect(first[0]?.why).toContainEqual(expect.objectContaining({ code: 'merged', withCount: 2 }));
  });

  it('goes apart when the days are further apart, and marketing waits a week', () => {
    const needs = [monthly(1, 12), monthly(2, 7)];
    const { messages } = makePlan(planInput(facts, customerInsight(facts, { needs })));
    const [a, b] = steps(messages, 1).sort((x, y) => x.dueAt.getTime() - y.dueAt.getTime());
    expect(a?.leadKey).not.toBe(b?.leadKey);
    const gap =
      localDay((b as PlannedMessage).dueAt, facts.timeZone) -
      localDay((a as PlannedMessage).dueAt, facts.timeZone);
    expect(gap).toBeGreaterThanOrEqual(7);
    expect(b?.why).toContainEqual(
      expect.objectContaining({ code: 'moved-cap', limit: 1, days: 7, toOn: on(b as PlannedMessage) }),
    );
  });
});

describe('an offer in the signature', () => {
  const signed = (signature: string, state: 'SUBSCRIBED' | 'NOT_SUBSCRIBED') => {
    const seen = gateFacts({
      at: '2026-06-01T07:00:00Z',
      settings: { sender: { ...settings.sender, signature } },
      customer: { consent: { state, changedAt: null } },
    });
    // The word about its warranty is due within three days of the reminder.
    const machine = orderFacts(1, dayNumber('2024-07-16'), {
      lines: [lineFacts(11, { warrantyMonths: 24 })],
    });
    const insight = customerInsight(seen, { needs: [monthly(1, 11)], orders: [machine] });
    return steps(makePlan(planInput(seen, insight)).messages, 1);
  };
  const offer = 'Ada – 20 % off everything with code SAVE20';
  const warranty = (messages: readonly PlannedMessage[]) =>
    messages.find(({ kind }) => kind === 'warranty-expiry');

  it('makes a mail about an order marketing: it asks for consent', () => {
    expect(warranty(signed('Ada', 'NOT_SUBSCRIBED'))).toMatchObject({
      class: 'transactional',
      state: 'planned',
    });
    expect(warranty(signed(offer, 'NOT_SUBSCRIBED'))).toMatchObject({
      class: 'marketing',
      state: 'skipped',
      why: [expect.objectContaining({ code: 'no-consent' })],
    });
  });

  it('puts no two kinds into one mail, whose words speak of one', () => {
    const messages = signed(offer, 'SUBSCRIBED').filter(({ state }) => state === 'planned');
    expect(messages.map(({ kind }) => kind).sort()).toEqual(['running-low', 'warranty-expiry']);
    for (const { key, leadKey } of messages) expect(leadKey).toBe(key);
  });
});

describe('a mail that a person moved to a day off', () => {
  const needs = [monthly(1, 11), monthly(2, 10)];
  const insight = customerInsight(facts, { needs });
  const existing = stored(steps(makePlan(planInput(facts, insight)).messages, 1));
  const moveTo = new Date('2026-06-07T10:00:00Z');
  const overrides = new Map(
    existing.map(({ key }) => [
      key,
      [{ action: 'move' as const, moveTo, byName: 'Ada', materialHash: null }],
    ]),
  );
  const { messages } = makePlan(planInput(facts, insight, { existing, overrides }));
  const moved = messages.filter(({ key }) => overrides.has(key));

  it('tells the same on each of its messages, last: by whom to which day, and why it goes on another', () => {
    expect(moved).toHaveLength(2);
    for (const message of moved) {
      expect(on(message)).toBe('2026-06-08');
      expect(message.why.slice(-2)).toEqual([
        { code: 'moved-by-person', by: 'Ada', toAt: moveTo.toISOString() },
        { code: 'moved-day-off', because: 'rest', fromOn: '2026-06-07', toOn: '2026-06-08' },
      ]);
      expect(message.why).toContainEqual({ code: 'merged', withCount: 1 });
    }
  });
});

describe('mails that a person moved to one day', () => {
  const insight = customerInsight(facts, { needs: [monthly(1, 11), monthly(2, 2)] });
  const { messages: before } = makePlan(planInput(facts, insight));
  const movedTo = (hourOf: (message: PlannedMessage, nr: number) => number) => {
    const overrides = new Map(
      before.map((message, nr) => {
        const moveTo = new Date(`2026-06-23T${hourOf(message, nr)}:00:00Z`);
        return [message.key, [{ action: 'move' as const, moveTo, byName: 'Ada', materialHash: null }]];
      }),
    );
    return makePlan(planInput(facts, insight, { existing: stored(before), overrides })).messages;
  };
  const firstsOf = (messages: readonly PlannedMessage[]) => steps(messages, 1);

  it('are one, each at another minute of it or not', () => {
    expect(new Set(firstsOf(before).map(({ leadKey }) => leadKey)).size).toBe(2);
    for (const hourOf of [() => 10, (_: PlannedMessage, nr: number) => 10 + nr]) {
      const moved = firstsOf(movedTo(hourOf));
      expect(moved.map(on)).toEqual(['2026-06-23', '2026-06-23']);
      expect(new Set(moved.map(({ leadKey, dueAt }) => `${leadKey} ${dueAt.getTime()}`)).size).toBe(1);
      for (const { why } of moved) expect(why).toContainEqual({ code: 'merged', withCount: 1 });
    }
  });

  it('never hold both steps about one need', () => {
    const moved = movedTo(() => 10);
    expect(steps(moved, 2).length).toBeGreaterThan(0);
    for (const lead of new Set(moved.map(({ leadKey }) => leadKey))) {
      const needs = moved.filter(({ leadKey }) => leadKey === lead).map(({ needId }) => needId);
      expect(new Set(needs).size).toBe(needs.length);
    }
  });
});

describe('a day that is over', () => {
  const sunday = isoDay(today - 1);
  /** Whether or not it is in the rows already: what came late is told as what came in time. */
  const meantOn = (on: string, then = facts) => {
    for (let ago = 0; ago < 40; ago += 1) {
      const input = planInput(then, customerInsight(then, { needs: [monthly(1, ago)] }));
      const isMeant = ({ wantedOn }: PlannedMessage) => wantedOn === on;
      const { messages } = makePlan(input);
      const found = steps(messages, 1).find(isMeant);
      if (!found) continue;
      const existing = stored(messages.map((message) => ({ ...message, why: [] })));
      expect(makePlan({ ...input, existing }).messages).toEqual(messages);
      return found;
    }
    throw new Error(`Nothing is meant for ${on}`);
  };

  it('and was a Sunday is told as a day off, and not as waiting for something else', () => {
    const { why, dueAt } = meantOn(sunday);
    expect(isoDay(localDay(dueAt, facts.timeZone))).toBe(isoDay(today));
    expect(why).toEqual([{ code: 'moved-day-off', because: 'rest', fromOn: sunday, toOn: isoDay(today) }]);
  });

  it('and was a Sunday is told as waiting once the hour of the day after it is over, too', () => {
    const evening = gateFacts({ at: new Date(facts.at.getTime() + 12 * 3_600_000) });
    const { why, dueAt } = meantOn(sunday, evening);
    const tomorrow = isoDay(today + 1);
    expect(isoDay(localDay(dueAt, facts.timeZone))).toBe(tomorrow);
    expect(why).toEqual([{ code: 'moved-to-wait', fromOn: sunday, toOn: tomorrow }]);
  });

  it('and was open is told as waiting', () => {
    const saturday = isoDay(today - 2);
    expect(meantOn(saturday).why[0]).toMatchObject({ code: 'moved-to-wait', fromOn: saturday });
  });

  it('before the app was installed or the kind switched on is told as that', () => {
    const late = { code: 'moved-day-over', fromOn: isoDay(today - 2), toOn: isoDay(today) };
    const yesterday = new Date(facts.at.getTime() - 86_400_000);
    for (const seed of [
      { shop: { installedAt: yesterday } },
      { kinds: { 'running-low': { enabledAt: yesterday } } },
    ])
      expect(meantOn(late.fromOn, gateFacts({ at: facts.at, ...seed })).why[0]).toEqual(late);
  });
});

describe('rank and distance', () => {
  it('lets thanks go first and the reminder keep three days from it', () => {
    const need = monthly(1, 17);
    const orders = [orderFacts(900, today, { customerOrdersAtTheTime: 1 })];
    const { messages } = makePlan(planInput(facts, customerInsight(facts, { needs: [need], orders })));
    const thanks = messages.find(({ kind }) => kind === 'thank-you');
    const reminder = messages.find(({ kind, step }) => kind === 'running-low' && step === 1);
    expect(on(thanks as PlannedMessage)).toBe('2026-06-02');
    expect(localDay((reminder as PlannedMessage).dueAt, facts.timeZone)).toBeGreaterThanOrEqual(today + 4);
  });
});

describe('what sending has in hand', () => {
  it('is left at its time when it is planned again after its hour', () => {
    const needs = [monthly(1, 15)];
    const { messages } = makePlan(planInput(facts, customerInsight(facts, { needs })));
    const first = steps(messages, 1)[0] as PlannedMessage;
    const later = gateFacts({ at: new Date(first.dueAt.getTime() + 60_000) });
    const again = makePlan(
      planInput(later, customerInsight(later, { needs }), { existing: stored(messages) }),
    );
    expect(again.messages.find(({ key }) => key === first.key)).toMatchObject({
      state: 'planned',
      dueAt: first.dueAt,
      leadKey: first.leadKey,
    });
  });

  it('never comes back once it was sent, failed or is unconfirmed', () => {
    const needs = [monthly(1, 15)];
    const { messages } = makePlan(planInput(facts, customerInsight(facts, { needs })));
    for (const state of ['sending', 'sent', 'failed', 'unconfirmed'] as const) {
      const again = makePlan(
        planInput(facts, customerInsight(facts, { needs }), { existing: stored(messages, { state }) }),
      );
      expect(again).toEqual({ messages: [], gone: [] });
    }
  });
});

describe('what was left out so that the others can be compared', () => {
  it('takes no day, no cap and no second chance', () => {
    const needs = [monthly(1, 15)];
    const { messages } = makePlan(planInput(facts, customerInsight(facts, { needs })));
    const [first] = steps(messages, 1);
    const heldOut = stored([first as PlannedMessage], {
      state: 'skipped',
      why: [{ code: 'holdout', percent: 20 }],
    });
    for (const at of [facts.at, new Date((first as PlannedMessage).dueAt.getTime() + 26 * 3_600_000)]) {
      const later = gateFacts({ at });
      const again = makePlan(planInput(later, customerInsight(later, { needs }), { existing: heldOut }));
      expect(again.messages.map(({ key }) => key)).not.toContain((first as PlannedMessage).key);
      expect(again.gone).toEqual([]);
    }
  });
});

describe('a message that is left out', () => {
  const needs = [monthly(1, 12)];
  const plan = (change: Parameters<typeof planInput>[2] = {}) =>
    steps(makePlan(planInput(facts, customerInsight(facts, { needs }), change)).messages, 1);

  it('keeps its hour when a person skips it, as often as the plan is made', () => {
    const planned = plan();
    const [first] = planned;
    const overrides = new Map(
      planned.map(({ key }) => [
        key,
        [{ action: 'skip' as const, moveTo: null, byName: 'Ada', materialHash: null }],
      ]),
    );
    const skipped = plan({ existing: stored(planned, { state: 'skipped' }), overrides });
    expect(skipped).toMatchObject([{ state: 'skipped', dueAt: first?.dueAt }]);
    expect(plan({ existing: stored(skipped), overrides })).toMatchObject([{ dueAt: first?.dueAt }]);
  });

  it('has the hour of its day’s slot where it never had one', () => {
    const [first] = plan();
    const { settings } = facts.shop;
    const unlikely = gateFacts({
      at: facts.at,
      settings: { ...settings, runningLow: { ...settings.runningLow, minimumProbability: 1 } },
    });
    const { messages } = makePlan(planInput(unlikely, customerInsight(unlikely, { needs })));
    expect(steps(messages, 1)).toMatchObject([{ state: 'skipped', dueAt: first?.dueAt }]);
  });
});

describe('what was over', () => {
  const needs = [monthly(1, 60)];
  const byStaff = { kind: 'running-low', needId: null, choice: 'off', until: null, byStaff: true } as const;
  const plan = (seed: object, change: Parameters<typeof planInput>[2] = {}) => {
    const then = gateFacts({ at: facts.at, ...seed });
    return steps(makePlan(planInput(then, customerInsight(then, { needs }), change)).messages, 1);
  };

  it('before the app was installed or the kind switched on was never left out of anything', () => {
    const [leftOut] = plan({});
    expect(leftOut).toMatchObject({ state: 'skipped', why: [{ code: 'too-late', neverPlanned: true }] });
    const dayAfter = new Date(facts.at.getTime() - 86_400_000);
    expect(plan({ shop: { installedAt: dayAfter } })).toEqual([]);
    expect(plan({ kinds: { 'running-low': { enabledAt: dayAfter } } })).toEqual([]);
    const customer = { preferences: [byStaff] };
    expect(plan({ customer })).toMatchObject([{ why: [{ code: 'never-by-staff' }] }]);
    expect(plan({ customer, shop: { installedAt: dayAfter } })).toEqual([]);
  });

  it('keeps the reason that it had: what is chosen today makes no other of it', () => {
    const customer = { preferences: [byStaff] };
    // Off and on again yesterday.
    const kinds = { 'running-low': { enabledAt: new Date(facts.at.getTime() - 86_400_000) } };
    for (const state of ['skipped', 'cancelled'] as const)
      for (const seed of [{ customer }, { customer, kinds }])
        expect(plan(seed, { existing: stored(plan({}), { state }) })).toEqual([]);
  });
});

describe('a pause of everything', () => {
  const shop = { pausedAt: facts.at, pausedBy: 'Ada' };
  const paused = gateFacts({ at: facts.at, shop });
  const needs = [monthly(1, 15)];
  const planned = makePlan(planInput(facts, customerInsight(facts, { needs }))).messages;

  it('leaves what is planned in its place for whoever is planned anew', () => {
    const again = makePlan(
      planInput(paused, customerInsight(paused, { needs }), { existing: stored(planned) }),
    );
    expect(again.messages).toEqual(planned);
    expect(new Set(planned.map(({ state }) => state))).toEqual(new Set(['planned']));
  });

  it('keeps held what sending held when its time came', () => {
    const [{ dueAt }] = steps(planned, 1) as [PlannedMessage];
    const then = gateFacts({ at: new Date(dueAt.getTime() + 3_600_000), shop });
    const existing = stored(planned).map((row) =>
      row.step === 1 ? { ...row, state: 'held' as const } : row,
    );
    const again = makePlan(planInput(then, customerInsight(then, { needs }), { existing })).messages;
    expect(steps(again, 1)[0]).toMatchObject({ state: 'held' });
    expect(steps(again, 1)[0]?.why?.at(-1)).toEqual({ code: 'held-paused', by: 'Ada', scope: 'shop' });
    expect(steps(again, 2)[0]?.state).toBe('planned');
  });
});

describe('a word to send now', () => {
  const needs = [monthly(1, 15), monthly(2, 15)];
  const mail = steps(makePlan(planInput(facts, customerInsight(facts, { needs }))).messages, 1);
  const said = new Date('2026-06-01T12:10:00Z');
  const overrides = new Map(
    mail.map(({ key, materialHash: hash }) => [
      key,
      [{ action: 'send_now' as const, moveTo: said, byName: 'Ada', materialHash: hash }],
    ]),
  );
  const planAt = (at: string, state: 'planned' | 'held' = 'planned', change: object = {}) => {
    const then = gateFacts({ at, ...change });
    const existing = stored(mail, { state, dueAt: said });
    return steps(
      makePlan(planInput(then, customerInsight(then, { needs }), { existing, overrides })).messages,
      1,
    );
  };

  it('goes at once for an hour, also after a short pause', () => {
    for (const state of ['planned', 'held'] as const)
      for (const { dueAt } of planAt('2026-06-01T12:30:00Z', state)) expect(dueAt).toEqual(said);
  });

  it('makes one mail of what was in several, where it names one instant', () => {
    const apart = [monthly(1, 11), monthly(2, 2)];
    const insight = customerInsight(facts, { needs: apart });
    const before = makePlan(planInput(facts, insight)).messages;
    const firsts = steps(before, 1);
    expect(new Set(firsts.map(({ leadKey }) => leadKey)).size).toBe(2);
    const words = new Map(
      firsts.map(({ key, materialHash: hash }) => [
        key,
        [{ action: 'send_now' as const, moveTo: said, byName: 'Ada', materialHash: hash }],
      ]),
    );
    const sent = steps(
      makePlan(planInput(facts, insight, { existing: stored(before), overrides: words })).messages,
      1,
    );
    expect(sent.map(({ dueAt }) => dueAt)).toEqual([said, said]);
    expect(new Set(sent.map(({ leadKey }) => leadKey)).size).toBe(1);
  });

  it('that was paused for days goes in the next slot, as one mail, and not in the night', () => {
    const late = planAt('2026-06-03T20:00:00Z', 'held');
    expect(late).toHaveLength(2);
    for (const message of late) {
      expect(message).toMatchObject({ state: 'planned' });
      expect(on(message)).toBe('2026-06-04');
      expect(message.why).toContainEqual({ code: 'sent-now-by-person', by: 'Ada' });
    }
    expect(new Set(late.map(({ leadKey }) => leadKey)).size).toBe(1);
  });

  it('that could not go yet is told as waiting, also where its kind was off and on again since', () => {
    const enabledAt = new Date('2026-06-02T09:00:00Z');
    const later = planAt('2026-06-03T20:00:00Z', 'held', { kinds: { 'running-low': { enabledAt } } });
    expect(later).toHaveLength(2);
    const waited = { code: 'moved-to-wait', fromOn: '2026-06-01', toOn: '2026-06-04' };
    for (const { why } of later) expect(why).toContainEqual(waited);
  });

  it('waits out a pause for the next hour, brought forward past the cap, and goes at once when the pause was short', () => {
    const recentMails = [{ on: today - 1, class: 'marketing' as const, kind: 'running-low' as const }];
    const pausedAt = new Date('2026-06-01T11:00:00Z');
    const held = { code: 'held-paused', by: 'Ada', scope: 'shop' };
    const hours = [
      ['2026-06-01T12:00:05Z', '2026-06-01'],
      ['2026-06-01T12:30:00Z', '2026-06-02'],
      ['2026-06-02T12:30:00Z', '2026-06-03'],
    ] as const;
    for (const [at, day] of hours) {
      const waiting = planAt(at, 'held', { recentMails, shop: { pausedAt, pausedBy: 'Ada' } });
      expect(waiting.map(on)).toEqual([day, day]);
      for (const { state, why } of waiting) {
        expect(state).toBe('held');
        expect(why).toContainEqual({ code: 'sent-now-by-person', by: 'Ada' });
        expect(why?.at(-1)).toEqual(held);
        expect(why?.map(({ code }) => code)).not.toContain('moved-cap');
      }
    }
    for (const { dueAt } of planAt('2026-06-01T12:30:00Z', 'held', { recentMails }))
      expect(dueAt).toEqual(said);
  });

  it('is an approval all the same, and one of other words is none', () => {
    const kinds = { 'running-low': { reviewEndedAt: null, reviewed: 3 } };
    const again = planAt('2026-06-03T20:00:00Z', 'held', { kinds });
    expect(new Set(again.map(({ state }) => state))).toEqual(new Set(['planned']));
    const changed = planAt('2026-06-01T12:05:00Z', 'planned', { kinds, customer: { emailHashHex: 'cd' } });
    expect(new Set(changed.map(({ state }) => state))).toEqual(new Set(['awaiting_approval']));
  });

  it('stands when other words are saved before it leaves, unless somebody has to approve them', () => {
    const at = '2026-06-01T12:05:00Z';
    const plan = (change: object) => {
      const then = gateFacts({ at, ...change });
      const input = planInput(then, customerInsight(then, { needs }), { existing: stored(mail), overrides });
      const templates = {
        ...input.templates,
        'running-low': { ...input.templates['running-low'], version: 'running-low/en@v9' },
      };
      return steps(makePlan({ ...input, templates }).messages, 1);
    };
    const hurried = plan({});
    expect(hurried).toHaveLength(2);
    for (const { state, dueAt, why } of hurried) {
      expect({ state, dueAt }).toEqual({ state: 'planned', dueAt: said });
      expect(why).toContainEqual({ code: 'sent-now-by-person', by: 'Ada' });
    }
    for (const { state, why } of plan({ kinds: { 'running-low': { reviewEndedAt: null, reviewed: 3 } } })) {
      expect(state).toBe('awaiting_approval');
      expect(why).toContainEqual({ code: 'approval-fell', because: 'text' });
    }
  });

  it('gives way to a day that was named after it', () => {
    const to = new Date('2026-06-09T13:00:00Z');
    const then = gateFacts({ at: '2026-06-01T12:05:00Z' });
    const [first] = mail as [PlannedMessage];
    const words = overrides.get(first.key) ?? [];
    const moved = makePlan(
      planInput(then, customerInsight(then, { needs }), {
        existing: stored(mail),
        overrides: new Map([
          [first.key, [...words, { action: 'move', moveTo: to, byName: 'Ada', materialHash: null }]],
        ]),
      }),
    );
    expect(moved.messages.find(({ key }) => key === first.key)?.dueAt).toEqual(to);
  });
});

describe('what goes to Shopify Flow', () => {
  it('is one message a call: several never share one', () => {
    const flow = gateFacts({
      at: facts.at,
      settings: { channelByKind: { 'running-low': 'flow' } } as Parameters<typeof gateFacts>[0]['settings'],
    });
    const needs = [monthly(1, 11), monthly(2, 10), monthly(3, 9)];
    const { messages } = makePlan(planInput(flow, customerInsight(flow, { needs })));
    const placed = messages.filter(({ state }) => state === 'planned');
    expect(placed.length).toBeGreaterThan(0);
    for (const { key, leadKey } of placed) expect(leadKey).toBe(key);
    // Rows that were merged before keep their time, and go one by one.
    const together = makePlan(planInput(facts, customerInsight(facts, { needs }))).messages;
    const at = new Date((steps(together, 1)[0] as PlannedMessage).dueAt.getTime() + 60_000);
    const due = gateFacts({ at, settings: flow.shop.settings });
    const again = makePlan(planInput(due, customerInsight(due, { needs }), { existing: stored(together) }));
    for (const { key, leadKey } of steps(again.messages, 1)) expect(leadKey).toBe(key);
  });
});

describe('review', () => {
  const reviewing = gateFacts({
    at: facts.at,
    kinds: { 'running-low': { reviewEndedAt: null, reviewed: 3 } },
  });
  const needs = [monthly(1, 15)];
  const insight = customerInsight(reviewing, { needs });

  it('waits for approval, and an approval counts while reason, recipient and words stay', () => {
    const input = planInput(reviewing, insight);
    const waiting = steps(makePlan(input).messages, 1)[0] as PlannedMessage;
    expect(waiting).toMatchObject({ state: 'awaiting_approval' });
    expect(waiting.why.at(-1)).toEqual({ code: 'held-review', of: 25 });
    const each = gateFacts({ at: facts.at, kinds: { 'running-low': { mode: 'review', reviewed: 99 } } });
    const always = steps(makePlan(planInput(each, customerInsight(each, { needs }))).messages, 1)[0];
    expect(always).toMatchObject({ state: 'awaiting_approval' });
    expect(always?.why.at(-1)).toEqual({ code: 'held-review', of: null });
    const approve = (hash: Uint8Array) =>
      new Map([
        [waiting.key, [{ action: 'approve' as const, moveTo: null, byName: 'Ada', materialHash: hash }]],
      ]);
    const approved = makePlan({ ...input, overrides: approve(waiting.materialHash as Uint8Array) });
    expect(steps(approved.messages, 1)[0]?.state).toBe('planned');
    const material = { reason: waiting.reason, recipient: 'ab', text: 'running-low/en@v1' };
    const fallen = steps(makePlan({ ...input, overrides: approve(materialHash(material)) }).messages, 1)[0];
    expect(fallen?.state).toBe('awaiting_approval');
    expect(fallen?.why).toContainEqual({ code: 'approval-fell', because: 'text' });
  });

  it('an approval that can still be taken back puts its mail off until then, also past the day’s slot', () => {
    const input = planInput(reviewing, insight);
    const waiting = steps(makePlan(input).messages, 1)[0] as PlannedMessage;
    const approvedUntil = (moveTo: Date) =>
      steps(
        makePlan({
          ...input,
          overrides: new Map([
            [
              waiting.key,
              [{ action: 'approve' as const, moveTo, byName: 'Ada', materialHash: waiting.materialHash }],
            ],
          ]),
        }).messages,
        1,
      )[0]?.dueAt;
    const slot = waiting.dueAt.getTime();
    expect(approvedUntil(new Date(slot + 5 * 60_000))).toEqual(new Date(slot + 5 * 60_000));
    expect(approvedUntil(new Date(slot - 60 * 60_000))).toEqual(waiting.dueAt);
  });

  it('does not count numbers that drift from day to day as a change', () => {
    const [reason] = steps(makePlan(planInput(reviewing, insight)).messages, 1).map(
      (message) => message.reason,
    );
    if (reason?.code !== 'running-low') throw new Error('no reminder');
    const hash = (change: object) =>
      materialHash({ reason: { ...reason, ...change }, recipient: 'ab', text: 't' }).toString('hex');
    expect(hash({ probability: 0.99, runOutOn: '2026-07-09' })).toBe(hash({}));
    expect(hash({ item: 'Another' })).not.toBe(hash({}));
  });
});

describe('what has no room', () => {
  it('is skipped with the numbers of the cap, when its usefulness ends first', () => {
    const full = {
      ...facts,
      shop: {
        ...facts.shop,
        settings: { ...facts.shop.settings, caps: { perWeek: 2, perMonth: 4, marketingPerWeek: 0 } },
      },
    };
    const { messages } = makePlan(planInput(full, customerInsight(full, { needs: [monthly(1, 15)] })));
    expect(steps(messages, 1)[0]).toMatchObject({ state: 'skipped' });
    expect(steps(messages, 1)[0]?.why.at(-1)).toMatchObject({ code: 'no-room', limit: 0, days: 7 });
  });

  it('is no first reminder that a second one could follow: that one speaks as the first', () => {
    const withCaps = (marketingPerWeek: number) => ({
      ...facts,
      shop: {
        ...facts.shop,
        settings: { ...facts.shop.settings, caps: { perWeek: 2, perMonth: 4, marketingPerWeek } },
      },
    });
    const planOf = (marketingPerWeek: number, existing: readonly ExistingMessage[] = []) => {
      const rules = withCaps(marketingPerWeek);
      return makePlan({
        ...planInput(rules, customerInsight(rules, { needs: [monthly(1, 15)] })),
        existing,
      }).messages;
    };
    const wordsOf = (messages: readonly PlannedMessage[]) =>
      steps(messages, 2).map(({ reason }) => 'step' in reason && reason.step);
    expect(wordsOf(planOf(1))).toEqual([2]);
    expect(wordsOf(planOf(0))).toEqual([1]);
    expect(wordsOf(planOf(0, stored(planOf(1))))).toEqual([1]);
    expect(wordsOf(planOf(1, stored(planOf(0))))).toEqual([2]);
  });
});
