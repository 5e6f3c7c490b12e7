import { redirectOf } from '~/base/settings/send-all-to';
import { isActiveKind, type Kind, type MessageClass } from '~/base/vocabulary/kinds';
import type { Reason, ReasonOf } from '~/base/vocabulary/reasons';
import { approvalFell } from '~/outreach/outbox/override';
import type { GateFacts, GateMessage } from '~/outreach/planning/gate-facts';
import { firstRefusal } from '~/outreach/planning/gates';
import { holdoutArm } from '~/outreach/planning/holdout';
import { isInReview, reviewReason } from '~/outreach/planning/review';
import { templateChoices } from '~/outreach/planning/template-choices';
import { type WarmUp, warmUpRefusal } from '~/sending/domain/warm-up';

/**
 * The last look: may this mail go now, and with which of its messages? Pure; asked after the claim and once more just
 * before the final dot, each time on facts that were loaded under the customer's lock.
 */
export interface LookMessage extends GateMessage {
  readonly id: bigint;
  readonly rank: number;
  readonly leadKey: string | null;
  /** Hash of what a person approved; null: nobody did. */
  readonly approvedHash: Uint8Array | null;
}

export interface LookInput {
  readonly facts: GateFacts;
  readonly messages: readonly LookMessage[];
  /** The strictest class of the messages, raised by what the mail says. */
  readonly class: MessageClass;
  /** What keeps the shop from sending at all (no mail server, no sender address), or null. */
  readonly senderHold: Reason | null;
  /** The day's share of a domain that is new to receivers; null: no limit. */
  readonly warmUp: WarmUp | null;
}

export interface LookChange {
  readonly message: LookMessage;
  readonly to: 'planned' | 'awaiting_approval' | 'held' | 'skipped' | 'expired';
  readonly reason: Reason;
  /** For a message that goes back to planned. */
  readonly dueAt: Date | null;
  /** Who leads the mail of which it will be a part. */
  readonly leadKey: string;
}

export interface LookExposure {
  readonly message: LookMessage;
  readonly arm: 'treated' | 'holdout';
}

export interface Look {
  /** What the mail says, the most important first; empty: there is no mail. */
  readonly goes: readonly LookMessage[];
  readonly changes: readonly LookChange[];
  /** Both arms of a holdout, for the kinds that have one. */
  readonly exposures: readonly LookExposure[];
}

export function lastLook(input: LookInput): Look {
  const goes: LookMessage[] = [];
  const changes: Omit<LookChange, 'leadKey'>[] = [];
  const exposures: LookExposure[] = [];
  for (const message of [...input.messages].sort((a, b) => b.rank - a.rank || compare(a.key, b.key))) {
    const change = refusalOf(message, input);
    if (change) {
      changes.push(change);
      continue;
    }
    const exposure = exposureOf(message, input);
    if (exposure) exposures.push(exposure);
    if (exposure?.arm === 'holdout') {
      const percent = input.facts.kinds[message.kind]?.holdoutPercent ?? 0;
      changes.push({ message, to: 'skipped', reason: { code: 'holdout', percent }, dueAt: null });
    } else goes.push(message);
  }
  return { goes, changes: withLeads(changes), exposures };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function refusalOf(message: LookMessage, input: LookInput): Omit<LookChange, 'leadKey'> | null {
  const { facts } = input;
  const refusal = firstRefusal(facts, { ...message, class: input.class });
  if (refusal && 'skip' in refusal) {
    const to = refusal.skip.code === 'expired' ? 'expired' : 'skipped';
    return { message, to, reason: refusal.skip, dueAt: null };
  }
  const hold = refusal && 'hold' in refusal ? refusal.hold : (input.senderHold ?? reviewHold(message, facts));
  if (hold) return { message, to: 'held', reason: hold, dueAt: null };
  const fell = approvalFallen(message, facts);
  if (fell) return { message, to: 'awaiting_approval', reason: fell, dueAt: null };
  const move =
    refusal && 'moveTo' in refusal
      ? refusal
      : warmUpRefusal(facts, { ...message, class: input.class }, input.warmUp);
  if (!move) return null;
  // A new day that lies behind its usefulness is no new day.
  if (move.moveTo >= message.usefulUntil) {
    const usefulUntil = message.usefulUntil.toISOString();
    return { message, to: 'expired', reason: { code: 'expired', usefulUntil }, dueAt: null };
  }
  return { message, to: 'planned', reason: move.reason, dueAt: move.moveTo };
}

/** A kind under review sends nothing that nobody approved, whenever the review began. */
function reviewHold(message: LookMessage, facts: GateFacts): Reason | null {
  if (message.approvedHash || facts.sendNowKeys.has(message.key) || !isReviewed(message, facts)) return null;
  return reviewReason(facts.kinds[message.kind]);
}

function isReviewed({ kind }: LookMessage, facts: GateFacts): boolean {
  const found = facts.kinds[kind];
  return found !== undefined && isInReview(found, facts.at);
}

/** Where mails are reviewed: was something else approved than would go now: other words, another address, another reason? */
function approvalFallen(message: LookMessage, facts: GateFacts): ReasonOf<'approval-fell'> | null {
  const { approvedHash, kind, reason } = message;
  if (!approvedHash || !isActiveKind(kind) || !isReviewed(message, facts)) return null;
  const text = templateChoices(facts)[kind].version;
  return approvalFell(approvedHash, { reason, recipient: facts.customer.emailHashHex, text });
}

function exposureOf(message: LookMessage, { facts }: LookInput): LookExposure | null {
  const percent = holdoutPercent(message.kind, facts);
  // While the merchant gets everything, no customer is in either arm, and the merchant sees all that would go.
  if (redirectOf(facts.shop.settings, facts.at, facts.shop.timeZone) !== null) return null;
  if (percent === 0 || message.class === 'transactional' || facts.sendNowKeys.has(message.key)) return null;
  const who = { shopId: facts.shop.id, customerId: facts.customer.id, kind: message.kind };
  return { message, arm: holdoutArm(who, percent) };
}

function holdoutPercent(kind: Kind, facts: GateFacts): number {
  return facts.kinds[kind]?.holdoutPercent ?? 0;
}

/**
 * Messages that leave this mail for the same later time stay one mail: the old lead leads on if it is among them, else
 * the most important of them.
 */
function withLeads(changes: readonly Omit<LookChange, 'leadKey'>[]): LookChange[] {
  const groupOf = ({ to, dueAt }: Omit<LookChange, 'leadKey'>) => `${to} ${dueAt?.getTime() ?? ''}`;
  return changes.map((change) => {
    const group = changes.filter((other) => groupOf(other) === groupOf(change));
    const lead = group.find(({ message }) => message.key === change.message.leadKey) ?? group[0];
    return { ...change, leadKey: (lead ?? change).message.key };
  });
}
