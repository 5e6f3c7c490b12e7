import { beforeEach, describe, expect, it } from 'vitest';
import { emailHash } from '~/base/lib/sealed.server';
import { keepPromise, makePromise } from '~/care/commitments/change-promise.server';
import { noteComplaint } from '~/care/people/note-complaint.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { addWebhookFacts, noFacts } from '~/intake/orders/facts-of-webhook';
import { projectFacts } from '~/intake/orders/project-facts.server';
import { projectInbox } from '~/intake/shops/project-inbox.server';
import { loadDataRequests } from '~/office/pages/home/data-requests.server';
import { loadWork } from '~/office/pages/tasks/work.server';
import { answerOf } from '~/office/privacy/answer-request.server';
import { redactCustomer } from '~/office/privacy/redact-customer.server';
import { besidePlanOf } from '../../support/beside-plan';
import { deliver } from '../../support/intake/inbox';
import { carryOutRequests } from '../../support/intake/privacy-requests';
import { makeShop } from '../../support/intake/shop-row';
import { onServer } from '../../support/postgres-server';

let shopId = 48_000n;
const domain = () => `redact-${shopId}.myshopify.com`;
const gid = (id: number) => `gid://shopify/Customer/${id}`;

beforeEach(async () => {
  shopId += 1n;
  await makeShop(shopId, domain());
});

const account = (id: number, email: string, updatedAt = '2026-11-01T00:00:00Z') => ({
  id,
  admin_graphql_api_id: gid(id),
  email,
  first_name: 'Zelda',
  last_name: 'Quuxington',
  updated_at: updatedAt,
});

async function send(topic: string, payload: unknown): Promise<void> {
  await deliver(domain(), { topic, payload });
  await projectInbox(shopId);
}

const merge = (gone: number, kept: number) => ({
  admin_graphql_api_customer_kept_id: gid(kept),
  admin_graphql_api_customer_deleted_id: gid(gone),
});

const sendMerge = (gone: number, kept: number) => send('customers/merge', merge(gone, kept));

const ask = (topic: 'customers/redact' | 'customers/data_request', id: number, email: string) =>
  send(topic, { customer: { id, email } });

/** An order of a guest. */
const guestOrder = (id: number, email: string, more: object = {}) => ({
  id,
  admin_graphql_api_id: `gid://shopify/Order/${id}`,
  name: `#${id}`,
  email,
  currency: 'USD',
  created_at: '2026-11-02T00:00:00Z',
  updated_at: '2026-11-02T00:00:00Z',
  subtotal_price: '10.00',
  total_price: '10.00',
  customer: null,
  shipping_address: { first_name: 'Zelda', last_name: 'Quuxington', country_code: 'GB' },
  line_items: [{ id: id * 10, quantity: 1, title: 'Tea', price: '10.00' }],
  ...more,
});

/** Whoever can still be told from a row, by Shopify's id. */
const people = () =>
  sqlInShop(shopId, (sql) =>
    sql.rows(
      `SELECT shopify_customer_id AS gid FROM customer
       WHERE shop_id = $1 AND (email_hash IS NOT NULL OR email_sealed IS NOT NULL OR first_name_sealed IS NOT NULL) ORDER BY id`,
    ),
  );

describe('the answer to a data request', () => {
  it('goes with the person, also when the request named who was merged into them', async () => {
    await send('customers/create', account(1, 'gone@example.com'));
    await send('customers/create', account(2, 'kept@example.com'));
    await ask('customers/data_request', 1, 'gone@example.com');
    await carryOutRequests(shopId);
    const [ready] = await sqlInShop(shopId, loadDataRequests);
    const id = BigInt(ready?.id ?? 0);
    expect(await answerOf(shopId, { id, staff: 'ada' })).toContain('Quuxington');
    await sendMerge(1, 2);
    await ask('customers/redact', 2, 'kept@example.com');
    await carryOutRequests(shopId);
    expect(await answerOf(shopId, { id, staff: 'ada' })).toBeNull();
    expect(await sqlInShop(shopId, loadDataRequests)).toEqual([]);
  });
});

describe('a complaint and promises', () => {
  const customerId = async () => {
    const [row] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ id: bigint }>('SELECT id FROM customer WHERE shop_id = $1 ORDER BY id LIMIT 1'),
    );
    return row?.id ?? 0n;
  };
  const promise = { kind: 'other', what: 'Call Zelda', by: 'Ada' } as const;

  it('that are open end with the person, as neither kept nor broken', async () => {
    await send('customers/create', account(1, 'zelda@example.com'));
    const ofZelda = { customerId: await customerId() };
    await noteComplaint(shopId, { ...ofZelda, text: 'The grinder is broken', by: 'Ada' });
    const yesterday = new Date(Date.now() - 86_400_000);
    const kept = await makePromise(shopId, { ...ofZelda, ...promise, dueAt: yesterday });
    await keepPromise(shopId, BigInt(kept ?? 0));
    await makePromise(shopId, { ...ofZelda, ...promise, dueAt: yesterday });
    const work = () =>
      loadWork(
        shopId,
        { view: 'open', after: null, before: null, complaints: null },
        { reader: 'Ada', now: new Date() },
      );
    expect(await work()).toMatchObject({
      items: [{ words: 'Call Zelda' }],
      counts: { open: 1, overdue: 1 },
      complaints: { count: 1 },
    });

    await ask('customers/redact', 1, 'zelda@example.com');
    await carryOutRequests(shopId);
    expect(await work()).toMatchObject({
      items: [],
      counts: { open: 0, overdue: 0 },
      complaints: { count: 0 },
      keeping: { kept: 0, late: 1, stillBroken: 0 },
    });
  });
});

