import { afterEach, describe, expect, it } from 'vitest';
import { poolsInThread, type SweptCustomer } from '~/insight/learning/pools/pool-thread.server';
import { createPoolBuilder } from '~/insight/model/reorder';

const today = 20_000;
const priors = new Map([['7', { daysPerUnit: 30 }]]);

/** Buyers of two needs, each at a pace of their own. */
function customers(count: number): SweptCustomer[] {
  return Array.from({ length: count }, (_, nr) => {
    const days = [0, 1, 2, 3, 4].map((order) => today - 200 + (nr % 13) + order * (20 + (nr % 17)));
    return {
      customerKey: String(nr),
      orderDays: days,
      needs: [
        { needKey: '7', purchases: days.map((day) => ({ day, quantity: 1 + (nr % 3) })) },
        { needKey: '8', purchases: days.slice(nr % 3).map((day) => ({ day, quantity: 1 })) },
      ],
    };
  });
}

function builtHere(all: readonly SweptCustomer[]) {
  const builder = createPoolBuilder({ today, priors });
  for (const { customerKey, orderDays, needs } of all) {
    builder.addCustomer(orderDays, customerKey);
    for (const { needKey, purchases } of needs) builder.addPair(needKey, purchases, customerKey);
  }
  return builder.build();
}

let pools: ReturnType<typeof poolsInThread>;
afterEach(() => pools.close());

describe('pools of a large shop', () => {
  it('are built in a thread of their own while this one goes on, and are the same as when built here', async () => {
    const all = customers(150);
    pools = poolsInThread({ today, priors });
    for (let at = 0; at < all.length; at += 100) pools.add(all.slice(at, at + 100));
    let isBuilt = false;
    let turns = 0;
    const built = pools.build().finally(() => {
      isBuilt = true;
    });
    while (!isBuilt) {
      turns += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(turns, 'this thread took its turns meanwhile').toBeGreaterThan(1);
    expect(await built).toEqual(builtHere(all));
  });

  it('fail with the thread, and not silently', async () => {
    pools = poolsInThread({ today, priors });
    pools.add(customers(150));
    const built = pools.build();
    await Promise.all([expect(built).rejects.toThrow('ended with'), pools.close()]);
  });
});

describe('pools of a small shop', () => {
  it('need no thread', async () => {
    pools = poolsInThread({ today, priors });
    const all = customers(20);
    pools.add(all);
    expect(await pools.build()).toEqual(builtHere(all));
  });
});
