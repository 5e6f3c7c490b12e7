import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acrossShops, sqlInShop } from '~/db.server';
import { projectInbox } from '~/intake/shops/project-inbox.server';
import { makeShop } from '../../support/intake/shop-row';
import { type Door, openDoor } from '../../support/intake/webhook-door';

/** Signed, and odd: what gets past the door must find its way into rows, or be left alone, and stop nobody. */
const shopId = 88n;
const shop = 'odd.myshopify.com';
let door: Door;

beforeAll(async () => {
  await makeShop(shopId, shop);
  door = await openDoor();
});
afterAll(() => door.close());

async function send(topic: string, payload: unknown): Promise<{ status: number; state: string }> {
  const body = typeof payload === 'string' ? payload : JSON.stringify(payload);
  const status = await door.send({ topic, body, shop });
  await projectInbox(shopId);
  const [row] = await acrossShops('intake', (sql) =>
    sql.rows<{ state: string }>(
      'SELECT state FROM inbox_webhook WHERE shop_id = $1 ORDER BY id DESC LIMIT 1',
      shopId,
    ),
  );
  return { status, state: row?.state ?? 'none' };
}

const rows = <Row extends object>(text: string) => sqlInShop(shopId, (sql) => sql.rows<Row>(text));
const at = '2026-11-20T10:00:00Z';
const order = (id: number | string, more: object = {}) => ({
  id,
  email: 'ada@example.com',
  currency: 'USD',
  created_at: at,
  updated_at: at,
  processed_at: at,
  line_items: [{ id: `${id}1`, title: 'Tea', quantity: 1, price: '5.00' }],
  ...more,
});
const taken = { status: 200, state: 'projected' };

describe('an order', () => {
  it('of 10,000 lines is kept whole', async () => {
    const lines = Array.from({ length: 10_000 }, (_, at) => ({
      id: 900_000 + at,
      title: 'Tea',
      quantity: 1,
    }));
    expect(await send('orders/create', order(1, { line_items: lines }))).toEqual(taken);
    expect(
      await rows(
        "SELECT count(*)::int AS lines FROM order_line WHERE shop_id = $1 AND shopify_order_id = 'gid://shopify/Order/1'",
      ),
    ).toEqual([{ lines: 10_000 }]);
  });

  it('with ids beyond 2^53 keeps every digit of them', async () => {
    const text = JSON.stringify(order('BIG'))
      .replace('"BIG"', '820982911946154508')
      .replace('"BIG1"', '866550311766439020');
    expect(await send('orders/create', text)).toEqual(taken);
    expect(
      await rows(
        "SELECT shopify_line_item_id AS line FROM order_line WHERE shop_id = $1 AND shopify_order_id = 'gid://shopify/Order/820982911946154508'",
      ),
    ).toEqual([{ line: 'gid://shopify/LineItem/866550311766439020' }]);
  });

  it('with negative quantities, sums that no column holds and dates that no calendar has is worked in', async () => {
    const lines = [{ id: 31, title: 'Tea', quantity: -5, current_quantity: -9, price: '9'.repeat(40) }];
    expect(
      await send(
        'orders/create',
        order(3, {
          line_items: lines,
          processed_at: '9999-99-99',
          cancelled_at: '0000-00-00',
          total_price: '1e999',
        }),
      ),
    ).toEqual(taken);
    expect(
      await rows(
        "SELECT quantity, current_quantity AS kept, unit_price_minor AS price FROM order_line WHERE shop_id = $1 AND shopify_line_item_id = 'gid://shopify/LineItem/31'",
      ),
    ).toEqual([{ quantity: 0, kept: 0, price: 0n }]);
  });

  it('dated centuries ahead happened at most a day from now; when its parcel is expected is as it was told', async () => {
    const far = '2199-07-01T00:00:00Z';
    const parcel = {
      id: 61,
      order_id: 6,
      status: 'success',
      created_at: far,
      updated_at: at,
      estimated_delivery_at: '2027-07-01T00:00:00Z',
      line_items: [{ id: '61', quantity: 1 }],
    };
    expect(
      await send(
        'orders/paid',
        order(6, { processed_at: far, financial_status: 'paid', fulfillments: [parcel] }),
      ),
    ).toEqual(taken);
    const event = { id: 611, fulfillment_id: 61, order_id: 6, status: 'delivered', happened_at: far };
    expect(await send('fulfillment_events/create', event)).toEqual(taken);
    const limit = "now() + interval '1 day'";
    expect(
      await rows(
        `SELECT o.processed_at <= ${limit} AS processed, o.paid_at <= ${limit} AS paid, f.fulfilled_at <= ${limit} AS fulfilled,
           f.delivered_at <= ${limit} AS delivered, f.estimated_delivery_at AS expected
         FROM orders o JOIN fulfillment f ON f.shop_id = $1 AND f.shopify_order_id = o.shopify_order_id
         WHERE o.shop_id = $1 AND o.shopify_order_id = 'gid://shopify/Order/6'`,
      ),
    ).toEqual([
      {
        processed: true,
        paid: true,
        fulfilled: true,
        delivered: true,
        expected: new Date('2027-07-01T00:00:00Z'),
      },
    ]);
  });

  it('with NUL bytes in its ids and names is worked in without them', async () => {
    expect(
      await send(
        'orders/create',
        order(4, { admin_graphql_api_id: 'gid://shopify/Order/4\u0000', name: '#\u00004', tags: 'a\u0000b' }),
      ),
    ).toEqual(taken);
    expect(
      await rows("SELECT name FROM orders WHERE shop_id = $1 AND shopify_order_id = 'gid://shopify/Order/4'"),
    ).toEqual([{ name: '#4' }]);
  });

  it.each([
    'evil@example.com\r\nBcc: all@example.com',
    '"Ada, x" <a@x.example>, evil@x.example',
    'a@b',
    `${'x'.repeat(400)}@example.com`,
  ])('from the address %j counts, and gives nobody whom a mail could reach', async (email) => {
    const id = 5_000 + email.length;
    expect(await send('orders/create', order(id, { email }))).toEqual(taken);
    expect(
      await rows(
        `SELECT customer_id AS customer, email_hash AS hash FROM orders WHERE shop_id = $1 AND shopify_order_id = 'gid://shopify/Order/${id}'`,
      ),
    ).toEqual([{ customer: null, hash: null }]);
  });

  it('nested ten thousand deep is taken as it is', async () => {
    const deep = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
    expect(await send('orders/create', JSON.stringify(order(7)).replace(/}$/, `,"note":${deep}}`))).toEqual(
      taken,
    );
  });

  it('without an id is kept and left alone', async () => {
    expect(await send('orders/create', { hello: 'world' })).toEqual({ status: 200, state: 'ignored' });
    expect(await send('customers/delete', { id: -1 })).toEqual({ status: 200, state: 'ignored' });
    expect(await send('products/delete', { id: 1.5 })).toEqual({ status: 200, state: 'ignored' });
  });
});
