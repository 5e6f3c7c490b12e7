import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { startWorkers } from '~/base/queue/workers.server';
import { sqlInShop } from '~/db.server';
import { reconcileShop } from '~/jobs/reconcile-shop';
import { scheduleShops } from '~/jobs/schedule-shops';
import { closeRelays } from '~/sending/channels/email/relay-pool.server';
import { deliveriesDone, sweepDue } from '~/sending/sweep-due.server';
import {
  makeCustomer,
  makeMessage,
  makeSendingShop,
  readMessage,
  readTransitions,
} from '../../factories/sending-shop';
import type { RunningStore } from '../../store/start-store';
import { connectStore } from '../../support/intake/connected-store';
import { type MailServer, startMailServer } from '../../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';

moveClock(WEDNESDAY_NOON);
let server: MailServer;
let store: RunningStore;

beforeAll(async () => {
  server = await startMailServer();
  store = await connectStore();
});
afterAll(async () => {
  closeRelays();
  await server.stop();
  await store.stop();
});
afterEach(() => {
  server.received.length = 0;
});

/** A shop that the store knows, whose last reconcile was 20 minutes ago, with a reminder that is due. */
async function lateShop() {
  const shopId = await makeSendingShop({ smtp: server.settings });
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE shop SET domain = $2, reconciled_through = $3::timestamptz - interval '20 minutes' WHERE id = $1`,
      store.shopDomain,
      new Date(WEDNESDAY_NOON),
    ),
  );
  const customerId = await makeCustomer(shopId);
  const messageId = await makeMessage(shopId, { customerId, kind: 'running-low' });
  return { shopId, messageId };
}

/** Hands the domain to the next test's shop. */
async function forget(shopId: bigint): Promise<void> {
  await sqlInShop(shopId, (sql) => sql.run(`UPDATE shop SET domain = 'gone-' || id WHERE id = $1`));
}

async function sweep(): Promise<void> {
  await sweepDue();
  await deliveriesDone();
}

it('marketing that finds the reconcile late goes out right after the next one, not at a fixed time', async () => {
  const { shopId, messageId } = await lateShop();
  await sweep();
  const waiting = await readMessage(shopId, messageId);
  expect(waiting).toMatchObject({ state: 'planned' });
  expect(waiting.why?.at(-1)).toMatchObject({ code: 'held-not-reconciled' });
  await sweep();
  expect(server.received).toHaveLength(0);

  await reconcileShop({ shopId: String(shopId) });
  await deliveriesDone();
  expect(server.received).toHaveLength(1);
  const sent = await readMessage(shopId, messageId);
  expect(sent.state).toBe('sent');
  expect(sent.why?.map(({ code }) => code) ?? []).not.toContain('held-not-reconciled');
  expect((await readTransitions(shopId, messageId)).map(({ to, code }) => `${to} ${code}`)).toEqual([
    'sending claimed',
    'planned held-not-reconciled',
    'planned hold-ended',
    'sending claimed',
    'sent sent',
  ]);
  await forget(shopId);
});

it('asks for that reconcile itself: with a worker, the mail goes out without anybody’s help', async () => {
  const { shopId, messageId } = await lateShop();
  const nothing = async () => {};
  const workers = await startWorkers({
    'carry-out-batch': nothing,
    'carry-out-dry-run': nothing,
    'carry-out-privacy-request': nothing,
    'continue-backfill': nothing,
    'count-found': nothing,
    'daily-sweep': nothing,
    'feed-queue': nothing,
    housekeeping: nothing,
    'project-inbox': nothing,
    'read-inbound': nothing,
    'reconcile-shop': reconcileShop,
    'refetch-order': nothing,
    'replan-customer': nothing,
    'schedule-shops': scheduleShops,
    'send-due': nothing,
    'start-backfill': nothing,
    'sweep-due': nothing,
    'sweep-stages': nothing,
    'write-consent': nothing,
  });
  await sweep();
  await expect
    .poll(async () => (await readMessage(shopId, messageId)).state, { timeout: 150_000 })
    .toBe('sent');
  expect(server.received).toHaveLength(1);
  await workers.close();
  await forget(shopId);
}, 200_000);
