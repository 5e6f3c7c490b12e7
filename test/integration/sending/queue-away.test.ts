import { afterAll, beforeAll, expect, it } from 'vitest';
import { queueOf } from '~/base/queue/job-types';
import { type Processors, startWorkers, type Workers } from '~/base/queue/workers.server';
import { sqlInShop } from '~/db.server';
import { reconcileShop } from '~/jobs/reconcile-shop';
import { scheduleShops } from '~/jobs/schedule-shops';
import { sweepDue } from '~/jobs/sweep-due';
import { closeRelays } from '~/sending/channels/email/relay-pool.server';
import { makeCustomer, makeMessage, makeSendingShop, readMessage } from '../../factories/sending-shop';
import type { RunningStore } from '../../store/start-store';
import { connectStore } from '../../support/intake/connected-store';
import { type MailServer, startMailServer } from '../../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { freePort } from '../../support/postgres-server';

const clock = moveClock(WEDNESDAY_NOON);
let server: MailServer;
let store: RunningStore;
let workers: Workers | undefined;

beforeAll(async () => {
  process.env.REDIS_URL = `redis://127.0.0.1:${await freePort()}`;
  process.env.SWEEP_SECONDS = '1';
  server = await startMailServer();
  store = await connectStore();
});
afterAll(async () => {
  await workers?.close();
  closeRelays();
  await server.stop();
  await store.stop();
});

/** A shop that owes one piece of work of each sort that the look at all shops asks for. */
async function makeOwingShop(): Promise<bigint> {
  const shopId = await makeSendingShop();
  const customerId = await makeCustomer(shopId);
  await sqlInShop(shopId, async (sql) => {
    await sql.run(`UPDATE shop SET inbound_sealed = 'sealed' WHERE id = $1`);
    await sql.run(
      `INSERT INTO backfill (shop_id, install_epoch, subject) SELECT id, install_epoch, 'orders' FROM shop WHERE id = $1`,
    );
    await sql.run(
      `INSERT INTO privacy_request (shop_id, kind, requested_at) VALUES ($1, 'customer-export', now())`,
    );
    await sql.run(
      `UPDATE consent SET write_owed = true, next_try_at = $3 WHERE shop_id = $1 AND customer_id = $2`,
      customerId,
      new Date(WEDNESDAY_NOON),
    );
  });
  return shopId;
}

it('with the queue away a worker does by its own watch what the look at all shops asks for, and marketing goes on after more than 15 minutes', async () => {
  const shopId = await makeSendingShop({ smtp: server.settings });
  await sqlInShop(shopId, (sql) =>
    sql.run(
      'UPDATE shop SET domain = $2, reconciled_through = $3 WHERE id = $1',
      store.shopDomain,
      new Date(WEDNESDAY_NOON),
    ),
  );
  const owing = String(await makeOwingShop());
  const messageId = await makeMessage(shopId, {
    customerId: await makeCustomer(shopId),
    kind: 'running-low',
  });
  await clock.moveTo('2026-11-25T12:20:00Z');

  const done = new Set<string>();
  const noted = Object.keys(queueOf).map((job) => [
    job,
    async (payload: { shopId?: string }) => void done.add(`${job} ${payload.shopId ?? ''}`),
  ]);
  workers = await startWorkers({
    ...Object.fromEntries(noted),
    'reconcile-shop': reconcileShop,
    'schedule-shops': scheduleShops,
    'sweep-due': sweepDue,
  } as Processors);

  await expect
    .poll(async () => (await readMessage(shopId, messageId)).state, { timeout: 150_000 })
    .toBe('sent');
  expect(server.received).toHaveLength(1);
  for (const job of ['read-inbound', 'start-backfill', 'carry-out-privacy-request', 'write-consent'])
    expect(done).toContain(`${job} ${owing}`);
}, 200_000);
