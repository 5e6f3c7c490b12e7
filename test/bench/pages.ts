import '../support/test-env';
import { execFileSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { firstRunSteps } from '~/base/vocabulary/first-run';
import { benchDatabase, databaseCpuMs } from '../support/bench-database';
import { sessionToken, startPanelStore } from '../support/panel/panel-world';
import { freePort, onServer } from '../support/postgres-server';
import { startProcess } from '../support/processes';
import { FIRST_BUYER, fillBigShop } from './big-shop';

/**
 * The panel of one big shop, through the built server: time to the first byte of each page, the processor that an answer
 * costs the server and the database, and the statement that took longest. Pages take turns, so that a busy moment of the
 * machine meets all of them.
 * Usage: tsx test/bench/pages.ts [customers=100000] [turns=60] [--keep folder] [--only text]; ten order lines and twenty
 * messages a customer. A folder keeps the filled database for the next run. Goals: first byte p75 100 ms and p99 300 ms;
 * no statement over 50 ms at p99.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'string' }, only: { type: 'string', default: '' } },
});
const [customers = 100_000, turns = 60] = positionals.map(Number);
const PLAIN_CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

execFileSync(process.execPath, ['app/bootstrap.mjs', 'prepare'], { stdio: ['ignore', 'ignore', 'inherit'] });
const database = await benchDatabase(options.keep);
const store = await startPanelStore();
if (!database.kept) {
  await fillBigShop({ store, url: database.url, customers });
  await database.keep();
}

const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const web = await startProcess(
  'server',
  { NODE_ENV: 'production', PORT: String(port), SHOPIFY_APP_URL: url },
  { quiet: true },
);

const some = FIRST_BUYER + Math.floor(customers / 2);
const idOf = (statement: string) =>
  onServer(database.url, async (client) => (await client.query<{ id: string }>(statement)).rows[0]?.id ?? '');
const mostBought = await idOf('SELECT id FROM need ORDER BY buyers DESC, id LIMIT 1');
const planned = await idOf(`SELECT id FROM message WHERE state = 'planned' ORDER BY due_at, id LIMIT 1`);
/** Shopify's own number of the newest row, as the admin's pages know it. */
const numberOf = (column: string, table: string) =>
  idOf(
    `SELECT substring(${column} FROM '/(\\d+)$') AS id FROM ${table} WHERE ${column} ~ '/\\d+$' ORDER BY ${table}.id DESC LIMIT 1`,
  );
const dayAhead = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
/** What a page, once it stands, or a block on one of the admin's own pages asks for, with its token in a header. */
const asked = [
  '/app/last-month',
  '/app/found',
  '/app/concerned?what=soft-opt-in&country=DE&on=2020-01-01',
  '/app/concerned?what=pause&country=DE',
  '/app/concerned?what=never&tags=staff&companies=true',
  '/app/concerned?what=warranty&price=20&months=24',
  '/app/pause',
  '/app/pause?kind=running-low',
  '/app/send-now-ahead?view=upcoming',
  `/app/move-ahead?on=${dayAhead}&query=view%3Dupcoming`,
  `/app/messages/${planned}/preview`,
  '/app/needs?search=soap',
  '/app/template-people?kind=running-low&search=lindq',
  '/app/products/find?search=soap',
  '/app/role',
  '/app/products/table',
  '/app/reports/table?days=28',
  `/ext/customers/${await numberOf('shopify_customer_id', 'customer')}`,
  `/ext/orders/${await numberOf('shopify_order_id', 'orders')}`,
  `/ext/products/${await numberOf('shopify_product_id', 'product')}`,
  '/ext/segments/1',
];
const pages = [
  '/app',
  '/app/customers',
  '/app/customers?status=lapsed',
  '/app/customers?search=lindq',
  '/app/customers?sort=spending',
  `/app/customers/${some}`,
  '/app/queue',
  '/app/queue?view=waiting',
  '/app/queue?view=held',
  '/app/queue?view=sent',
  '/app/queue?view=sent&kind=warranty-expiry',
  '/app/queue?view=past',
  '/app/queue?kind=warranty-expiry',
  '/app/queue?mode=calendar',
  '/app/products',
  `/app/products/${mostBought}`,
  '/app/segments/1',
  '/app/tasks',
  '/app/tasks?view=done',
  '/app/templates',
  '/app/templates/running-low/en',
  '/app/reports',
  '/app/reports?days=365',
  '/app/accuracy',
  '/app/dry-run/running-low',
  '/app/settings',
  ...firstRunSteps.map((step) => `/app/welcome?step=${step}`),
  ...asked,
].filter((page) => page.includes(options.only));

interface Answered {
  readonly firstByteMs: number;
  readonly kilobytes: number;
  readonly serverCpuMs: number;
  readonly databaseCpuMs: number;
  /** Each statement of the page with its longest time. */
  readonly statements: readonly Statement[];
}

interface Statement {
  readonly ms: number;
  readonly query: string;
}

const answered = new Map<string, Answered[]>(pages.map((page) => [page, []]));
const WARM_UP_TURNS = 5;
for (let turn = -WARM_UP_TURNS; turn < turns; turn++) {
  for (const page of pages) {
    const answer = await ask(page);
    if (turn >= 0) answered.get(page)?.push(answer);
  }
}

console.log(`${customers} customers, ${customers * 10} order lines, ${customers * 20} messages`);
console.log(
  'first byte, ms      p50    p75    p99   processor, ms: server  database  longest statement p99     kB',
);
for (const [page, answers] of answered) {
  const of = (name: Exclude<keyof Answered, 'statements'>) => answers.map((answer) => answer[name]);
  const mean = (name: Parameters<typeof of>[0]) =>
    of(name).reduce((sum, one) => sum + one, 0) / answers.length;
  const times = [0.5, 0.75, 0.99].map((share) => at(of('firstByteMs'), share).toFixed(0).padStart(6));
  const longest = at(
    answers.map(({ statements }) => statements[0]?.ms ?? 0),
    0.99,
  );
  const costs = [mean('serverCpuMs').toFixed(1).padStart(23), mean('databaseCpuMs').toFixed(1).padStart(9)];
  console.log(
    `${' '.repeat(15)}${times.join(' ')}${costs.join(' ')} ${longest.toFixed(1).padStart(22)} ${mean('kilobytes').toFixed(0).padStart(6)}   ${page}`,
  );
}
console.log('slowest statements, ms: p50, p99');
for (const { times, page, query } of slowestStatements().slice(0, 12))
  console.log(
    `${at(times, 0.5).toFixed(1).padStart(7)} ${at(times, 0.99).toFixed(1).padStart(7)}  ${page}  ${query}`,
  );
await web.stop();
await store.stop();
await database.drop();
process.exit(0);

function at(times: readonly number[], share: number): number {
  return [...times].sort((a, b) => a - b)[Math.ceil(times.length * share) - 1] ?? 0;
}

/** What each page asks the database, the slowest first. */
function slowestStatements() {
  const found = new Map<string, { page: string; query: string; times: number[] }>();
  for (const [page, answers] of answered) {
    for (const { query, ms } of answers.flatMap(({ statements }) => statements)) {
      const one = found.get(page + query) ?? { page, query, times: [] };
      found.set(page + query, one);
      one.times.push(ms);
    }
  }
  return [...found.values()].sort((a, b) => at(b.times, 0.99) - at(a.times, 0.99));
}

async function ask(page: string): Promise<Answered> {
  const address = new URL(page, url);
  const headers = new Headers({ 'User-Agent': PLAIN_CHROME });
  if (asked.includes(page)) headers.set('Authorization', `Bearer ${sessionToken(store)}`);
  else {
    address.searchParams.set('embedded', '1');
    address.searchParams.set('shop', store.shopDomain);
    address.searchParams.set('host', Buffer.from(`${store.shopDomain}/admin`).toString('base64url'));
    address.searchParams.set('id_token', sessionToken(store));
  }
  await statementsSince();
  const [serverBefore, databaseBefore] = [await serverCpuMs(), await databaseCpuMs(database.url)];
  const startedAt = performance.now();
  const answer = await fetch(address, { headers, redirect: 'manual' });
  const firstByteMs = performance.now() - startedAt;
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${page} answered ${answer.status}: ${text.slice(0, 200)}`);
  const [serverAfter, databaseAfter] = [await serverCpuMs(), await databaseCpuMs(database.url)];
  return {
    firstByteMs,
    kilobytes: text.length / 1000,
    serverCpuMs: serverAfter - serverBefore,
    databaseCpuMs: Math.max(0, databaseAfter - databaseBefore),
    statements: await statementsSince(),
  };
}

/** What was asked since the last call, the longest first. */
async function statementsSince(): Promise<Statement[]> {
  return onServer(database.url, async (client) => {
    const { rows } = await client.query<Statement>(
      `SELECT max_exec_time + max_plan_time AS ms, left(regexp_replace(query, '\\s+', ' ', 'g'), 130) AS query
       FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid AND d.datname = current_database()
       WHERE query NOT LIKE '%pg_stat%' ORDER BY 1 DESC`,
    );
    await client.query('SELECT pg_stat_statements_reset()');
    return rows;
  });
}

/** Processor time of all threads of the web process, in ms. */
async function serverCpuMs(): Promise<number> {
  const folder = `/proc/${web.child.pid}/task`;
  const threads = await readdir(folder);
  const each = threads.map((id) => readFile(`${folder}/${id}/schedstat`, 'utf8').catch(() => '0'));
  return (await Promise.all(each)).reduce((sum, stat) => sum + Number(stat.split(' ')[0]) / 1e6, 0);
}
