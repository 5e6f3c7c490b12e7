import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leavePlanAlone } from '../factories/leave-plan-alone';
import { makeCustomers, makeMessages, makeSendingShop } from '../factories/sending-shop';
import { type BuiltStack, startBuiltStack } from '../support/built-stack';
import { firstOrders, straysOf } from '../support/first-orders';
import { type MailServer, startMailServer } from '../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../support/move-clock';
import { postWebhooks } from '../support/post-webhooks';
import { isAnswering, onServer } from '../support/postgres-server';
import { until } from '../support/until';

const MESSAGES = 2_000;
const KILLS = 50;
/** The messages fall due over this time, so that every kill finds some on their way; what is left then is due at once. */
const RUN_MS = 400_000;
/** A kill waits so long for mails since the one before, so that it meets a worker that sends. */
const PATIENCE_MS = 15_000;
/** An order is four webhooks, of a shop of their own: what they become is no part of the run of sends. */
const ORDER_EVERY_MS = 500;
const SEED = Number(process.env.KILL_SEED ?? Math.floor(Math.random() * 1e9));

const clock = moveClock(WEDNESDAY_NOON);
let stack: BuiltStack;
let queueEmptied = 0;
let mailServer: MailServer;

beforeAll(async () => {
  mailServer = await startMailServer();
  stack = await startBuiltStack({ queue: 'postgres', env: { SWEEP_SECONDS: '2', CLOCK_FILE: clock.file } });
}, 300_000);

afterAll(async () => {
  await stack?.stop();
  await mailServer?.stop();
});

it(`50 random kills of web, worker, database and queue in a run of 2,000 sends lose none and double none, and no webhook that was answered (seed ${SEED})`, async () => {
  const shopId = await planned();
  const ordersShopId = await makeSendingShop();
  await leavePlanAlone(ordersShopId);
  const orders = firstOrders(`shop-${ordersShopId}.myshopify.com`);
  const poster = postWebhooks(stack.webUrl);
  await stack.start('server');
  await stack.start('worker');

  const timer = setInterval(() => orders.next().forEach(poster.post), ORDER_EVERY_MS);
  const chance = chanceFrom(SEED);
  let before = 0;
  let meetingNone = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const taken = () => Promise.resolve(mailServer.received.length > before);
    await until('mails are taken again', taken, PATIENCE_MS).catch(() => {
      meetingNone += 1;
    });
    await pause(chance() * 300);
    before = mailServer.received.length;
    await killOne(chance());
  }
  await clock.moveTo(new Date(new Date(WEDNESDAY_NOON).getTime() + RUN_MS + 60_000));
  clearInterval(timer);
  await poster.allAnswered();

  // A dead worker's leases have to run out by themselves: nothing is helped along here.
  // If some never do, the rows below say which, and how far they came.
  await until('every message has its end', async () => (await open(shopId)) === 0, 300_000).catch(() => {});

  const ids = [...poster.posts.keys()];
  const whole = { webhooks: [], customers: [], found: orders.count };
  const strays = () => straysOf(stack.databaseUrl, { shopId: ordersShopId, ids });
  const settled = async () => isDeepStrictEqual(await strays(), whole);
  await until('each webhook is projected and planned for', settled, 60_000).catch(() => {});
  expect(ids).toHaveLength(orders.count * 4);
  expect(await strays()).toEqual(whole);

  const rows = await outcomes(shopId);
  const doubled = rows.filter(({ received }) => received > 1);
  const lost = rows.filter(({ state, received }) => state === 'sent' && received === 0);
  const unexplained = rows.filter(({ state }) => state !== 'sent' && state !== 'unconfirmed');
  const unconfirmed = rows.filter(({ state }) => state === 'unconfirmed');

  expect(stack.endedByThemselves).toEqual([]);
  expect(queueEmptied).toBeGreaterThan(0);
  expect(meetingNone).toBeLessThan(KILLS / 5);
  expect(doubled).toEqual([]);
  expect(lost).toEqual([]);
  expect(unexplained).toEqual([]);
  expect(rows).toHaveLength(MESSAGES);
  // Only mails that were between the dot and its answer when their process died stay open for a person.
  expect(unconfirmed.length, JSON.stringify(unconfirmed)).toBeLessThan(MESSAGES / 10);
}, 900_000);

async function planned(): Promise<bigint> {
  const shopId = await makeSendingShop({ smtp: mailServer.settings });
  await leavePlanAlone(shopId);
  const customers = await makeCustomers(
    shopId,
    Array.from({ length: MESSAGES }, (_, at) => ({ email: email(at) })),
  );
  const startMs = new Date(WEDNESDAY_NOON).getTime() + 5_000;
  await makeMessages(
    shopId,
    customers.map((customerId, at) => ({ customerId, dueAt: new Date(startMs + (at * RUN_MS) / MESSAGES) })),
  );
  return shopId;
}

const email = (at: number) => `ada${at}@buyer.example`;

async function killOne(chance: number): Promise<void> {
  if (chance < 0.5) {
    await stack.kill('worker');
    await startAgain('worker');
  } else if (chance < 0.65) {
    await stack.kill('server');
    await startAgain('server');
  } else if (chance < 0.8) {
    stack.killDatabase();
    await until('the database answers again', () => isAnswering(stack.databaseUrl));
  } else {
    await stack.emptyQueue();
    queueEmptied += 1;
  }
}

/** A process that finds its database gone ends with a sentence; whoever supervises it tries again. */
async function startAgain(name: 'server' | 'worker'): Promise<void> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await stack.start(name);
    } catch (error) {
      if (tries === 240) throw error;
      await pause(250);
    }
  }
}

async function open(shopId: bigint): Promise<number> {
  const { rows } = await onServer(stack.databaseUrl, (client) =>
    client.query(
      "SELECT count(*)::int AS open FROM message WHERE shop_id = $1 AND state NOT IN ('sent', 'unconfirmed', 'failed', 'expired', 'cancelled', 'skipped')",
      [shopId],
    ),
  );
  return rows[0].open;
}

/** What became of a message, and what tells why: a failing assertion prints it. */
interface Ended {
  readonly email: string;
  readonly state: string;
  /** Of its mail; null without one. */
  readonly phase: string | null;
  readonly attempts: number | null;
  /** How often the mail server took it. */
  readonly received: number;
}

async function outcomes(shopId: bigint): Promise<Ended[]> {
  const { rows } = await onServer(stack.databaseUrl, (client) =>
    client.query<Omit<Ended, 'email' | 'received'>>(
      `SELECT m.state, mail.phase, mail.attempts FROM message m LEFT JOIN mail ON mail.id = m.mail_id
       WHERE m.shop_id = $1 ORDER BY m.customer_id`,
      [shopId],
    ),
  );
  const received = new Map<string, number>();
  for (const { to } of mailServer.received) received.set(to, (received.get(to) ?? 0) + 1);
  return rows.map((row, at) => ({ email: email(at), ...row, received: received.get(email(at)) ?? 0 }));
}

/** Numbers from 0 to 1 that a seed repeats (mulberry32). */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
