import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, dayNumber, instantAt } from '~/base/lib/days';
import { answersShift, defaultSnoozeDays } from '~/insight/learning/customers/answers-shift';
import { learnFrom } from '~/insight/learning/customers/learn-from';
import { nextLookDay, startOfLook } from '~/insight/learning/customers/next-look';
import { arrivalOf, type Journey, transitDaysTo } from '~/insight/learning/history/arrival';
import { itemsBack, keptQuantity } from '~/insight/learning/history/kept-quantity';
import { needOfVariant } from '~/insight/learning/history/need-of-variant';
import { dayOf } from '~/insight/learning/history/own-day';
import { purchaseHistoryOf } from '~/insight/learning/history/purchase-history-of';
import { usageVerdict } from '~/insight/learning/pools/usage-verdict';
import { longHistory, noPools } from '../../factories/long-history';

describe('what a customer keeps', () => {
  it('the largest loss counts, not the sum of its reports', () => {
    expect(keptQuantity({ quantity: 3, currentQuantity: 3, refunded: 0, returned: 0 })).toBe(3);
    expect(keptQuantity({ quantity: 3, currentQuantity: 2, refunded: 1, returned: 1 })).toBe(2);
    expect(keptQuantity({ quantity: 3, currentQuantity: 3, refunded: 1, returned: 2 })).toBe(1);
    expect(keptQuantity({ quantity: 3, currentQuantity: 1, refunded: 0, returned: 0 })).toBe(1);
  });

  it('is never less than nothing and never more than was ordered', () => {
    const amount = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(amount, amount, amount, amount, (quantity, currentQuantity, refunded, returned) => {
        const kept = keptQuantity({ quantity, currentQuantity, refunded, returned });
        return kept >= 0 && kept <= quantity && kept <= currentQuantity;
      }),
    );
  });

  it('several refunds of a line add up; nonsense in them does not count', () => {
    const back = itemsBack([
      { lines: { a: 1, b: 2 } },
      { lines: { a: 1, b: -5 } },
      { lines: { c: Number.NaN } },
    ]);
    expect([...back]).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
  });
});

describe('the need that a variant serves', () => {
  const row = (need: number, units: number, from: number, until: number | null) => ({
    variant: 'v',
    need,
    units,
    from,
    until,
  });

  it('is the newest mapping, for old purchases too: a merge gathers them, a split parts them', () => {
    const of = needOfVariant([row(1, 1, 0, 100), row(2, 1, 100, null)]);
    expect([of('v', 50), of('v', 150)]).toEqual([
      { need: 2, units: 1 },
      { need: 2, units: 1 },
    ]);
  });

  it('a pack that became smaller leaves old supply as it was', () => {
    const of = needOfVariant([row(1, 10, 0, 100), row(1, 8, 100, null)]);
    expect([of('v', 50)?.units, of('v', 150)?.units, of('v', -1)?.units]).toEqual([10, 8, 8]);
  });

  it('a sample whose share was rounded to nothing is not a whole one', () => {
    const of = needOfVariant([row(1, 0, 0, null)]);
    expect(of('v', 50)?.units).toBeLessThan(0.01);
    expect(of('v', 50)?.units).toBeGreaterThan(0);
  });

  it('a variant that is gone keeps its last need; one never mapped has none', () => {
    const of = needOfVariant([row(1, 1, 0, 100)]);
    expect([of('v', 500)?.need, of('w', 50), of(null, 50)]).toEqual([1, null, null]);
  });
});

describe('is it used up?', () => {
  const pool = (customers: number, buyAgainShare: number) => ({ customers, buyAgainShare });

  it('the merchant’s word comes first, then their days, then ten customers of whom 15 % came back', () => {
    const unknown = { usage: 'unknown', usageSource: 'default', daysPerUnit: null } as const;
    const lasts = { usage: 'not_used_up', usageSource: 'merchant', daysPerUnit: 30 } as const;
    expect(usageVerdict(lasts, pool(100, 0.9))).toEqual({ usedUp: false, because: 'merchant' });
    expect(usageVerdict({ ...unknown, daysPerUnit: 30 }, null)).toEqual({
      usedUp: true,
      because: 'days-given',
    });
    expect(usageVerdict(unknown, pool(9, 1))).toEqual({ usedUp: false, because: 'too-few-customers' });
    expect(usageVerdict(unknown, pool(10, 0.14))).toEqual({ usedUp: false, because: 'rarely-bought-again' });
    expect(usageVerdict(unknown, pool(10, 0.15))).toEqual({ usedUp: true, because: 'bought-again' });
  });

  it('a title that names something lasting outranks customers, and no figure that a person entered', () => {
    const guessed = { usage: 'not_used_up', usageSource: 'title', daysPerUnit: null } as const;
    expect(usageVerdict(guessed, pool(100, 0.9))).toEqual({ usedUp: false, because: 'title' });
    expect(usageVerdict({ ...guessed, daysPerUnit: 30 }, null)).toEqual({
      usedUp: true,
      because: 'days-given',
    });
  });
});

