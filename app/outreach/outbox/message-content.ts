import type { Channel, Kind, MessageClass } from '~/base/vocabulary/kinds';
import type { MessageState } from '~/base/vocabulary/message-states';
import type { Reason } from '~/base/vocabulary/reasons';

/** What a plan decides of a row of the table message; a plan has it, and what is stored. */
export interface MessageContent {
  readonly key: string;
  readonly kind: Kind;
  readonly class: MessageClass;
  readonly channel: Channel;
  readonly needId: bigint | null;
  readonly orderId: bigint | null;
  readonly orderLineId: bigint | null;
  readonly step: number;
  readonly state: MessageState;
  readonly dueAt: Date;
  readonly usefulUntil: Date;
  readonly wantedOn: string | null;
  /** Key of the message that leads the mail. Null, or the own key, for one that leads or goes alone. */
  readonly leadKey: string | null;
  readonly rank: number;
  readonly reason: Reason;
  readonly why: readonly Reason[] | null;
  readonly materialHash: Uint8Array | null;
  readonly approvedHash: Uint8Array | null;
}
