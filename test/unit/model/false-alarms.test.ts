import { describe, expect, it } from 'vitest';
import { alarmScale, alarmTail } from '~/insight/model/false-alarms';
import { createPoolBuilder, forecastLapse } from '~/insight/model/reorder';
import { normalNumbers, randomNumbers } from '../../bench/model/score';

describe('how rarely a customer who comes back is called lapsed', () => {
  it('a past that kept to the curve leaves it, one with long silences holds back, and no past is no evidence', () => {
    const spread = (exponent: number) =>
      Array.from({ length: 2000 }, (_, k) => ({ tail: ((k + 0.5) / 2000) ** exponent, allowed: 0.02 }));
    expect(alarmScale([])).toBe(1);
    expect(alarmScale(spread(1))).toBeCloseTo(1, 1);
    // Far more silences lie out there than should, P(tail < x) = √x: as small as the limit allows.
    expect(alarmScale(spread(2))).toBeCloseTo(0.1, 2);
    // Fewer than might: nobody is called lapsed sooner for it.
    expect(alarmScale(spread(0.8))).toBe(1);
  });

  it('is allowed once a year, or 15 % of the silences of slow customers', () => {
    expect([7, 30, 90].map(alarmTail)).toEqual([7 / 365, 30 / 365, 0.15]);
  });

  // Years of alive customers followed day by day; a sampling error of some 10 %.
  it.each([
    [
      'like a bell',
      14,
      (own: number, _: () => number, normal: () => number) => own * Math.exp(0.3 * normal()),
    ],
    [
      'without a memory',
      30,
      (own: number, random: () => number) => (-Math.log(1 - random()) * own) / Math.LN2,
    ],
    [
      'like a clock, but for holidays',
      14,
      (own: number, random: () => number, normal: () => number) =>
        own * Math.exp(0.25 * normal()) * (random() < 0.12 ? 2.5 : 1),
    ],
  ])('happens once a year or less, and not never, where gaps fall %s', (_, median, gapOf) => {
    const { alarms, years } = follow(median, gapOf);
    expect(years).toBeGreaterThan(80);
    expect(alarms / years).toBeGreaterThan(0.4);
    expect(alarms / years).toBeLessThan(1.1);
  });
});

/** A shop of customers who now and then leave; those who stayed are followed for half a year more. */
function follow(
  median: number,
  gapOf: (own: number, random: () => number, normal: () => number) => number,
): { alarms: number; years: number } {
  const start = 19_000;
  const today = start + 730;
  const followed = 180;
  const random = randomNumbers(7);
  const normal = normalNumbers(random);
  const builder = createPoolBuilder({ today, priors: new Map() });
  const stayed: { days: number[]; next: () => number }[] = [];
  for (let c = 0; c < 400; c++) {
    const own = median * Math.exp(0.4 * normal());
    const next = () => Math.max(1, Math.round(gapOf(own, random, normal)));
    const days: number[] = [];
    let isGone = false;
    for (let day = start + Math.floor(random() * 200); day < today && !isGone; day += next()) {
      days.push(day);
      isGone = random() < 0.02;
    }
    builder.addCustomer(days, `c${c}`);
    if (!isGone && days.length >= 3) stayed.push({ days, next });
  }
  const { shop } = builder.build();
  let alarms = 0;
  let years = 0;
  for (const { days, next } of stayed) {
    const first = days.at(-1) ?? today;
    let day = first;
    while (day < first + followed) {
      const gap = next();
      const { lapseAfterDays } = forecastLapse({ rhythm: { orderDays: days }, shop, today: day });
      if (lapseAfterDays !== null && gap >= lapseAfterDays) alarms++;
      day += gap;
      days.push(day);
    }
    years += (day - first) / 365;
  }
  return { alarms, years };
}
