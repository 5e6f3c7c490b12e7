import { beforeEach, describe, expect, it } from 'vitest';
import { sqlInShop } from '~/db.server';
import { projectInbox } from '~/intake/shops/project-inbox.server';
import { loadGateFacts } from '~/outreach/planning/load-gate-facts.server';
import { startStore } from '../../store/start-store';
import { createProduct } from '../../store/world/actions/create-product';
import { deliver } from '../../support/intake/inbox';
import { makeShop } from '../../support/intake/shop-row';
import { startLocalApp } from '../store/local-app';

/** Whose an order is follows from what was told, not from when it came. */
let shopId = 500n;
let domain = '';

async function newShop(): Promise<void> {
  shopId += 1n;
  domain = `owner-${shopId}.myshopify.com`;
  await makeShop(shopId, domain);
}

beforeEach(newShop);

const at = '2026-11-20T10:00:00Z';
const gid = (type: string, id: number) => `gid://shopify/${type}/${id}`;

interface Told {
  readonly topic: string;
  readonly payload: object;
}

const customer = (id: number, email: string): Told => ({
  topic: 'customers/create',
  payload: { id, admin_graphql_api_id: gid('Customer', id), email, created_at: at, updated_at: at },
});
const guestOrder = (id: number, email: string): Told => ({
  topic: 'orders/create',
  payload: {
    id,
    email,
    name: `#${id}`,
    customer: null,
    currency: 'USD',
    created_at: at,
    updated_at: at,
    processed_at: at,
    line_items: [{ id: id * 10, title: 'Tea', quantity: 1, price: '5.00', variant_id: 71, product_id: 7 }],
  },
});
const merge = (gone: number, kept: number, status?: string): Told => ({
  topic: 'customers/merge',
  payload: {
    admin_graphql_api_customer_kept_id: gid('Customer', kept),
    admin_graphql_api_customer_deleted_id: gid('Customer', gone),
    ...(status ? { status } : {}),
  },
});
const gone = (id: number): Told => ({
  topic: 'customers/delete',
  payload: { id, admin_graphql_api_id: gid('Customer', id) },
});
const product: Told = {
  topic: 'products/create',
  payload: {
    id: 7,
    title: 'Tea',
    status: 'active',
    created_at: at,
    updated_at: at,
    variants: [{ id: 71, product_id: 7, title: '250 g', price: '5.00', inventory_quantity: 3, position: 1 }],
  },
};

/** Each webhook is projected before the next one comes. */
async function tell(...webhooks: Told[]): Promise<void> {
  for (const webhook of webhooks) {
    await deliver(domain, webhook);
    await projectInbox(shopId);
  }
}

async function ownerOf(orderId: number): Promise<string | null> {
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ owner: string | null }>(
      `SELECT c.shopify_customer_id AS owner FROM orders o LEFT JOIN customer c ON c.shop_id = $1 AND c.id = o.customer_id
       WHERE o.shop_id = $1 AND o.shopify_order_id = $2`,
      gid('Order', orderId),
    ),
  );
  return row?.owner ?? null;
}

/** Customers who have become themselves by way of others. */
const rings = () =>
  sqlInShop(shopId, (sql) =>
    sql.rows(
      `WITH RECURSIVE chain (start, at) AS (
         SELECT id, merged_into_id FROM customer WHERE shop_id = $1
         UNION
         SELECT chain.start, c.merged_into_id FROM chain JOIN customer c ON c.shop_id = $1 AND c.id = chain.at
       ) SELECT start FROM chain WHERE at = start`,
    ),
  );

describe('what a customer ordered and spent', () => {
  const counts = async () =>
    (
      await sqlInShop(shopId, (sql) =>
        sql.rows<{ orders: number; spent: bigint }>(
          `SELECT order_count AS orders, spent_minor AS spent FROM customer WHERE shop_id = $1 AND shopify_customer_id = $2`,
          gid('Customer', 1),
        ),
      )
    )[0];
  const priced = (id: number, price: string, more: object = {}): Told => {
    const { topic, payload } = guestOrder(id, 'ada@example.com');
    return { topic, payload: { ...payload, total_price: price, current_total_price: price, ...more } };
  };
  const counted = (orders: number, spent: string, when: string): Told => ({
    topic: 'customers/update',
    payload: {
      ...(customer(1, 'ada@example.com').payload as object),
      updated_at: when,
      orders_count: orders,
      total_spent: spent,
    },
  });

  it('knows an order at once, and Shopify’s greater number once it is told; of both the greater one counts', async () => {
    await tell(customer(1, 'ada@example.com'), priced(9, '12.00'), priced(8, '30.00'));
    expect(await counts()).toEqual({ orders: 2, spent: 4_200n });
    await tell(counted(1, '12.00', '2026-11-20T11:00:00Z'));
    expect(await counts()).toEqual({ orders: 2, spent: 4_200n });
    await tell(counted(7, '250.00', '2026-11-20T12:00:00Z'));
    expect(await counts()).toEqual({ orders: 7, spent: 25_000n });
  });

  it('leaves out what was cancelled', async () => {
    await tell(customer(1, 'ada@example.com'), priced(9, '12.00'), priced(8, '30.00', { cancelled_at: at }));
    expect(await counts()).toEqual({ orders: 1, spent: 1_200n });
  });
});

