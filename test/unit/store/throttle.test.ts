import { parse } from 'graphql';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { adminSchema } from '../../store/graphql/admin-schema';
import { requestedCost } from '../../store/graphql/query-cost';
import { createThrottle } from '../../store/graphql/throttle';

function costOf(query: string, variables: Record<string, unknown> = {}): number {
  const [operation] = parse(query).definitions;
  if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
  return requestedCost(operation, { schema: adminSchema().schema, fragments: {}, variables });
}

describe('the cost of a query', () => {
  it('is nothing for scalars and one point for an object', () => {
    expect(costOf('{ shop { id name } }')).toBe(1);
  });

  it('grows with the page size, whether it is written out or given as a variable', () => {
    const tenOrders = costOf('{ orders(first: 10) { nodes { id } } }');
    expect(costOf('{ orders(first: 20) { nodes { id } } }')).toBe(2 * tenOrders);
    expect(costOf('query($n: Int) { orders(first: $n) { nodes { id } } }', { n: 20 })).toBe(2 * tenOrders);
  });

  it('is at least ten for a mutation', () => {
    expect(
      costOf('mutation { flowTriggerReceive(handle: "x") { userErrors { message } } }'),
    ).toBeGreaterThanOrEqual(10);
  });
});

describe('the leaky bucket', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('refuses what it cannot pay and refills with time', () => {
    const throttle = createThrottle({ maximum: 200, restoreRate: 100 });
    expect(throttle.take(150)).toBe(true);
    expect(throttle.take(100)).toBe(false);
    vi.advanceTimersByTime(500);
    expect(throttle.take(100)).toBe(true);
    expect(throttle.status()).toEqual({ maximumAvailable: 200, currentlyAvailable: 0, restoreRate: 100 });
  });
});
