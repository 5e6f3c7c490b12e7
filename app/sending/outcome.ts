import type { Reason } from '~/base/vocabulary/reasons';
import type { SendingPhase } from '~/base/vocabulary/sending-phases';
import { refusalOf } from '~/base/vocabulary/stop-causes';
import type { DeliveryAnswer } from '~/sending/channels/channel';
import { isSendingLimit } from '~/sending/channels/email/sending-limit';

/**
 * What becomes of a mail after one try. Pure: the answer and the counters in, the next state out.
 *
 *   accepted                                   → sent
 *   4xx, mailbox full, no route to the address → retry, with growing pauses, until useful until or out of tries
 *   relay out of reach, its limit is reached,
 *   or it turns this machine away (5xx greeting) → retry, until useful until: no address is blamed
 *   5xx about the recipient                    → failed, and the address is suppressed
 *   5xx about this mail's content or size      → failed
 *   5.7.x, or sender or login refused           → waiting: the shop's sending is paused, no address is blamed
 *   the dot went out and no answer came        → unconfirmed; only a person resends
 */
export type Outcome =
  | { readonly to: 'sent'; readonly reply: string }
  | { readonly to: 'retry'; readonly at: Date; readonly blame: 'relay' | 'address'; readonly reason: Reason }
  | { readonly to: 'failed'; readonly bounce: 'hard' | 'soft' | null; readonly reason: Reason }
  | { readonly to: 'waiting'; readonly reason: Reason }
  | { readonly to: 'unconfirmed'; readonly reason: Reason };

export interface TryFacts {
  /** Tries so far, this one included. */
  readonly attempts: number;
  /** Earlier ones that the address itself put off. */
  readonly addressTries: number;
  readonly phase: SendingPhase;
  readonly now: Date;
  /** After this instant the mail is of no use to the customer. */
  readonly usefulUntil: Date;
}

const MINUTE_MS = 60_000;
const pausesMinutes = [1, 5, 15, 60, 180, 360] as const;
const LONGEST_PAUSE_MINUTES = 360;

/** An address that answers 4xx is asked so often; a relay out of reach does not count against the address. */
export const MAX_TRIES = 8;

export function outcomeOf(answer: DeliveryAnswer, facts: TryFacts): Outcome {
  switch (answer.kind) {
    case 'accepted':
      return { to: 'sent', reply: shortReply(answer.reply) };
    case 'unanswered':
      return { to: 'unconfirmed', reason: { code: 'lease-ran-out', phase: 'committing' } };
    case 'unreachable':
      return retryOrFail(answer.detail, 'relay', facts);
    case 'broken':
      return {
        to: 'failed',
        bounce: null,
        reason: { code: 'template-error', detail: shortReply(answer.detail) },
      };
    case 'refused':
      return refusal(answer, facts);
  }
}

type Refused = Extract<DeliveryAnswer, { kind: 'refused' }>;

function refusal(answer: Refused, facts: TryFacts): Outcome {
  const reply = shortReply(answer.reply);
  const [, subject, detail] = enhancedCode(answer.reply) ?? [];
  // Whatever its number and wherever it says so: the account has sent as much as the relay takes for now.
  if (isSendingLimit(reply)) return retryOrFail(reply, 'relay', facts);
  if (answer.status < 500) return retryOrFail(reply, blameOf(answer), facts);
  // Its first word is about this machine (a block list, a bad name of ours): whatever its code, no sender is to blame.
  if (answer.at === 'greeting') return retryOrFail(reply, 'relay', facts, 'turned-away');
  // A login that is refused is not repeated, lest the account be locked.
  const isRefusedLogin = refusalOf(reply) === 'login-refused';
  if (subject === 7 || isRefusedLogin || (answer.at === 'sender' && !isTooBig(answer, subject, detail)))
    return { to: 'waiting', reason: { code: 'held-sender', detail: reply } };
  // A connection that ends so says nothing of the mail: the relay is asked again.
  if (answer.at === 'connection') return retryOrFail(reply, 'relay', facts);
  // A full mailbox and one that gets too much pass by, and so may a network without a route; servers send them as 5xx too.
  if (subject === 4 || (subject === 2 && [2, 121, 122].includes(detail ?? 0))) {
    return retryOrFail(reply, 'address', facts);
  }
  return {
    to: 'failed',
    bounce: isNoAddress(answer, subject, detail) ? 'hard' : null,
    reason: { code: 'hard-failure', phase: facts.phase, reply },
  };
}