describe('an order of a guest', () => {
  const known = [guestOrder(9, 'ada@example.com'), customer(1, 'ada@example.com')];
  const others = [customer(2, 'ada@work.example'), customer(3, 'lovelace@example.com')];

  it('belongs to the customer with its address, whichever was told first', async () => {
    await tell(...known);
    expect(await ownerOf(9)).toBe(gid('Customer', 1));
    await tell(customer(4, 'bob@example.com'), guestOrder(8, 'bob@example.com'));
    expect(await ownerOf(8)).toBe(gid('Customer', 4));
  });

  it('goes with its customer into a merge', async () => {
    await tell(...known, ...others, merge(1, 2), gone(1));
    expect(await ownerOf(9)).toBe(gid('Customer', 2));
  });

  it('goes to the end of a chain of merges, whichever link was told first', async () => {
    await tell(...known, ...others, merge(1, 2), merge(2, 3), gone(1), gone(2));
    expect(await ownerOf(9)).toBe(gid('Customer', 3));
  });

  it('goes to the end of the chain when the last link was told first, and the customer after all of them', async () => {
    await tell(merge(2, 3), merge(1, 2), gone(2), ...others, ...known, gone(1));
    expect(await ownerOf(9)).toBe(gid('Customer', 3));
  });

  it('has an owner even when merges contradict each other, told one by one or at once', async () => {
    const round = [merge(1, 2), merge(2, 3), merge(3, 1)];
    await tell(...known, ...others, ...round);
    expect(await rings()).toEqual([]);
    expect(await ownerOf(9)).toBe(gid('Customer', 3));
    await newShop();
    await tell(...known, ...others);
    for (const webhook of round) await deliver(domain, webhook);
    await projectInbox(shopId);
    expect(await rings()).toEqual([]);
    expect(await ownerOf(9)).not.toBeNull();
  });

  it('stays where it is when a merge failed or is under way', async () => {
    await tell(...known, ...others, merge(1, 2, 'failed'), merge(1, 2, 'in_progress'));
    expect(await ownerOf(9)).toBe(gid('Customer', 1));
    await tell(merge(1, 2, 'completed'));
    expect(await ownerOf(9)).toBe(gid('Customer', 2));
  });
});

describe('a product that comes after its first order', () => {
  it('asks for a new plan of who bought it', async () => {
    await tell(guestOrder(9, 'ada@example.com'));
    await sqlInShop(shopId, (sql) => sql.run('UPDATE customer SET replan_due_at = NULL WHERE shop_id = $1'));
    await tell(product);
    const owed = await sqlInShop(shopId, (sql) =>
      sql.rows('SELECT id FROM customer WHERE shop_id = $1 AND replan_due_at IS NOT NULL'),
    );
    expect(owed).toHaveLength(1);
    // Told again it is no news, and asks nothing of anybody.
    await sqlInShop(shopId, (sql) => sql.run('UPDATE customer SET replan_due_at = NULL WHERE shop_id = $1'));
    await tell(product);
    expect(
      await sqlInShop(shopId, (sql) =>
        sql.rows('SELECT id FROM customer WHERE shop_id = $1 AND replan_due_at IS NOT NULL'),
      ),
    ).toHaveLength(0);
  });
});

describe('two words on consent of one moment', () => {
  const word = (state: string): Told => ({
    topic: 'customers_email_marketing_consent/update',
    payload: {
      customer_id: 1,
      email_marketing_consent: { state, opt_in_level: 'single_opt_in', consent_updated_at: at },
    },
  });
  const counting = async () => {
    const [row] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ id: bigint }>('SELECT id FROM customer WHERE shop_id = $1'),
    );
    const facts = await sqlInShop(shopId, (sql) => loadGateFacts(sql, row?.id ?? 0n, new Date(at)));
    return facts?.customer.consent.state;
  };

  it('leave the stricter one, whichever came first', async () => {
    await tell(
      customer(1, 'ada@example.com'),
      word('unsubscribed'),
      word('not_subscribed'),
      word('subscribed'),
    );
    expect(await counting()).toBe('UNSUBSCRIBED');
  });

  it('are one where somebody subscribes at the checkout that makes them a customer, whichever came first', async () => {
    const app = await startLocalApp();
    const store = await startStore({ withHistory: false, appUrl: app.url, webhookRetryDelaysMs: [10] });
    createProduct(store.world, {
      title: 'Tea',
      productType: 'Tea',
      sku: 'TEA',
      price: 450,
      inventoryQuantity: 99,
    });
    await store.webhooks.idle();
    app.received.length = 0;
    await fetch(`${store.url}/checkouts`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        cart: `/cart/${store.world.variantIdBySku.get('TEA')}:1`,
        email: 'greta@example.com',
        firstName: 'Greta',
        lastName: 'B',
        city: 'Berlin',
        country: 'DE',
        news: 'yes',
      }),
    });
    await store.webhooks.idle();
    await store.stop();
    await app.stop();
    const told = app.received.map(({ topic, body }) => ({ topic, payload: body as object }));
    expect(told.map(({ topic }) => topic)).toContain('customers_email_marketing_consent/update');
    await tell(...told);
    expect(await counting()).toBe('SUBSCRIBED');
    await newShop();
    await tell(...told.reverse());
    expect(await counting()).toBe('SUBSCRIBED');
  });

  it('leave the same when they came the other way round', async () => {
    await tell(
      customer(1, 'ada@example.com'),
      word('subscribed'),
      word('not_subscribed'),
      word('unsubscribed'),
    );
    expect(await counting()).toBe('UNSUBSCRIBED');
  });
});
