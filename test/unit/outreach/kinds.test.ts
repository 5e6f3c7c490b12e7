import { describe, expect, it } from 'vitest';
import { dayNumber, isoDay } from '~/base/lib/days';
import { forecastRows } from '~/insight/learning/customers/forecast-rows';
import { reorderQuantileDays } from '~/insight/model/reorder';
import type { Candidate, KindFacts, PastMessage } from '~/outreach/kinds/facts';
import { proposeRunningLow } from '~/outreach/kinds/running-low/timing';
import { isMilestone, proposeThankYou } from '~/outreach/kinds/thank-you/timing';
import { monthsLater, proposeWarrantyExpiry } from '~/outreach/kinds/warranty-expiry/timing';
import {
  customerInsight,
  gateFacts,
  lineFacts,
  needInsight,
  orderFacts,
  settings,
} from '../../factories/plan-facts';

const facts = gateFacts({ at: '2026-06-01T09:00:00Z' });
const today = facts.today;
const kindFacts = (
  insight: Parameters<typeof customerInsight>[1],
  past: Record<string, Partial<PastMessage>> = {},
): KindFacts => ({
  insight: customerInsight(facts, insight),
  settings,
  past: new Map(
    Object.entries(past).map(([key, one]) => [
      key,
      {
        state: 'sent',
        sentDay: null,
        answered: false,
        skippedByPerson: false,
        sentNowByPerson: false,
        ...one,
      },
    ]),
  ),
});
const monthly = [0, 30, 60, 90, 120].map((offset) => ({ day: today - 125 + offset, quantity: 1 }));