/** A server that hears of the size with the sender refuses this mail, and not the sender: 552 by RFC 1870, x.3.4 by RFC 3463. */
function isTooBig({ status }: Refused, subject?: number, detail?: number): boolean {
  return (subject === 3 && detail === 4) || (subject === undefined && status === 552);
}

/** There is no such mailbox, or no longer: by the code of RFC 3463, or where a server sends none, by what it answers to. */
function isNoAddress({ at, status }: Refused, subject?: number, detail?: number): boolean {
  if (subject === 1 || (subject === 2 && detail === 1)) return true;
  const saysLittle = subject === undefined || subject === 0 || subject === 5;
  return saysLittle && at === 'recipient' && [550, 551, 553].includes(status);
}

/** 421 ends the connection, at whatever step: the relay's own trouble. */
function blameOf({ at, status }: Refused): 'relay' | 'address' {
  return status !== 421 && (at === 'recipient' || at === 'content') ? 'address' : 'relay';
}

function retryOrFail(
  reply: string,
  blame: 'relay' | 'address',
  facts: TryFacts,
  code: 'soft-failure' | 'turned-away' = 'soft-failure',
): Outcome {
  const tries = blame === 'address' ? facts.addressTries + 1 : facts.attempts - facts.addressTries;
  const at = nextTryAt(tries, facts.now, blame);
  const outOfTries = blame === 'address' && tries >= MAX_TRIES;
  if (outOfTries || at.getTime() > facts.usefulUntil.getTime()) {
    return {
      to: 'failed',
      bounce: blame === 'address' ? 'soft' : null,
      reason: { code: 'out-of-tries', tries: facts.attempts, reply: shortReply(reply) },
    };
  }
  return {
    to: 'retry',
    at,
    blame,
    reason: { code, phase: facts.phase, reply: shortReply(reply), nextTryAt: at.toISOString() },
  };
}

/**
 * An address that is not ready: pauses of 1, 5, 15, 60, 180 and then 360 minutes. A relay out of reach: one minute five
 * times, then five, because the breaker already spares it and its return should not be slept through.
 *
 * @param tries this one included, of those with the same blame
 */
export function nextTryAt(tries: number, now: Date, blame: 'relay' | 'address'): Date {
  const minutes =
    blame === 'relay'
      ? tries <= 5
        ? 1
        : 5
      : (pausesMinutes[Math.max(tries, 1) - 1] ?? LONGEST_PAUSE_MINUTES);
  return new Date(now.getTime() + minutes * MINUTE_MS);
}

/** '550 5.1.1 no such user' → [5, 1, 1]; RFC 3463. Null where a server sends none. */
export function enhancedCode(reply: string): [number, number, number] | null {
  const match = /^\d{3}[ -]([245])\.(\d{1,3})\.(\d{1,3})\b/.exec(reply.trim());
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : null;
}

const LONGEST_STORED = 200;
/** Room for five of the longest addresses. Bounded, because the look from each character may go to the end. */
const LONGEST_READ = 2_000;

/**
 * A server's words, fit to be stored and shown: one line, and without the addresses that servers like to repeat,
 * because attempts outlive a customer's redaction.
 */
export function shortReply(reply: string): string {
  return beginning(reply)
    .replace(/<?[^\s<>"',;:()]+@[^\s<>"',;:()]+>?/g, '<address>')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_STORED);
}

/** Whole words, so that no half of an address is left that nobody would know as one. */
function beginning(reply: string): string {
  if (reply.length <= LONGEST_READ) return reply;
  const end = reply.lastIndexOf(' ', LONGEST_READ);
  return reply.slice(0, end > 0 ? end : LONGEST_READ);
}
