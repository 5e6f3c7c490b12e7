import { expect, test } from 'vitest';
import { knowledgeDays } from '~/office/dry-run/knowledge-days';

test('what the shop knew is built every 30 days, in the last four weeks every 7, and on the first and last day', () => {
  expect(knowledgeDays(0, 100)).toEqual([0, 12, 42, 72, 79, 86, 93, 100]);
  expect(knowledgeDays(20, 23)).toEqual([20, 23]);
  expect(knowledgeDays(20, 20)).toEqual([20]);
});

test('no knowledge of a year is older than 30 days', () => {
  const days = knowledgeDays(1_000, 1_365);
  const gaps = days.slice(1).map((day, index) => day - (days[index] ?? day));
  expect(Math.max(...gaps)).toBe(30);
});
