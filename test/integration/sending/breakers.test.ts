import { beforeEach, describe, expect, it } from 'vitest';
import { sqlInShop } from '~/db.server';
import { loadStops, resumeSending } from '~/office/pages/home/stopped.server';
import { loadSenderHealth } from '~/sending/sender-health.server';
import { deliveriesDone, sweepDue } from '~/sending/sweep-due.server';
import { makeCustomers, makeMessages, makeSendingShop, readMessage } from '../../factories/sending-shop';
import type { MailServer } from '../../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { openMailServer } from '../../support/open-mail-server';

const clock = moveClock(WEDNESDAY_NOON);
let server: MailServer;

openMailServer((started) => {
  server = started;
});
beforeEach(async () => {
  await clock.moveTo(WEDNESDAY_NOON);
});

/** One due message to each address, sent. */
async function send(shopId: bigint, emails: readonly string[]): Promise<bigint[]> {
  const customers = await makeCustomers(
    shopId,
    emails.map((email) => ({ email })),
  );
  const ids = await makeMessages(
    shopId,
    customers.map((customerId) => ({ customerId })),
  );
  await sweepDue();
  await deliveriesDone();
  return ids;
}

const people = (word: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${word}${at}@buyer.example`);

async function causes(shopId: bigint): Promise<string[]> {
  return (await sqlInShop(shopId, loadStops)).map(({ cause }) => cause);
}

async function tasks(shopId: bigint): Promise<string[]> {
  const rows = await sqlInShop(shopId, (sql) =>
    sql.rows<{ task: string }>(
      `SELECT kind || ' ' || state AS task FROM task WHERE shop_id = $1 ORDER BY created_at, id`,
    ),
  );
  return rows.map(({ task }) => task);
}

describe('addresses that a mail server does not know', () => {
  it('three of the last hundred warn, five stop everything until a person resumes', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    await send(shopId, people('unknown', 3));
    expect(await tasks(shopId)).toEqual(['warn-hard-bounces open']);
    expect(await causes(shopId)).toEqual([]);

    await send(
      shopId,
      people('unknownagain', 2).map((email) => email.replace('unknownagain', 'unknown9')),
    );
    expect(await causes(shopId)).toEqual(['hard-bounces']);
    const [waiting = 0n] = await send(shopId, ['ada@buyer.example']);
    const held = await readMessage(shopId, waiting);
    expect(held.state).toBe('held');
    expect(held.why?.at(-1)).toMatchObject({ code: 'held-paused', by: 'Carafe', scope: 'shop' });
    expect(server.received).toHaveLength(0);
  });

  it('after a person resumed are counted anew: the next one does not stop it again, five do', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    await send(shopId, people('unknown', 5));
    expect(await causes(shopId)).toEqual(['hard-bounces']);
    await clock.moveTo('2026-11-25T13:00:00Z');
    await resumeSending(shopId, 'hard-bounces', 'Ada');
    expect(await causes(shopId)).toEqual([]);
    expect((await tasks(shopId)).filter((task) => task.startsWith('stop'))).toEqual([
      'stop-hard-bounces done',
    ]);

    await clock.moveTo('2026-11-25T13:01:00Z');
    await send(shopId, ['ada@buyer.example', 'unknown70@buyer.example']);
    expect(server.received).toHaveLength(1);
    expect(await causes(shopId)).toEqual([]);
    await send(shopId, people('unknown8', 4));
    expect(await causes(shopId)).toEqual(['hard-bounces']);
    expect((await tasks(shopId)).filter((task) => task.startsWith('stop'))).toEqual([
      'stop-hard-bounces done',
      'stop-hard-bounces open',
    ]);
  });

  it('five among more than a hundred good mails stop nothing', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    await send(shopId, [...people('unknown', 4)]);
    await clock.moveTo('2026-11-25T12:30:00Z');
    await send(shopId, people('ada', 99));
    await clock.moveTo('2026-11-25T12:31:00Z');
    await send(shopId, ['unknown77@buyer.example']);
    expect(server.received).toHaveLength(99);
    expect(await causes(shopId)).toEqual([]);
  });
});

describe('a mailbox that is full', () => {
  it('blocks its address with the third mail within seven days, and not before', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    const blocked = async () => {
      const rows = await sqlInShop(shopId, (sql) =>
        sql.rows<{ reason: string }>('SELECT reason FROM suppression WHERE shop_id = $1'),
      );
      return rows.map(({ reason }) => reason);
    };
    const [customerId = 0n] = await makeCustomers(shopId, [{ email: 'full@buyer.example' }]);
    for (const [day, after] of [
      ['23', []],
      ['24', []],
      ['25', ['soft_bounces']],
    ] as const) {
      await clock.moveTo(`2026-11-${day}T12:00:00Z`);
      // Its usefulness ends before the next try: the mail is given up with what it said last.
      const usefulUntil = new Date(`2026-11-${day}T12:00:30Z`);
      await makeMessages(shopId, [{ customerId, usefulUntil }]);
      await sweepDue();
      await deliveriesDone();
      expect(await blocked(), `on the ${day}th`).toEqual(after);
    }
  });
});

describe('a server that refuses the sender', () => {
  it('stops sending with its own words, and resuming sends what waited', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    await send(shopId, ['policy@buyer.example']);
    const [stop] = await sqlInShop(shopId, loadStops);
    expect(stop).toMatchObject({ cause: 'sender-refused', said: expect.stringContaining('5.7.26') });
    const [waiting = 0n] = await send(shopId, ['ada@buyer.example']);
    expect((await readMessage(shopId, waiting)).state).toBe('planned');
    await resumeSending(shopId, 'sender-refused', 'Ada');
    await sweepDue();
    await deliveriesDone();
    expect((await readMessage(shopId, waiting)).state).toBe('sent');
  });
});

describe('the last mail that a server took', () => {
  it('is known when the clock has moved on, however soon after the one before', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    await send(shopId, people('first', 1));
    await clock.moveTo('2026-11-25T14:00:00Z');
    await send(shopId, people('second', 1));
    const { lastSentAt } = await sqlInShop(shopId, loadSenderHealth);
    expect(lastSentAt?.toISOString()).toMatch(/^2026-11-25T14:00/);
  });
});
