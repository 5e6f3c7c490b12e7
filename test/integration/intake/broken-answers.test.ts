import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { sqlInShop } from '~/db.server';
import { env } from '~/env.server';
import { continueBackfill } from '~/intake/shops/continue-backfill.server';
import { installShop } from '~/intake/shops/install-shop.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { reconcileShop } from '~/intake/shops/reconcile-shop.server';
import { scheduleShops } from '~/intake/shops/schedule-shops.server';
import { startBackfill } from '~/intake/shops/start-backfill.server';
import { loadBackfill } from '~/office/pages/home/backfill-progress.server';
import { loadHealth } from '~/office/pages/home/health.server';
import type { RunningStore } from '../../store/start-store';
import { connectStore, giveToken } from '../../support/intake/connected-store';
import { orderOfSomebody } from '../../support/intake/order-of-somebody';
import { moveClock } from '../../support/move-clock';

type Answer = { data?: Record<string, unknown>; errors?: unknown };
type Spoil = (operation: string, answer: Answer) => void;

let store: RunningStore;
let shopId: bigint;
let between: Server;
let spoil: Spoil;

/** Stands between us and the store, and changes what the store answers. */
beforeAll(async () => {
  store = await connectStore({ withHistory: true, livesOn: false });
  ({ shopId } = await installShop(store.shopDomain));
  between = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString('utf8');
    const { host: _, 'content-length': __, connection: ___, ...headers } = request.headers;
    const answered = await fetch(new URL(request.url ?? '/', store.url), {
      method: request.method ?? 'POST',
      headers: headers as Record<string, string>,
      ...(body && { body }),
    });
    const text = await answered.text();
    const operation = /(?:query|mutation) (\w+)/.exec(body)?.[1] ?? '';
    response.writeHead(answered.status, { 'Content-Type': 'application/json' });
    if (!answered.ok || !operation) return void response.end(text);
    const answer = JSON.parse(text) as Answer;
    spoil(operation, answer);
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
  Object.assign(env(), { LOCAL_STORE_URL: `http://127.0.0.1:${(between.address() as AddressInfo).port}` });
}, 120_000);
afterAll(async () => {
  between.closeAllConnections();
  between.close();
  await store.stop();
});

beforeEach(async () => {
  spoil = () => {};
  await set(`UPDATE backfill SET state = 'done', error = NULL WHERE shop_id = $1`);
});

const set = (statement: string) => sqlInShop(shopId, (sql) => sql.run(statement));
const shopNow = () =>
  sqlInShop(shopId, async (sql) => {
    const shop = await loadShop(sql);
    const health = await loadHealth(sql, shop, { now: now(), unreconciled: 0 });
    return { through: shop.reconciledThrough, because: health.intake.because };
  });
const orderOf = async (gid: string) =>
  (
    await sqlInShop(shopId, (sql) =>
      sql.rows('SELECT FROM orders WHERE shop_id = $1 AND shopify_order_id = $2', gid),
    )
  ).length > 0;

const newOrder = () => `gid://shopify/Order/${orderOfSomebody(store.world).id}`;

type Connection = {
  nodes: Record<string, unknown>[];
  pageInfo: { hasNextPage: boolean; endCursor: unknown };
};
const connection = (answer: Answer, name: string) => answer.data?.[name] as Connection;

