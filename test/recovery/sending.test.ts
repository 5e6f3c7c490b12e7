import { describe, expect, it } from 'vitest';
import { unknownProviderLimits } from '~/base/vocabulary/mail-providers';
import { acrossShops } from '~/db.server';
import type { SendingPoint } from '~/sending/pause-at.server';
import { deliveriesDone, sweepDue } from '~/sending/sweep-due.server';
import { makeDueCustomers, makeSendingShop, readMails } from '../factories/sending-shop';
import type { MailServer } from '../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../support/move-clock';
import { openMailServer } from '../support/open-mail-server';
import { startSender } from '../support/start-sender';

moveClock(WEDNESDAY_NOON);
let server: MailServer;

openMailServer((started) => {
  server = started;
});

async function planned(count: number): Promise<bigint> {
  const shopId = await makeSendingShop({ smtp: server.settings });
  await makeDueCustomers(shopId, count);
  return shopId;
}

/** The time that a dead worker's lease has left passes. */
async function leasesRunOut(): Promise<void> {
  await acrossShops('sweep', (sql) =>
    sql.run(
      `UPDATE mail SET lease_until = now() - interval '1 second' WHERE state = 'sending' AND lease_until IS NOT NULL`,
    ),
  );
}

async function sweep(): Promise<void> {
  await sweepDue();
  await deliveriesDone();
}

async function statesOf(shopId: bigint): Promise<Record<string, number>> {
  const rows = await acrossShops('metrics', (sql) =>
    sql.rows<{ state: string; count: bigint }>(
      'SELECT state, count(*) FROM message WHERE shop_id = $1 GROUP BY state ORDER BY state',
      shopId,
    ),
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

const MAILS = 4;

async function killedAt(point: SendingPoint): Promise<bigint> {
  const shopId = await planned(MAILS);
  const sender = await startSender({ SENDING_PAUSE_AT: point });
  sender.go();
  await sender.says(`paused at ${point}`, MAILS);
  // The dot leaves the process a moment after the sender let go of it: that it went out, the server says.
  if (point === 'dot') await received(MAILS);
  await sender.kill();
  await leasesRunOut();
  await sweep();
  return shopId;
}

async function received(count: number): Promise<void> {
  await expect.poll(() => server.received.length, { timeout: 20_000 }).toBe(count);
}

describe('a worker that is killed', () => {
  it.each(['claimed', 'connecting', 'envelope', 'body'] as const)(
    'at %s: its mails are sent by the next one, once',
    async (point) => {
      const shopId = await killedAt(point);
      expect(await statesOf(shopId)).toEqual({ sent: MAILS });
      expect(server.received.map(({ to }) => to).sort()).toEqual(
        Array.from({ length: MAILS }, (_, i) => `ada${i}@buyer.example`),
      );
      expect((await readMails(shopId)).map(({ fence, attempts }) => ({ fence, attempts }))).toEqual(
        Array.from({ length: MAILS }, () => ({ fence: 2, attempts: 2 })),
      );
    },
  );

  it('after committing and before the dot: unconfirmed, not delivered, and nobody sends it again', async () => {
    const shopId = await killedAt('committing');
    expect(await statesOf(shopId)).toEqual({ unconfirmed: MAILS });
    await sweep();
    expect(server.received).toHaveLength(0);
  });

  it.each(['dot', 'answered'] as const)('at %s: unconfirmed, and delivered once', async (point) => {
    const shopId = await killedAt(point);
    expect(await statesOf(shopId)).toEqual({ unconfirmed: MAILS });
    await sweep();
    await received(MAILS);
    expect(new Set(server.received.map(({ to }) => to)).size).toBe(MAILS);
  });
});

describe('a worker that is killed with many answers unsaved', () => {
  it('leaves no more than 32 mails of a shop unconfirmed; the others are sent by the next one, once', async () => {
    const count = 50;
    const shopId = await planned(count);
    const sender = await startSender({ SENDING_PAUSE_AT: 'answered' });
    sender.go();
    // The server has answered to all that may be open; the connections carry the next ones up to their dot.
    const atTheDot = async () => (await readMails(shopId)).filter(({ phase }) => phase === 'body').length;
    await expect
      .poll(async () => ({ answered: server.received.length, atTheDot: await atTheDot() }), {
        timeout: 20_000,
      })
      .toEqual({ answered: 32, atTheDot: unknownProviderLimits.connections });
    await sender.kill();
    await leasesRunOut();
    await sweep();
    expect(await statesOf(shopId)).toEqual({ sent: count - 32, unconfirmed: 32 });
    expect(new Set(server.received.map(({ to }) => to)).size).toBe(count);
    expect(server.received).toHaveLength(count);
  });
});

describe('two workers at once', () => {
  it('send 2,000 messages once each', async () => {
    const shopId = await planned(2000);
    const [a, b] = await Promise.all([startSender(), startSender()]);
    a.go();
    b.go();
    await expect.poll(() => statesOf(shopId), { timeout: 200_000, interval: 500 }).toEqual({ sent: 2000 });
    await Promise.all([a.kill(), b.kill()]);
    expect(server.received).toHaveLength(2000);
    expect(new Set(server.received.map(({ to }) => to)).size).toBe(2000);
  });
});

const MAILS_A_KILL = 40;

async function openOf(shopId: bigint): Promise<number> {
  const { planned = 0, sending = 0 } = await statesOf(shopId);
  return planned + sending;
}

describe('a worker that is killed again and again', () => {
  it('at 12 random moments of 480 sends loses none and doubles none', { timeout: 900_000 }, async () => {
    const kills = Number(process.env.RANDOM_KILLS ?? 12);
    const count = MAILS_A_KILL * kills;
    const shopId = await planned(count);
    const random = seeded(20261122);
    const next = () => startSender();
    const spares = [next(), next()];
    let killed = 0;
    for (; killed < kills && (await openOf(shopId)) > 0; killed++) {
      const sender = await (spares.shift() ?? next());
      spares.push(next());
      // By how far it has come and not by the time: on a busy machine, too, each kill finds mails on their way.
      const enough = server.received.length + 1 + Math.floor(random() * MAILS_A_KILL);
      sender.go();
      await expect
        .poll(async () => server.received.length >= enough || (await openOf(shopId)) === 0, {
          timeout: 120_000,
          interval: 10,
        })
        .toBe(true);
      await new Promise((resolve) => setTimeout(resolve, random() * 30));
      await sender.kill();
      await leasesRunOut();
    }
    expect(killed, 'kills that found something on its way').toBeGreaterThan(kills * 0.8);
    for (const spare of spares) await (await spare).kill();
    for (;;) {
      await leasesRunOut();
      await sweep();
      if ((await openOf(shopId)) === 0) break;
    }
    const states = await statesOf(shopId);
    const received = new Map<string, number>();
    for (const { to } of server.received) received.set(to, (received.get(to) ?? 0) + 1);
    expect((states.sent ?? 0) + (states.unconfirmed ?? 0), 'none is lost').toBe(count);
    expect(
      [...received.values()].filter((times) => times > 1),
      'none is doubled',
    ).toEqual([]);
    expect(received.size, 'what is sent was received').toBeGreaterThanOrEqual(states.sent ?? 0);
    // A crash hits the few that are between their commit and their answer, never the whole run.
    expect(states.sent).toBeGreaterThan(states.unconfirmed ?? 0);
  });
});

/** Park and Miller's generator: the same moments in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
