import { createHash } from 'node:crypto';
import type { Reason, ReasonOf } from '~/base/vocabulary/reasons';

/** A person's word about one message key that nobody took back; of several, the newest of each action counts. */
export interface ActiveOverride {
  /** `release`: let go with its batch, which the flood breaker held. */
  readonly action: 'skip' | 'move' | 'approve' | 'send_now' | 'release';
  /** The instant that it names: for `approve` not before it, else at it. */
  readonly moveTo: Date | null;
  readonly byName: string;
  readonly materialHash: Uint8Array | null;
}

/**
 * How long "send now" is about now. What was held, paused or delayed for longer waits for a slot like everything else: a
 * word of Monday noon must not wake anybody on Wednesday night.
 */
export const SEND_NOW_MINUTES = 60;

/** The words of people on a customer's messages, oldest first, by message key. */
export function overridesOf(
  rows: readonly {
    readonly key: string;
    readonly overrides:
      | readonly {
          readonly action: ActiveOverride['action'];
          readonly moveTo: string | null;
          readonly byName: string;
          readonly materialHash: string | null;
        }[]
      | null;
  }[],
): ReadonlyMap<string, readonly ActiveOverride[]> {
  return new Map(
    rows.flatMap(({ key, overrides }) =>
      overrides
        ? [
            [
              key,
              overrides.map(({ action, moveTo, byName, materialHash: hash }) => ({
                action,
                moveTo: moveTo === null ? null : new Date(moveTo),
                byName,
                materialHash: hash === null ? null : Buffer.from(hash, 'hex'),
              })),
            ] as const,
          ]
        : [],
    ),
  );
}

/** What a person approves: why, to whom, in which words. */
export interface Material {
  readonly reason: Reason;
  readonly recipient: string | null;
  /** Version of the template that renders it. */
  readonly text: string;
}

const PART_BYTES = 8;

/**
 * The hash of what was approved: 8 bytes each for reason, recipient and text, so that it also tells which of them
 * changed. Numbers that drift from day to day (probabilities, expected dates) are not material.
 */
export function materialHash({ reason, recipient, text }: Material): Buffer {
  return Buffer.concat([part(JSON.stringify(materialOf(reason))), part(recipient ?? ''), part(text)]);
}

function part(text: string): Buffer {
  return createHash('sha256').update(text).digest().subarray(0, PART_BYTES);
}

function materialOf(reason: Reason): unknown[] {
  switch (reason.code) {
    case 'running-low':
      return [reason.code, reason.item, reason.lastOn, reason.lastQuantity, reason.step];
    case 'warranty-expiry':
      return [reason.code, reason.item, reason.boughtOn, reason.endsOn, reason.restarted];
    case 'thank-you':
      return [reason.code, reason.orderName, reason.orderNumber];
    default:
      return [reason.code];
  }
}

/** Why an approval no longer holds; null while it does. */
export function approvalFell(approved: Uint8Array, material: Material): ReasonOf<'approval-fell'> | null {
  const present = materialHash(material);
  const parts = ['reason', 'recipient', 'text'] as const;
  const changed = parts.find((_, index) => {
    const [from, to] = [index * PART_BYTES, (index + 1) * PART_BYTES];
    return !present.subarray(from, to).equals(Buffer.from(approved).subarray(from, to));
  });
  return changed ? { code: 'approval-fell', because: changed } : null;
}
