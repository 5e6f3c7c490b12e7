import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { makeCustomers, makeMessages, makeSendingShop } from '../factories/sending-shop';
import { type BuiltStack, startBuiltStack } from '../support/built-stack';
import { startMailServer } from '../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../support/move-clock';
import { onServer } from '../support/postgres-server';
import { hasRedis } from '../support/redis-server';
import { until } from '../support/until';

const MESSAGES = 400;
const RUN_MS = 60_000;
const LATEST_SECONDS = 60;

describe.each(['postgres', 'redis'] as const)('the queue on %s, emptied in mid-run', (queue) => {
  let stack: BuiltStack;
  afterEach(() => stack?.stop());

  it.skipIf(queue === 'redis' && !hasRedis())(
    'loses nothing, doubles nothing, and delays nothing by more than a minute',
    async () => {
      const clock = moveClock(WEDNESDAY_NOON);
      const mailServer = await startMailServer();
      // The sweep's own default: what a shop would feel.
      stack = await startBuiltStack({ queue, env: { SWEEP_SECONDS: '30', CLOCK_FILE: clock.file } });
      const shopId = await makeSendingShop({ smtp: mailServer.settings });
      const customers = await makeCustomers(
        shopId,
        Array.from({ length: MESSAGES }, (_, at) => ({ email: `ada${at}@buyer.example` })),
      );
      await stack.start('worker');
      await clock.moveTo(WEDNESDAY_NOON);
      const startMs = new Date(WEDNESDAY_NOON).getTime() + 2_000;
      await makeMessages(
        shopId,
        customers.map((customerId, at) => ({
          customerId,
          dueAt: new Date(startMs + (at * RUN_MS) / MESSAGES),
        })),
      );

      for (const waitMs of [10_000, 15_000]) {
        await pause(waitMs);
        await stack.emptyQueue();
      }

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
    },
    400_000,
  );
});
