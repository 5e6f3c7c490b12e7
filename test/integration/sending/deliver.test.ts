import { createServer } from 'node:net';
import { beforeEach, describe, expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { sqlInShop } from '~/db.server';
import { closeRelays } from '~/sending/channels/email/relay-pool.server';
import { hearOfSender, loadSenderHealth } from '~/sending/sender-health.server';
import { deliveriesDone, sweepDue } from '~/sending/sweep-due.server';
import {
  makeCustomer,
  makeDueCustomers,
  makeMessage,
  makeSendingShop,
  readMails,
  readMessage,
  readTransitions,
} from '../../factories/sending-shop';
import { type MailServer, startMailServer } from '../../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { openMailServer } from '../../support/open-mail-server';
import { freePort } from '../../support/postgres-server';

const clock = moveClock(WEDNESDAY_NOON);
let server: MailServer;

openMailServer((started) => {
  server = started;
});
beforeEach(async () => {
  server.dropAfterBytes = 0;
  await clock.moveTo(WEDNESDAY_NOON);
});

async function sweep(): Promise<void> {
  await sweepDue();
  await deliveriesDone();
}

async function sendTo(email: string, smtp = server.settings) {
  const shopId = await makeSendingShop({ smtp });
  const customerId = await makeCustomer(shopId, { email });
  const messageId = await makeMessage(shopId, { customerId });
  await sweep();
  return { shopId, customerId, messageId, ...(await seen(shopId, messageId)) };
}

async function seen(shopId: bigint, messageId: bigint) {
  const mails = await readMails(shopId);
  return { mail: mails[mails.length - 1], mails, message: await readMessage(shopId, messageId) };
}

async function suppressions(shopId: bigint): Promise<string[]> {
  const rows = await sqlInShop(shopId, (sql) =>
    sql.rows<{ reason: string }>('SELECT reason FROM suppression WHERE shop_id = $1'),
  );
  return rows.map(({ reason }) => reason);
}

describe('the answer of the mail server decides what becomes of a message', () => {
  it('250 after the dot: sent, with each step told', async () => {
    const { message, mail, shopId, messageId } = await sendTo('ada@buyer.example');
    expect(server.received.map(({ to }) => to)).toEqual(['ada@buyer.example']);
    expect(message.state).toBe('sent');
    expect(mail).toMatchObject({
      state: 'sent',
      phase: 'committing',
      fence: 1,
      attempts: 1,
      leaseUntil: null,
    });
    expect(await readTransitions(shopId, messageId)).toEqual([
      { from: 'planned', to: 'sending', code: 'claimed' },
      { from: 'sending', to: 'sent', code: 'sent' },
    ]);
  });

  it.each([
    ['running-low', true],
    ['warranty-expiry', true],
    ['thank-you', false],
  ] as const)(
    'a %s that went out asks for a new plan, so that its second step is judged by it: %s',
    async (kind, asks) => {
      const shopId = await makeSendingShop({ smtp: server.settings });
      const customerId = await makeCustomer(shopId);
      await makeMessage(shopId, { customerId, kind });
      await sweep();
      const [row] = await sqlInShop(shopId, (sql) =>
        sql.rows<{ due: Date | null }>('SELECT replan_due_at AS due FROM customer WHERE shop_id = $1'),
      );
      expect(row?.due !== null).toBe(asks);
    },
  );

  it('an unknown recipient: failed, and the address is suppressed', async () => {
    const { message, mail, shopId } = await sendTo('unknown@buyer.example');
    expect(message.state).toBe('failed');
    expect(mail?.state).toBe('failed');
    expect(await suppressions(shopId)).toEqual(['hard_bounce']);
    expect((await sqlInShop(shopId, loadSenderHealth)).state).toBe('ok');
  });

  it('content that the server does not want: failed, and the address is not to blame', async () => {
    const { message, shopId } = await sendTo('spam@buyer.example');
    expect(message.state).toBe('failed');
    expect(await suppressions(shopId)).toEqual([]);
  });

  it('4xx for the recipient: the mail waits and is tried again under the same Message-ID', async () => {
    const first = await sendTo('busy@buyer.example');
    expect(first.message.state).toBe('sending');
    expect(first.mail).toMatchObject({ state: 'sending', phase: 'claimed', attempts: 1, leaseUntil: null });
    await sweep();
    expect((await readMails(first.shopId))[0]?.attempts, 'not before its time').toBe(1);
    await clock.moveTo('2026-11-25T12:02:00Z');
    await sweep();
    const [mail] = await readMails(first.shopId);
    expect(mail).toMatchObject({ state: 'sending', fence: 2, attempts: 2 });
    const ids = server.received.map(({ raw }) => /^Message-ID: (.+)$/im.exec(raw)?.[1]);
    expect(new Set(ids).size).toBeLessThanOrEqual(1);
    expect(mail?.messageIdHeader).toBe(first.mail?.messageIdHeader);
  });

  it('5.7.x: the shop’s sending pauses, the address is not blamed, and the message waits', async () => {
    const { message, mail, shopId, messageId } = await sendTo('policy@buyer.example');
    expect(message.state).toBe('planned');
    expect(message.why?.at(-1)).toMatchObject({ code: 'held-sender' });
    expect(mail?.state).toBe('dropped');
    expect(await suppressions(shopId)).toEqual([]);
    expect((await sqlInShop(shopId, loadSenderHealth)).state).toBe('paused');
    await sweep();
    expect(await readMails(shopId), 'a paused shop is left alone').toHaveLength(1);
    expect((await readMessage(shopId, messageId)).state).toBe('planned');
  });

  it('the mail was taken but the 250 was lost: unconfirmed, and never sent again by itself', async () => {
    const { message, mail, shopId, messageId } = await sendTo('kept@buyer.example');
    expect(server.received).toHaveLength(1);
    expect(message.state).toBe('unconfirmed');
    expect(mail).toMatchObject({ state: 'unconfirmed', phase: 'committing' });
    await clock.moveTo('2026-11-26T12:00:00Z');
    await sweep();
    expect(server.received).toHaveLength(1);
    expect((await readMessage(shopId, messageId)).state).toBe('unconfirmed');
  });

  it('dropped in the middle of the body: nothing was delivered, and it is tried again', async () => {
    server.dropAfterBytes = 50;
    const { message, mail, shopId, messageId } = await sendTo('ada@buyer.example');
    expect(server.received).toHaveLength(0);
    expect(message.state).toBe('sending');
    expect(mail).toMatchObject({ state: 'sending', phase: 'claimed', attempts: 1 });
    server.dropAfterBytes = 0;
    await clock.moveTo('2026-11-25T12:05:00Z');
    await sweep();
    expect(server.received).toHaveLength(1);
    expect((await seen(shopId, messageId)).message.state).toBe('sent');
  });
});

describe('a mail server that is down', () => {
  it('keeps the message, and is tried again until it answers', async () => {
    const port = await freePort();
    const { message, mail, shopId, messageId } = await sendTo('ada@buyer.example', {
      ...server.settings,
      port,
    });
    expect(message.state).toBe('sending');
    expect(mail).toMatchObject({ state: 'sending', attempts: 1 });
    const revived = await startMailServer({ port });
    await clock.moveTo('2026-11-25T12:05:00Z');
    await sweep();
    expect((await readMessage(shopId, messageId)).state).toBe('sent');
    expect(revived.received).toHaveLength(1);
    closeRelays();
    await revived.stop();
  });

  it('opens the breaker of its shop alone: the other shop’s mail goes out', async () => {
    const dead = await makeSendingShop({ smtp: { ...server.settings, port: await freePort() } });
    const alive = await makeSendingShop({ smtp: server.settings });
    for (const after of ['ok', 'ok', 'down']) {
      await makeDueCustomers(dead, 1);
      await sweep();
      expect((await sqlInShop(dead, loadSenderHealth)).state).toBe(after);
    }
    const late = await makeMessage(dead, {
      customerId: await makeCustomer(dead, { email: 'late@buyer.example' }),
    });
    const other = await makeMessage(alive, { customerId: await makeCustomer(alive) });
    await sweep();
    expect((await readMessage(dead, late)).state, 'left alone while the breaker is open').toBe('planned');
    expect((await readMessage(alive, other)).state).toBe('sent');
  });

  it('is tried with two mails once its pause is over, however many wait', async () => {
    const port = await freePort();
    const shopId = await makeSendingShop({ smtp: { ...server.settings, port } });
    for (let failed = 0; failed < 3; failed++) {
      await sqlInShop(shopId, (sql) =>
        hearOfSender(sql, [{ kind: 'relay-failed', error: 'no answer' }], now()),
      );
    }
    await makeDueCustomers(shopId, 20);
    await clock.moveTo('2026-11-25T12:10:00Z');
    await sweep();
    expect(await readMails(shopId)).toHaveLength(2);
    const revived = await startMailServer({ port });
    await clock.moveTo('2026-11-25T12:20:00Z');
    await sweep();
    await sweep();
    expect((await readMails(shopId)).map(({ state }) => state)).toEqual(Array(20).fill('sent'));
    closeRelays();
    await revived.stop();
  });

  it('that accepts connections and says nothing does not hold up other shops', async () => {
    const mute = createServer((socket) => socket.on('error', () => {}));
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const address = mute.address();
    const slow = await makeSendingShop({
      smtp: { ...server.settings, port: typeof address === 'object' && address ? address.port : 0 },
    });
    const fast = await makeSendingShop({ smtp: server.settings });
    const waiting = await makeMessage(slow, { customerId: await makeCustomer(slow) });
    await sweepDue();
    const other = await makeMessage(fast, { customerId: await makeCustomer(fast) });
    await sweepDue();
    await expect.poll(async () => (await readMessage(fast, other)).state, { timeout: 8000 }).toBe('sent');
    expect((await readMessage(slow, waiting)).state).toBe('sending');
    await deliveriesDone();
    expect((await readMails(slow))[0]).toMatchObject({ state: 'sending', phase: 'claimed', attempts: 1 });
    mute.close();
  });
});