describe('running low', () => {
  const propose = (change: Parameters<typeof needInsight>[0]['change'] = {}, past = {}) =>
    proposeRunningLow(kindFacts({ needs: [needInsight({ id: 1, purchases: monthly, change })] }, past));

  it('writes before the median reorder less shipping, and not before a week at home', () => {
    const need = needInsight({ id: 1, purchases: monthly });
    const [first] = propose();
    const median = need.anchorDay + reorderQuantileDays(need.forecast as never, 0.5);
    expect(first?.wantedDay).toBeLessThanOrEqual(median - 5);
    expect(first?.wantedDay).toBeGreaterThanOrEqual(need.anchorDay + 2 + 7);
    const [late] = propose({
      last: {
        ...(need.last as NonNullable<typeof need.last>),
        delivery: { day: today + 30, source: 'delivered' },
      },
    });
    expect(late?.wantedDay).toBe(today + 37);
  });

  it('is planned for the very day that the forecast shows as the day of writing', () => {
    for (const every of [16, 30, 75]) {
      const purchases = [0, 1, 2, 3, 4].map((nr) => ({ day: today - 5 * every + nr * every, quantity: 1 }));
      const insight = customerInsight(facts, { needs: [needInsight({ id: 1, purchases })] });
      const [row] = forecastRows(insight);
      const [first] = proposeRunningLow(kindFacts({ needs: [...insight.needs] }));
      expect(row?.writeOn).toBe(first?.wantedDay);
      expect(row?.writeOn).toBeLessThan(row?.p50On ?? 0);
    }
  });

  it('is stored with the items that were bought, however many units each of them brings', () => {
    const need = needInsight({ id: 1, purchases: [{ day: today - 20, quantity: 6e9 }] });
    const last = { ...(need.last as NonNullable<typeof need.last>), items: 2 };
    expect(forecastRows(customerInsight(facts, { needs: [{ ...need, last }] }))[0]?.quantity).toBe(2);
  });

  it('reminds a second time at the 75th percentile, a week after the first at least, and then never again', () => {
    const [first, second, ...more] = propose();
    expect(more).toEqual([]);
    expect(second?.step).toBe(2);
    expect(second?.wantedDay).toBeGreaterThanOrEqual((first?.wantedDay ?? 0) + 7);
    expect(second?.after).toEqual({ key: first?.key, days: 7 });
  });

  it('asks no second time who answered, was skipped by a person, or could not be reached', () => {
    const key = propose()[0]?.key ?? '';
    for (const past of [
      { answered: true, sentDay: today },
      { skippedByPerson: true },
      { state: 'failed' as const, sentDay: today },
    ]) {
      expect(propose({}, { [key]: past }).map(({ step }) => step)).toEqual([1]);
    }
    expect(propose({}, { [key]: { sentDay: today } }).map(({ step }) => step)).toContain(2);
  });

  it('says nothing more of a purchase once its second reminder went out, whatever the customer answered', () => {
    const key = propose()[1]?.key ?? '';
    expect(key).toMatch(/-2$/);
    expect(propose({ snoozedUntilDay: today + 20 }, { [key]: { sentDay: today } })).toEqual([]);
    expect(propose({}, { [key]: { state: 'failed' } })).not.toEqual([]);
  });

  it('asks again on the day that the customer asked for', () => {
    const key = propose()[0]?.key ?? '';
    const asked = propose({ snoozedUntilDay: today + 20 }, { [key]: { sentDay: today - 2 } });
    expect(asked.find(({ step }) => step === 2)?.wantedDay).toBe(today + 20);
  });

  it('speaks of a last reminder only after a first, or when one may still go', () => {
    const stepOf = (candidates: readonly Candidate[]) =>
      candidates.find(({ key }) => key.endsWith('-2'))?.reason;
    const key = propose()[0]?.key ?? '';
    expect(stepOf(propose())).toMatchObject({ step: 2 });
    expect(stepOf(propose({}, { [key]: { sentDay: today } }))).toMatchObject({ step: 2 });
    expect(stepOf(propose({}, { [key]: { state: 'planned' } }))).toMatchObject({ step: 2 });
    for (const state of ['skipped', 'expired', 'cancelled'] as const)
      expect(stepOf(propose({}, { [key]: { state } }))).toMatchObject({ step: 1 });
    const longAgo = monthly.map(({ day, quantity }) => ({ day: day - 26, quantity }));
    const late = proposeRunningLow(kindFacts({ needs: [needInsight({ id: 1, purchases: longAgo })] }));
    expect(late[0]?.wantedDay).toBeLessThan(today - 3);
    expect(stepOf(late)).toMatchObject({ step: 1, firstLeftOut: true });
    expect(stepOf(propose())).not.toHaveProperty('firstLeftOut');
  });

  it('never speaks of what is not used up', () => {
    expect(propose({ usage: { usedUp: false, because: 'rarely-bought-again' } })).toEqual([]);
  });

  it.each([
    ['on-subscription', { onSubscription: true }],
    ['supply-travelling', { travelling: { orderName: '#9', expectedDay: null } }],
    ['not-available', { availableForSale: false }],
  ] as const)('is refused because of %s', (code, change) => {
    const near = monthly.map(({ day, quantity }) => ({ day: day - 12, quantity }));
    const [first] = proposeRunningLow(
      kindFacts({ needs: [needInsight({ id: 1, purchases: near, change })] }),
    );
    expect(first?.refusal).toMatchObject({ code });
  });

  it('needs no reminder of what a substitute was bought for since', () => {
    const withSubstitute = (daysLater: number) => {
      const lastDay = monthly.at(-1)?.day ?? 0;
      const tea = needInsight({ id: 1, purchases: monthly });
      const other = needInsight({ id: 2, purchases: [{ day: lastDay + daysLater, quantity: 1 }] });
      return proposeRunningLow(
        kindFacts({ needs: [{ ...tea, need: { ...tea.need, substituteNeedId: 2n } }, other] }),
      ).filter(({ needId }) => needId === 1n);
    };
    expect(withSubstitute(4)[0]?.refusal).toMatchObject({ code: 'bought-instead' });
    expect(withSubstitute(-4)[0]?.refusal ?? null).toBeNull();
  });

  it('goes on proposing the second when a person wants that one now, whatever ended the first', () => {
    const [first, second] = propose();
    const keyOfSecond = second?.key ?? '';
    const unlikely = (past = {}) =>
      proposeRunningLow({
        ...kindFacts({ needs: [needInsight({ id: 1, purchases: monthly })] }, past),
        settings: { ...settings, runningLow: { minimumProbability: 0.9, minimumCycleDays: 14 } },
      }).map(({ key }) => key);
    expect(unlikely()).toEqual([first?.key]);
    expect(unlikely({ [keyOfSecond]: { state: 'held' } })).toEqual([first?.key]);
    expect(unlikely({ [keyOfSecond]: { state: 'held', sentNowByPerson: true } })).toEqual([
      first?.key,
      keyOfSecond,
    ]);
  });

  it('leaves out what is bought every week, and what is unlikely to be bought again', () => {
    const weekly = [0, 7, 14, 21, 28, 35].map((offset) => ({ day: today - 35 + offset, quantity: 1 }));
    const [short] = proposeRunningLow(
      kindFacts({ needs: [needInsight({ id: 1, purchases: weekly, daysPerUnit: 7 })] }),
    );
    expect(short?.refusal).toMatchObject({ code: 'cycle-too-short', minimum: 14 });
    const strict = {
      ...kindFacts({ needs: [needInsight({ id: 1, purchases: monthly })] }),
      settings: { ...settings, runningLow: { minimumProbability: 0.9, minimumCycleDays: 14 } },
    };
    expect(proposeRunningLow(strict)[0]?.refusal).toMatchObject({ code: 'unlikely', minimum: 0.9 });
  });

  it('waits for the end of a snooze', () => {
    expect(propose({ snoozedUntilDay: today + 40 })[0]?.wantedDay).toBe(today + 40);
  });

  it('writes to who says that they are out on that day, not on the one before it that went by unsaid', () => {
    const out = { anchorDay: today - 27, answer: { answer: 'running_out_sooner', day: today + 10 } };
    const [first, second] = propose(out);
    expect([first?.wantedDay, second?.wantedDay]).toEqual([today + 10, today + 17]);
    const [, soon] = propose(out, { [first?.key ?? '']: { sentDay: today + 8 } });
    expect(soon?.wantedDay).toBe(today + 15);
  });

  it('says its reason in numbers', () => {
    expect(propose()[0]?.reason).toMatchObject({
      code: 'running-low',
      item: 'Item 1',
      ownGaps: 4,
      ownWeight: 0.79,
      gapFromDays: 30,
      gapToDays: 30,
      lastQuantity: 1,
      lastWas: 'delivered',
    });
  });
});

