import { describe, expect, it } from 'vitest';
import { calibrationRows, compareRules } from '~/office/reports/judge-score';

const compared = (difference: number, standardError: number | null, reorderingCustomers = 41) =>
  compareRules({
    reorderingCustomers,
    ahead: {
      'product-median': { difference, standardError },
      'fixed-delay': { difference: 0, standardError },
    },
  })[0];

describe('the difference to a simpler rule', () => {
  it('can be chance while its bounds hold zero', () => {
    expect(compared(-0.04, 0.041)).toMatchObject({
      against: 'product-median',
      verdict: 'chance',
      difference: -0.04,
    });
    const { from, to } = compared(-0.04, 0.041) as { from: number; to: number };
    expect([from, to].map((share) => Math.round(share * 1000))).toEqual([-120, 40]);
  });

  it('means something when they do not, to either side', () => {
    expect(compared(0.06, 0.02)).toMatchObject({ verdict: 'ahead' });
    expect(compared(-0.06, 0.02)).toMatchObject({ verdict: 'behind' });
  });

  it('is not judged with fewer than 30 customers, or with one', () => {
    expect(compared(0.4, 0.01, 29)).toEqual({ against: 'product-median', verdict: 'too-few' });
    expect(compared(0.4, null)).toEqual({ against: 'product-median', verdict: 'too-few' });
  });
});

it('what was said is outside what came only beyond what chance allows for so many customers', () => {
  const row = { said: 0.3, came: 0.5, count: 400 };
  // R: prop.test(8, 16, correct = FALSE) gives 0.2800 to 0.7200; prop.test(200, 400, correct = FALSE) 0.4512 to 0.5488.
  const [few, many] = calibrationRows({
    reorderingCustomers: 30,
    calibration: [
      { ...row, customers: 16 },
      { ...row, customers: 400 },
    ],
  });
  expect([few?.isWithin, many?.isWithin]).toEqual([true, false]);
  expect([few?.from, few?.to, many?.from, many?.to].map((share) => share?.toFixed(4))).toEqual([
    '0.2800',
    '0.7200',
    '0.4512',
    '0.5488',
  ]);
});

it('nothing is said of what came by fewer than 30 customers who reordered, or in a row of fewer than 10', () => {
  const rows = (reorderingCustomers: number) =>
    calibrationRows({
      reorderingCustomers,
      calibration: [
        { said: 0.1, came: 0.1, count: 60, customers: 40 },
        { said: 0.66, came: 0.86, count: 20, customers: 9 },
      ],
    });
  expect(rows(29)).toEqual([]);
  expect(rows(30).map(({ said }) => said)).toEqual([0.1]);
});
