import { describe, expect, it } from 'vitest';
import { DAY_MS } from '~/base/lib/days';
import { purchaseHistoryOf } from '~/insight/learning/history/purchase-history-of';
import { nothingBeside, type RunOutFacts, waitsOf } from '~/insight/learning/history/run-outs';
import { daysLasted } from '~/insight/model/reorder';
import { foldedOrder } from '../../factories/folded-order';

const [A, B] = [1n, 2n];
const asSubstitute = new Map([[A, B]]);
const bothWays = new Map([
  [A, B],
  [B, A],
]);

const plenty = (day: number, needId = A) => ({ needId, answer: 'still_plenty', day });
const out = (day: number, needId = A) => ({ needId, answer: 'running_out_sooner', day });
const gone = (from: number, until: number | null) =>
  waitsOf(
    [{ variant: 'v1', from: from * DAY_MS, until: until === null ? null : until * DAY_MS }],
    (ms) => ms / DAY_MS,
  );

/** @param bought days by need @returns the gaps in days that a need teaches */
function taught(
  bought: readonly (readonly [bigint, readonly number[]])[],
  facts: Partial<RunOutFacts>,
  needId = A,
): number[] {
  const orders = bought
    .flatMap(([need, days]) => days.map((day) => ({ day, need })))
    .sort((a, b) => a.day - b.day)
    .map(foldedOrder);
  const history = purchaseHistoryOf(orders, { ...nothingBeside, ...facts }).needs.get(needId);
  const real = bought.find(([need]) => need === needId)?.[1] ?? [];
  const purchases = history?.purchases ?? [];
  expect(purchases.map(({ day }) => day)).toEqual(real);
  return purchases.slice(1).map((next, at) => daysLasted(purchases[at] ?? next, next));
}

describe('a substitute that was bought in between', () => {
  it('ends the gap: what came after was served by the other', () => {
    const bought = [
      [A, [0, 60, 90]],
      [B, [28]],
    ] as const;
    expect(taught(bought, { substituteOf: asSubstitute })).toEqual([28, 30]);
    expect(taught(bought, {})).toEqual([60, 30]);
  });

  it('of several the first, and in each gap its own', () => {
    const bought = [
      [A, [0, 90, 120, 180]],
      [B, [30, 60, 145]],
    ] as const;
    expect(taught(bought, { substituteOf: asSubstitute })).toEqual([30, 30, 25]);
  });

  it('after the last purchase moves nothing: that gap is open', () => {
    const bought = [
      [A, [0, 30]],
      [B, [60, 90]],
    ] as const;
    expect(taught(bought, { substituteOf: asSubstitute })).toEqual([30]);
  });

  it('on one day with it, or within three days, was bought beside it and not instead', () => {
    for (const day of [0, 1, 3, 30])
      expect(
        taught(
          [
            [A, [0, 30]],
            [B, [day]],
          ],
          { substituteOf: asSubstitute },
        ),
      ).toEqual([30]);
    expect(
      taught(
        [
          [A, [0, 30]],
          [B, [2, 20]],
        ],
        { substituteOf: asSubstitute },
      ),
    ).toEqual([20]);
  });

  it('teaches its own pace from two packs of it, and not that of a need which the first one served again', () => {
    // A for 30 days, B for 30, B for 30, A for 30 twice, then B: ninety days lie between its second and third pack.
    const bought = [
      [A, [0, 90, 120]],
      [B, [30, 60, 150]],
    ] as const;
    expect(taught(bought, { substituteOf: asSubstitute }, B)).toEqual([30, 30]);
    expect(taught(bought, { substituteOf: bothWays }, B)).toEqual([30, 30]);
    expect(taught(bought, {}, B)).toEqual([30, 90]);
  });

  it('that was nobody’s stand-in, bought before the other ever was, keeps its gap unless the merchant says both ways', () => {
    const bought = [
      [A, [30]],
      [B, [0, 60]],
    ] as const;
    expect(taught(bought, { substituteOf: asSubstitute }, B)).toEqual([60]);
    expect(taught(bought, { substituteOf: bothWays }, B)).toEqual([30]);
  });

  it('pooled with what it replaces is no substitute any more', () => {
    expect(taught([[A, [0, 30, 60]]], { substituteOf: new Map([[A, A]]) })).toEqual([30, 30]);
  });
});

describe('a word between two purchases', () => {
  const bought = [[A, [0, 60]]] as const;

  it('"I am out" ends the gap on that day, the first of several', () => {
    expect(taught(bought, { words: [out(41), out(50)] })).toEqual([41]);
  });

  it('"I still have plenty" moves nothing where only the next purchase tells of the end', () => {
    expect(taught(bought, { words: [plenty(41)] })).toEqual([60]);
  });

  it('the later word counts', () => {
    expect(taught(bought, { words: [out(20), plenty(30)] })).toEqual([60]);
    expect(taught(bought, { words: [out(20), plenty(30), out(44)] })).toEqual([44]);
  });

  it('of another need, of another answer, or on a day of purchase or in the three days after it says nothing', () => {
    const words = [
      out(30, B),
      { needId: A, answer: 'all_fine', day: 30 },
      out(0),
      out(3),
      out(60),
      out(70),
      plenty(80),
    ];
    expect(taught(bought, { words })).toEqual([60]);
  });

  it('outweighs the substitute: not out before they said so, and longer than they had plenty', () => {
    const bought = [
      [A, [0, 60]],
      [B, [20]],
    ] as const;
    const with_ = (words: RunOutFacts['words']) => taught(bought, { substituteOf: asSubstitute, words });
    expect(with_([])).toEqual([20]);
    expect(with_([out(33)])).toEqual([33]);
    expect(with_([plenty(33)])).toEqual([34]);
    expect(with_([plenty(12)])).toEqual([20]);
  });

  it('outweighs the wait for stock: its middle is that of what was left of it', () => {
    const bought = [[A, [0, 46]]] as const;
    const with_ = (words: RunOutFacts['words']) => taught(bought, { waits: gone(25, 45), words });
    expect(with_([])).toEqual([35]);
    expect(with_([plenty(31)])).toEqual([38]);
    expect(with_([plenty(45)])).toEqual([46]);
    expect(with_([out(40)])).toEqual([40]);
  });
});

describe('a time without stock', () => {
  it('is taken out of the gap that it lengthened, from its middle on', () => {
    expect(taught([[A, [0, 46, 70]]], { waits: gone(25, 45) })).toEqual([35, 24]);
  });

  it('is not, when it was short, is not over, or was long over when they came', () => {
    expect(taught([[A, [0, 46]]], { waits: gone(43, 45) })).toEqual([46]);
    expect(taught([[A, [0, 46]]], { waits: gone(25, null) })).toEqual([46]);
    expect(taught([[A, [0, 46]]], { waits: gone(10, 31) })).toEqual([46]);
  });

  it('takes no longer to be known where there were thousands of them', () => {
    const rows = Array.from({ length: 40_000 }, (_, nr) => ({
      variant: 'v1',
      from: nr * 5 * DAY_MS,
      until: (nr * 5 + 4) * DAY_MS,
    }));
    const startedAt = performance.now();
    expect(taught([[A, [0, 15]]], { waits: waitsOf(rows, (ms) => ms / DAY_MS) })).toEqual([7]);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });

  it('and the substitute that was bought in it: the sooner of both', () => {
    const bought = [
      [A, [0, 46]],
      [B, [29]],
    ] as const;
    expect(taught(bought, { waits: gone(25, 45), substituteOf: asSubstitute })).toEqual([29]);
  });
});
