import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { characters } from '../store/history/characters';
import { type RunningStore, startStore } from '../store/start-store';
import { buyForTheFirstTime } from './demo-newcomers';
import { demoEnvironment, demoPorts, workingMorning } from './demo-settings';
import { installApp } from './install-app';
import { type RunningProcess, startProcess } from './processes';

/**
 * `npm run demo`: the whole loop on one machine, with only Shopify replaced by the local store. Every run starts
 * afresh: the store's world lives in memory, and a database that remembers another world would contradict it.
 * Ctrl-C ends all of it.
 *
 * `npm run demo -- --first-day` sets nothing up beforehand: the first run is the visitor's. `-- --buyers 20` opens a
 * smaller shop, `-- --buyers 0` one without orders. `-- --folder <path>` keeps its database elsewhere than in .data/demo.
 */
interface DemoOptions {
  readonly isFirstDay: boolean;
  readonly buyers: number | undefined;
  readonly folder: string;
}

const closers: (() => Promise<unknown>)[] = [];
let ending = false;

async function end(code: number): Promise<void> {
  if (ending) return;
  ending = true;
  say('Ending …');
  for (const close of closers.toReversed()) await close().catch(() => {});
  process.exit(code);
}

async function demo(): Promise<void> {
  const options = readOptions();
  if (process.env.DATABASE_URL) say('The demo brings its own database; DATABASE_URL is left alone.');
  const { folder } = options;
  mkdirSync(folder, { recursive: true });
  const { ports, release } = await demoPorts();
  closers.push(async () => release());
  // Settings come before the app's code, which reads them once.
  Object.assign(process.env, demoEnvironment({ folder, ports, databaseUrl: '' }));
  const { startEmbeddedPostgres } = await import('~/base/lib/embedded-postgres.server');
  say('Starting PostgreSQL …');
  const database = await startEmbeddedPostgres(folder, { afresh: true });
  closers.push(() => database.stop());
  process.env.DATABASE_URL = database.url;
  const { migrateDatabase } = await import('~/base/lib/migrate-database.server');
  await migrateDatabase(database.url);

  say('Opening the local store …');
  rmSync(resolve(folder, 'clock'), { force: true });
  const store = await openStore(ports, options);
  closers.push(() => store.stop());

  say('Starting Carafe: web and worker …');
  for (const entry of ['server', 'worker'] as const) {
    const running = await startProcess(entry, {});
    closers.push(() => running.stop());
    watch(entry, running);
  }
  await setUp(store, options);
}

function readOptions(): DemoOptions {
  const { values } = parseArgs({
    options: {
      'first-day': { type: 'boolean', default: false },
      buyers: { type: 'string' },
      folder: { type: 'string', default: '.data/demo' },
    },
  });
  const buyers = values.buyers === undefined ? undefined : Number(values.buyers);
  if (buyers !== undefined && !(Number.isInteger(buyers) && buyers >= 0))
    throw new Error('Say how many buyers the store has as a whole number: npm run demo -- --buyers 20');
  return { isFirstDay: values['first-day'], buyers, folder: resolve(values.folder) };
}

function openStore(ports: { store: number; smtp: number }, { buyers }: DemoOptions): Promise<RunningStore> {
  return startStore({
    port: ports.store,
    smtpPort: ports.smtp,
    apiKey: process.env.SHOPIFY_API_KEY,
    apiSecret: process.env.SHOPIFY_API_SECRET,
    appUrl: process.env.SHOPIFY_APP_URL,
    startAt: workingMorning(new Date()),
    clockFile: process.env.CLOCK_FILE,
    installed: false,
    ...(buyers === undefined ? {} : { buyers, withHistory: buyers > 0 }),
  });
}

async function setUp(store: RunningStore, { isFirstDay, buyers }: DemoOptions): Promise<void> {
  const appUrl = String(process.env.SHOPIFY_APP_URL);
  const {
    approvedBeforehand,
    everybodyPlanned,
    historyLoaded,
    installedShop,
    pastTheSlot,
    reconcileWithTheClock,
    setUpShop,
  } = await import('./demo-setup');
  const { closeDatabase } = await import('~/db.server');
  const { closeLiveQueue } = await import('~/base/queue/live-queue.server');
  closers.push(async () => {
    await closeLiveQueue();
    await closeDatabase();
  });

  say('Installing Carafe in the store, as its admin does …');
  await installApp(store, appUrl);
  const shopId = await installedShop();
  reconcileWithTheClock(store, shopId);
  const storeName = store.shopDomain.replace('.myshopify.com', '');
  const addresses = `
Carafe's demo runs. Open in a browser:

  admin of the store    ${store.url}/store/${storeName}/apps/carafe
                        where you work, as the shop's owner: Carafe in its admin
  storefront            ${store.url}/
                        where customers buy; an order here reaches Carafe at once
  customers' mailbox    ${store.url}/mailbox
                        what customers get: every mail lands here, none leaves this machine
`;
  if (isFirstDay) {
    say(`${addresses}
Nothing is set up: the first run is yours. Its mail server is 127.0.0.1, port ${store.smtp.port}, without encryption.
Ctrl-C ends the demo. Every run starts afresh.`);
    return;
  }
  await historyLoaded(shopId, progress('Loading the history'));
  await setUpShop(shopId);
  await everybodyPlanned(shopId, progress('Predicting and planning'));
  const people = Object.values(characters).map((one) => `${one.firstName} ${one.lastName}`);
  say(`${addresses}
${approvedBeforehand}
${buyers === undefined ? `People worth a look: ${people.join(', ')}.\n` : ''}\
The store's clock began at 8:30 on a working morning. It now walks to 10:45, past the sending slot at 10:00.
`);
  if (buyers !== 0) buyForTheFirstTime(store);
  await pastTheSlot(store, shopId);
  if (buyers !== 0) await mailsArrived(store);
  say(
    `In the mailbox: ${mailsIn(store)}. The store's clock moves on in the admin's bar, by a day or a week` +
      (buyers === 0 ? '.' : ': tomorrow two who bought for the first time this morning are thanked.'),
  );
  say(
    'The buyers of the demo order nothing by themselves while the clock moves: after some weeks the forecasts say so, too.',
  );
  say('Ctrl-C ends the demo. Every run starts afresh.');
}

function mailsIn(store: RunningStore): string {
  const count = store.mails.count();
  return count === 1 ? '1 mail' : `${count} mails`;
}

/** Until no mail has come for ten seconds; two minutes are enough for the first. */
async function mailsArrived(store: RunningStore): Promise<void> {
  const report = progress('Sending');
  const startedMs = performance.now();
  let lastMs = startedMs;
  for (let before = 0; !ending; ) {
    const count = store.mails.count();
    const nowMs = performance.now();
    if (count !== before) lastMs = nowMs;
    before = count;
    report(mailsIn(store));
    if (nowMs - lastMs > (count === 0 ? 120_000 : 10_000)) return;
    await pause(1_000);
  }
}

function watch(entry: string, running: RunningProcess): void {
  running.child.once('exit', (code, signal) => {
    if (ending) return;
    say(`The process "${entry}" ended (${code ?? signal}); the demo ends with it.`);
    void end(1);
  });
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Prints a line when it says something new. */
function progress(title: string): (line: string) => void {
  let last = '';
  return (line) => {
    if (line === last || line === '') return;
    last = line;
    say(`  ${title}: ${line}`);
  };
}

process.on('SIGINT', () => void end(0));
process.on('SIGTERM', () => void end(0));
demo().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  void end(1);
});
