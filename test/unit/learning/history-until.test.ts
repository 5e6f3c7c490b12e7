import { expect, it } from 'vitest';
import type { HistoryRows } from '~/insight/learning/history/history-rows';
import { historyUntil } from '~/insight/learning/history/history-until';

const line = { gid: 'l1', order: 'o1', quantity: 3, currentQuantity: 1 };
const back = (at: number | null, items: number) => ({ order: 'o1', at, lines: { l1: items } });

/** Two of three came back, of which one is known when. */
function linesOn(until: number, returns: ReturnType<typeof back>[]) {
  const nothing = { parcels: [], parcelEvents: [], refunds: [], stockOuts: [], variants: [], answers: [] };
  const rows = { ...nothing, customer: {}, orders: [{ gid: 'o1', at: 0 }], lines: [line], returns };
  const then = historyUntil(rows as unknown as HistoryRows, until);
  return { kept: then.lines[0]?.currentQuantity, returns: then.returns.length };
}

it('a return without a time counts from the start, as in a sweep; one of a later day is not known yet', () => {
  expect(linesOn(10, [back(null, 1), back(20, 1)])).toEqual({ kept: 2, returns: 1 });
  expect(linesOn(30, [back(null, 1), back(20, 1)])).toEqual({ kept: 1, returns: 2 });
});
