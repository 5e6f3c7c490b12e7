import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import type { SendingPhase } from '~/base/vocabulary/sending-phases';
import {
  type Channel,
  type DeliveryAnswer,
  FenceLost,
  type Gate,
  type NotAsked,
  NotDeliverable,
  type PreparedDelivery,
  type Withheld,
} from '~/sending/channels/channel';
import { channelOf } from '~/sending/channels/channel-of.server';
import type { ClaimedMail } from '~/sending/claim-mail.server';
import { keepTrying } from '~/sending/keep-trying.server';
import { KEEP_ANSWER_SECONDS, TAKE_BACK_SECONDS } from '~/sending/leases';
import { notesOf, type PhaseNotes } from '~/sending/note-phase.server';
import { outcomeOf } from '~/sending/outcome';
import { pauseAt } from '~/sending/pause-at.server';
import { placesByLane } from '~/sending/places-by-lane';
import { putBack } from '~/sending/put-back.server';
import type { ReadyMail } from '~/sending/ready-mail';
import { saveOutcome } from '~/sending/save-outcome.server';
import { takeBack } from '~/sending/take-back.server';
import { takeLook } from '~/sending/take-look.server';

/** A worker that dies leaves at most so many mails of a shop `unconfirmed`: more than its relay's connections need. */
const COMMITTED_PER_SHOP = 32;
const takePlace = placesByLane(COMMITTED_PER_SHOP);

/**
 * One claimed mail on its way: last look → make it → connect, envelope, body → last look and `committing` in one
 * commit → the final dot → outcome. Whatever throws in between leaves the row to its lease: before `committing` it is
 * claimed again, from there on it becomes `unconfirmed`. A commit that failed while no dot followed is taken back.
 * `closing`: the process is to end; a mail that waits for its server before the gate is due as before, and an outcome
 * that the database does not take is given up.
 * Resolves to `crowded` when the mail is due as before, because its server has no connection free for so many.
 */
export async function deliverMail(mail: ClaimedMail, closing: AbortSignal): Promise<'over' | 'crowded'> {
  try {
    await pauseAt('claimed');
    const looked = await takeLook({ mail, dot: null });
    if (looked.status === 'go') return await tryOnce(mail, looked.ready, closing);
  } catch (error) {
    if (error instanceof FenceLost) log.info('A mail was taken over by another worker', { mailId: mail.id });
    else log.error('A try to send broke off', { shopId: mail.shopId, mailId: mail.id, error });
  }
  return 'over';
}

async function tryOnce(
  mail: ClaimedMail,
  ready: ReadyMail,
  closing: AbortSignal,
): Promise<'over' | 'crowded'> {
  const trying: Trying = {
    mail,
    ready,
    progress: { phase: 'claimed', emailHash: null, isRedirected: false },
  };
  try {
    return await sendAndSave(trying, closing);
  } catch (error) {
    if (trying.isCommitUnknown)
      await keepTrying(() => takeBack(mail), { forSeconds: TAKE_BACK_SECONDS, closing });
    throw error;
  } finally {
    trying.leavePlace?.();
  }
}

async function sendAndSave(trying: Trying, closing: AbortSignal): Promise<'over' | 'crowded'> {
  const { mail, ready, progress } = trying;
  const answer = await answerFrom(channelOf(mail.channel), trying, closing);
  if (answer.kind === 'withheld') return 'over';
  if (answer.kind === 'crowded' || answer.kind === 'stopped') {
    await putBack(mail);
    return answer.kind === 'crowded' ? 'crowded' : 'over';
  }
  if (answer.kind === 'accepted') await pauseAt('answered');
  const outcome = outcomeOf(answer, {
    attempts: mail.attempts,
    addressTries: mail.addressTries,
    phase: progress.phase,
    now: now(),
    usefulUntil: latest(ready.messages.map(({ usefulUntil }) => usefulUntil)),
  });
  const isSaved = await keepTrying(() => saveOutcome({ mail, outcome, ...progress }), {
    forSeconds: KEEP_ANSWER_SECONDS,
    closing,
  });
  if (!isSaved) throw new FenceLost('The outcome came after the lease');
  return 'over';
}

/** As long as one of its messages is of use, the mail is. */
function latest(instants: readonly Date[]): Date {
  return new Date(Math.max(...instants.map((instant) => instant.getTime())));
}

interface Progress {
  phase: SendingPhase;
  /** Of the address that the mail goes to, when that is the customer's. */
  emailHash: Uint8Array | null;
  isRedirected: boolean;
}

interface Trying {
  readonly mail: ClaimedMail;
  readonly ready: ReadyMail;
  readonly progress: Progress;
  /** Set from the gate on: gives up the place among the shop's mails whose outcome is not saved yet. */
  leavePlace?: () => void;
  /** The gate failed: `committing` may be stored or not, and nothing left. */
  isCommitUnknown?: true;
}

async function answerFrom(
  channel: Channel,
  trying: Trying,
  closing: AbortSignal,
): Promise<DeliveryAnswer | Withheld | NotAsked> {
  let prepared: PreparedDelivery;
  try {
    prepared = await channel.prepare(trying.ready);
    trying.progress.emailHash = prepared.emailHash;
    trying.progress.isRedirected = prepared.redirectedTo !== null;
  } catch (error) {
    if (!(error instanceof NotDeliverable)) throw error;
    return { kind: 'broken', detail: error.message };
  }
  const notes = notesOf(trying.mail);
  try {
    return await channel.deliver(prepared, { ...gateOf(prepared, trying, notes), closing });
  } finally {
    await notes.end();
  }
}

function gateOf(prepared: PreparedDelivery, trying: Trying, notes: PhaseNotes): Gate {
  const { mail, ready, progress } = trying;
  return {
    async reached(phase) {
      notes.reached(phase);
      progress.phase = phase;
      await pauseAt(phase);
    },
    async mayCommit() {
      trying.leavePlace ??= await takePlace(mail.shopId);
      await notes.end();
      const looked = await takeLook({ mail, dot: { ready, prepared } }).catch((error: unknown) => {
        trying.isCommitUnknown = true;
        throw error;
      });
      if (looked.status === 'lost') throw new FenceLost('The lease ran out');
      if (looked.status === 'not-now') return false;
      progress.phase = 'committing';
      await pauseAt('committing');
      return true;
    },
  };
}
