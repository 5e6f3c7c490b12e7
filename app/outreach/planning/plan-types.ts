import type { Channel, Kind, MessageClass } from '~/base/vocabulary/kinds';
import type { MessageState } from '~/base/vocabulary/message-states';
import type { Reason } from '~/base/vocabulary/reasons';

/** A row of the table message as a plan wants it. Days are 'YYYY-MM-DD'. */
export interface PlannedMessage {
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
  readonly wantedOn: string;
  /** Key of the message that leads the mail; the own key for a message that goes alone. */
  readonly leadKey: string;
  readonly rank: number;
  readonly reason: Reason;
  /** What happened to it since, oldest first; the last explains its state. */
  readonly why: readonly Reason[];
  /** Hash of what it would say, why and to whom. */
  readonly materialHash: Uint8Array | null;
  /** Hash of what a person approved, while that stands; null: nobody did, or it fell. */
  readonly approvedHash: Uint8Array | null;
}

/** A row that is there already. */
export interface ExistingMessage extends Omit<PlannedMessage, 'wantedOn' | 'why' | 'leadKey'> {
  readonly id: bigint;
  readonly leadKey: string | null;
  readonly wantedOn: string | null;
  readonly why: readonly Reason[] | null;
  readonly sentAt: Date | null;
  readonly answered: boolean;
}

/** What the rows should become. Rows that are in neither list stay as they are. */
export interface Plan {
  readonly messages: readonly PlannedMessage[];
  /** Open rows that the plan no longer wants, with what they become and why. */
  readonly gone: readonly {
    readonly key: string;
    readonly state: 'cancelled' | 'expired';
    readonly reason: Reason;
  }[];
}
