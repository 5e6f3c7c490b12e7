import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningStore, startStore } from '../../store/start-store';
import { freePort } from '../postgres-server';
import { until } from '../until';

/** The web process as it is built, before a database of its own, framed by the local store's admin. */
export interface PanelStack {
  readonly store: RunningStore;
  readonly appUrl: string;
  /** The settings that the processes run with, for work on the same rows from a test. */
  readonly env: Record<string, string>;
  /** The panel's address inside the store's admin. */
  panelUrl(path: string): string;
  stop(): Promise<void>;
}

export interface PanelStackOptions {
  readonly withHistory?: boolean;
  /** How many of the history's buyers there are; all when left out. */
  readonly buyers?: number;
  readonly withWorker?: boolean;
  /** Another shop than the demo's. */
  readonly shopDomain?: string;
  /** An empty, migrated database. */
  readonly databaseUrl: string;
}

/** A machine that tests several things at once takes its time to start a process. */
const START_MS = 120_000;

export async function startPanelStack(options: PanelStackOptions): Promise<PanelStack> {
  const { withHistory = false, buyers, withWorker = false, databaseUrl, shopDomain } = options;
  const folder = await mkdtemp(join(tmpdir(), 'carafe-panel-'));
  const clockFile = join(folder, 'clock');
  const port = await freePort();
  const appUrl = `http://127.0.0.1:${port}`;
  const store = await startStore({
    withHistory,
    ...(buyers && { buyers }),
    clockFile,
    appUrl,
    ...(shopDomain && { shopDomain }),
  });
  const env = {
    NODE_ENV: 'production',
    APP_MODE: 'test',
    MAIL_SERVERS_ANYWHERE: 'true',
    DATABASE_URL: databaseUrl,
    DATA_DIR: folder,
    SHOPIFY_API_KEY: store.apiKey,
    SHOPIFY_API_SECRET: store.apiSecret,
    SHOPIFY_APP_URL: appUrl,
    SEAL_KEYS: `k1:${Buffer.from('0123456789abcdef0123456789abcdef').toString('base64')}`,
    HASH_KEY: 'test-hash-key-0123456789',
    HOST: '127.0.0.1',
    PORT: String(port),
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'error',
    LOCAL_STORE_URL: store.url,
    CLOCK_FILE: clockFile,
    SMTP_URL: `smtp://127.0.0.1:${store.smtp.port}`,
    MAIL_FROM: 'care@example.com',
    SWEEP_SECONDS: '1',
  };
  const run = (entry: string): ChildProcess =>
    spawn(process.execPath, [join('build', 'server', `${entry}.js`)], {
      env: { PATH: process.env.PATH, ...env } as NodeJS.ProcessEnv,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
  const processes = [run('server'), ...(withWorker ? [run('worker')] : [])];
  await until(
    'the web process answers',
    async () => {
      const answer = await fetch(`${appUrl}/healthz`).catch(() => null);
      return answer?.ok ?? false;
    },
    START_MS,
  );
  return {
    store,
    appUrl,
    env,
    panelUrl: (path) =>
      `${store.url}/store/${store.shopDomain.replace('.myshopify.com', '')}/apps/carafe${path}`,
    stop: async () => {
      await Promise.all(processes.map(end));
      await store.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await ended;
}
