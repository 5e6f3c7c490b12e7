import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { type RunningStore, startStore } from '../../store/start-store';
import type { StoreOptions } from '../../store/store-options';
import { createCustomer } from '../../store/world/actions/change-customer';
import { createProduct } from '../../store/world/actions/create-product';
import { startLocalApp } from './local-app';

const open: { stop: () => Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

async function setUp(statusOf?: Parameters<typeof startLocalApp>[0], options: StoreOptions = {}) {
  const app = await startLocalApp(statusOf);
  const store = await startStore({
    withHistory: false,
    appUrl: app.url,
    webhookRetryDelaysMs: [10, 10, 10],
    ...options,
  });
  open.push(store, app);
  createProduct(store.world, {
    title: 'Tea',
    productType: 'Tea',
    sku: 'TEA',
    price: 450,
    inventoryQuantity: 99,
  });
  const customer = createCustomer(store.world, {
    email: 'a@example.com',
    firstName: 'A',
    lastName: 'B',
    locale: 'en',
  });
  await store.webhooks.idle();
  app.received.length = 0;
  return { app, store, customer };
}

const buy = (store: RunningStore, customerId: number) =>
  store.control.buy({ customerId, lines: [{ sku: 'TEA', quantity: 2 }] });

it('the button that moves the clock answers only when whoever must follow the clock has followed', async () => {
  const { store } = await setUp();
  let followed = false;
  store.control.onClockMove(async () => {
    await new Promise((resolve) => setTimeout(resolve, 50));
    followed = true;
  });
  const before = store.clock.now();
  const answer = await fetch(`${store.url}/__control/advance`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ hours: 168 }),
  });
  expect(answer.ok).toBe(true);
  expect(followed).toBe(true);
  expect(store.clock.now() - before).toBeGreaterThanOrEqual(7 * 86_400_000);
});

