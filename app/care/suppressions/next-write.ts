import { DAY_MS } from '~/base/lib/days';

const SHORTEST_MS = 2 * 60_000;

/**
 * When a consent that is tried at `at` is offered to Shopify again, should this try come to nothing: after as long as it
 * has been owed by then, so that each pause is twice the one before, from two minutes to a day. Never given up.
 *
 * @example nextWriteAt(new Date('2026-03-01T12:00:00Z'), new Date('2026-03-01T13:00:00Z')) // 14:00
 */
export function nextWriteAt(owedSince: Date, at: Date): Date {
  const owedMs = at.getTime() - owedSince.getTime();
  return new Date(at.getTime() + Math.min(Math.max(owedMs, SHORTEST_MS), DAY_MS));
}
