import { setMaxListeners } from 'node:events';
import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { env } from '~/env.server';
import { closeRelays } from '~/sending/channels/email/relay-pool.server';
import {
  type ClaimedMail,
  type ClaimRoom,
  claimAgain,
  claimDue,
  freeFollowers,
  giveUpUnanswered,
} from '~/sending/claim-mail.server';
import { deliverMail } from '~/sending/deliver-mail.server';
import { replansAsked } from '~/sending/replan-after.server';

/**
 * The heart of sending: claims what is due, in this process, until nothing is due or its hands are full. Alarms of the
 * queue and the worker's own timer only say "look now"; what is due is read from the rows, so a lost, late or doubled
 * alarm changes nothing. Deliveries go on in the background: a slow mail server holds its own mails and nobody's sweep.
 */
const IN_HAND = 1000;
const IN_HAND_PER_SHOP = 200;
const CLAIM_LIMIT = 200;
const SMALLEST_SHARE = 10;

const ROOM_AT = 0.75;

const NONE = { all: 0, mails: 0 };
/** By shop: all that is on its way, and the e-mails among it. */
const inHand = new Map<bigint, { all: number; mails: number }>();
/**
 * Shops whose mail server takes less than a full share before its line is too long: halved with each mail that waited
 * in vain, one more with each that did not.
 */
const shares = new Map<bigint, number>();
const deliveries = new Set<Promise<void>>();
const waitingForRoom = new Set<bigint>();
let isFull = false;
let running: Promise<number> | null = null;
let isAskedAgain = false;
/** Of the sweep that is running, in ms: when it last came on by a step. */
let cameOnAtMs = 0;
/** Asked for with an alarm or the clock, and not only because hands are free again. */
let isUpkeepAsked = false;
let mayBeMoreAgain = false;
const closing = new AbortController();
// Each mail on its way listens.
setMaxListeners(0, closing.signal);

/** Claims and starts what is due now. Returns how many mails were claimed. One at a time; a call meanwhile adds a turn. */
export function sweepDue(): Promise<number> {
  isUpkeepAsked = true;
  return sweep();
}

function sweep(): Promise<number> {
  if (closing.signal.aborted) return Promise.resolve(0);
  if (running) {
    isAskedAgain = true;
    return running;
  }
  cameOnAtMs = Date.now();
  running = sweepUntilDone().finally(() => {
    running = null;
  });
  return running;
}

async function sweepUntilDone(): Promise<number> {
  let claimed = 0;
  do {
    isAskedAgain = false;
    claimed += await sweepOnce();
  } while (isAskedAgain && !closing.signal.aborted);
  return claimed;
}

async function sweepOnce(): Promise<number> {
  if (isUpkeepAsked) {
    isUpkeepAsked = false;
    mayBeMoreAgain = true;
    await giveUpUnanswered(now());
    await freeFollowers(now());
  }
  let total = 0;
  while (!closing.signal.aborted && deliveries.size < IN_HAND) {
    const isAsked = mayBeMoreAgain;
    // Before the look: what becomes due again while it is taken is not in it.
    mayBeMoreAgain = false;
    const again = isAsked ? await claimAgain(room()) : [];
    mayBeMoreAgain ||= again.length > 0 || (isAsked && waitingForRoom.size > 0);
    start(again);
    const fresh = await claimDue(room());
    start(fresh);
    cameOnAtMs = Date.now();
    total += again.length + fresh.length;
    if (again.length + fresh.length === 0) break;
  }
  return total;
}

function room(): ClaimRoom {
  return {
    now: now(),
    limit: Math.max(0, Math.min(CLAIM_LIMIT, IN_HAND - deliveries.size)),
    perShop: IN_HAND_PER_SHOP,
    roomByShop: new Map(
      [...new Set([...inHand.keys(), ...shares.keys()])].map((shopId) => {
        const { all, mails } = inHand.get(shopId) ?? NONE;
        return [shopId, { left: Math.max(0, shareOf(shopId) - all), mails }];
      }),
    ),
  };
}

function shareOf(shopId: bigint): number {
  return shares.get(shopId) ?? IN_HAND_PER_SHOP;
}

function start(mails: readonly ClaimedMail[]): void {
  for (const mail of mails) {
    count(mail, 1);
    const delivery = deliverMail(mail, closing.signal).then((ended) => {
      deliveries.delete(delivery);
      learnShare(mail, ended);
      letGo(mail);
    });
    deliveries.add(delivery);
  }
  for (const [shopId, { all }] of inHand) if (all >= shareOf(shopId)) waitingForRoom.add(shopId);
  if (deliveries.size >= IN_HAND) isFull = true;
}

function learnShare({ shopId }: ClaimedMail, ended: 'over' | 'crowded'): void {
  if (ended === 'crowded') {
    shares.set(shopId, Math.max(SMALLEST_SHARE, Math.floor(shareOf(shopId) / 2)));
    waitingForRoom.add(shopId);
    mayBeMoreAgain = true;
  } else if (shares.has(shopId)) {
    const share = shareOf(shopId) + 1;
    if (share < IN_HAND_PER_SHOP) shares.set(shopId, share);
    else shares.delete(shopId);
  }
}

/** Full hands leave something due: once a quarter of them is free again, it is claimed, in one go. */
function letGo(mail: ClaimedMail): void {
  const { shopId } = mail;
  const left = count(mail, -1);
  const hasRoom = waitingForRoom.has(shopId) && left <= shareOf(shopId) * ROOM_AT;
  if (hasRoom) waitingForRoom.delete(shopId);
  const hasHands = isFull && deliveries.size <= IN_HAND * ROOM_AT;
  if (hasHands) isFull = false;
  if (hasRoom || hasHands) {
    sweep().catch((error) => log.error('A sweep for due mail failed', { error }));
  }
}

const STUCK_MS = 180_000;

/** Null while sweeps come on; else a sentence, for a supervisor who can start the process anew. */
export function stuckSweep(): string | null {
  const stillMs = Date.now() - cameOnAtMs;
  if (!running || stillMs < STUCK_MS) return null;
  return `The sweep for due mail has stood still for ${Math.round(stillMs / 1000)} s.`;
}

/** Returns how many of its shop are in hand then. */
function count({ shopId, channel }: ClaimedMail, by: 1 | -1): number {
  const { all, mails } = inHand.get(shopId) ?? NONE;
  if (all + by === 0) inHand.delete(shopId);
  else inHand.set(shopId, { all: all + by, mails: channel === 'email' ? mails + by : mails });
  return all + by;
}

/** Resolves when nothing that this process claimed is still on its way. */
export async function deliveriesDone(): Promise<void> {
  while (running || deliveries.size > 0) await Promise.allSettled([running, ...deliveries]);
  await replansAsked();
}

/**
 * Takes no more, lets what was handed over be answered, and ends the connections; what still waits for its server is due
 * as before. For the end of the process.
 */
export async function stopSending(): Promise<void> {
  closing.abort();
  await deliveriesDone();
  closeRelays();
}

/**
 * The worker's own clock: sweeps every SWEEP_SECONDS until `signal`, whether or not there is a queue. The promise
 * resolves when the last sweep is over; deliveries may still be on their way (`stopSending`).
 */
export async function runSweepLoop(signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await sweepDue();
    } catch (error) {
      log.error('A sweep for due mail failed', { error });
    }
    await pause(env().SWEEP_SECONDS * 1000, signal);
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
}
