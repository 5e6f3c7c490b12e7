import { expect, it } from 'vitest';
import { dayLists } from '~/components/home/day-lists';

const ofDay = (...kinds: [kind: 'thank-you' | 'running-low', count: number, waiting: number][]) =>
  dayLists(
    { on: '2026-06-10', kinds: kinds.map(([kind, count, waiting]) => ({ kind, count, waiting })) },
    { isToday: false, timeZone: 'UTC' },
  ).map(({ view, kinds, totals }) => ({
    view,
    holds: kinds.map(({ count }) => count),
    totals: totals.map(({ kind, count }) => `${count} ${kind}`),
  }));

it('a day counts all of a kind first, however many of them wait, and then those', () => {
  expect(ofDay(['thank-you', 5, 5])).toEqual([{ view: 'waiting', holds: [5], totals: ['5 thank-you'] }]);
  expect(ofDay(['thank-you', 5, 4])).toEqual([
    { view: 'upcoming', holds: [1], totals: ['5 thank-you'] },
    { view: 'waiting', holds: [4], totals: [] },
  ]);
  expect(ofDay(['thank-you', 5, 0])).toEqual([{ view: 'upcoming', holds: [5], totals: ['5 thank-you'] }]);
  expect(ofDay(['thank-you', 5, 5], ['running-low', 3, 0])).toEqual([
    { view: 'upcoming', holds: [3], totals: ['5 thank-you', '3 running-low'] },
    { view: 'waiting', holds: [5], totals: [] },
  ]);
  expect(ofDay()).toEqual([]);
});
