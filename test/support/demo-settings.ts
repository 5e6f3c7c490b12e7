import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdFolder } from '~/base/lib/hold-folder.server';

export interface DemoPorts {
  readonly app: number;
  readonly store: number;
  readonly smtp: number;
}

/**
 * Addresses that the demo would like; a port that is taken is replaced by a free one. They are this demo's until it lets
 * go, or ends: listening begins seconds later, and a second demo that starts meanwhile must find others.
 */
export async function demoPorts(): Promise<{ ports: DemoPorts; release: () => void }> {
  const held = [await portNear(3000), await portNear(3010), await portNear(2525)] as const;
  const [app, store, smtp] = held;
  return {
    ports: { app: app.port, store: store.port, smtp: smtp.port },
    release: () => {
      for (const one of held) one.release();
    },
  };
}

/** The settings of one demo: random secrets that live as long as it does, and the local store in Shopify's place. */
export function demoEnvironment(input: {
  folder: string;
  ports: DemoPorts;
  databaseUrl: string;
}): Record<string, string> {
  const { folder, ports } = input;
  return {
    NODE_ENV: 'production',
    APP_MODE: 'demo',
    DATABASE_URL: input.databaseUrl,
    REDIS_URL: '',
    SHOPIFY_API_KEY: 'carafe-demo',
    SHOPIFY_API_SECRET: randomBytes(24).toString('hex'),
    SHOPIFY_APP_URL: `http://127.0.0.1:${ports.app}`,
    SEAL_KEYS: `demo:${randomBytes(32).toString('base64')}`,
    HASH_KEY: randomBytes(24).toString('hex'),
    HOST: '127.0.0.1',
    PORT: String(ports.app),
    OPS_PORT: '0',
    SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
    MAIL_SERVERS_ANYWHERE: 'true',
    MAIL_FROM: 'hello@retrospot.example.com',
    LOCAL_STORE_URL: `http://127.0.0.1:${ports.store}`,
    CLOCK_FILE: `${folder}/clock`,
    // Whoever watches does not want to wait for a sweep.
    SWEEP_SECONDS: '5',
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
  };
}

/**
 * Half past eight in the morning of the next Tuesday, Wednesday or Thursday in London (today, if it is one): the demo
 * begins before the shop's sending slot and can walk past it.
 */
export function workingMorning(realNow: Date): number {
  const day = new Date(Date.UTC(realNow.getUTCFullYear(), realNow.getUTCMonth(), realNow.getUTCDate()));
  while (day.getUTCDay() < 2 || day.getUTCDay() > 4) day.setUTCDate(day.getUTCDate() + 1);
  const london = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    hour: '2-digit',
    hourCycle: 'h23',
  });
  const hourAtNoonUtc = Number(london.format(new Date(day.getTime() + 12 * 3_600_000)));
  return day.getTime() + (8.5 - (hourAtNoonUtc - 12)) * 3_600_000;
}

interface HeldPort {
  readonly port: number;
  readonly release: () => void;
}

async function portNear(wanted: number): Promise<HeldPort> {
  for (let port = wanted; port < wanted + 50; port += 1) {
    const release = hold(port);
    if (release && (await isFree(port))) return { port, release };
    release?.();
  }
  throw new Error(`No free port from ${wanted} on.`);
}

/** Null when another demo holds it; one that crashed holds nothing. */
function hold(port: number): (() => void) | null {
  const folder = join(tmpdir(), 'carafe-demo-ports', String(port));
  try {
    mkdirSync(folder, { recursive: true });
    return holdFolder(folder);
  } catch {
    return null;
  }
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}