describe('comparing with the store', () => {
  it.each([
    ['says that it goes on and not where', () => null],
    ['leads back to where it was', (first: unknown) => first],
  ])('ends with words where a list %s', async (_, cursor) => {
    newOrder();
    await reconcileShop(shopId);
    const before = await shopNow();
    expect(before).toMatchObject({ because: null, through: expect.any(Date) });
    let first: unknown;
    let pages = 0;
    spoil = (operation, answer) => {
      if (operation !== 'ChangedOrders' || !answer.data) return;
      const page = connection(answer, 'orders');
      first ??= page.pageInfo.endCursor;
      pages++;
      page.pageInfo = { hasNextPage: true, endCursor: cursor(first) };
    };
    await expect(reconcileShop(shopId)).rejects.toMatchObject({ code: 'PAGES_BROKEN' });
    // Once where nothing follows; twice before it is seen that the second page is the first.
    expect(pages).toBeLessThan(3);
    expect(await shopNow()).toEqual({
      through: before.through,
      because: { kind: 'damaged', code: 'PAGES_BROKEN' },
    });
    spoil = () => {};
    await reconcileShop(shopId);
    expect((await shopNow()).because).toBeNull();
  });

  it.each([
    ['no id', (node: Record<string, unknown>) => ({ ...node, id: null })],
    ['a time that is none', (node: Record<string, unknown>) => ({ ...node, processedAt: 'yesterday' })],
    ['a number for its time', (node: Record<string, unknown>) => ({ ...node, createdAt: 12 })],
    [
      'a word for how many',
      (node: Record<string, unknown>) => ({
        ...node,
        lineItems: {
          ...(node.lineItems as Connection),
          nodes: (node.lineItems as Connection).nodes.map((line) => ({ ...line, quantity: 'two' })),
        },
      }),
    ],
  ])('stores no order with %s, says so, and has it when it is asked for again', async (_, change) => {
    const gid = newOrder();
    spoil = (operation, answer) => {
      if (operation !== 'ChangedOrders' || !answer.data) return;
      const list = connection(answer, 'orders');
      list.nodes = list.nodes.map((node) => (node.id === gid ? change(node) : node));
    };
    await expect(reconcileShop(shopId)).rejects.toMatchObject({ code: 'ANSWER_DAMAGED' });
    expect(await orderOf(gid)).toBe(false);
    expect((await shopNow()).because).toMatchObject({ kind: 'damaged' });
    spoil = () => {};
    await reconcileShop(shopId);
    expect(await orderOf(gid)).toBe(true);
  });
});

describe('history that failed to load and waits for a person', () => {
  it('does not keep new orders out, and marketing waits all the same', async () => {
    await set(`UPDATE shop SET reconciled_through = NULL, changes_read_through = NULL WHERE id = $1`);
    await set(
      `UPDATE backfill SET state = 'failed', error = 'RESULT_DAMAGED' WHERE shop_id = $1 AND subject = 'customers'`,
    );
    const gid = newOrder();
    await scheduleShops();
    const { liveQueue } = await import('~/base/queue/live-queue.server');
    const jobs = (await (await liveQueue('intake'))?.getJobs()) ?? [];
    expect(jobs.map(({ name, data }) => [name, data])).toContainEqual([
      'reconcile-shop',
      { shopId: String(shopId) },
    ]);
    await reconcileShop(shopId);
    expect(await orderOf(gid)).toBe(true);
    expect((await shopNow()).through).toBeNull();
    await set(`UPDATE backfill SET state = 'done' WHERE shop_id = $1`);
    await reconcileShop(shopId);
    expect((await shopNow()).through).toBeInstanceOf(Date);
  });
});

describe('a load whose token Shopify takes no more', () => {
  it('says so, and goes on when the app was opened', async () => {
    await set(
      `UPDATE backfill SET state = 'waiting', bulk_operation_id = NULL WHERE shop_id = $1 AND subject = 'products'`,
    );
    const progress = () =>
      sqlInShop(shopId, async (sql) =>
        loadBackfill(sql, { installEpoch: (await loadShop(sql)).installEpoch, now: now() }),
      );
    const [{ id }] = (await sqlInShop(shopId, (sql) =>
      sql.rows(`SELECT id FROM backfill WHERE shop_id = $1 AND subject = 'products'`),
    )) as [{ id: bigint }];
    const refuse = () => store.control.expireTokens({ refreshToo: true });
    refuse();
    await expect(startBackfill(shopId)).rejects.toMatchObject({ failure: 'no-access' });
    expect(await progress()).toMatchObject({
      state: expect.not.stringMatching('failed'),
      because: { kind: 'noAccess' },
    });
    await giveToken(store);
    await startBackfill(shopId);
    expect(await progress()).toMatchObject({ because: null });
    refuse();
    await expect(continueBackfill(shopId, id)).rejects.toMatchObject({ failure: 'no-access' });
    expect(await progress()).toMatchObject({ because: { kind: 'noAccess' } });
    await giveToken(store);
    await continueBackfill(shopId, id);
    expect(await progress()).not.toMatchObject({ because: { kind: 'noAccess' } });
  });
});

