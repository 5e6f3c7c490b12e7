import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PanelWorld, refusalOf, startPanelWorld } from '../../support/panel/panel-world';

let world: PanelWorld;
beforeAll(async () => {
  world = await startPanelWorld();
});
afterAll(() => world.stop());

const context = { params: {}, context: {} };

describe('who may open the panel', () => {
  test('a session token that Shopify signed opens the home page of its own shop', async () => {
    const { loader } = await import('~/routes/app._index');
    const page = await loader({ request: world.request('/app'), ...context });
    expect(page.waiting.count).toBe(1);
  });

  test('a token signed with another secret opens nothing', async () => {
    const { loader } = await import('~/routes/app._index');
    const [head = '', claims = ''] = world.token().split('.');
    const headers = { Authorization: `Bearer ${head}.${claims}.${Buffer.alloc(32).toString('base64url')}` };
    const refusal = await refusalOf(loader({ request: world.request('/app', { headers }), ...context }));
    expect(refusal.status).toBe(401);
  });

  test('an expired token asks App Bridge for a new one', async () => {
    const { loader } = await import('~/routes/app._index');
    const past = Math.floor(Date.now() / 1000) - 3600;
    const headers = { Authorization: `Bearer ${world.token({ exp: past, nbf: past - 60, iat: past - 60 })}` };
    const refusal = await refusalOf(loader({ request: world.request('/app', { headers }), ...context }));
    expect(refusal.status).toBe(401);
    expect(refusal.headers.get('X-Shopify-Retry-Invalid-Session-Request')).toBe('1');
  });

  test('a token for what is no shop, or for a shop that gives us no access, is refused in words', async () => {
    const { loader } = await import('~/routes/app._index');
    const strange = [
      'https://evil.example',
      'https://carafe.myshopify.com.evil.example',
      'http://other.myshopify.com',
      'https://other.myshopify.com:8443',
      'other.myshopify.com',
      'https://',
      '',
      7,
      null,
      { host: 'other.myshopify.com' },
      undefined,
      'https://no-such-shop.myshopify.com',
    ];
    for (const dest of strange) {
      const headers = { Authorization: `Bearer ${world.token({ dest })}` };
      const refusal = await refusalOf(loader({ request: world.request('/app', { headers }), ...context }));
      expect(refusal.status, String(dest)).toBe(401);
      expect(await refusal.text(), String(dest)).toContain('Open Carafe from the apps of your Shopify admin');
    }
    // As the address of a document carries it.
    const address = `/app?embedded=1&shop=${world.store.shopDomain}&host=aG9zdA&id_token=${world.token({ dest: 'x' })}`;
    const document = new Request(new URL(address, 'https://carafe.test'), {
      headers: { 'User-Agent': 'Mozilla/5.0 Chrome/140.0.0.0' },
    });
    expect((await refusalOf(loader({ request: document, ...context }))).status).toBe(401);
  });

  test('a document request without a token is led away before any row is read', async () => {
    const { loader } = await import('~/routes/app.customers._index');
    const bare = new Request('https://carafe.test/app/customers', {
      headers: { 'User-Agent': 'Mozilla/5.0 Chrome/140.0.0.0' },
    });
    const refusal = await refusalOf(loader({ request: bare, ...context }));
    expect(refusal.status).toBeGreaterThanOrEqual(300);
    expect(refusal.status).toBeLessThan(500);
  });
});

describe('two shops', () => {
  test('never see or touch each other’s rows', async () => {
    const { makePanelShop } = await import('../../factories/panel-shop');
    const { sqlInShop } = await import('~/db.server');
    const other = await makePanelShop({ shopId: 777n, domain: 'other-shop.myshopify.com', at: world.at });

    const customer = await import('~/routes/app.customers.$id');
    const id = String(other.customers.ada);
    const refusal = await refusalOf(
      customer.loader({ request: world.request(`/app/customers/${id}`), params: { id }, context: {} }),
    );
    expect(refusal.status).toBe(404);

    const queue = await import('~/routes/app.queue');
    const { rows } = await queue.loader({ request: world.request('/app/queue?view=waiting'), ...context });
    expect(rows.map((row) => row.id)).toEqual([String(world.messages.waiting)]);

    const decisions = await import('~/routes/app.decisions');
    const json = { action: 'skip', ids: [String(other.messages.waiting)] };
    const answer = await decisions.action({ request: world.request('/app/decisions', { json }), ...context });
    expect(await answer.json()).toMatchObject({ done: [] });
    const [row] = await sqlInShop(777n, (sql) =>
      sql.rows<{ state: string }>(
        'SELECT state FROM message WHERE shop_id = $1 AND id = $2',
        other.messages.waiting,
      ),
    );
    expect(row?.state).toBe('awaiting_approval');
  });
});