describe('what customers tell us', () => {
  const expected = { lastDay: 100, carriedDays: 0, writeDays: 25, medianDays: 30 };

  it('"still have plenty" moves the day to write to the end of the silence that they chose', () => {
    const effect = answersShift([{ answer: 'still_plenty', snoozeDays: 14, day: 126 }], expected);
    expect(effect).toEqual({
      shiftDays: 15,
      snoozedUntilDay: 140,
      last: { answer: 'still_plenty', day: 126 },
    });
    expect(expected.lastDay + expected.writeDays + effect.shiftDays).toBe(140);
  });

  it('said early, it moves nothing: the day to write lies later anyway', () => {
    expect(answersShift([{ answer: 'still_plenty', snoozeDays: 14, day: 105 }], expected).shiftDays).toBe(0);
  });

  it('"running out" moves the run-out to that day and ends the silence', () => {
    const effect = answersShift(
      [
        { answer: 'still_plenty', snoozeDays: 30, day: 110 },
        { answer: 'running_out_sooner', snoozeDays: null, day: 118 },
      ],
      expected,
    );
    expect(expected.lastDay + expected.medianDays + effect.shiftDays).toBe(118);
    expect(effect.snoozedUntilDay).toBeNull();
  });

  it('"running out", said to a reminder after its day, moves the run-out too, by what is left until it', () => {
    const out = (day: number, more = {}) =>
      answersShift([{ answer: 'running_out_sooner', snoozeDays: null, day }], { ...expected, ...more });
    expect(out(127).shiftDays).toBe(-3);
    expect(out(127, { carriedDays: 10 }).shiftDays).toBe(-13);
    expect(out(135).shiftDays).toBe(0);
  });

  it('a word before the last purchase counts no more', () => {
    expect(answersShift([{ answer: 'still_plenty', snoozeDays: 60, day: 99 }], expected)).toEqual({
      shiftDays: 0,
      snoozedUntilDay: null,
      last: null,
    });
  });

  it('a word of the same day counts from the purchase on, and not before it', () => {
    const until = Date.parse('2026-05-01T09:00:00Z');
    const rows = longHistory({ orders: 4, needs: 3, from: until - 120 * DAY_MS, until });
    const at = rows.orders.at(-1)?.at ?? 0;
    const anchorWith = (hours: number) => {
      const answer = { need: 1, answer: 'running_out_sooner', snoozeDays: null, at: at + hours * 3_600_000 };
      const insight = learnFrom({ ...rows, answers: [answer] }, noPools, dayOf(at, 'Europe/Berlin'));
      const of = insight.needs.find(({ need }) => need.id === 1n);
      return (of?.anchorDay ?? 0) - (of?.last?.day ?? 0);
    };
    expect(anchorWith(-1)).toBe(0);
    expect(anchorWith(1)).toBeLessThan(0);
  });

  it('without a choice the silence is three tenths of the usual time, within a week and two months', () => {
    expect([10, 100, 1_000].map(defaultSnoozeDays)).toEqual([7, 30, 60]);
  });
});

describe('when to look again', () => {
  const lapse = { lastOrderDay: 100, dueAfterDays: 20, lateAfterDays: 40, lapseAfterDays: 60 };

  it('is the next day on which the status changes by itself', () => {
    expect([100, 119, 120, 141, 160].map((today) => nextLookDay(lapse, [], today))).toEqual([
      120,
      120,
      141,
      160,
      null,
    ]);
  });

  it('or a silence or a journey ends', () => {
    expect(nextLookDay(lapse, [110, 90], 100)).toBe(110);
    expect(
      nextLookDay(
        { lastOrderDay: null, dueAfterDays: null, lateAfterDays: null, lapseAfterDays: null },
        [],
        5,
      ),
    ).toBeNull();
  });

  it('is early in that day of the customer’s', () => {
    const day = dayNumber('2026-07-01');
    expect(startOfLook(day, 'America/New_York')).toEqual(
      instantAt({ day, minuteOfDay: 5 }, 'America/New_York'),
    );
    expect(startOfLook(null, 'UTC')).toBeNull();
  });
});

