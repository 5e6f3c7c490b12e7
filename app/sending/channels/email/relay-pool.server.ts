import type { Relay } from '~/sending/channels/email/relay';
import {
  closeSession,
  dropSession,
  openSession,
  RelayError,
  type SmtpSession,
} from '~/sending/channels/email/smtp-session.server';
import { Stopped, unlessStopped } from '~/sending/unless-stopped';

/**
 * The sessions of this process, by relay. At most `connections` at once and `perSecond` mails; whoever comes later
 * waits in line. A relay that is slow or dead fills its own line and nobody else's.
 */
export interface BorrowedSession {
  readonly session: SmtpSession;
  /** It has carried mail before: it may have died unnoticed, and one more try on a new one is owed. */
  readonly isUsed: boolean;
  giveBack(): void;
  drop(): void;
}

interface Pool {
  readonly relay: Relay;
  readonly idle: SmtpSession[];
  readonly line: (() => void)[];
  /** Places taken, at most `connections`; a place that is given up goes to the first in line. */
  busy: number;
  nextMailAtMs: number;
  lastUsedAtMs: number;
}

const LONGEST_WAIT_MS = 30_000;
const IDLE_MS = 20_000;
const pools = new Map<string, Pool>();
let sweeper: NodeJS.Timeout | undefined;

/**
 * A session of the relay, an idle one if there is; `onOpening` is awaited before a new one is opened. Throws RelayError,
 * Stopped once `closing` is aborted, and what `onOpening` throws.
 */
export async function borrowSession(
  relay: Relay,
  options: { fresh?: true; onOpening: () => Promise<void>; closing?: AbortSignal | undefined },
): Promise<BorrowedSession> {
  const pool = poolOf(relay);
  await takePlace(pool, options.closing);
  pool.lastUsedAtMs = Date.now();
  try {
    await pace(pool, options.closing);
    const idle = idleSession(pool, options);
    if (idle) return borrowed(pool, idle);
    await options.onOpening();
    return borrowed(pool, await openSession(relay, options.closing));
  } catch (error) {
    freePlace(pool);
    throw error;
  }
}

function idleSession(pool: Pool, { fresh }: { fresh?: true }): SmtpSession | null {
  for (let session = pool.idle.pop(); session; session = pool.idle.pop()) {
    if (session.isDead) continue;
    if (!fresh) return session;
    // The newcomer takes its place at the relay.
    closeSession(session);
    return null;
  }
  return null;
}

function borrowed(pool: Pool, session: SmtpSession): BorrowedSession {
  let isOver = false;
  const end = (keep: boolean) => {
    if (isOver) return;
    isOver = true;
    if (!keep) dropSession(session);
    else if (session.sent >= pool.relay.mailsPerConnection) closeSession(session);
    else if (!session.isDead) pool.idle.push(session);
    freePlace(pool);
  };
  return { session, isUsed: session.sent > 0, giveBack: () => end(true), drop: () => end(false) };
}

function takePlace(pool: Pool, closing?: AbortSignal): Promise<void> {
  if (closing?.aborted) return Promise.reject(new Stopped('the process ends'));
  if (pool.busy < pool.relay.connections) {
    pool.busy++;
    return Promise.resolve();
  }
  return new Promise((resolve, reject) => {
    const go = () => {
      leave();
      resolve();
    };
    const giveUp = (error: Error) => {
      pool.line.splice(pool.line.indexOf(go), 1);
      leave();
      reject(error);
    };
    const stop = () => giveUp(new Stopped('the process ends'));
    const timer = setTimeout(
      () => giveUp(new RelayError('wait', null, 'all connections to the mail server were busy')),
      Math.min(LONGEST_WAIT_MS, pool.relay.timeoutMs),
    );
    const leave = () => {
      clearTimeout(timer);
      closing?.removeEventListener('abort', stop);
    };
    closing?.addEventListener('abort', stop);
    pool.line.push(go);
  });
}

function freePlace(pool: Pool): void {
  const first = pool.line.shift();
  if (first) first();
  else pool.busy--;
}

/** Spreads mails evenly over the second where the relay has a pace. */
async function pace(pool: Pool, closing?: AbortSignal): Promise<void> {
  const { perSecond } = pool.relay;
  if (!perSecond) return;
  const at = Math.max(Date.now(), pool.nextMailAtMs);
  pool.nextMailAtMs = at + 1000 / perSecond;
  if (at > Date.now())
    await unlessStopped(new Promise((resolve) => setTimeout(resolve, at - Date.now())), closing);
}

function poolOf(relay: Relay): Pool {
  let pool = pools.get(relay.key);
  if (!pool) {
    pool = { relay, idle: [], line: [], busy: 0, nextMailAtMs: 0, lastUsedAtMs: Date.now() };
    pools.set(relay.key, pool);
  }
  sweeper ??= setInterval(closeIdle, IDLE_MS / 4).unref();
  return pool;
}

/** Servers end idle sessions after a while; ending them first saves a failed try. */
function closeIdle(): void {
  for (const [key, pool] of pools) {
    if (Date.now() - pool.lastUsedAtMs < IDLE_MS) continue;
    for (const session of pool.idle.splice(0)) closeSession(session);
    if (pool.busy === 0) pools.delete(key);
  }
}

/** Ends all idle sessions, at the end of the process. */
export function closeRelays(): void {
  clearInterval(sweeper);
  sweeper = undefined;
  for (const pool of pools.values()) for (const session of pool.idle.splice(0)) closeSession(session);
  pools.clear();
}