describe('what is held of a person who asked', () => {
  test('leaves as a file for this shop alone, and what is no such answer is not found', async () => {
    const { sqlInShop } = await import('~/db.server');
    const { carryOutRequests } = await import('../../support/intake/privacy-requests');
    const route = await import('~/routes/app.data-requests.$id');
    const shopId = BigInt(world.store.world.shop.id);
    const asked = (shop: bigint) =>
      sqlInShop(shop, async (sql) => {
        const [row] = await sql.rows<{ id: bigint }>(
          `INSERT INTO privacy_request (shop_id, kind, shopify_customer_id, requested_at)
           SELECT $1, 'customers/data_request', shopify_customer_id, now() FROM customer WHERE shop_id = $1 ORDER BY id LIMIT 1
           RETURNING id`,
        );
        return String(row?.id);
      });
    const ask = (id: string) =>
      route.loader({ request: world.request(`/app/data-requests/${id}`), params: { id }, context: {} });
    const [ours, theirs] = [await asked(shopId), await asked(777n)];
    expect((await refusalOf(ask(ours))).status).toBe(404);
    await carryOutRequests(shopId);
    await carryOutRequests(777n);

    const file = await ask(ours);
    expect(file.headers.get('Content-Type')).toContain('application/json');
    expect((await file.json()).people).toHaveLength(1);
    for (const id of [theirs, '0', '-1', '1e3', '9'.repeat(30), 'x'])
      expect((await refusalOf(ask(id))).status, id).toBe(404);
  });

  test('a dry run that showed no mail has no mail to show', async () => {
    const { loader } = await import('~/routes/app.dry-run-mail.$kind.$place');
    for (const [kind, place] of [
      ['running-low', '0'],
      ['running-low', '-1'],
      ['running-low', 'length'],
      ['no-kind', '0'],
    ] as const) {
      const request = world.request(`/app/dry-run-mail/${kind}/${place}`);
      expect((await refusalOf(loader({ request, params: { kind, place }, context: {} }))).status).toBe(404);
    }
  });
});

test('the library’s address to log in leads to the words that say where Carafe is opened', async () => {
  const { loader } = await import('~/routes/auth.login');
  const answer = await loader({ request: new Request('https://carafe.test/auth/login'), ...context });
  expect([answer.status, answer.headers.get('Location')]).toEqual([302, '/']);
});

test('an address that only takes decisions, opened as a page, leads to the words that there is nothing', async () => {
  const { loader } = await import('~/routes/app.batches');
  const request = world.request('/app/batches?host=aG9zdA');
  const led = await refusalOf(Promise.resolve().then(() => loader({ request, ...context })));
  expect([led.status, led.headers.get('Location')]).toEqual([302, '/app/nothing-here?host=aG9zdA']);
  const nothing = await import('~/routes/app.$');
  const refusal = await refusalOf(
    nothing.loader({ request: world.request('/app/nothing-here'), ...context }),
  );
  expect(refusal.status).toBe(404);
});

describe('notices of Shopify’s that could not be worked in', () => {
  test('are told on the home page with what they are about, and are tried again at a person’s word', async () => {
    const { sqlInShop } = await import('~/db.server');
    const { deliver } = await import('../../support/intake/inbox');
    const { projectInbox } = await import('~/intake/shops/project-inbox.server');
    const home = await import('~/routes/app._index');
    const replay = await import('~/routes/app.replay');
    const shopId = BigInt(world.store.world.shop.id);
    const loadStuck = async () =>
      (await home.loader({ request: world.request('/app'), ...context })).health.intake.stuck;
    const press = () =>
      replay.action({ request: world.request('/app/replay', { method: 'POST' }), ...context });

    expect(await loadStuck()).toBeNull();
    await deliver(world.store.shopDomain, { topic: 'orders/create', payload: {}, webhookId: 'bad-order' });
    await deliver(world.store.shopDomain, {
      topic: 'customers/redact',
      payload: { customer: {} },
      webhookId: 'bad-redact',
    });
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `UPDATE inbox_webhook SET state = 'stuck', attempts = 8, error = 'Error ERR_X' WHERE shop_id = $1 AND webhook_id LIKE 'bad-%'`,
      ),
    );
    expect(await loadStuck()).toMatchObject({
      count: 2,
      capped: false,
      subjects: ['orders', 'privacy'],
      error: 'Error ERR_X',
    });
    expect(await press()).toEqual({ replayed: 2 });
    expect(await press()).toEqual({ replayed: 0 });
    await projectInbox(shopId);
    expect(await loadStuck()).toBeNull();
  });
});

describe('history that failed to load', () => {
  test('is told on the home page with its reason, and asked for once more at a person’s word', async () => {
    const { sqlInShop } = await import('~/db.server');
    const home = await import('~/routes/app._index');
    const again = await import('~/routes/app.load-again');
    const shopId = BigInt(world.store.world.shop.id);
    const loadBackfill = async () =>
      (await home.loader({ request: world.request('/app'), ...context })).backfill;
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `INSERT INTO backfill (shop_id, install_epoch, subject, state, object_count, processed_lines, attempts, error)
         SELECT id, install_epoch, 'orders', 'failed', 5000, 2000, 4, 'RESULT_CUT' FROM shop WHERE id = $1
         ON CONFLICT (shop_id, install_epoch, subject) DO UPDATE
           SET state = excluded.state, error = excluded.error, attempts = excluded.attempts`,
      ),
    );
    expect(await loadBackfill()).toMatchObject({ state: 'failed', because: { kind: 'cut' } });
    await again.action({ request: world.request('/app/load-again', { method: 'POST' }), ...context });
    expect(await loadBackfill()).toMatchObject({ because: null, isRetrying: false });
  });
});
