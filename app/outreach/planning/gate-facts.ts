import type { ShopSettings } from '~/base/settings/shop-settings';
import type { ConsentState, SuppressionReason, SuppressionScope } from '~/base/vocabulary/customers';
import type { Kind, KindMode, MessageClass } from '~/base/vocabulary/kinds';
import type { Reason } from '~/base/vocabulary/reasons';
import type { Situation } from '~/base/vocabulary/situations';

/**
 * Everything that may stand between a message and its customer, as it is at one instant. Planning judges with it weeks
 * ahead; the last look judges with it again, freshly loaded, after the claim and just before the final dot.
 * Calendar days are day numbers in the customer's zone.
 */
export interface GateFacts {
  readonly at: Date;
  /** `at` on the customer's calendar. */
  readonly today: number;
  /** The customer's zone, else the shop's. */
  readonly timeZone: string;
  readonly shop: ShopGate;
  readonly kinds: Readonly<Partial<Record<Kind, KindSwitch>>>;
  readonly customer: CustomerGate;
  /** Mails that went, or may have gone, to this customer in the last 31 days, and those on their way. */
  readonly recentMails: readonly RecentMail[];
  /** What the customer has of each need that an open message speaks of; by need id as text. */
  readonly needs: Readonly<Record<string, NeedGate>>;
  /** Orders and order lines that open messages are anchored on; by our id as text. */
  readonly orders: Readonly<Record<string, OrderGate>>;
  readonly orderLines: Readonly<Record<string, OrderLineGate>>;
  /** The merchant's own templates, the newest version of each kind and language. */
  readonly templates: readonly OwnTemplate[];
  /** Keys that a person said to send now, a moment ago: their slot, quiet hours and caps do not count. */
  readonly sendNowKeys: ReadonlySet<string>;
  /** What a person let go, one by one or as a batch, whenever that was: no flood breaker holds it again. */
  readonly letGoKeys: ReadonlySet<string>;
  /** An order of theirs came through a link of ours, perhaps one that was sent to somebody else; only a plan asks. */
  readonly cameThroughLink: boolean;
}

export interface OwnTemplate {
  readonly kind: string;
  readonly locale: string;
  readonly version: number;
  readonly class: MessageClass;
  /** An empty one: the merchant went back to the default. */
  readonly isDefault: boolean;
}

export interface ShopGate {
  readonly id: bigint;
  /** The store's own, as Shopify has it. */
  readonly name: string;
  readonly installed: boolean;
  readonly installedAt: Date;
  readonly timeZone: string;
  readonly countryCode: string | null;
  readonly currency: string;
  readonly locale: string;
  /** By a person, or by hard bounces. */
  readonly pausedAt: Date | null;
  readonly pausedBy: string | null;
  /** Which restore of the database it was that a person must still look at. */
  readonly restoredEpoch: number | null;
  /** Spam reports stop what advertises, until a person lifts it. */
  readonly marketingStoppedAt: Date | null;
  readonly reconciledThrough: Date | null;
  readonly settings: ShopSettings;
}

/** What of it stops all mail, or all of a kind. */
export interface ShopStops {
  readonly shop: Pick<ShopGate, 'pausedAt' | 'pausedBy' | 'marketingStoppedAt' | 'settings'>;
  readonly kinds: Readonly<Partial<Record<Kind, Pick<KindSwitch, 'pausedAt' | 'pausedBy'>>>>;
}

export interface KindSwitch {
  readonly mode: KindMode;
  readonly enabledAt: Date | null;
  readonly reviewed: number;
  readonly reviewEndedAt: Date | null;
  readonly pausedAt: Date | null;
  readonly pausedBy: string | null;
  readonly holdoutPercent: number;
  /** 'YYYY-MM-DD' in the shop's zone: that day's messages of this kind wait for a person, or were let go by one. */
  readonly floodHeldOn: string | null;
  readonly floodReleasedOn: string | null;
  readonly floodLimit: number;
  /** Mails of this kind that went out on this day of the shop's or are on their way now; counting ends past the limit. */
  readonly sentToday: number;
}

export interface CustomerGate {
  readonly id: bigint;
  readonly gone: 'deleted' | 'redacted' | 'merged' | null;
  /** Somebody became this customer, and the plan that hands over what they told us is still owed. */
  readonly isTakingOver: boolean;
  /** Is there an address that can be written to? */
  readonly hasAddress: boolean;
  readonly emailHashHex: string | null;
  /** The address belongs to a marketplace that relays mail (its domain), else null. */
  readonly relayDomain: string | null;
  readonly countryCode: string | null;
  readonly locale: string | null;
  readonly tags: readonly string[];
  readonly company: boolean;
  readonly consent: { readonly state: ConsentState; readonly changedAt: Date | null };
  readonly suppression: {
    readonly reason: SuppressionReason;
    readonly scope: SuppressionScope;
    readonly since: Date;
  } | null;
  readonly preferences: readonly PreferenceGate[];
  readonly lastPurchaseAt: Date | null;
  readonly holds: CareHolds;
}

export interface PreferenceGate {
  /** A kind, or '*' for all. */
  readonly kind: string;
  readonly needId: bigint | null;
  readonly choice: 'on' | 'off' | 'fewer' | 'snoozed';
  readonly until: Date | null;
  /** Staff said it, not the customer. */
  readonly byStaff: boolean;
}

/** Trouble of this customer that goes before anything we would like to write. */
export interface CareHolds {
  readonly complaintOpenedAt: Date | null;
  /** A complaint that was closed: marketing returns after this instant. */
  readonly marketingAfter: Date | null;
  readonly lateOrderName: string | null;
  readonly pendingRefundOrderName: string | null;
  /** The buyer's bank questions the payment of this order. */
  readonly disputedOrderName: string | null;
  readonly overduePromiseAt: Date | null;
  readonly situation: { readonly word: Situation; readonly until: Date | null } | null;
  /** When they wrote back to one of our mails, as long as nobody has dealt with it; 30 days at most. */
  readonly repliedAt: Date | null;
}

export interface RecentMail {
  readonly on: number;
  readonly class: MessageClass;
  readonly kind: string;
}

export interface NeedGate {
  readonly lastPurchasedAt: Date | null;
  readonly lastOrderId: bigint | null;
  readonly item: string;
  readonly availableForSale: boolean;
  /** Name of an order that brings more of it and has not been shipped yet. */
  readonly travellingOrderName: string | null;
  readonly onSubscription: boolean;
}

export interface OrderGate {
  readonly name: string;
  readonly processedAt: Date;
  readonly cancelledAt: Date | null;
  readonly onHold: boolean;
  readonly highRisk: boolean;
}

export interface OrderLineGate {
  readonly currentQuantity: number;
  readonly refundedAt: Date | null;
}

/** What a gate needs to know of a message. */
export interface GateMessage {
  readonly key: string;
  readonly kind: Kind;
  readonly class: MessageClass;
  readonly step: number;
  readonly needId: bigint | null;
  readonly orderId: bigint | null;
  readonly orderLineId: bigint | null;
  readonly usefulUntil: Date;
  readonly reason: Reason;
}

/** A gate's word: not at all, not now, or not before an instant. */
export type Refusal =
  | { readonly skip: Reason }
  | { readonly hold: Reason }
  | { readonly moveTo: Date; readonly reason: Reason };