describe('orders that a redaction names', () => {
  const redactWith = async (orderIds: number[]) => {
    await send('customers/create', account(1, 'zelda@example.com'));
    await send('customers/redact', {
      customer: { id: 1, email: 'zelda@example.com' },
      orders_to_redact: orderIds,
    });
    await carryOutRequests(shopId);
  };
  const held = () =>
    sqlInShop(shopId, async (sql) => ({
      orders: await sql.rows(
        `SELECT name FROM orders WHERE shop_id = $1 AND (email_hash IS NOT NULL OR customer_id IS NOT NULL) ORDER BY name`,
      ),
      bodies: await sql.rows(`SELECT topic FROM inbox_webhook WHERE shop_id = $1 AND topic LIKE 'orders/%'`),
    }));

  it('lose their buyer, who goes as well: it was she, at another address', async () => {
    await send('orders/create', guestOrder(501, 'zelda.work@example.com'));
    await send('orders/create', guestOrder(502, 'ada@example.com'));
    await redactWith([501]);
    expect(await people()).toHaveLength(1);
    expect(await held()).toEqual({ orders: [{ name: '#502' }], bodies: [{ topic: 'orders/create' }] });
  });

  it('lose their buyer, who stays with an order that is not named', async () => {
    await send('orders/create', guestOrder(511, 'both@example.com'));
    await send('orders/create', guestOrder(512, 'both@example.com'));
    await sqlInShop(shopId, (sql) => sql.run('UPDATE customer SET replan_due_at = NULL WHERE shop_id = $1'));
    await redactWith([511]);
    expect(await people()).toHaveLength(1);
    expect(
      await sqlInShop(shopId, (sql) =>
        sql.rows(
          `SELECT 1 FROM customer WHERE shop_id = $1 AND replan_due_at IS NOT NULL AND shopify_customer_id IS NULL`,
        ),
      ),
    ).toHaveLength(1);
    expect(await held()).toEqual({ orders: [{ name: '#512' }], bodies: [{ topic: 'orders/create' }] });
  });

  it('are forgotten by the request once they are redacted, and read whatever they are', async () => {
    await send('customers/redact', { customer: { id: 1 }, orders_to_redact: ['521', -1, null, { id: 3 }] });
    const named = () =>
      sqlInShop(shopId, (sql) =>
        sql.rows('SELECT shopify_order_ids AS ids FROM privacy_request WHERE shop_id = $1'),
      );
    expect(await named()).toEqual([{ ids: ['gid://shopify/Order/521'] }]);
    await carryOutRequests(shopId);
    expect(await named()).toEqual([{ ids: [] }]);
  });
});

describe('of several open redactions', () => {
  it('each finds the address that it names', async () => {
    await send('customers/create', account(1, 'new@example.com'));
    await send('orders/create', guestOrder(601, 'old@example.com'));
    await ask('customers/redact', 1, 'new@example.com');
    await ask('customers/redact', 1, 'old@example.com');
    await carryOutRequests(shopId);
    expect(await people()).toEqual([]);
    const named = await sqlInShop(shopId, (sql) =>
      sql.rows(
        `SELECT 1 FROM privacy_request WHERE shop_id = $1 AND (completed_at IS NULL OR shopify_customer_id IS NOT NULL
           OR email_hash IS NOT NULL OR inbox_customer_hash IS NOT NULL OR inbox_email_hash IS NOT NULL)`,
      ),
    );
    expect(named).toEqual([]);
  });

  it('each leaves the tombstone of the account that it names', async () => {
    await send('customers/create', account(31, 'same@example.com'));
    await ask('customers/redact', 31, 'same@example.com');
    await ask('customers/redact', 32, 'same@example.com');
    await carryOutRequests(shopId);
    await send('customers/update', account(32, 'same@example.com', '2026-11-03T00:00:00Z'));
    expect(await people()).toEqual([]);
  });
});

