import type { ShopSettings } from '~/base/settings/shop-settings';
import type { ActiveKind, MessageClass } from '~/base/vocabulary/kinds';
import type { MessageState } from '~/base/vocabulary/message-states';
import type { Reason } from '~/base/vocabulary/reasons';
import type { CustomerInsight } from '~/insight/learning/customers/customer-insight';

/** What each kind gets to propose from. Days are day numbers in the customer's zone. */
export interface KindFacts {
  readonly insight: CustomerInsight;
  readonly settings: ShopSettings;
  /** What became of messages of this customer that exist already, by key. */
  readonly past: ReadonlyMap<string, PastMessage>;
}

export interface PastMessage {
  readonly state: MessageState;
  /** The day on which it went out, or was handed to the mail server without a clear answer. */
  readonly sentDay: number | null;
  /** The customer wrote back, or their last answer to it is another than "still have plenty". */
  readonly answered: boolean;
  readonly skippedByPerson: boolean;
  /** A person wants it sent now, and it is still open. */
  readonly sentNowByPerson: boolean;
}

/** A reason to write, as a kind proposes it; planning decides about the rest. */
export interface Candidate {
  readonly key: string;
  readonly kind: ActiveKind;
  readonly class: MessageClass;
  readonly step: number;
  readonly needId: bigint | null;
  readonly orderId: bigint | null;
  readonly orderLineId: bigint | null;
  /** The day meant, and the day before which it must not go, whatever it is merged with. */
  readonly wantedDay: number;
  readonly earliestDay: number;
  /** The last day on which it is of use; or so many days after the first open day from `wantedDay` on. */
  readonly useful: { readonly untilDay: number } | { readonly forDays: number };
  /** How sure we are, 0 … 1: the surest of a mail leads it. */
  readonly surety: number;
  readonly reason: Reason;
  /** Why it is not to be sent, as far as its own facts say. */
  readonly refusal: Reason | null;
  /** A first step that must go out so many days before this one. */
  readonly after: { readonly key: string; readonly days: number } | null;
}
