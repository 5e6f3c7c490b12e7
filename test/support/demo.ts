import { mkdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
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
 */
const folder = resolve('.data/demo');

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
  if (process.env.DATABASE_URL) say('The demo brings its own database; DATABASE_URL is left alone.');
  mkdirSync(folder, { recursive: true });
  const ports = await demoPorts();
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
  const store = await openStore(ports);
  closers.push(() => store.stop());

  say('Starting Carafe: web and worker …');
  for (const entry of ['server', 'worker'] as const) {
    const running = await startProcess(entry, {});
    closers.push(() => running.stop());
    watch(entry, running);
  }
  await setUp(store);
}

function openStore(ports: { store: number; smtp: number }): Promise<RunningStore> {
  return startStore({
    port: ports.store,
    smtpPort: ports.smtp,
    apiKey: process.env.SHOPIFY_API_KEY,
    apiSecret: process.env.SHOPIFY_API_SECRET,
    appUrl: process.env.SHOPIFY_APP_URL,
    startAt: workingMorning(new Date()),
    clockFile: process.env.CLOCK_FILE,
    installed: false,
  });
}

async function setUp(store: RunningStore): Promise<void> {
  const appUrl = String(process.env.SHOPIFY_APP_URL);
  const { approvedBeforehand, everybodyPlanned, historyLoaded, installedShop, pastTheSlot, setUpShop } =
    await import('./demo-setup');
  const { closeDatabase } = await import('~/db.server');
  const { closeLiveQueue } = await import('~/base/queue/live-queue.server');
  closers.push(async () => {
    await closeLiveQueue();
    await closeDatabase();
  });

  say('Installing Carafe in the store, as its admin does …');
  await installApp(store, appUrl);
  const shopId = await installedShop();
  await historyLoaded(shopId, progress('Loading the history'));
  await setUpShop(shopId);
  await everybodyPlanned(shopId, progress('Predicting and planning'));

  const storeName = store.shopDomain.replace('.myshopify.com', '');
  say(`
Carafe's demo runs. Open in a browser:

  admin of the store    ${store.url}/store/${storeName}/apps/carafe
  storefront            ${store.url}/
  customers' mailbox    ${store.url}/mailbox

${approvedBeforehand}
People worth a look: ${Object.values(characters)
    .map((one) => `${one.firstName} ${one.lastName}`)
    .join(', ')}.
The store's clock began at 8:30 on a working morning. It now walks to 10:45, past the sending slot at 10:00.
`);
  buyForTheFirstTime(store);
  await pastTheSlot(store, shopId);
  await mailsArrived(store);
  say(
    `${store.mails.count()} mails are in the mailbox. The store's clock moves on in the admin's bar, by a day or a week: ` +
      'tomorrow two who bought for the first time this morning are thanked.',
  );
  say('Ctrl-C ends the demo. Every run starts afresh.');
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
    report(`${count} mails`);
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
