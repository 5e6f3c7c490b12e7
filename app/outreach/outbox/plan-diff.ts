import type { MessageState } from '~/base/vocabulary/message-states';
import { presentReason, type Reason } from '~/base/vocabulary/reasons';
import type { MessageContent } from '~/outreach/outbox/message-content';

export interface RowChange<Row extends MessageContent> {
  readonly message: Row;
  readonly from: MessageState | null;
  /** What the timeline should say; null where only numbers were refreshed. */
  readonly transition: Reason | null;
}

/** The rows of a plan that differ from what is stored, with what to tell about it. Unchanged rows are left out. */
export function planDiff<Row extends MessageContent>(
  wanted: readonly Row[],
  stored: ReadonlyMap<string, MessageContent>,
): RowChange<Row>[] {
  return wanted.flatMap((message): RowChange<Row>[] => {
    const before = stored.get(message.key);
    if (!before) return [{ message, from: null, transition: presentReason(message) }];
    if (isSame(message, before)) return [];
    const isMove = message.state !== before.state || message.dueAt.getTime() !== before.dueAt.getTime();
    const reason: Reason =
      before.state === 'held' && message.state === 'planned'
        ? { code: 'hold-ended' }
        : presentReason(message);
    return [{ message, from: before.state, transition: isMove ? reason : null }];
  });
}

function isSame(a: MessageContent, b: MessageContent): boolean {
  return (
    a.state === b.state &&
    a.dueAt.getTime() === b.dueAt.getTime() &&
    a.usefulUntil.getTime() === b.usefulUntil.getTime() &&
    a.wantedOn === b.wantedOn &&
    (a.leadKey ?? a.key) === (b.leadKey ?? b.key) &&
    a.rank === b.rank &&
    a.kind === b.kind &&
    a.class === b.class &&
    a.channel === b.channel &&
    a.step === b.step &&
    a.needId === b.needId &&
    a.orderId === b.orderId &&
    a.orderLineId === b.orderLineId &&
    hex(a.materialHash) === hex(b.materialHash) &&
    hex(a.approvedHash) === hex(b.approvedHash) &&
    sorted(a.reason) === sorted(b.reason) &&
    sorted(a.why ?? []) === sorted(b.why ?? [])
  );
}

function hex(bytes: Uint8Array | null): string {
  return bytes ? Buffer.from(bytes).toString('hex') : '';
}

/** JSON with sorted names: jsonb does not keep their order. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
