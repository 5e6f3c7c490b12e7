import { expect, test } from 'vitest';
import { countShorter } from '~/components/settings/last-month/count-shorter';

const cycles = [
  { days: 12, count: 2 },
  { days: 14, count: 1 },
  { days: 21, count: 4 },
  { days: 60, count: 8 },
];

test('what left last month was not shorter than the bound that is stored, whatever its two dates say', () => {
  expect(countShorter(cycles, 14, 14)).toBe(0);
  expect(countShorter(cycles, 7, 14)).toBe(0);
  expect(countShorter(cycles, 20, 20)).toBe(0);
});

test('a greater bound leaves out what is shorter, and not what is just as long', () => {
  expect(countShorter(cycles, 15, 14)).toBe(3);
  expect(countShorter(cycles, 21, 14)).toBe(3);
  expect(countShorter(cycles, 22, 14)).toBe(7);
  expect(countShorter(cycles, 60, 7)).toBe(7);
});
