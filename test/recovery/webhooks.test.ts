import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leavePlanAlone } from '../factories/leave-plan-alone';
import { makeSendingShop } from '../factories/sending-shop';
import { type BuiltStack, startBuiltStack } from '../support/built-stack';
import { firstOrders, straysOf } from '../support/first-orders';
import { moveClock, WEDNESDAY_NOON } from '../support/move-clock';
import { postWebhooks } from '../support/post-webhooks';
import { isAnswering } from '../support/postgres-server';
import { until } from '../support/until';

const WEB_KILLS = 4;
const DATABASE_KILLS = 2;
/** An order is four webhooks: twenty of them a second. */
const ORDER_EVERY_MS = 200;

const clock = moveClock(WEDNESDAY_NOON);
let stack: BuiltStack;

beforeAll(async () => {
  stack = await startBuiltStack({ queue: 'postgres', env: { SWEEP_SECONDS: '2', CLOCK_FILE: clock.file } });
}, 300_000);
afterAll(() => stack?.stop());

it('a webhook that was answered with 200 is in the inbox once, is projected and planned for, however web and database die', async () => {
  const shopId = await makeSendingShop();
  await leavePlanAlone(shopId);
  const orders = firstOrders(`shop-${shopId}.myshopify.com`);
  const poster = postWebhooks(stack.webUrl);
  const postOrder = () => orders.next().forEach(poster.post);
  await stack.start('server');
  await stack.start('worker');

  const timer = setInterval(postOrder, ORDER_EVERY_MS);
  for (let kill = 0; kill < WEB_KILLS + DATABASE_KILLS; kill += 1) {
    await pause(1_000);
    // So many at once that the kill finds some unread, some in their transaction, some committed and not answered.
    for (let more = 0; more < 3; more += 1) postOrder();
    await pause(kill * 2);
    if (kill % 3 === 2) {
      stack.killDatabase();
      await until('the database answers again', () => isAnswering(stack.databaseUrl), 60_000);
    } else {
      await stack.kill('server');
      await stack.start('server');
    }
  }
  clearInterval(timer);
  await poster.allAnswered();

  const ids = [...poster.posts.keys()];
  expect(ids).toHaveLength(orders.count * 4);
  // Posts met a dead process, and most met a living one.
  const again = [...poster.posts.values()].filter((posts) => posts > 1);
  expect(again.length).toBeGreaterThanOrEqual(WEB_KILLS + DATABASE_KILLS);
  expect(again.length).toBeLessThan(ids.length);

  const whole = { webhooks: [], customers: [], found: orders.count };
  const strays = () => straysOf(stack.databaseUrl, { shopId, ids });
  const settled = async () => isDeepStrictEqual(await strays(), whole);
  await until('each is projected and planned for', settled, 120_000).catch(() => {});
  expect(await strays()).toEqual(whole);
  expect(stack.endedByThemselves).toEqual([]);
}, 600_000);
