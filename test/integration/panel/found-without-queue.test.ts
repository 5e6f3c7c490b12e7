import { beforeAll, expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { addDays } from '~/base/lib/days';
import { runDroppedBy, stopRunningDropped } from '~/base/queue/enqueue-or-run.server';
import { sqlInShop } from '~/db.server';
import { keepFound, loadFound } from '~/office/first-run/found-row.server';
import { wakeOwedCounts } from '~/office/first-run/owed-counts.server';
import { makeSendingShop } from '../../factories/sending-shop';
import { freePort } from '../../support/postgres-server';

beforeAll(async () => {
  process.env.REDIS_URL = `redis://127.0.0.1:${await freePort()}`;
});

/** The shops that a worker counts itself in its next sweep. */
async function sweep(count: (shopId: bigint) => Promise<void>): Promise<string[]> {
  const counted: string[] = [];
  runDroppedBy(async (job, payload) => {
    if (job !== 'count-found' || !('shopId' in payload)) return;
    counted.push(payload.shopId);
    await count(BigInt(payload.shopId));
  });
  await wakeOwedCounts();
  await stopRunningDropped(30_000);
  return counted;
}

it('a count that is waited for is done in the next sweep, tried again where it failed, and dropped once nobody waits', async () => {
  const shopId = await makeSendingShop();
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `INSERT INTO customer (shop_id, shopify_customer_id, name_tokens, tags, number_of_orders, last_order_at)
       SELECT $1, 'gid://shopify/Customer/big' || n, '{}', '{}', 1, now() FROM generate_series(1, 3001) n`,
    ),
  );
  const key = String(shopId);
  const at = now();
  expect(await sweep(keepFound)).toEqual([]);
  expect(await loadFound(shopId, at)).toEqual({
    found: null,
    foundAt: null,
    isCounting: true,
    isQueueAway: true,
  });
  expect(await sweep(() => Promise.reject(new Error('too slow')))).toEqual([key]);
  expect(await sweep(keepFound)).toEqual([key]);
  const told = await loadFound(shopId, now());
  expect(told).toMatchObject({ found: { customers: 3_001 }, isCounting: false, isQueueAway: false });
  expect(told.foundAt?.getTime()).toBeGreaterThanOrEqual(at.getTime());
  expect(await sweep(keepFound)).toEqual([]);

  // Nobody came back for it since yesterday.
  await sqlInShop(shopId, (sql) => sql.run('UPDATE set_up SET found = NULL WHERE shop_id = $1'));
  await loadFound(shopId, addDays(now(), -1));
  expect(await sweep(keepFound)).toEqual([]);
  await loadFound(shopId, now());
  expect(await sweep(keepFound)).toEqual([key]);
});