describe('when something arrived', () => {
  const ms = (on: string) => Date.parse(`${on}T12:00:00Z`);
  const journey = (change: Partial<Omit<Journey, 'order'>> & { order?: object } = {}): Journey =>
    ({
      line: { gid: 'L', requiresShipping: true },
      parcels: [],
      events: [],
      transit: { days: 3, learnt: false },
      timeZone: 'UTC',
      ...change,
      order: { at: ms('2026-06-01'), paidAt: null, isPos: false, isDigital: false, ...change.order },
    }) as Journey;
  const parcel = (change: object = {}) => ({
    gid: 'P',
    order: 'O',
    status: 'SUCCESS',
    shipmentStatus: null,
    fulfilledAt: ms('2026-06-03'),
    deliveredAt: null,
    estimatedDeliveryAt: null,
    lines: { L: 1 },
    ...change,
  });
  const event = (status: string, on: string) => ({ parcel: 'P', status, at: ms(on) });
  const arrived = (given: Journey) => {
    const { day, source, fulfilled } = arrivalOf(given);
    return [new Date(day * 86_400_000).toISOString().slice(0, 10), source, fulfilled];
  };

  it('takes the best word there is, down the ladder', () => {
    const scanned = [event('in_transit', '2026-06-04')];
    const delivered = [...scanned, event('delivered', '2026-06-06')];
    expect(
      arrived(journey({ parcels: [parcel({ deliveredAt: ms('2026-06-05') })], events: delivered })),
    ).toEqual(['2026-06-05', 'delivered', true]);
    expect(arrived(journey({ parcels: [parcel()], events: delivered }))).toEqual([
      '2026-06-06',
      'delivered',
      true,
    ]);
    expect(arrived(journey({ parcels: [parcel()], events: scanned }))).toEqual([
      '2026-06-07',
      'first_scan',
      true,
    ]);
    expect(arrived(journey({ parcels: [parcel()], transit: { days: 2, learnt: true } }))).toEqual([
      '2026-06-05',
      'usual_transit',
      true,
    ]);
    expect(arrived(journey({ parcels: [parcel()] }))).toEqual(['2026-06-06', 'default_transit', true]);
    expect(arrived(journey())).toEqual(['2026-06-18', 'default_transit', false]);
  });

  it('at the counter at once, and digitally at payment', () => {
    expect(arrived(journey({ order: { isPos: true } }))).toEqual(['2026-06-01', 'pickup', true]);
    expect(arrived(journey({ order: { isDigital: true, paidAt: ms('2026-06-02') } }))).toEqual([
      '2026-06-02',
      'digital',
      true,
    ]);
  });

  it('in parts: a line’s own parcel counts, and the last of several', () => {
    const other = parcel({ gid: 'Q', lines: { M: 1 }, deliveredAt: ms('2026-06-04') });
    const first = parcel({ lines: { L: 1 }, deliveredAt: ms('2026-06-05') });
    const second = parcel({ gid: 'R', lines: { L: 1 }, deliveredAt: ms('2026-06-09') });
    expect(arrived(journey({ parcels: [other, first, second] }))).toEqual(['2026-06-09', 'delivered', true]);
    expect(arrived(journey({ parcels: [other] }))[2]).toBe(false);
    expect(arrived(journey({ parcels: [parcel({ status: 'CANCELLED' })] }))[2]).toBe(false);
  });

  it('takes the shop’s own median from ten parcels on, else distance', () => {
    const learnt = { DE: { medianDays: 1.5, parcels: 10 }, FR: { medianDays: 2, parcels: 9 } };
    expect(transitDaysTo('DE', 'DE', learnt)).toEqual({ days: 1.5, learnt: true });
    expect([
      transitDaysTo('FR', 'DE', learnt).days,
      transitDaysTo('DE', 'DE', {}).days,
      transitDaysTo('US', 'DE', {}).days,
    ]).toEqual([6, 3, 12]);
    expect(transitDaysTo(null, 'DE', {}).days).toBe(3);
  });
});

describe('a purchase history', () => {
  const line = (needId: bigint | null, keptQuantity = 1, change: object = {}) => ({
    needId,
    keptQuantity,
    units: 1,
    variant: null,
    isGiftCard: false,
    onSubscription: false,
    ...change,
  });
  const order = (day: number, lines: ReturnType<typeof line>[], change: object = {}) => ({
    day,
    purpose: 'purchase',
    stands: true,
    forSomeoneElse: false,
    lines,
    ...change,
  });

  it('merges the lines of a day and keeps days apart', () => {
    const { needs, orderDays } = purchaseHistoryOf([
      order(1, [line(7n, 2), line(7n, 1, { units: 3 })]),
      order(1, [line(7n, 1)]),
      order(9, [line(7n, 1)]),
    ]);
    expect(needs.get(7n)?.purchases).toEqual([
      { day: 1, quantity: 6 },
      { day: 9, quantity: 1 },
    ]);
    expect(orderDays).toEqual([1, 9]);
  });

  it('a gift of ours adds supply and is no sign of life; a subscription is neither', () => {
    const { needs, orderDays } = purchaseHistoryOf([
      order(1, [line(7n)]),
      order(5, [line(7n, 2)], { purpose: 'sample' }),
      order(6, [line(7n, 1, { onSubscription: true })]),
    ]);
    expect(needs.get(7n)).toMatchObject({
      purchases: [{ day: 1, quantity: 1 }],
      given: [{ day: 5, units: 2 }],
      subscriptionDays: [6],
    });
    expect(orderDays).toEqual([1]);
  });

  it('what was cancelled, tested, given back whole, or a gift card, brings nothing', () => {
    const { needs, orderDays } = purchaseHistoryOf([
      order(1, [line(7n)], { stands: false }),
      order(2, [line(7n, 0)]),
      order(3, [line(7n, 1, { isGiftCard: true })]),
    ]);
    expect(needs.size).toBe(0);
    expect(orderDays).toEqual([3]);
  });
});
