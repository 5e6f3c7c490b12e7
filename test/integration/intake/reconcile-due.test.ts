import { beforeAll, expect, it } from 'vitest';
import { runDroppedBy } from '~/base/queue/enqueue-or-run.server';
import { sqlInShop } from '~/db.server';
import { scheduleShops } from '~/intake/shops/schedule-shops.server';
import { makeSendingShop } from '../../factories/sending-shop';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { freePort } from '../../support/postgres-server';

moveClock(WEDNESDAY_NOON);

// With the queue away, what a look asks for is told to us.
beforeAll(async () => {
  process.env.REDIS_URL = `redis://127.0.0.1:${await freePort()}`;
});

it('a reconcile is due three minutes before marketing would wait for it', async () => {
  const minutesAgo = async (minutes: number) => {
    const shopId = await makeSendingShop();
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `UPDATE shop SET reconciled_through = $2::timestamptz - make_interval(mins => $3::int, secs => 5) WHERE id = $1`,
        new Date(WEDNESDAY_NOON),
        minutes,
      ),
    );
    return String(shopId);
  };
  await minutesAgo(11);
  const late = await minutesAgo(12);
  const asked: string[] = [];
  runDroppedBy(async (job, payload) => {
    if (job === 'reconcile-shop' && 'shopId' in payload) asked.push(payload.shopId);
  });
  await scheduleShops();
  expect(asked).toEqual([late]);
});

it('a shop whose time zone nobody knows keeps no other from what it is due for', async () => {
  const lost = await makeSendingShop();
  const next = String(await makeSendingShop());
  await sqlInShop(lost, (sql) => sql.run(`UPDATE shop SET time_zone = 'Mars/Olympus' WHERE id = $1`));
  const asked: string[] = [];
  runDroppedBy(async (job, payload) => {
    if (job === 'daily-sweep' && 'shopId' in payload) asked.push(payload.shopId);
  });
  await expect(scheduleShops()).rejects.toThrow('1 of');
  expect(asked).toContain(next);
});