it('reads the orders of the person and not those of the shop', async () => {
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `INSERT INTO orders (shop_id, shopify_order_id, shopify_customer_id, customer_id, email_hash, processed_at, currency)
       SELECT $1, 'gid://shopify/Order/many-' || n, 'gid://shopify/Customer/many-' || n, -n, decode(md5(n::text), 'hex'),
         now(), 'USD' FROM generate_series(1, 5000) AS n`,
    ),
  );
  await onServer(String(process.env.DATABASE_URL), (client) => client.query('ANALYZE orders'));
  const buyer = account(1, 'buyer@example.com');
  await send('customers/create', buyer);
  await send('orders/create', guestOrder(11, buyer.email, { customer: buyer }));
  await send('orders/create', guestOrder(12, buyer.email));
  // What this connection read in transactions before may be in the number yet, so what counts is how it grows.
  const ordersRead = async (sql: ShopSql) => {
    const [row] = await sql.rows<{ count: bigint }>(
      `SELECT seq_tup_read + idx_tup_fetch AS count FROM pg_stat_xact_user_tables
       WHERE relname = 'orders' AND $1::int8 IS NOT NULL`,
    );
    return Number(row?.count);
  };
  const count = await sqlInShop(shopId, async (sql) => {
    const before = await ordersRead(sql);
    await redactCustomer(sql, {
      id: 0n,
      kind: 'customers/redact',
      shopifyCustomerId: buyer.admin_graphql_api_id,
      emailHash: emailHash(shopId, buyer.email),
      inboxCustomerHash: null,
      inboxEmailHash: null,
      shopifyOrderIds: [],
      requestedAt: new Date(),
    });
    return (await ordersRead(sql)) - before;
  });
  expect(count).toBeGreaterThan(0);
  expect(count).toBeLessThan(100);
  const named = await sqlInShop(shopId, (sql) =>
    sql.rows(
      `SELECT name FROM orders WHERE shop_id = $1 AND name <> '' AND (customer_id IS NOT NULL OR email_hash IS NOT NULL)`,
    ),
  );
  expect(named).toEqual([]);
});

describe('a merge that is told after the redaction of the one who stayed', () => {
  it('gives the tombstone no order, and the one who was merged is redacted too', async () => {
    const gone = account(1, 'gone@example.com');
    await send('customers/create', gone);
    await send('orders/create', guestOrder(11, gone.email, { customer: gone }));
    await send('orders/create', guestOrder(12, gone.email));
    await send('customers/create', account(2, 'kept@example.com'));
    await ask('customers/redact', 2, 'kept@example.com');
    await carryOutRequests(shopId);
    await sendMerge(1, 2);
    expect(await tombstone(2)).toEqual(empty);
    await send('customers/delete', { id: 1 });
    await carryOutRequests(shopId);
    expect(await people()).toEqual([]);
    await send(
      'orders/updated',
      guestOrder(11, gone.email, { customer: gone, updated_at: '2026-11-20T00:00:00Z' }),
    );
    await sendMerge(1, 2);
    await carryOutRequests(shopId);
    expect(await people()).toEqual([]);
    expect([await tombstone(1), await tombstone(2)]).toEqual([empty, empty]);
    const orders = await sqlInShop(shopId, (sql) =>
      sql.rows(
        `SELECT name FROM orders WHERE shop_id = $1 AND customer_id IS NULL AND shopify_customer_id IS NULL AND email_hash IS NULL ORDER BY name`,
      ),
    );
    expect(orders).toEqual([{ name: '#11' }, { name: '#12' }]);
  });
});

describe('beside the plan of somebody who was merged', () => {
  const idOf = async (id: number) => {
    const [row] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ id: bigint }>(
        'SELECT id FROM customer WHERE shop_id = $1 AND shopify_customer_id = $2',
        gid(id),
      ),
    );
    return row?.id ?? 0n;
  };
  const planWith = async (meanwhile: () => Promise<unknown>) =>
    besidePlanOf(shopId, { gone: await idOf(1), kept: await idOf(2) }, meanwhile);

  beforeEach(async () => {
    // The one who stays has the older row.
    await send('customers/create', account(2, 'kept@example.com'));
    await send('customers/create', account(1, 'gone@example.com'));
    await sendMerge(1, 2);
  });

  it('a redaction waits in no ring', async () => {
    await ask('customers/redact', 2, 'kept@example.com');
    await planWith(() => carryOutRequests(shopId));
    expect(await people()).toEqual([]);
  });

  it.each([
    [
      'news of both',
      [
        ['customers/update', account(2, 'now@example.com', '2026-11-05T00:00:00Z')],
        ['customers/delete', { id: 1 }],
      ],
    ],
    ['the same merge, told once more,', [['customers/merge', merge(1, 2)]]],
  ] as const)('a projection of %s waits in no ring', async (_, webhooks) => {
    const facts = noFacts();
    for (const [topic, payload] of webhooks)
      addWebhookFacts(facts, topic, payload, { triggeredAtMs: 1, currency: 'USD' });
    await planWith(() => sqlInShop(shopId, (sql) => projectFacts(sql, facts, 'webhook')));
  });
});

const empty = { redacted: true, firstOrderAt: null, heldOrders: 0, orders: 0, countryCode: null };

async function tombstone(id: number): Promise<object | undefined> {
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<object>(
      `SELECT redacted_at IS NOT NULL AS redacted, first_order_at AS "firstOrderAt", held_orders AS "heldOrders", country_code AS "countryCode",
         (SELECT count(*)::int FROM orders o WHERE o.shop_id = $1 AND o.customer_id = c.id) AS orders
       FROM customer c WHERE shop_id = $1 AND shopify_customer_id = $2`,
      gid(id),
    ),
  );
  return row;
}
