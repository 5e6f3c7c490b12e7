import { describe, expect, test } from 'vitest';
import { dayNumber } from '~/base/lib/days';
import { readShopSettings } from '~/base/settings/shop-settings';
import { dayEffect, type SentOn } from '~/office/last-month/day-effect';

const shop = { countryCode: 'DE', settings: readShopSettings({}) };
/** 2026-06-05 is a Friday. */
const on = (day: string, more: Partial<SentOn> = {}): SentOn => ({
  day: dayNumber(day),
  countryCode: null,
  kind: 'running-low',
  class: 'marketing',
  ...more,
});

describe('what days off would have done last month', () => {
  test('a day of rest is the customer’s country’s, and does not stop what is urgent', () => {
    const effect = dayEffect(
      [
        on('2026-06-05'),
        on('2026-06-05', { countryCode: 'EG' }),
        on('2026-06-07'),
        on('2026-06-07', { kind: 'recall', class: 'transactional' }),
      ],
      shop,
    );
    expect(effect.atRest).toBe(2);
  });

  test('a closed day moves everything but what is urgent, a campaign only marketing', () => {
    const effect = dayEffect(
      [
        on('2026-06-05'),
        on('2026-06-05'),
        on('2026-06-05', { kind: 'thank-you', class: 'relationship' }),
        on('2026-06-05', { kind: 'warranty-expiry', class: 'transactional' }),
        on('2026-06-05', { kind: 'late-order', class: 'transactional' }),
        on('2026-06-08'),
      ],
      shop,
    );
    expect(effect.onDay).toEqual({ '2026-06-05': 4, '2026-06-08': 1 });
    expect(effect.onWeekday).toEqual([1, 0, 0, 0, 2, 0, 0]);
  });

  test('is nothing without mails', () => {
    expect(dayEffect([], shop)).toEqual({ atRest: 0, onDay: {}, onWeekday: [0, 0, 0, 0, 0, 0, 0] });
  });
});