describe('warranty', () => {
  const line = lineFacts(11);
  const propose = (orders: ReturnType<typeof orderFacts>[], past = {}) =>
    proposeWarrantyExpiry(kindFacts({ orders }, past));
  const bought = orderFacts(1, dayNumber('2024-06-30'), { lines: [line] });

  it('writes 30 and 7 days before the end, on the calendar', () => {
    expect(propose([bought]).map(({ wantedDay, step }) => [step, isoDay(wantedDay)])).toEqual([
      [1, '2026-05-31'],
      [2, '2026-06-23'],
    ]);
    expect(propose([bought])[0]).toMatchObject({
      class: 'transactional',
      reason: { endsOn: '2026-06-30', months: 24, restarted: false },
    });
  });

  it('calls its second word a reminder only when there was, or may be, a first', () => {
    const second = (past = {}) => propose([bought], past)[1]?.reason;
    const key = 'warranty-expiry-11-1';
    expect(second({ [key]: { sentDay: today } })).toMatchObject({ step: 2 });
    expect(second({ [key]: { state: 'skipped' } })).toMatchObject({ step: 1 });
  });

  it('keeps its second word a week from a first one that went out late', () => {
    const sentDay = dayNumber('2026-06-19');
    const [, second] = propose([bought], { 'warranty-expiry-11-1': { sentDay } });
    expect(isoDay(second?.wantedDay ?? 0)).toBe('2026-06-26');
    expect(second?.earliestDay).toBe(second?.wantedDay);
  });

  it.each([
    ['2024-02-29', 24, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-12-31', 2, '2026-02-28'],
    ['2025-12-31', 12, '2026-12-31'],
  ])('%s and %i months is %s', (from, months, to) => {
    expect(isoDay(monthsLater(dayNumber(from), months))).toBe(to);
  });

  it('leaves the second word out when the first was answered', () => {
    expect(
      propose([bought], { 'warranty-expiry-11-1': { answered: true, sentDay: today } }).map(
        ({ step }) => step,
      ),
    ).toEqual([1]);
  });

  it('starts again with a replacement, at the worth of what it replaced', () => {
    const replacement = orderFacts(2, dayNumber('2025-03-10'), {
      purpose: 'replacement',
      lines: [lineFacts(12, { shopifyProductId: line.shopifyProductId, unitPriceMinor: 0n })],
    });
    const [first] = propose([bought, replacement]);
    expect(first).toMatchObject({
      key: 'warranty-expiry-12-1',
      refusal: null,
      reason: { endsOn: '2027-03-10', restarted: true },
    });
  });

  it('one replacement ends one warranty of two machines, the one that was sent back for it or the oldest', () => {
    const machine = (id: number, on: string, change: Parameters<typeof lineFacts>[1] = {}) =>
      orderFacts(id, dayNumber(on), {
        lines: [lineFacts(id * 10 + 1, { shopifyProductId: line.shopifyProductId, ...change })],
      });
    const orders = (change: Parameters<typeof lineFacts>[1]) => [
      machine(1, '2024-07-01'),
      machine(2, '2024-09-01', change),
      { ...machine(3, '2025-03-10', { unitPriceMinor: 0n }), purpose: 'replacement' as const },
    ];
    const lines = (change: Parameters<typeof lineFacts>[1] = {}) =>
      new Set(propose(orders(change)).map(({ orderLineId }) => orderLineId));
    expect(lines()).toEqual(new Set([21n, 31n]));
    expect(lines({ keptQuantity: 0, returnedQuantity: 1 })).toEqual(new Set([11n, 31n]));
  });

  it('says no to what was given back and to what costs less than the limit, and nothing to cancelled orders', () => {
    expect(
      propose([orderFacts(1, today, { lines: [lineFacts(11, { keptQuantity: 0, refundedQuantity: 1 })] })])[0]
        ?.refusal,
    ).toMatchObject({ code: 'refunded' });
    expect(
      propose([orderFacts(1, today, { lines: [lineFacts(11, { unitPriceMinor: 4_999n })] })])[0]?.refusal,
    ).toMatchObject({ code: 'price-below' });
    expect(
      propose([orderFacts(1, today, { lines: [lineFacts(11, { unitPriceMinor: 5_000n })] })])[0]?.refusal,
    ).toBeNull();
    expect(propose([orderFacts(1, today, { cancelledAt: new Date(), lines: [line] })])).toEqual([]);
    expect(propose([orderFacts(1, today, { lines: [lineFacts(11, { warrantyMonths: null })] })])).toEqual([]);
  });

  it('0 months are none, whatever the shop usually gives', () => {
    const settings = {
      ...kindFacts({}).settings,
      warranty: { minimumUnitPriceMinor: null, defaultMonths: 24 },
    };
    const monthsOf = (warrantyMonths: number | null) =>
      proposeWarrantyExpiry({
        ...kindFacts({ orders: [orderFacts(1, today, { lines: [lineFacts(11, { warrantyMonths })] })] }),
        settings,
      }).length;
    expect([monthsOf(0), monthsOf(null)]).toEqual([0, 2]);
  });
});

describe('the least price of a warranty word', () => {
  it.each([
    ['EUR', 4_999n, 5_000n],
    ['JPY', 49n, 50n],
    ['KWD', 49_999n, 50_000n],
  ])('is 50 of %s, however many decimals it has', (currency, below, enough) => {
    const shopFacts = gateFacts({ at: '2026-06-01T09:00:00Z', shop: { currency } });
    const refusalAt = (unitPriceMinor: bigint) =>
      proposeWarrantyExpiry({
        insight: customerInsight(shopFacts, {
          orders: [orderFacts(1, today, { lines: [lineFacts(11, { unitPriceMinor })] })],
        }),
        settings,
        past: new Map(),
      })[0]?.refusal;
    expect(refusalAt(below)).toMatchObject({ code: 'price-below', minimumMinor: Number(enough), currency });
    expect(refusalAt(enough)).toBeNull();
  });
});

describe('thank you', () => {
  const propose = (orders: ReturnType<typeof orderFacts>[], numberOfOrders?: number) =>
    proposeThankYou(kindFacts({ orders, ...(numberOfOrders !== undefined && { numberOfOrders }) }));

  it('thanks for the first, fifth, tenth, twentieth order', () => {
    expect([1, 2, 4, 5, 6, 10, 15, 20, 25, 30, 100].filter(isMilestone)).toEqual([1, 5, 10, 20, 30, 100]);
  });

  it('counts by Shopify’s number, not by the rows that we hold', () => {
    expect(propose([orderFacts(1, today)], 1)).toHaveLength(1);
    expect(propose([orderFacts(1, today)], 7)).toHaveLength(0);
    expect(propose([orderFacts(1, today)], 5)[0]?.reason).toMatchObject({ orderNumber: 5 });
    expect(propose([orderFacts(1, today - 1), orderFacts(2, today)], 6).map(({ key }) => key)).toEqual([
      'thank-you-1-1',
    ]);
    expect(propose([orderFacts(1, today, { customerOrdersAtTheTime: 10 })], 12)[0]?.reason).toMatchObject({
      orderNumber: 10,
    });
  });

  it('thanks for nothing from before the install, for no gift, sample or test', () => {
    expect(propose([orderFacts(1, dayNumber('2024-12-30'))])).toEqual([]);
    expect(propose([orderFacts(1, today, { purpose: 'sample' })])).toEqual([]);
    expect(propose([orderFacts(1, today, { isTest: true })])).toEqual([]);
  });

  it('says why a cancelled, held or risky order gets no thanks', () => {
    expect(propose([orderFacts(1, today, { cancelledAt: new Date() })])[0]?.refusal).toMatchObject({
      code: 'cancelled-order',
    });
    expect(propose([orderFacts(1, today, { onHold: true })])[0]?.refusal).toMatchObject({
      code: 'order-on-hold',
    });
    expect(propose([orderFacts(1, today, { highRisk: true })])[0]?.refusal).toMatchObject({
      code: 'high-risk-order',
    });
  });
});
