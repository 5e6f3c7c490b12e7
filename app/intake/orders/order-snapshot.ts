import type { OrderPurpose } from '~/base/vocabulary/orders';
import type { CustomerSnapshot } from '~/intake/customers/customer-snapshot';
import type { Version } from '~/intake/shopify/version';

/** What one webhook or one GraphQL node says of an order. Amounts are in minor units, words in capitals. */
export interface OrderSnapshot {
  readonly gid: string;
  readonly version: Version;
  readonly customerGid: string | null;
  readonly email: string | null;
  readonly name: string;
  readonly purpose: OrderPurpose;
  readonly sourceName: string | null;
  readonly processedAtMs: number;
  readonly cancelledAtMs: number | null;
  /** When this snapshot saw it paid; the earliest ever seen counts. */
  readonly paidAtMs: number | null;
  readonly financialStatus: string | null;
  readonly fulfillmentStatus: string | null;
  readonly currency: string;
  readonly totalMinor: bigint;
  readonly presentmentCurrency: string | null;
  readonly presentmentTotalMinor: bigint | null;
  readonly locale: string | null;
  /** Where it is sent; null where nothing is, wherever its buyer pays. */
  readonly countryCode: string | null;
  readonly provinceCode: string | null;
  readonly isTest: boolean;
  readonly isPos: boolean;
  readonly isDigital: boolean;
  readonly isCompany: boolean;
  readonly forSomeoneElse: boolean;
  readonly attributionToken: string | null;
  /** Told by GraphQL only. */
  readonly flags?: { readonly version: Version; readonly onHold: boolean; readonly highRisk: boolean };
}

export interface LineSnapshot {
  readonly gid: string;
  readonly version: Version;
  readonly orderGid: string;
  readonly variantGid: string | null;
  readonly productGid: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly currentQuantity: number;
  readonly unitPriceMinor: bigint;
  readonly isGiftCard: boolean;
  readonly requiresShipping: boolean;
  readonly onSubscription: boolean;
}

/** Line item gid → quantity. */
export type LineQuantities = Readonly<Record<string, number>>;

export interface FulfillmentSnapshot {
  readonly gid: string;
  readonly version: Version;
  readonly orderGid: string;
  readonly status: string;
  readonly shipmentStatus: string | null;
  readonly trackingCompany: string | null;
  readonly fulfilledAtMs: number;
  readonly estimatedDeliveryAtMs: number | null;
  readonly deliveredAtMs: number | null;
  /** Undefined where the source cannot tell (bulk operations). */
  readonly lineQuantities: LineQuantities | undefined;
}

export interface FulfillmentEventSnapshot {
  readonly gid: string;
  readonly fulfillmentGid: string;
  readonly orderGid: string | null;
  readonly status: string;
  readonly happenedAtMs: number;
}

export interface RefundSnapshot {
  readonly gid: string;
  readonly version: Version;
  readonly orderGid: string;
  readonly refundedAtMs: number;
  readonly amountMinor: bigint;
  readonly lineQuantities: LineQuantities | undefined;
}

export interface ReturnSnapshot {
  readonly gid: string;
  readonly version: Version;
  readonly orderGid: string;
  readonly status: string;
  readonly lineQuantities: LineQuantities | undefined;
}

/** All that one order's webhook or node brings along. */
export interface OrderFacts {
  readonly order: OrderSnapshot;
  readonly lines: readonly LineSnapshot[];
  readonly customer: CustomerSnapshot | null;
  readonly fulfillments: readonly FulfillmentSnapshot[];
  readonly events: readonly FulfillmentEventSnapshot[];
  readonly refunds: readonly RefundSnapshot[];
  readonly returns: readonly ReturnSnapshot[];
}
