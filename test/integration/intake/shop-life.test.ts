import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTimeZone } from '~/base/lib/days';
import { acrossShops, sqlInShop } from '~/db.server';
import { continueBackfill } from '~/intake/shops/continue-backfill.server';
import { finishBackfill } from '~/intake/shops/finish-backfill.server';
import { installShop } from '~/intake/shops/install-shop.server';
import { loadLines } from '~/intake/shops/load-lines.server';
import { loadShop, pauseShop, resumeShop, saveSettings } from '~/intake/shops/load-shop.server';
import { projectInbox } from '~/intake/shops/project-inbox.server';
import { projectShopWebhook } from '~/intake/shops/project-shop-webhook.server';
import { startBackfill } from '~/intake/shops/start-backfill.server';
import type { RunningStore } from '../../store/start-store';
import { createCustomer } from '../../store/world/actions/change-customer';
import { createProduct } from '../../store/world/actions/create-product';
import { placeOrder } from '../../store/world/actions/place-order';
import { connectStore, giveToken } from '../../support/intake/connected-store';
import { deliver } from '../../support/intake/inbox';
import { projectedRows } from '../../support/intake/projected-rows';
import { onServer } from '../../support/postgres-server';

let store: RunningStore;
let shopId: bigint;

beforeAll(async () => {
  store = await connectStore();
  const variants = Array.from(
    { length: 20 },
    (_, at) =>
      createProduct(store.world, {
        title: `Tea ${at}`,
        productType: 'Tea',
        sku: `T${at}`,
        price: 500,
        inventoryQuantity: 9,
      }).variantIds[0] ?? 0,
  );
  for (let at = 0; at < 1_500; at++) {
    const customer = createCustomer(store.world, {
      email: `person-${at}@example.com`,
      firstName: 'Ada',
      lastName: 'L',
      locale: 'en',
    });
    placeOrder(store.world, {
      customer,
      email: customer.email,
      locale: 'en',
      sourceName: 'web',
      lines: [
        { variantId: variants[at % 20] ?? 0, quantity: 1 },
        { variantId: variants[(at + 1) % 20] ?? 0, quantity: 2 },
      ],
      shippingAddress: null,
      plansParcel: false,
    });
  }
}, 120_000);
afterAll(() => store.stop());

const shop = () => sqlInShop(shopId, loadShop);
const backfills = () =>
  sqlInShop(shopId, (sql) =>
    sql.rows<{ id: bigint; subject: string; state: string; lines: bigint }>(
      `SELECT b.id, subject, b.state, processed_lines AS lines FROM backfill b JOIN shop s ON s.id = b.shop_id AND s.install_epoch = b.install_epoch WHERE shop_id = $1 ORDER BY b.id`,
    ),
  );