describe('webhooks', () => {
  it('carry every header and a signature over the raw bytes', async () => {
    const { app, store, customer } = await setUp();
    buy(store, customer.id);
    await store.webhooks.idle();
    const [first] = app.received;
    expect(first?.headers).toMatchObject({
      'x-shopify-topic': 'orders/create',
      'x-shopify-shop-domain': store.shopDomain,
      'x-shopify-api-version': '2026-10',
    });
    for (const name of ['x-shopify-webhook-id', 'x-shopify-event-id', 'x-shopify-triggered-at'])
      expect(first?.headers[name]).toBeTruthy();
    const signature = createHmac('sha256', store.apiSecret)
      .update(first?.raw ?? '')
      .digest('base64');
    expect(first?.headers['x-shopify-hmac-sha256']).toBe(signature);
  });

  it('of one action share the event id and have webhook ids of their own', async () => {
    const { app, store, customer } = await setUp();
    buy(store, customer.id);
    await store.webhooks.idle();
    expect(app.topics().sort()).toEqual(['customers/update', 'orders/create', 'orders/paid']);
    expect(new Set(app.received.map((one) => one.headers['x-shopify-event-id'])).size).toBe(1);
    expect(new Set(app.received.map((one) => one.headers['x-shopify-webhook-id'])).size).toBe(3);
  });

  it('are tried again with the same id and body until they are answered by 2xx', async () => {
    const { app, store, customer } = await setUp((_one, count) => (count <= 2 ? 500 : 200), {
      topics: ['orders/create'],
    });
    app.received.length = 0;
    buy(store, customer.id);
    await store.webhooks.idle();
    const mine = store.webhooks.deliveries().filter((one) => one.topic === 'orders/create');
    expect(mine.at(-1)?.state).toBe('delivered');
    expect(mine.at(-1)?.tries.at(-1)).toBe(200);
    expect(new Set(app.received.map((one) => `${one.headers['x-shopify-webhook-id']} ${one.raw}`)).size).toBe(
      1,
    );
  });

  it('are given up after the last try', async () => {
    const { store, customer } = await setUp(() => 503, { topics: ['orders/create'] });
    buy(store, customer.id);
    await store.webhooks.idle();
    expect(store.webhooks.deliveries().at(-1)).toMatchObject({
      state: 'failed',
      tries: [503, 503, 503, 503],
    });
  });

  it('come twice, in another order, or not at all when asked to', async () => {
    const { app, store, customer } = await setUp();
    store.control.webhookFaults({ duplicates: 1 });
    buy(store, customer.id);
    await store.webhooks.idle();
    expect(app.topics().filter((topic) => topic === 'orders/create')).toHaveLength(2);
    store.control.heal();

    app.received.length = 0;
    store.control.webhookFaults({ shuffleWindow: 50 });
    buy(store, customer.id);
    expect(app.received).toHaveLength(0);
    await store.webhooks.idle();
    expect(
      store.webhooks
        .deliveries()
        .slice(-3)
        .map((one) => one.topic),
    ).toEqual(['orders/create', 'orders/paid', 'customers/update']);
    expect(app.received).toHaveLength(3);
    store.control.heal();

    app.received.length = 0;
    store.control.webhookFaults({ dropTopics: ['orders/create'] });
    buy(store, customer.id);
    await store.webhooks.idle();
    expect(app.topics()).not.toContain('orders/create');
    expect(store.webhooks.deliveries().filter((one) => one.state === 'dropped')).toHaveLength(1);
  });

  it('follow a parcel when the clock is moved', async () => {
    const { app, store, customer } = await setUp();
    const order = buy(store, customer.id);
    store.control.advance({ days: 20 });
    await store.webhooks.idle();
    expect(app.topics()).toContain('fulfillments/create');
    expect(app.topics()).toContain('orders/fulfilled');
    const parcel = app.received.find((one) => one.topic === 'fulfillments/create');
    expect(parcel?.body).toMatchObject({ order_id: order.id, status: 'success' });
  });

  it('tell of refunds, cancellations, edits, merges and deletions', async () => {
    const { app, store, customer } = await setUp();
    const order = buy(store, customer.id);
    const other = createCustomer(store.world, {
      email: 'b@example.com',
      firstName: 'C',
      lastName: 'D',
      locale: 'de',
    });
    store.control.edit(order.id, { setQuantities: [{ lineItemId: order.lines[0]?.id ?? 0, quantity: 1 }] });
    store.control.refund(order.id);
    store.control.cancel(buy(store, customer.id).id);
    const post = (action: string, fields: object) =>
      fetch(`${store.url}/__control/${action}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(fields),
      });
    await post('merge-customers', { keptId: customer.id, removedId: other.id });
    await post('redact', { email: 'guest@example.com' });
    const [productId] = store.world.products.keys();
    await post('remove-product', { productId });
    await store.webhooks.idle();
    expect(app.topics()).toEqual(
      expect.arrayContaining([
        'orders/edited',
        'refunds/create',
        'orders/cancelled',
        'customers/merge',
        'customers/redact',
        'products/delete',
      ]),
    );
    expect(app.received.find((one) => one.topic === 'products/delete')?.body).toEqual({ id: productId });
  });

  it('stop with the uninstall, but for the uninstall itself and the compliance topics', async () => {
    const { app, store, customer } = await setUp();
    store.control.uninstall();
    buy(store, customer.id);
    await fetch(`${store.url}/__control/redact-shop`, { method: 'POST' });
    await store.webhooks.idle();
    expect(app.topics().sort()).toEqual(['app/uninstalled', 'shop/redact']);
  });
});

describe('a sale', () => {
  it('over the counter has neither customer nor e-mail', async () => {
    const { app, store } = await setUp();
    store.control.buy({ lines: [{ sku: 'TEA', quantity: 1 }] });
    await store.webhooks.idle();
    expect(app.received[0]?.body).toMatchObject({ customer: null, email: '', source_name: 'pos' });
  });

  it('through a cart permalink becomes an order with its attributes, and its mail filled the checkout', async () => {
    const { app, store, customer } = await setUp();
    const variant = store.world.variantIdBySku.get('TEA');
    const link = `/cart/${variant}:4?discount=THANKS10&attributes[carafe]=tok-1&ref=carafe`;
    const checkout = await (
      await fetch(`${store.url}${link}`, { headers: { Cookie: 'buyer=a%40example.com' } })
    ).text();
    expect(checkout).toContain('4 × Tea');
    expect(checkout).toContain('value="a@example.com"');
    const paid = await fetch(`${store.url}/checkouts`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        cart: link,
        email: 'a@example.com',
        firstName: 'A',
        lastName: 'B',
        city: 'Leeds',
        country: 'GB',
      }),
    });
    expect(paid.headers.get('location')).toMatch(/^\/thank-you\//);
    await store.webhooks.idle();
    const order = app.received.find((one) => one.topic === 'orders/create');
    expect(order?.body).toMatchObject({
      note_attributes: [{ name: 'carafe', value: 'tok-1' }],
      landing_site: link,
      landing_site_ref: 'carafe',
      total_discounts: '1.80',
      customer: { id: customer.id },
    });
  });
});
