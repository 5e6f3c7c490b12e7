import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seal } from '~/base/lib/sealed.server';
import { acrossShops, closeDatabase } from '~/db.server';
import { openBody } from '~/intake/webhooks/store-webhooks.server';
import { makeShop } from '../../support/intake/shop-row';
import { type Door, headersOf, openDoor } from '../../support/intake/webhook-door';
import { onServer } from '../../support/postgres-server';
import { until } from '../../support/until';

let door: Door;
const shop = 'example.myshopify.com';

beforeAll(async () => {
  await makeShop(77n, shop);
  door = await openDoor();
});
afterAll(() => door.close());

/** What a sender reads who looks at nothing before the last byte is sent. Rejects when the connection breaks under it. */
function sendThenListen(body: Buffer, [name, value]: readonly [string, string | number]): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(door.url).port), '127.0.0.1');
    socket.once('error', reject);
    socket.write(`POST /webhooks HTTP/1.1\r\nHost: x\r\n${name}: ${value}\r\n\r\n`);
    if (name === 'Transfer-Encoding') socket.write(`${body.length.toString(16)}\r\n`);
    socket.write(body, () => {
      if (name === 'Transfer-Encoding') socket.write('\r\n0\r\n\r\n');
      socket.once('data', (answer) => {
        socket.destroy();
        resolve(String(answer));
      });
    });
  });
}

const inbox = () =>
  acrossShops('intake', (sql) =>
    sql.rows<{ topic: string; shopId: bigint | null; webhookId: string; shopDomain: string; body: Buffer }>(
      'SELECT topic, shop_id AS "shopId", webhook_id AS "webhookId", shop_domain AS "shopDomain", body_sealed AS body FROM inbox_webhook ORDER BY id',
    ),
  );
const count = async () => (await inbox()).length;
const order = JSON.stringify({
  id: 1,
  admin_graphql_api_id: 'gid://shopify/Order/1',
  email: 'ada@example.com',
});