async function untilLoaded(subject: string): Promise<void> {
  for (;;) {
    const one = (await backfills()).find((row) => row.subject === subject);
    if (!one || one.state === 'done') return;
    await continueBackfill(shopId, one.id);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const noShop = () =>
  onServer(String(process.env.DATABASE_URL), (client) => client.query('TRUNCATE shop CASCADE'));

describe('a shop', () => {
  it('whose first page asks many times at once is installed once', async () => {
    for (let round = 0; round < 12; round += 1) {
      await noShop();
      const answers = await Promise.all(Array.from({ length: 8 }, () => installShop(store.shopDomain)));
      expect(answers.filter(({ isNew }) => isNew)).toHaveLength(1);
    }
    await noShop();
  });

  it('that installs finds the webhooks that came before it, and begins to load', async () => {
    await deliver(store.shopDomain, {
      topic: 'customers/create',
      payload: {
        id: 5,
        admin_graphql_api_id: 'gid://shopify/Customer/5',
        email: 'early@example.com',
        first_name: 'Early',
        updated_at: '2026-11-01T00:00:00Z',
      },
    });
    await deliver(store.shopDomain, { topic: 'app/uninstalled', payload: { id: 1 } });
    ({ shopId } = await installShop(store.shopDomain));
    await projectInbox(shopId);
    expect(await shop()).toMatchObject({
      state: 'installed',
      installEpoch: 1,
      currency: 'GBP',
      timeZone: 'Europe/London',
    });
    expect(
      await sqlInShop(shopId, (sql) => sql.rows('SELECT 1 FROM customer WHERE shop_id = $1')),
    ).toHaveLength(1);
    expect((await backfills()).map(({ state }) => state)).toEqual(['waiting', 'waiting', 'waiting']);
    expect((await installShop(store.shopDomain)).isNew).toBe(false);
  });

  it('whose loading is lost in the middle is loaded again, with equal rows', async () => {
    await startBackfill(shopId);
    await untilLoaded('products');
    await untilLoaded('customers');
    const orders = (await backfills()).find(({ subject }) => subject === 'orders');
    await untilLoaded('orders');
    const whole = await projectedRows(shopId);
    expect(whole.orders).toHaveLength(1_500);
    expect(whole.order_line).toHaveLength(3_000);
    // As a killed worker leaves it: part of the lines passed, their rows there, the rest gone, the lease run out.
    await sqlInShop(shopId, async (sql) => {
      await sql.run(
        `DELETE FROM order_line WHERE shop_id = $1 AND id > (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY id) FROM order_line WHERE shop_id = $1)`,
      );
      await sql.run(
        `UPDATE backfill SET state = 'waiting', processed_lines = 0 WHERE shop_id = $1 AND id = $2`,
        orders?.id,
      );
    });
    await startBackfill(shopId);
    await untilLoaded('orders');
    expect(await projectedRows(shopId)).toEqual(whole);
  }, 120_000);

  it('whose worker was killed among the lines of orders that it had already committed goes on behind the last one', async () => {
    const whole = await projectedRows(shopId);
    const [orders] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ id: bigint; operation: string }>(
        `UPDATE backfill SET state = 'loading', processed_lines = 1950 WHERE shop_id = $1 AND subject = 'orders' RETURNING id, bulk_operation_id AS operation`,
      ),
    );
    const url = `${store.url}/bulk-results/${orders?.operation.split('/').at(-1)}.jsonl`;
    const rest = (await (await fetch(url)).text()).trim().split('\n').slice(1950);
    const gone = rest.map((line) => (JSON.parse(line) as { id: string }).id);
    const hasOrphans = (JSON.parse(rest[0] ?? '{}') as { __parentId?: string }).__parentId !== undefined;
    expect(hasOrphans).toBe(true);
    await sqlInShop(shopId, (sql) =>
      sql.run('DELETE FROM order_line WHERE shop_id = $1 AND shopify_line_item_id = ANY($2::text[])', gone),
    );
    await sqlInShop(shopId, (sql) =>
      sql.run('DELETE FROM orders WHERE shop_id = $1 AND shopify_order_id = ANY($2::text[])', gone),
    );
    await loadLines(shopId, {
      id: orders?.id ?? 0n,
      subject: 'orders',
      url,
      processedLines: 1950n,
      objectCount: 1950n + BigInt(rest.length),
      fileSize: null,
    });
    await finishBackfill(shopId, orders?.id ?? 0n);
    expect(await projectedRows(shopId)).toEqual(whole);
  }, 60_000);

  it('with one webhook that cannot be projected gets all the others, and keeps the bad one with its error', async () => {
    await deliver(store.shopDomain, {
      topic: 'customers/create',
      payload: { id: 11, email: 'one@example.com' },
    });
    await deliver(store.shopDomain, {
      topic: 'customers/create',
      payload: { id: 12, email: 'two@example.com' },
      webhookId: 'broken',
    });
    await deliver(store.shopDomain, {
      topic: 'customers/create',
      payload: { id: 13, email: 'three@example.com' },
    });
    // What no seal opens can be read by nobody.
    await sqlInShop(shopId, (sql) =>
      sql.run(`UPDATE inbox_webhook SET body_sealed = '\\x00' WHERE shop_id = $1 AND webhook_id = 'broken'`),
    );
    await projectInbox(shopId);
    const there = await sqlInShop(shopId, (sql) =>
      sql.rows(
        `SELECT shopify_customer_id FROM customer WHERE shop_id = $1 AND shopify_customer_id ~ '/1[123]$' ORDER BY 1`,
      ),
    );
    expect(there).toHaveLength(2);
    const [broken] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ state: string; attempts: number; error: string; waits: boolean }>(
        `SELECT state, attempts, error, next_try_at > now() AS waits FROM inbox_webhook WHERE shop_id = $1 AND webhook_id = 'broken'`,
      ),
    );
    expect(broken).toMatchObject({ state: 'received', attempts: 1, waits: true });
    for (let attempt = 0; attempt < 7; attempt++) {
      await sqlInShop(shopId, (sql) =>
        sql.run(`UPDATE inbox_webhook SET next_try_at = NULL WHERE shop_id = $1 AND webhook_id = 'broken'`),
      );
      await projectInbox(shopId);
    }
    const [stuck] = await sqlInShop(shopId, (sql) =>
      sql.rows(`SELECT state, attempts FROM inbox_webhook WHERE shop_id = $1 AND webhook_id = 'broken'`),
    );
    expect(stuck).toEqual({ state: 'stuck', attempts: 8 });
  });

  it('can be paused and resumed, and changes its settings part by part within their bounds', async () => {
    await sqlInShop(shopId, (sql) => pauseShop(sql, 'Nora', 'holiday'));
    expect(await shop()).toMatchObject({ pausedBy: 'Nora', pauseReason: 'holiday' });
    await sqlInShop(shopId, resumeShop);
    expect((await shop()).pausedAt).toBeNull();
    await sqlInShop(shopId, (sql) => saveSettings(sql, { attributionDays: 21 }));
    expect((await shop()).settings).toMatchObject({ attributionDays: 21, neverCompanies: true });
    await expect(sqlInShop(shopId, (sql) => saveSettings(sql, { attributionDays: 9999 }))).rejects.toThrow();
  });

  it('that comes back before its goodbye was read stays, with its token', async () => {
    await deliver(store.shopDomain, {
      topic: 'app/uninstalled',
      payload: { id: 9 },
      triggeredAt: Date.now() - 1,
    });
    await giveToken(store);
    expect((await installShop(store.shopDomain)).isNew).toBe(false);
    await projectInbox(shopId);
    expect((await shop()).state).toBe('installed');
    expect(
      await acrossShops('metrics', (sql) =>
        sql.rows('SELECT 1 FROM session WHERE shop = $1', store.shopDomain),
      ),
    ).toHaveLength(1);
  });

  it('that uninstalls loses its token; a reinstall begins a new epoch with its settings, and a late goodbye changes nothing', async () => {
    await deliver(store.shopDomain, {
      topic: 'app/uninstalled',
      payload: { id: 2 },
      triggeredAt: Date.now() + 1_000,
    });
    await projectInbox(shopId);
    expect((await shop()).state).toBe('uninstalled');
    expect(
      await acrossShops('metrics', (sql) =>
        sql.rows('SELECT 1 FROM session WHERE shop = $1', store.shopDomain),
      ),
    ).toEqual([]);
    await giveToken(store);
    expect((await installShop(store.shopDomain)).isNew).toBe(true);
    expect(await shop()).toMatchObject({
      state: 'installed',
      installEpoch: 2,
      settings: { attributionDays: 21 },
    });
    await deliver(store.shopDomain, {
      topic: 'app/uninstalled',
      payload: { id: 3 },
      triggeredAt: Date.UTC(2026, 0, 1),
    });
    await projectInbox(shopId);
    expect((await shop()).state).toBe('installed');
  });
});

describe('a time zone', () => {
  const zoneAfter = async (zone: string, updatedAt: string) => {
    await sqlInShop(shopId, (sql) =>
      projectShopWebhook(sql, {
        topic: 'shop/update',
        payload: { iana_timezone: zone, updated_at: updatedAt, name: 'Tea' },
        at: new Date(updatedAt),
      }),
    );
    return (await shop()).timeZone;
  };

  it('that the database does not know is not taken, since one would stop statements over all shops', async () => {
    expect(await zoneAfter('Asia/Tokyo', '2031-01-01T00:00:00Z')).toBe('Asia/Tokyo');
    // An old name: Node knows it, PostgreSQL 18 does not.
    expect(isTimeZone('US/Pacific-New')).toBe(true);
    expect(await zoneAfter('US/Pacific-New', '2031-01-02T00:00:00Z')).toBe('Asia/Tokyo');
    expect(await zoneAfter('Mars/Olympus', '2031-01-03T00:00:00Z')).toBe('Asia/Tokyo');
  });
});
