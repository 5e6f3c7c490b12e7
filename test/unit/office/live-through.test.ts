import { expect, it } from 'vitest';
import { DAY_MS } from '~/base/lib/days';
import { liveThrough } from '~/office/dry-run/live-through';
import { longHistory, noPools } from '../../factories/long-history';
import { gateFacts } from '../../factories/plan-facts';

it('a life gives others their turn at least once an order, and tells at its end what would have gone out', () => {
  const until = new Date('2026-05-01T09:00:00Z');
  const from = new Date(until.getTime() - 90 * DAY_MS);
  const rows = longHistory({ orders: 20, needs: 2, from: from.getTime(), until: until.getTime() });
  const life = liveThrough({
    rows,
    facts: gateFacts({ at: until }),
    kind: 'running-low',
    from,
    until,
    known: [{ from, pools: noPools }],
  });
  let turns = 0;
  let turn = life.next();
  for (; !turn.done; turn = life.next()) turns++;
  expect(turns).toBeGreaterThanOrEqual(20);
  expect(turn.value.every(({ kind }) => kind === 'running-low')).toBe(true);
  expect(turn.value.length).toBeGreaterThan(0);
});
