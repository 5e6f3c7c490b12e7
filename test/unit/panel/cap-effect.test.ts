import { describe, expect, test } from 'vitest';
import { capEffect } from '~/office/pages/settings/cap-effect';

const caps = { perWeek: 2, perMonth: 4, marketingPerWeek: 1 };
const mail = (customerId: string, on: number) =>
  ({ customerId, on, class: 'relationship', kind: 'thank-you' }) as const;

describe('what a cap would have done last month', () => {
  test('is counted by customer, in the order in which the mails went', () => {
    const mails = [mail('a', 100), mail('a', 103), mail('b', 100), mail('a', 112)];
    const { moved, mails: all } = capEffect(mails, caps);
    expect(all).toBe(4);
    // One a week: the second of a's two within four days moves; the third is nine days later.
    expect(moved.perWeek).toMatchObject({ 1: 1, 2: 0, 7: 0 });
    // One in 30 days: both later ones of a.
    expect(moved.perMonth).toMatchObject({ 1: 2, 2: 1, 3: 0 });
    expect(moved.marketingPerWeek['0']).toBe(0);
  });

  test('is nothing without mails', () => {
    expect(capEffect([], caps).moved.perWeek['1']).toBe(0);
  });
});
