import '../support/test-env';
import { fork } from 'node:child_process';
import { createHmac, randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

/**
 * Webhooks of 5.6 kB through the raw door. Raw is what nobody can do without: HMAC over the bytes and one durable insert
 * each, 64 in flight. Ours is the whole door over HTTP, sent by another process. Then 500 a second, for the time to the
 * answer. Usage: tsx test/bench/intake.ts [webhooks=10000]
 */
const secret = 'test-api-secret-0123456789';
const body = Buffer.from(
  JSON.stringify({
    id: 5364772372694,
    email: 'ada@example.com',
    customer: { id: 6971943256278 },
    note: 'x'.repeat(5_500),
  }),
);
const IN_FLIGHT = 64;

const [task, ...rest] = process.argv.slice(2);
if (task === 'client') await runClient(Number(rest[0]), Number(rest[1]), Number(rest[2]));
else await runBench(Number(task ?? 10_000));

async function runBench(webhooks: number): Promise<void> {
  const { benchDatabase } = await import('../support/bench-database');
  const { onServer } = await import('../support/postgres-server');
  const { startProfile } = await import('./support/profile');
  const database = await benchDatabase();
  const { receiveWebhook } = await import('~/intake/webhooks/receive-webhook.server');
  const { closeDatabase } = await import('~/db.server');
  await onServer(database.url, async (client) => {
    await client.query(
      `INSERT INTO shop (id, domain, installed_at) VALUES (1, 'bench.myshopify.com', now())`,
    );
    await client.query('CREATE TABLE bare (id bigserial PRIMARY KEY, webhook_id text UNIQUE, body bytea)');
  });
  const profile = await startProfile(database.url);
  const raw = await profile.part('raw', webhooks, () => rawPerSecond(database.url, webhooks));
  const server = createServer((request, response) => void receiveWebhook(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await client(port, 1_000, 0);
  const fast = await profile.part('ours', webhooks, () => client(port, webhooks, 0));
  const steady = await client(port, 2_500, 500);
  const [row] = await onServer(
    database.url,
    async (one) => (await one.query<{ count: string }>('SELECT count(*) FROM inbox_webhook')).rows,
  );
  console.log(`webhook intake, ${body.length} bytes, ${IN_FLIGHT} in flight`);
  console.log(`raw    ${raw.toFixed(0)}/s   HMAC + one durable insert each`);
  console.log(
    `ours   ${fast.perSecond.toFixed(0)}/s   answered 200 by the door; ${row?.count} of ${webhooks + 3_500} rows are in the inbox`,
  );
  console.log(`ratio  ${(fast.perSecond / raw).toFixed(2)}   (goal 0.6)`);
  console.log(profile.explain({ ours: 'ours', raw: 'raw', item: 'webhook' }));
  console.log(
    `at 500/s: p50 ${steady.p50.toFixed(1)} ms, p99 ${steady.p99.toFixed(1)} ms   (goal: p99 50 ms)`,
  );
  server.close();
  server.closeAllConnections();
  await closeDatabase();
  await database.drop();
}

async function rawPerSecond(url: string, webhooks: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: 16 });
  let left = webhooks;
  const work = async () => {
    while (left-- > 0) {
      createHmac('sha256', secret).update(body).digest('base64');
      await pool.query({
        name: 'bare',
        text: 'INSERT INTO bare (webhook_id, body) VALUES ($1, $2)',
        values: [randomUUID(), body],
      });
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: IN_FLIGHT }, work));
  const perSecond = webhooks / ((performance.now() - startedAt) / 1000);
  await pool.end();
  return perSecond;
}

interface Result {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
}

function client(port: number, webhooks: number, rate: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url), [
      'client',
      String(port),
      String(webhooks),
      String(rate),
    ]);
    child.once('message', (message) => resolve(message as Result));
    child.once('error', reject);
  });
}

/** Keep-alive connections that write whole requests and read status lines: as little work as a client can do. */
async function runClient(port: number, webhooks: number, rate: number): Promise<void> {
  const signature = createHmac('sha256', secret).update(body).digest('base64');
  const times: number[] = [];
  let left = webhooks;
  const startedAt = performance.now();
  let sent = 0;
  const lane = () =>
    new Promise<void>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1');
      let at = 0;
      const next = () => {
        if (left-- <= 0) {
          socket.end();
          return resolve();
        }
        const dueMs = rate === 0 ? 0 : startedAt + (sent++ / rate) * 1000 - performance.now();
        if (dueMs > 0) setTimeout(write, dueMs);
        else write();
      };
      const write = () => {
        at = performance.now();
        const head = `POST /webhooks HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Shopify-Topic: orders/create\r\nX-Shopify-Hmac-Sha256: ${signature}\r\nX-Shopify-Shop-Domain: bench.myshopify.com\r\nX-Shopify-Webhook-Id: ${randomUUID()}\r\nX-Shopify-Event-Id: ${randomUUID()}\r\nX-Shopify-Triggered-At: 2026-11-20T10:00:00Z\r\nContent-Length: ${body.length}\r\n\r\n`;
        socket.write(Buffer.concat([Buffer.from(head), body]));
      };
      socket.setNoDelay(true);
      socket.on('data', (data) => {
        if (!data.includes('HTTP/1.1 200')) return reject(new Error(data.toString().slice(0, 200)));
        times.push(performance.now() - at);
        next();
      });
      socket.once('error', reject);
      socket.once('connect', next);
    });
  await Promise.all(Array.from({ length: IN_FLIGHT }, lane));
  times.sort((one, other) => one - other);
  const at = (share: number) => times[Math.ceil(times.length * share) - 1] ?? 0;
  process.send?.({
    perSecond: webhooks / ((performance.now() - startedAt) / 1000),
    p50: at(0.5),
    p99: at(0.99),
  });
  process.disconnect?.();
}
