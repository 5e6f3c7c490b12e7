import { DAY_MS } from '~/base/lib/days';

/** A message that was sent, and an order with the same need after it. */
export interface Candidate {
  readonly messageId: bigint;
  readonly mailId: bigint | null;
  readonly sentAt: Date;
  /** Sent to whoever ordered; another's message counts only when the order came through its link. */
  readonly isOwn: boolean;
  readonly orderId: bigint;
  readonly orderedAt: Date;
  /** What the order holds of this need, in minor units. */
  readonly amountMinor: bigint;
  /** The mail or message whose reorder link the order came through, as its signed token says. */
  readonly through: { readonly mailId?: bigint | undefined; readonly messageId?: bigint | undefined } | null;
}

export interface Attributed {
  readonly messageId: bigint;
  readonly orderId: bigint;
  readonly via: 'link' | 'after';
  readonly amountMinor: bigint;
  readonly at: Date;
}

/**
 * Which order followed which message: an order of the need within `windowDays` after it. One order of a need follows
 * one message: the one whose link it came through, else the last one before it. "Followed" is not "caused"; only a
 * holdout tells that.
 */
export function attribute(
  candidates: readonly (Candidate & { readonly needId: bigint })[],
  windowDays: number,
): Attributed[] {
  const best = new Map<string, Attributed & { readonly sentAt: Date }>();
  for (const candidate of candidates) {
    const { messageId, mailId, sentAt, isOwn, orderId, orderedAt, amountMinor, through, needId } = candidate;
    const afterMs = orderedAt.getTime() - sentAt.getTime();
    if (afterMs < 0 || afterMs > windowDays * DAY_MS) continue;
    const isThrough =
      through !== null &&
      (through.messageId === undefined
        ? through.mailId !== undefined && through.mailId === mailId
        : through.messageId === messageId);
    if (!isOwn && !isThrough) continue;
    const via = isThrough ? 'link' : 'after';
    const key = `${orderId}-${needId}`;
    const known = best.get(key);
    const isBetter =
      !known ||
      (via === 'link' && known.via === 'after') ||
      (via === known.via && sentAt.getTime() > known.sentAt.getTime());
    if (isBetter) best.set(key, { messageId, orderId, via, amountMinor, at: orderedAt, sentAt });
  }
  return [...best.values()].map(({ sentAt: _, ...attributed }) => attributed);
}
