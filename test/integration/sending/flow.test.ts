import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import type { SmtpSettings } from '~/base/settings/shop-settings';
import { sqlInShop } from '~/db.server';
import { sessionStorage } from '~/intake/shopify/access-token.server';
import { previewOf } from '~/office/pages/queue/preview.server';
import type { HealthNews } from '~/sending/breaker';
import { hearOfSender, loadSenderHealth } from '~/sending/sender-health.server';
import { deliveriesDone, sweepDue } from '~/sending/sweep-due.server';
import {
  makeCustomer,
  makeMessage,
  makeSendingShop,
  readMails,
  readMessage,
} from '../../factories/sending-shop';
import type { MailServer } from '../../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { openMailServer } from '../../support/open-mail-server';

const clock = moveClock(WEDNESDAY_NOON);
let mailServer: MailServer;

openMailServer((started) => {
  mailServer = started;
});

/** Shopify's side of the call: what came, and how it answers. */
let calls: { handle: string; payload: Record<string, unknown> }[] = [];
let answer: 'takes' | 'refuses' | 'breaks-off' | 'turns-away' = 'takes';
let shopify: Server;

beforeAll(async () => {
  shopify = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      calls.push(JSON.parse(body).variables);
      if (answer === 'breaks-off') return request.socket.destroy();
      if (answer === 'turns-away') return response.writeHead(401).end();
      const userErrors = answer === 'refuses' ? [{ field: null, message: 'Trigger not found' }] : [];
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ data: { flowTriggerReceive: { userErrors } } }));
    });
  });
  await new Promise<void>((resolve) => shopify.listen(0, '127.0.0.1', resolve));
  process.env.LOCAL_STORE_URL = `http://127.0.0.1:${(shopify.address() as AddressInfo).port}`;
});
afterAll(() => {
  shopify.close();
});
beforeEach(async () => {
  await clock.moveTo(WEDNESDAY_NOON);
  calls = [];
  answer = 'takes';
});

/** A shop whose token Shopify takes. */
async function makeFlowShop(smtp?: SmtpSettings): Promise<bigint> {
  const shopId = await makeSendingShop(smtp ? { smtp } : {});
  const [shop] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ domain: string }>('SELECT domain FROM shop WHERE id = $1'),
  );
  const { Session } = await import('@shopify/shopify-api');
  const domain = shop?.domain ?? '';
  await sessionStorage().storeSession(
    new Session({
      id: `offline_${domain}`,
      shop: domain,
      state: '',
      isOnline: false,
      accessToken: 'shpat_test',
      scope: '',
    }),
  );
  return shopId;
}

const makeFlowMessage = async (shopId: bigint) =>
  makeMessage(shopId, { customerId: await makeCustomer(shopId), kind: 'running-low', channel: 'flow' });

async function sweep(): Promise<void> {
  await sweepDue();
  await deliveriesDone();
}

async function fire() {
  const shopId = await makeFlowShop();
  const messageId = await makeFlowMessage(shopId);
  await sweep();
  return { message: await readMessage(shopId, messageId), mail: (await readMails(shopId))[0] };
}

describe('a message that goes to Shopify Flow', () => {
  it('fires its trigger once, with the customer’s number and no address', async () => {
    const { message, mail } = await fire();
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      handle: 'customer-running-low',
      payload: { Product: 'House Blend 1 kg', Reminder: 1 },
    });
    expect(typeof calls[0]?.payload.customer_id).toBe('number');
    expect(JSON.stringify(calls)).not.toContain('@');
    expect(message.state).toBe('sent');
    expect(mail).toMatchObject({ state: 'sent', messageIdHeader: null });
  });

  it('is shown before as what Flow is told, and not as a mail', async () => {
    const shopId = await makeFlowShop();
    const preview = await previewOf(shopId, await makeFlowMessage(shopId));
    await sweep();
    expect(preview).toEqual({
      status: 'flow',
      trigger: 'Customer running low',
      told: calls[0]?.payload,
    });
  });

  it('whose answer was lost is unconfirmed and not fired again', async () => {
    answer = 'breaks-off';
    const { message } = await fire();
    expect(message.state).toBe('unconfirmed');
    await sweep();
    expect(calls).toHaveLength(1);
  });

  it('that Flow refuses has failed, with its words', async () => {
    answer = 'refuses';
    const { message, mail } = await fire();
    expect(message.state).toBe('failed');
    expect(mail?.providerReply).toContain('Trigger not found');
  });
});

describe('Shopify Flow and the shop’s mail server', () => {
  const news = (health: HealthNews, times: number) => Array.from({ length: times }, () => health);
  const hear = async (shopId: bigint, heard: HealthNews[]) => {
    for (const one of heard) await sqlInShop(shopId, (sql) => hearOfSender(sql, [one], now()));
  };
  const healthOf = (shopId: bigint) => sqlInShop(shopId, loadSenderHealth);

  it('lost answers of Flow hold no mail', async () => {
    answer = 'breaks-off';
    const shopId = await makeFlowShop(mailServer.settings);
    for (let lost = 0; lost < 3; lost++) {
      await makeFlowMessage(shopId);
      await sweep();
    }
    expect(calls).toHaveLength(3);
    expect(await healthOf(shopId)).toMatchObject({ state: 'ok', failures: 0 });
    const mailId = await makeMessage(shopId, { customerId: await makeCustomer(shopId) });
    await sweep();
    expect((await readMessage(shopId, mailId)).state).toBe('sent');
  });

  it.each([
    ['down', news({ kind: 'relay-failed', error: 'connect: no answer' }, 3)],
    ['paused', news({ kind: 'sender-refused', error: '550 5.7.1 Not allowed' }, 1)],
  ] as const)(
    'while the mail server is %s Flow fires, mail waits, and Flow’s yes says nothing of the server',
    async (state, heard) => {
      const shopId = await makeFlowShop(mailServer.settings);
      await hear(shopId, heard);
      const mailId = await makeMessage(shopId, { customerId: await makeCustomer(shopId) });
      const flowIds = [
        await makeFlowMessage(shopId),
        await makeFlowMessage(shopId),
        await makeFlowMessage(shopId),
      ];
      await sweep();
      for (const id of flowIds) expect((await readMessage(shopId, id)).state).toBe('sent');
      expect((await readMessage(shopId, mailId)).state).toBe('planned');
      expect((await healthOf(shopId)).state).toBe(state);
    },
  );

  it('a call that Shopify turned away is tried again while the mail server is paused', async () => {
    answer = 'turns-away';
    const shopId = await makeFlowShop(mailServer.settings);
    await hear(shopId, news({ kind: 'sender-refused', error: '550 5.7.1 Not allowed' }, 1));
    const id = await makeFlowMessage(shopId);
    await sweep();
    expect((await readMessage(shopId, id)).state).toBe('sending');
    answer = 'takes';
    await clock.moveTo('2026-11-25T12:02:00Z');
    await sweep();
    expect((await readMessage(shopId, id)).state).toBe('sent');
  });
});
