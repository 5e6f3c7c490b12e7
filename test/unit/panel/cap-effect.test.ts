import { describe, expect, test } from 'vitest';
import { capEffect } from '~/office/last-month/cap-effect';

const caps = { perWeek: 2, perMonth: 4, marketingPerWeek: 1 };
const mails = (...days: number[]) => days.map((on) => ({ on, class: 'relationship' as const }));

describe('what a cap would have done last month', () => {
  test('is counted by customer, in the order in which the mails went', () => {
    const { moved, mails: all } = capEffect(
      [
        { customers: 1, mails: mails(100, 103, 112) },
        { customers: 1, mails: mails(100) },
      ],
      caps,
    );
    expect(all).toBe(4);
    // One a week: the second of two within four days moves; the third is nine days later.
    expect(moved.perWeek).toMatchObject({ 1: 1, 2: 0, 7: 0 });
    // One in 30 days: both later ones.
    expect(moved.perMonth).toMatchObject({ 1: 2, 2: 1, 3: 0 });
    expect(moved.marketingPerWeek['0']).toBe(0);
  });

  test('counts customers who got the same mails each for themselves', () => {
    const { moved, mails: all } = capEffect([{ customers: 7, mails: mails(100, 103) }], caps);
    expect(all).toBe(14);
    expect(moved.perWeek).toMatchObject({ 1: 7, 2: 0 });
  });

  test('moves no mail for standing close to one of another class: that is no cap', () => {
    const sent = [{ customers: 1, mails: [...mails(100), { on: 101, class: 'marketing' as const }] }];
    expect(capEffect(sent, { ...caps, marketingPerWeek: 7 }).moved.perWeek).toMatchObject({ 1: 1, 2: 0 });
  });

  test('is nothing without mails', () => {
    expect(capEffect([], caps).moved.perWeek['1']).toBe(0);
  });
});
