import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { seal } from '~/base/lib/sealed.server';
import { sqlInShop } from '~/db.server';
import { continueBackfill } from '~/intake/shops/continue-backfill.server';
import { retryBackfill } from '~/intake/shops/retry-backfill.server';
import { loadBackfill } from '~/office/pages/home/backfill-progress.server';
import { makeSendingShop } from '../../factories/sending-shop';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';

const MINUTE_MS = 60_000;
const CUSTOMERS = 5_000;
const clock = moveClock(WEDNESDAY_NOON);
let server: Server;
let answer: RequestListener;
let shopId: bigint;

beforeAll(async () => {
  server = createServer((request, response) => answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
beforeEach(async () => {
  shopId = await makeSendingShop();
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const line = (at: number) =>
  JSON.stringify({
    id: `gid://shopify/Customer/${10_000 + at}`,
    firstName: `A${at}`,
    updatedAt: '2026-01-01T00:00:00Z',
    createdAt: '2026-01-01T00:00:00Z',
  });
const file = (lines: number) => `${Array.from({ length: lines }, (_, at) => line(at)).join('\n')}\n`;
const gives =
  (text: string): RequestListener =>
  (_, response) =>
    response.end(text);

describe('a bulk result that', () => {
  it('ends before the objects that Shopify counted is asked for anew', async () => {
    answer = gives(file(3_000));
    const id = await beginLoad();
    await continueBackfill(shopId, id);
    // It got further than before: read on, since every such try brings the end nearer.
    expect(await rowOf(id)).toMatchObject({ state: 'loading', attempts: 0, error: 'RESULT_CUT' });
    await continueBackfill(shopId, id);
    expect(await rowOf(id)).toMatchObject({ state: 'waiting', attempts: 1, error: 'RESULT_CUT', lines: 0 });
    expect(await customers()).toBe(2_000);
  });

  it('is empty is asked for anew', async () => {
    answer = gives('');
    const id = await beginLoad();
    await continueBackfill(shopId, id);
    expect(await rowOf(id)).toMatchObject({ state: 'waiting', attempts: 1, error: 'RESULT_CUT' });
  });

  it('breaks off in the middle of a line is read on, and whole in the end', async () => {
    answer = (_, response) => {
      response.socket?.end(
        `HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n${file(CUSTOMERS).slice(0, 400_000)}`,
      );
    };
    const id = await beginLoad();
    await continueBackfill(shopId, id);
    expect(await rowOf(id)).toMatchObject({ state: 'loading', error: 'RESULT_CUT' });
    answer = gives(file(CUSTOMERS));
    await continueBackfill(shopId, id);
    expect(await rowOf(id)).toMatchObject({ state: 'done', error: null });
    expect(await customers()).toBe(CUSTOMERS);
  });

  it('breaks off against its own length is read on', async () => {
    answer = (_, response) => {
      response.socket?.end(`HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n${file(3_000)}`);
    };
    const id = await beginLoad();
    await continueBackfill(shopId, id);
    expect(await rowOf(id)).toMatchObject({ state: 'loading', error: 'RESULT_CUT' });
  });

  it('holds fewer lines than Shopify counted is whole where its bytes are all there', async () => {
    answer = gives(file(3_000));
    const id = await beginLoad({ fileSize: Buffer.byteLength(file(3_000)) });
    await continueBackfill(shopId, id);
    expect(await rowOf(id)).toMatchObject({ state: 'done' });
  });

  it('holds blank lines is whole without them', async () => {
    answer = gives(`${file(CUSTOMERS).replace('\n', '\n\n\r\n')}\n`);
    const id = await beginLoad();
    await continueBackfill(shopId, id);
    expect(await rowOf(id)).toMatchObject({ state: 'done', lines: CUSTOMERS });
  });

  it.each([
    ['is another page', '<html>\n<body>Sign in</body>\n</html>'],
    [
      'holds a line that is no JSON',
      `${file(2_500)}{"id":"gid://shopify/Customer/9", BROKEN}\n${file(2_500)}`,
    ],
    ['holds a line that is no object', `${file(2_500)}null\n${file(2_500)}`],
  ])('%s is asked for anew', async (_, text) => {
    answer = gives(text);
    const id = await beginLoad();
    await continueBackfill(shopId, id);
    expect(await rowOf(id)).toMatchObject({ state: 'waiting', attempts: 1, error: 'RESULT_DAMAGED' });
  });

  it('nobody serves at the moment is waited for without an end', async () => {
    answer = (_, response) => response.writeHead(503).end();
    const id = await beginLoad({ attempts: 3 });
    for (let look = 0; look < 5; look++) await continueBackfill(shopId, id);
    expect(await rowOf(id)).toMatchObject({ state: 'loading', attempts: 3, error: 'RESULT_503' });
    expect(await progress()).toMatchObject({ isRetrying: true, because: null });
    answer = gives(file(CUSTOMERS));
    await continueBackfill(shopId, id);
    expect(await rowOf(id)).toMatchObject({ state: 'done', attempts: 0, error: null });
  });
});

describe('history that fails to load', () => {
  it('is tried later each time, has failed after the fourth, and begins anew when a person asks', async () => {
    answer = gives(`${file(2_500)}BROKEN\n`);
    const id = await beginLoad();
    for (const minutes of [2, 5, 15]) {
      await continueBackfill(shopId, id);
      const { state, nextTryAt } = await rowOf(id);
      const inMinutes = Math.round((Number(nextTryAt) - now().getTime()) / MINUTE_MS);
      expect({ state, inMinutes }).toEqual({ state: 'waiting', inMinutes: minutes });
      expect(await progress()).toMatchObject({ isRetrying: true, because: null });
      await clock.moveTo(new Date(Number(nextTryAt) + 1));
      await serveAnew(id);
    }
    await continueBackfill(shopId, id);
    expect(await rowOf(id)).toMatchObject({
      state: 'failed',
      attempts: 4,
      error: 'RESULT_DAMAGED',
      lines: 2_000,
    });
    expect(await progress()).toMatchObject({
      state: 'failed',
      isRetrying: false,
      because: { kind: 'damaged' },
    });
    expect(await customers()).toBe(2_000);

    await retryBackfill(shopId);
    expect(await rowOf(id)).toMatchObject({ state: 'waiting', attempts: 0, error: null, nextTryAt: null });
    answer = gives(file(CUSTOMERS));
    await serveAnew(id);
    await continueBackfill(shopId, id);
    expect(await rowOf(id)).toMatchObject({ state: 'done' });
    expect(await customers()).toBe(CUSTOMERS);
  });
});

async function beginLoad({
  fileSize = null,
  attempts = 0,
}: {
  fileSize?: number | null;
  attempts?: number;
} = {}) {
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ id: bigint }>(
      `INSERT INTO backfill (shop_id, install_epoch, subject, state, object_count, file_size, attempts, result_url_sealed)
       SELECT id, install_epoch, 'customers', 'loading', ${CUSTOMERS}, $2, $3, $4 FROM shop WHERE id = $1 RETURNING id`,
      fileSize,
      attempts,
      sealedUrl(),
    ),
  );
  return row?.id ?? 0n;
}

/** What a new bulk operation would lead to. */
async function serveAnew(id: bigint): Promise<void> {
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE backfill SET state = 'loading', object_count = ${CUSTOMERS}, result_url_sealed = $3 WHERE shop_id = $1 AND id = $2 AND state = 'waiting'`,
      id,
      sealedUrl(),
    ),
  );
}

function sealedUrl(): Buffer {
  const { port } = server.address() as AddressInfo;
  return seal(`http://127.0.0.1:${port}/`, { shopId, column: 'backfill.result_url_sealed' });
}

async function rowOf(id: bigint) {
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{
      state: string;
      attempts: number;
      error: string | null;
      lines: number;
      nextTryAt: Date | null;
    }>(
      `SELECT state, attempts, error, processed_lines::int AS lines, next_try_at AS "nextTryAt" FROM backfill WHERE shop_id = $1 AND id = $2`,
      id,
    ),
  );
  if (!row) throw new Error('There is no backfill');
  return row;
}

async function customers(): Promise<number> {
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ count: number }>('SELECT count(*)::int AS count FROM customer WHERE shop_id = $1'),
  );
  return row?.count ?? 0;
}

const progress = () => sqlInShop(shopId, (sql) => loadBackfill(sql, { installEpoch: 1, now: now() }));
