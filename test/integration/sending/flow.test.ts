import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sqlInShop } from '~/db.server';
import { sessionStorage } from '~/intake/shopify/access-token.server';
import { deliveriesDone, sweepDue } from '~/sending/sweep-due.server';
import {
  makeCustomer,
  makeMessage,
  makeSendingShop,
  readMails,
  readMessage,
} from '../../factories/sending-shop';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';

moveClock(WEDNESDAY_NOON);

/** Shopify's side of the call: what came, and how it answers. */
let calls: { handle: string; payload: Record<string, unknown> }[] = [];
let answer: 'takes' | 'refuses' | 'breaks-off' | 'throttles' = 'takes';
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
      const userErrors = answer === 'refuses' ? [{ field: null, message: 'Trigger not found' }] : [];
      response.setHeader('Content-Type', 'application/json');
      response.end(
        JSON.stringify(
          answer === 'throttles'
            ? { errors: [{ message: 'no', extensions: { code: 'ACCESS_DENIED' } }] }
            : { data: { flowTriggerReceive: { userErrors } } },
        ),
      );
    });
  });
  await new Promise<void>((resolve) => shopify.listen(0, '127.0.0.1', resolve));
  process.env.LOCAL_STORE_URL = `http://127.0.0.1:${(shopify.address() as AddressInfo).port}`;
});
afterAll(() => {
  shopify.close();
});
beforeEach(() => {
  calls = [];
  answer = 'takes';
});

async function fire() {
  const shopId = await makeSendingShop();
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
  const messageId = await makeMessage(shopId, {
    customerId: await makeCustomer(shopId),
    kind: 'running-low',
    channel: 'flow',
  });
  await sweepDue();
  await deliveriesDone();
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

  it('whose answer was lost is unconfirmed and not fired again', async () => {
    answer = 'breaks-off';
    const { message } = await fire();
    expect(message.state).toBe('unconfirmed');
    await sweepDue();
    await deliveriesDone();
    expect(calls).toHaveLength(1);
  });

  it('that Flow refuses has failed, with its words', async () => {
    answer = 'refuses';
    const { message, mail } = await fire();
    expect(message.state).toBe('failed');
    expect(mail?.providerReply).toContain('Trigger not found');
  });
});
