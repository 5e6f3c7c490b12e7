import type { MessageState } from '~/base/vocabulary/message-states';
import { presentReason, type Reason } from '~/base/vocabulary/reasons';

/** What a row holds; both sides of the comparison have it. */
interface Content {
  readonly key: string;
  readonly kind: string;
  readonly class: string;
  readonly channel: string;
  readonly needId: bigint | null;
  readonly orderId: bigint | null;
  readonly orderLineId: bigint | null;
  readonly step: number;
  readonly state: MessageState;
  readonly dueAt: Date;
  readonly usefulUntil: Date;
  readonly wantedOn: string | null;
  readonly leadKey: string | null;
  readonly rank: number;
  readonly reason: Reason;
  readonly why: readonly Reason[] | null;
  readonly materialHash: Uint8Array | null;
  readonly approvedHash: Uint8Array | null;
}

export interface RowChange<Row extends Content> {
  readonly message: Row;
  readonly from: MessageState | null;
  /** What the timeline should say; null where only numbers were refreshed. */
  readonly transition: Reason | null;
}

/** The rows of a plan that differ from what is stored, with what to tell about it. Unchanged rows are left out. */
export function planDiff<Row extends Content>(
  wanted: readonly Row[],
  stored: ReadonlyMap<string, Content>,
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

function isSame(a: Content, b: Content): boolean {
  return (
    a.state === b.state &&
    a.dueAt.getTime() === b.dueAt.getTime() &&
    a.usefulUntil.getTime() === b.usefulUntil.getTime() &&
    a.wantedOn === b.wantedOn &&
    a.leadKey === b.leadKey &&
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
