import { describe, expect, test } from 'vitest';
import { runOutShape } from '~/components/charts/run-out-shape';

const days = {
  todayOn: '2026-06-20',
  writeOn: '2026-06-25',
  p10On: '2026-06-24',
  p25On: '2026-06-27',
  p50On: '2026-07-01',
  p75On: '2026-07-08',
  p90On: '2026-07-20',
};

const points = (path: string) =>
  [...path.matchAll(/([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => ({ x: Number(x), y: Number(y) }));

describe('the run-out curve', () => {
  test('peaks at the expected day and keeps the order of the days', () => {
    const shape = runOutShape(days);
    const top = points(shape.outline).reduce((a, b) => (b.y < a.y ? b : a));
    expect(Math.abs(top.x - shape.expectedAt)).toBeLessThan(2);
    expect(shape.todayAt).toBeLessThan(shape.writeAt ?? 0);
    expect(shape.writeAt).toBeLessThan(shape.expectedAt);
  });

  test('stays inside its box, for a certain day and for a far today alike', () => {
    for (const odd of [
      days,
      { ...days, p10On: '2026-07-01', p25On: '2026-07-01', p75On: '2026-07-01', p90On: '2026-07-01' },
      { ...days, todayOn: '2027-06-20', writeOn: null },
    ]) {
      const shape = runOutShape(odd);
      for (const { x, y } of points(shape.all + shape.range + shape.core + shape.outline)) {
        expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
        expect(x).toBeGreaterThanOrEqual(-0.01);
        expect(x).toBeLessThanOrEqual(100.01);
        expect(y).toBeGreaterThanOrEqual(0);
        expect(y).toBeLessThanOrEqual(40);
      }
    }
  });

  test('is wider on the side where the days are less certain', () => {
    const { range, expectedAt } = runOutShape(days);
    const xs = points(range).map(({ x }) => x);
    expect(Math.max(...xs) - expectedAt).toBeGreaterThan(expectedAt - Math.min(...xs));
  });
});
