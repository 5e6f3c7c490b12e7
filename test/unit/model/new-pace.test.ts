import { expect, it } from 'vitest';
import { sinceNewPace } from '~/insight/model/new-pace';
import { advancePair, noteOrders, PAIR, PAIR_WIDTH } from '~/insight/model/pair-state';
import { normalNumbers, randomNumbers } from '../../bench/model/score';

function after(gaps: readonly number[], withinVariance: number) {
  const pairs = new Float64Array(PAIR_WIDTH);
  let day = 100;
  advancePair(pairs, 0, day, 1);
  noteOrders(pairs, 0, 1);
  for (const gap of gaps) {
    day += gap;
    advancePair(pairs, 0, day, 1);
  }
  const orders = gaps.length + 1;
  return { pairs, anew: sinceNewPace({ pairs, pair: 0, orders, withinVariance }) };
}

it('three gaps at a new pace start the pair anew, with what is theirs alone', () => {
  const { pairs, anew } = after([30, 30, 30, 30, 12, 13, 12], 0.04);
  expect(anew?.[PAIR.gaps]).toBe(3);
  expect(anew?.[PAIR.sumGap]).toBe(37);
  expect(anew?.[PAIR.sumLogGap]).toBeCloseTo(Math.log(12 * 13 * 12), 12);
  expect(anew?.[PAIR.firstDay]).toBe((pairs[PAIR.lastDay] ?? 0) - 37);
  expect(anew?.[PAIR.lastDay]).toBe(pairs[PAIR.lastDay]);
  expect([...(anew ?? []).slice(PAIR.recent, PAIR.recent + 3)]).toEqual([12, 13, 12]);
  // Eight orders, of which one was before the first: as if the four after the change were all.
  expect(anew?.[PAIR.ordersAtFirst]).toBeCloseTo(8 - (3 / 7) * 7, 12);
  expect(pairs[PAIR.gaps]).toBe(7);
});

it('five gaps at the new pace are five, and the look goes no further back', () => {
  expect(after([30, 30, 30, 30, 12, 12, 12, 12, 12], 0.04).anew?.[PAIR.gaps]).toBe(5);
});

it.each([
  ['one odd gap', [30, 30, 30, 30, 30, 30, 90]],
  ['two odd gaps', [30, 31, 30, 29, 30, 12, 12]],
  ['a rhythm as it was', [30, 28, 33, 30, 27, 31, 30]],
  ['four gaps', [30, 30, 12, 12]],
])('%s leave all gaps in their place', (_, gaps) => {
  expect(after(gaps, 0.04).anew).toBeNull();
});

it('the same three gaps are chance where customers are that irregular', () => {
  expect(after([30, 30, 30, 30, 12, 12, 12], 1).anew).toBeNull();
});

it('chance alone looks like a new pace once in a thousand purchases or more rarely', () => {
  const random = randomNumbers(11);
  const normal = normalNumbers(random);
  let changed = 0;
  const looks = 20_000;
  for (let k = 0; k < looks; k++) {
    const gaps = Array.from({ length: 5 + (k % 8) }, () =>
      Math.max(1, Math.round(40 * Math.exp(0.4 * normal()))),
    );
    if (after(gaps, 0.16).anew) changed++;
  }
  expect(changed / looks).toBeLessThan(1 / 1000);
});
