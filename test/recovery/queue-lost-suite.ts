import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, it } from 'vitest';
import { leavePlanAlone } from '../factories/leave-plan-alone';
import { makeCustomers, makeMessages, makeSendingShop } from '../factories/sending-shop';
import { type BuiltStack, startBuiltStack } from '../support/built-stack';
import { startMailServer } from '../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../support/move-clock';
import { onServer } from '../support/postgres-server';
import { until } from '../support/until';

const MESSAGES = 400;
const RUN_MS = 60_000;
const LATEST_SECONDS = 60;

/** One run in which the queue is emptied twice, and dies once where it is a server of its own. One stack a test file: its database is this process's too. */
export function describeLostQueue(queue: 'postgres' | 'redis'): void {
  let stack: BuiltStack;
  afterAll(() => stack?.stop(), 60_000);

  it(`a queue on ${queue} that is emptied ${queue === 'redis' ? 'and killed ' : ''}in mid-run loses nothing, doubles nothing, and delays nothing by more than a minute`, async () => {
    const clock = moveClock(WEDNESDAY_NOON);
    const mailServer = await startMailServer();
    // The sweep's own default: what a shop would feel.
    stack = await startBuiltStack({ queue, env: { SWEEP_SECONDS: '30', CLOCK_FILE: clock.file } });
    const shopId = await makeSendingShop({ smtp: mailServer.settings });
    await leavePlanAlone(shopId);
    const customers = await makeCustomers(
      shopId,
      Array.from({ length: MESSAGES }, (_, at) => ({ email: `ada${at}@buyer.example` })),
    );
    await clock.moveTo(WEDNESDAY_NOON);
    const firstMs = new Date(WEDNESDAY_NOON).getTime() + 10_000;
    await makeMessages(
      shopId,
      customers.map((customerId, at) => ({
        customerId,
        dueAt: new Date(firstMs + (at * RUN_MS) / MESSAGES),
      })),
    );
    await stack.start('worker');

    for (const waitMs of [15_000, 20_000]) {
      await pause(waitMs);
      await stack.emptyQueue();
    }
    await pause(5_000);
    await stack.killRedis(5_000);

    const rows = async () => {
      const found = await onServer(stack.databaseUrl, (client) =>
        client.query<{ state: string; late: number }>(
          'SELECT state, extract(epoch FROM sent_at - due_at)::float8 AS late FROM message WHERE shop_id = $1',
          [shopId],
        ),
      );
      return found.rows;
    };
    await until('all are sent', async () => (await rows()).every(({ state }) => state === 'sent'), 180_000);
    expect(new Set(mailServer.received.map(({ to }) => to)).size).toBe(MESSAGES);
    expect(mailServer.received).toHaveLength(MESSAGES);
    expect(Math.max(...(await rows()).map(({ late }) => late))).toBeLessThanOrEqual(LATEST_SECONDS);
    await mailServer.stop();
  }, 400_000);
}