describe('a load that Shopify refuses to start', () => {
  const clock = moveClock(new Date().toISOString());
  const subject = `subject = 'customers'`;
  const rowNow = async () =>
    (
      await sqlInShop(shopId, (sql) =>
        sql.rows<{
          id: bigint;
          state: string;
          attempts: number;
          error: string | null;
          nextTryAt: Date | null;
        }>(
          `SELECT id, state, attempts, error, next_try_at AS "nextTryAt" FROM backfill WHERE shop_id = $1 AND ${subject}`,
        ),
      )
    )[0];
  const progress = () =>
    sqlInShop(shopId, async (sql) =>
      loadBackfill(sql, { installEpoch: (await loadShop(sql)).installEpoch, now: now() }),
    );
  const refused = (code: string) => ({
    bulkOperationRunQuery: { bulkOperation: null, userErrors: [{ field: ['query'], message: '', code }] },
  });
  const denied = [
    {
      message: 'This app is not approved to access the Customer object.',
      extensions: { code: 'ACCESS_DENIED' },
    },
  ];

  beforeEach(() =>
    set(
      `UPDATE backfill SET state = 'waiting', bulk_operation_id = NULL, attempts = 0, next_try_at = NULL, object_count = 0, processed_lines = 0
       WHERE shop_id = $1 AND ${subject}`,
    ),
  );

  it.each([
    [
      'by an error',
      'ACCESS_DENIED',
      (answer: Answer) => Object.assign(answer, { data: null, errors: denied }),
      'denied',
    ],
    [
      'by an answer',
      'INVALID',
      (answer: Answer) => Object.assign(answer, { data: refused('INVALID') }),
      'other',
    ],
  ])(
    '%s is tried later each time, and in the end waits for a person, with the reason',
    async (_, code, refuse, kind) => {
      spoil = (operation, answer) => {
        if (operation === 'StartBulkOperation') refuse(answer);
      };
      for (const attempts of [1, 2, 3]) {
        await startBackfill(shopId);
        const row = await rowNow();
        expect(row).toMatchObject({ state: 'waiting', attempts, error: code });
        // What only a person can change is said at once.
        expect(await progress()).toMatchObject({
          isRetrying: true,
          because: kind === 'denied' ? { kind } : null,
        });
        await startBackfill(shopId);
        expect(await rowNow()).toMatchObject({ attempts });
        await clock.moveTo(new Date(Number(row?.nextTryAt) + 1));
      }
      await startBackfill(shopId);
      expect(await rowNow()).toMatchObject({ state: 'failed', attempts: 4, nextTryAt: null });
      expect(await progress()).toMatchObject({ state: 'failed', isRetrying: false, because: { kind, code } });
    },
  );

  it('because others run waits for them, and nothing is counted', async () => {
    spoil = (operation, answer) => {
      if (operation === 'StartBulkOperation') answer.data = refused('OPERATION_IN_PROGRESS');
    };
    for (let look = 0; look < 5; look++) await startBackfill(shopId);
    expect(await rowNow()).toMatchObject({ state: 'waiting', attempts: 0, nextTryAt: null });
    expect(await progress()).toMatchObject({ isRetrying: false, because: null });
  });

  it('or to say how it stands begins anew, and its reason is told', async () => {
    await startBackfill(shopId);
    spoil = (operation, answer) => {
      if (operation === 'BulkOperationNow') Object.assign(answer, { data: null, errors: denied });
    };
    const row = await rowNow();
    expect(row).toMatchObject({ state: 'running', error: null });
    await continueBackfill(shopId, row?.id ?? 0n);
    expect(await rowNow()).toMatchObject({ state: 'waiting', attempts: 1, error: 'ACCESS_DENIED' });
    expect(await progress()).toMatchObject({ isRetrying: true, because: { kind: 'denied' } });
  });
});
