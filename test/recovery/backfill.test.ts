import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { seal } from '~/base/lib/sealed.server';
import { sqlInShop } from '~/db.server';
import { projectedRows } from '../support/intake/projected-rows';
import { makeShop } from '../support/intake/shop-row';
import { until } from '../support/until';

/**
 * The loader of history killed with SIGKILL at many places: before its first line, among lines that it had read and not
 * committed, between two batches, behind the last line, and while it links orders to customers.
 */
const shopId = 1n;
const ORDERS = 2_500;
const lines = bulkResult();
/** How many lines the bulk result's server hands out before it falls silent; the loader then waits, and is killed. */
let served = lines.length;
let timesSilent = 0;
let server: Server;

beforeAll(async () => {
  server = createServer((_, response) => {
    response.flushHeaders();
    for (const line of lines.slice(0, served)) response.write(`${line}\n`);
    if (served >= lines.length) response.end();
    else timesSilent += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await makeShop(shopId, 'killed.myshopify.com');
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it('history whose loader is killed at many places is loaded to its end, with the rows of a load that nobody disturbed', async () => {
  const undisturbed = await beginLoad();
  await startLoader(undisturbed).ended;
  expect(await stateOf(undisturbed)).toBe('done');
  const expected = await projectedRows(shopId);
  expect(expected.order_line).toHaveLength(ORDERS * 2);
  await forgetAll();

  const backfill = await beginLoad();
  for (const place of [0, 1_000, 2_500, 4_000, 5_999]) {
    served = place;
    const silentBefore = timesSilent;
    const loader = startLoader(backfill);
    await until('the loader waits for more lines', () => timesSilent > silentBefore, 60_000);
    await until('whole batches are committed', async () => (await passedOf(backfill)) >= wholeBatches(place));
    await loader.kill();
    await endLease(backfill);
  }
  served = lines.length;
  const last = startLoader(backfill);
  await until('all lines are passed', async () => (await passedOf(backfill)) === lines.length, 60_000);
  await last.kill();
  await endLease(backfill);
  await startLoader(backfill).ended;

  expect(await stateOf(backfill)).toBe('done');
  expect(await projectedRows(shopId)).toEqual(expected);
}, 280_000);

/** A batch of two thousand lines is committed when the next line has come. */
const wholeBatches = (handedOut: number) => Math.max(0, Math.floor((handedOut - 1) / 2_000) * 2_000);

/** Orders, each followed much later by its two lines, as bulk results may be; every third buyer is a guest. */
function bulkResult(): string[] {
  const parents: string[] = [];
  const children: string[] = [];
  for (let at = 0; at < ORDERS; at++) {
    const when = new Date(Date.UTC(2025, 0, 1) + at * 60_000).toISOString();
    const id = `gid://shopify/Order/${1_000 + at}`;
    const buyer = at % 300;
    parents.push(
      JSON.stringify({
        id,
        name: `#${at}`,
        createdAt: when,
        updatedAt: when,
        processedAt: when,
        email: `buyer-${buyer}@example.com`,
        currencyCode: 'USD',
        displayFinancialStatus: 'PAID',
        displayFulfillmentStatus: 'FULFILLED',
        customer: buyer % 3 === 0 ? null : { id: `gid://shopify/Customer/${500 + buyer}` },
        shippingAddress: { countryCodeV2: 'GB', provinceCode: 'ENG' },
        fulfillments: [{ id: `gid://shopify/Fulfillment/${at + 1}`, status: 'SUCCESS', createdAt: when }],
        refunds: [],
      }),
    );
    for (const step of [0, 1])
      children.push(
        JSON.stringify({
          id: `gid://shopify/LineItem/${10_000 + at * 2 + step}`,
          title: `Tea ${step}`,
          quantity: 1 + step,
          currentQuantity: 1,
          originalUnitPriceSet: { shopMoney: { amount: '5.00' } },
          __parentId: id,
        }),
      );
  }
  return [
    ...parents.slice(0, ORDERS / 2),
    ...children.slice(0, ORDERS),
    ...parents.slice(ORDERS / 2),
    ...children.slice(ORDERS),
  ];
}

async function beginLoad(): Promise<bigint> {
  const { port } = server.address() as AddressInfo;
  const url = seal(`http://127.0.0.1:${port}/`, { shopId, column: 'backfill.result_url_sealed' });
  const [row] = await sqlInShop(shopId, async (sql) => {
    await sql.run('DELETE FROM backfill WHERE shop_id = $1');
    return sql.rows<{ id: bigint }>(
      `INSERT INTO backfill (shop_id, install_epoch, subject, state, result_url_sealed) VALUES ($1, 1, 'orders', 'loading', $2) RETURNING id`,
      url,
    );
  });
  return row?.id ?? 0n;
}

function startLoader(backfill: bigint): { ended: Promise<void>; kill(): Promise<void> } {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/support/intake/backfill-process.ts', String(shopId), String(backfill)],
    { stdio: ['ignore', 'inherit', 'inherit'], env: process.env },
  );
  const gone = once(child, 'exit');
  return {
    ended: gone.then(([code]) => {
      if (code !== 0 && child.signalCode === null) throw new Error(`The loader ended with ${code}`);
    }),
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function rowOf(backfill: bigint): Promise<{ state: string; lines: bigint } | undefined> {
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ state: string; lines: bigint }>(
      'SELECT state, processed_lines AS lines FROM backfill WHERE shop_id = $1 AND id = $2',
      backfill,
    ),
  );
  return row;
}
const passedOf = async (backfill: bigint) => Number((await rowOf(backfill))?.lines ?? 0);
const stateOf = async (backfill: bigint) => (await rowOf(backfill))?.state;

/** A dead loader's lease ends after a minute; this is that minute. */
async function endLease(backfill: bigint): Promise<void> {
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE backfill SET heartbeat_at = heartbeat_at - interval '61 seconds' WHERE shop_id = $1 AND id = $2`,
      backfill,
    ),
  );
}

async function forgetAll(): Promise<void> {
  await sqlInShop(shopId, async (sql) => {
    for (const table of ['order_line', 'fulfillment', 'orders', 'customer'])
      await sql.run(`DELETE FROM ${table} WHERE shop_id = $1`);
  });
}