describe('a webhook', () => {
  it('that Shopify signed is kept byte by byte and answered 200', async () => {
    const body = `{ "id": 5, "title": "Ä \\u2028 ${'x'.repeat(4000)}" }`;
    expect(await door.send({ topic: 'products/create', body, webhookId: 'whole' })).toBe(200);
    const row = (await inbox()).find(({ webhookId }) => webhookId === 'whole');
    expect(row?.shopId).toBe(77n);
    expect(row && openBody(row.body, row.shopDomain).toString()).toBe(body);
    expect(() => row && openBody(row.body, 'other.myshopify.com')).toThrow();
    // As bodies were stored before they were bound to their shop.
    const before = seal(body, { shopId: 'none', column: 'inbox_webhook.body_sealed' });
    expect(openBody(before, 'any.myshopify.com').toString()).toBe(body);
    expect(row?.body.includes('xxxx')).toBe(false);
  });

  it('that comes twice under one webhook id is stored once', async () => {
    const before = await count();
    const statuses = await Promise.all(
      [1, 2, 3, 4].map(() =>
        door.send({ topic: 'orders/create', body: order, webhookId: 'twice', eventId: 'e-twice' }),
      ),
    );
    expect(statuses).toEqual([200, 200, 200, 200]);
    expect(
      await door.send({ topic: 'orders/create', body: order, webhookId: 'twice', eventId: 'e-twice' }),
    ).toBe(200);
    expect(await count()).toBe(before + 1);
  });

  it('that doubles another leaves nothing behind that a later one would be taken for', async () => {
    const before = await count();
    const send = (webhookId: string, eventId: string) =>
      door.send({ topic: 'orders/create', body: order, webhookId, eventId });
    expect(await send('left-1', 'left-e1')).toBe(200);
    expect(await send('left-1', 'left-e2')).toBe(200);
    expect(await count()).toBe(before + 1);
    expect(await send('left-2', 'left-e2')).toBe(200);
    expect(await count()).toBe(before + 2);
    // The same within one group: the double of a double is new.
    const statuses = await Promise.all([send('left-2', 'left-e3'), send('left-3', 'left-e3')]);
    expect(statuses).toEqual([200, 200]);
    expect(await count()).toBe(before + 3);
  });

  it('of one event and topic under another webhook id is stored once, and of another topic again', async () => {
    const before = await count();
    for (const topic of ['orders/paid', 'orders/paid', 'orders/updated'])
      expect(await door.send({ topic, body: order, eventId: 'same-event' })).toBe(200);
    expect(await count()).toBe(before + 2);
  });

  it('with a wrong or missing signature is refused with 401 and not stored', async () => {
    const before = await count();
    expect(
      await door.send({ topic: 'orders/create', body: order, secret: 'not-the-secret-of-this-app' }),
    ).toBe(401);
    expect(await door.send({ topic: 'orders/create', body: order, without: ['X-Shopify-Hmac-Sha256'] })).toBe(
      401,
    );
    expect(
      await door.send({ topic: 'orders/create', body: order, headers: { 'X-Shopify-Hmac-Sha256': '%%%' } }),
    ).toBe(401);
    expect(await count()).toBe(before);
  });

  it('without a body, without JSON or without its headers is refused with 400', async () => {
    const before = await count();
    expect(await door.send({ topic: 'orders/create', body: '' })).toBe(400);
    expect(await door.send({ topic: 'orders/create', body: '{"id":' })).toBe(400);
    expect(await door.send({ topic: 'orders/create', body: 'null' })).toBe(400);
    expect(await door.send({ topic: 'orders/create', body: '['.repeat(200_000) })).toBe(400);
    for (const name of ['X-Shopify-Topic', 'X-Shopify-Shop-Domain', 'X-Shopify-Webhook-Id'])
      expect(await door.send({ topic: 'orders/create', body: order, without: [name] })).toBe(400);
    expect(await door.send({ topic: 'orders/create', body: order, shop: 'example.com/../x' })).toBe(400);
    expect(await count()).toBe(before);
  });

  it('over 5 MB is refused with 413, whether or not it tells its length', async () => {
    const body = Buffer.alloc(5 * 1024 * 1024 + 1, 32);
    expect(await door.send({ topic: 'orders/create', body })).toBe(413);
    const chunked = await new Promise<number>((resolve, reject) => {
      const sent = request(door.url, {
        method: 'POST',
        headers: { ...headersOf({ topic: 'orders/create', body }), 'Transfer-Encoding': 'chunked' },
      });
      sent.once('response', (response) => resolve(response.statusCode ?? 0));
      sent.once('error', reject);
      sent.end(body);
    });
    expect(chunked).toBe(413);
  });

  it.each([6, 20])(
    'of %i MB gets its answer in words, whether or not its sender listens while it sends',
    async (megabytes) => {
      const body = Buffer.alloc(megabytes * 1024 * 1024, 32);
      for (const length of [
        ['Content-Length', body.length],
        ['Transfer-Encoding', 'chunked'],
      ] as const) {
        const answer = await sendThenListen(body, length);
        expect(answer).toMatch(/^HTTP\/1\.1 413 /);
        expect(answer).toContain('A webhook of more than 5 MB is not taken.');
      }
    },
  );

  it('is taken while others hold more unsigned bytes than there is room for, and one of them is told to come back', async () => {
    const body = Buffer.alloc(5 * 1024 * 1024, 32);
    const told: (string | undefined)[] = [];
    const holders = Array.from({ length: 14 }, () => {
      const sent = request(door.url, { method: 'POST', headers: { 'Transfer-Encoding': 'chunked' } });
      sent.on('error', () => {});
      sent.once('response', ({ statusCode, headers }) =>
        told.push(`${statusCode} ${headers['retry-after']}`),
      );
      sent.write(body);
      return sent;
    });
    await until('somebody is told', async () => told.length > 0);
    expect(await door.send({ topic: 'orders/create', body: order, webhookId: 'between' })).toBe(200);
    expect(new Set(told)).toEqual(new Set(['503 30']));
    for (const holder of holders) holder.destroy();
  });

  it('of a topic that is not tracked is answered 200 and left alone', async () => {
    const before = await count();
    expect(await door.send({ topic: 'inventory_levels/update', body: '{"inventory_item_id":1}' })).toBe(200);
    expect(await count()).toBe(before);
  });

  it('of a shop that is not installed is kept without a shop', async () => {
    expect(
      await door.send({
        topic: 'orders/create',
        body: order,
        shop: 'stranger.myshopify.com',
        webhookId: 'early',
      }),
    ).toBe(200);
    expect((await inbox()).find(({ webhookId }) => webhookId === 'early')?.shopId).toBeNull();
  });

  it('signed with the secret before the last is taken while secrets are rotated', async () => {
    const { env } = await import('~/env.server');
    Object.assign(env(), { SHOPIFY_API_SECRET_PREVIOUS: 'the-secret-before-this-one' });
    expect(
      await door.send({ topic: 'orders/create', body: order, secret: 'the-secret-before-this-one' }),
    ).toBe(200);
    Object.assign(env(), { SHOPIFY_API_SECRET_PREVIOUS: undefined });
  });

  it('is answered only to POST', async () => {
    expect((await fetch(door.url)).status).toBe(405);
  });

  it('is answered 503 while the database is away, so that Shopify sends it again', async () => {
    const url = process.env.DATABASE_URL ?? '';
    const { env } = await import('~/env.server');
    await closeDatabase();
    Object.assign(env(), { DATABASE_URL: 'postgresql://postgres@127.0.0.1:1/none' });
    expect(
      await door.send({ topic: 'orders/create', body: order, webhookId: 'later', eventId: 'later' }),
    ).toBe(503);
    await closeDatabase();
    Object.assign(env(), { DATABASE_URL: url });
    expect(
      await door.send({ topic: 'orders/create', body: order, webhookId: 'later', eventId: 'later' }),
    ).toBe(200);
  });

  it('is refused with 503 while more wait for a database that stands still than there is room for, and the others are kept', async () => {
    const before = await count();
    const big = (at: number) => JSON.stringify({ id: at, note: 'x'.repeat(4.9 * 1024 * 1024) });
    const told: Promise<number>[] = [];
    const answers: number[] = [];
    await onServer(String(process.env.DATABASE_URL), async (client) => {
      await client.query('BEGIN');
      await client.query('LOCK TABLE webhook_seen IN ACCESS EXCLUSIVE MODE');
      for (let at = 0; at < 16; at++) {
        const sent = door.send({ topic: 'orders/create', body: big(at) });
        told.push(sent.then((status) => answers.push(status)));
        // One after the other: none shall be refused because of those that are read.
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      await until('somebody is told', async () => answers.length > 0);
      expect(new Set(answers)).toEqual(new Set([503]));
      await client.query('COMMIT');
    });
    await Promise.all(told);
    const kept = answers.filter((status) => status === 200).length;
    expect(answers.filter((status) => status === 503).length + kept).toBe(16);
    expect(await count()).toBe(before + kept);
    expect(kept).toBeGreaterThan(0);
    // The room is free again.
    expect(await door.send({ topic: 'orders/create', body: big(99) })).toBe(200);
  });

  it('that asks to forget a person of an unknown shop takes that person’s waiting webhooks with it', async () => {
    await door.send({ topic: 'orders/create', body: order, shop: 'gone.myshopify.com', webhookId: 'ada-1' });
    await door.send({
      topic: 'orders/create',
      body: order.replace('ada@', 'bob@'),
      shop: 'gone.myshopify.com',
      webhookId: 'bob-1',
    });
    const body = JSON.stringify({
      shop_domain: 'gone.myshopify.com',
      customer: { email: 'Ada@Example.com' },
    });
    expect(
      await door.send({ topic: 'customers/redact', body, shop: 'gone.myshopify.com', webhookId: 'forget' }),
    ).toBe(200);
    expect(
      (await inbox())
        .map(({ webhookId }) => webhookId)
        .filter((id) => ['ada-1', 'bob-1', 'forget'].includes(id)),
    ).toEqual(['bob-1']);
  });

  it('that asks to forget is carried out at its second delivery when the first could only be stored', async () => {
    const shop = 'half.myshopify.com';
    await door.send({ topic: 'orders/create', body: order, shop, webhookId: 'ada-2' });
    const body = JSON.stringify({ shop_domain: shop, customer: { email: 'ada@example.com' } });
    const forget = () =>
      door.send({ topic: 'customers/redact', body, shop, webhookId: 'forget-2', eventId: 'forget-2' });
    const url = String(process.env.DATABASE_URL);
    await onServer(url, (client) =>
      client.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no room'; END $$;
        CREATE TRIGGER refuse BEFORE DELETE ON inbox_webhook FOR EACH ROW EXECUTE FUNCTION refuse()`),
    );
    expect(await forget()).toBe(503);
    await onServer(url, (client) => client.query('DROP FUNCTION refuse CASCADE'));
    const left = async () => (await inbox()).filter(({ shopDomain }) => shopDomain === shop).length;
    expect(await left()).toBe(2);
    expect(await forget()).toBe(200);
    expect(await left()).toBe(0);
  });
});
