import type { DeliverySource, NeedUsage, OrderPurpose } from '~/base/vocabulary/orders';
import type { LapseForecast, NeedPool, PurchaseDay, ReorderForecast } from '~/insight/model/reorder';

/**
 * Everything that is known and expected of one customer at one moment, in memory: what a plan is made from.
 *
 * Days are numbers since 1970-01-01 in the customer's zone (base/lib/days), money is in minor units of the shop's
 * currency, quantities are units of supply (items × units per item) unless they say "items".
 */
export interface CustomerInsight {
  readonly customer: CustomerFacts;
  readonly shop: ShopClock;
  readonly today: number;
  /** Needs with at least one purchase or a subscription, by id. */
  readonly needs: readonly NeedInsight[];
  readonly lapse: LapseForecast;
  /** Every order that was not deleted, of any purpose, cancelled ones too; oldest first. */
  readonly orders: readonly OrderFacts[];
}

export interface CustomerFacts {
  readonly id: bigint;
  readonly shopifyCustomerId: string | null;
  readonly hasAddress: boolean;
  /** The keyed hash of the e-mail, in hex; null without an address. */
  readonly emailHash: string | null;
  readonly locale: string | null;
  readonly countryCode: string | null;
  readonly provinceCode: string | null;
  /** The customer's zone, else the shop's; always one that this machine knows. */
  readonly timeZone: string;
  readonly company: boolean;
  readonly tags: readonly string[];
  /** Shopify's count, which knows orders that we do not hold. */
  readonly numberOfOrders: number;
  readonly firstOrderAt: Date | null;
  readonly lastOrderAt: Date | null;
  readonly deleted: boolean;
  readonly redacted: boolean;
}

export interface ShopClock {
  readonly timeZone: string;
  readonly currency: string;
  readonly countryCode: string | null;
  readonly installedAt: Date;
}

/** A day of arrival and how it is known. An inferred one (isKnownDelivery is false) must never be claimed in a mail. */
export interface DeliveryFacts {
  readonly day: number;
  readonly source: DeliverySource;
}

export interface OrderFacts {
  readonly id: bigint;
  readonly shopifyOrderId: string;
  readonly name: string;
  readonly purpose: OrderPurpose;
  readonly sourceName: string | null;
  readonly processedAt: Date;
  readonly day: number;
  readonly cancelledAt: Date | null;
  readonly paidAt: Date | null;
  readonly financialStatus: string | null;
  readonly fulfillmentStatus: string | null;
  readonly totalMinor: bigint;
  readonly isTest: boolean;
  readonly isPos: boolean;
  readonly isDigital: boolean;
  readonly onHold: boolean;
  readonly highRisk: boolean;
  /** Which order of this customer it was (1 = first), as Shopify counted then; null when it was not told. */
  readonly customerOrdersAtTheTime: number | null;
  readonly lines: readonly LineFacts[];
}

export interface LineFacts {
  readonly id: bigint;
  /** Names the messages about it: Shopify's gid, or the one under which an export told of the line first. */
  readonly anchorGid: string;
  readonly shopifyVariantId: string | null;
  readonly shopifyProductId: string | null;
  readonly needId: bigint | null;
  readonly title: string;
  /** Items ordered, and items that the customer keeps after edits, refunds and returns. */
  readonly quantity: number;
  readonly keptQuantity: number;
  readonly refundedQuantity: number;
  readonly returnedQuantity: number;
  readonly unitPriceMinor: bigint;
  readonly isGiftCard: boolean;
  readonly onSubscription: boolean;
  readonly warrantyMonths: number | null;
  readonly needsSetUp: boolean;
  /** When it arrived, or is expected to; null while nobody can tell (not paid, cancelled). */
  readonly delivery: DeliveryFacts | null;
}

/** Is a need something that runs out, so that a reminder makes sense? */
export type UsageVerdict =
  | { readonly usedUp: true; readonly because: 'merchant' | 'days-given' | 'bought-again' }
  | {
      readonly usedUp: false;
      readonly because: 'merchant' | 'title' | 'rarely-bought-again' | 'too-few-customers';
    };

export interface NeedInsight {
  readonly need: {
    readonly id: bigint;
    readonly title: string;
    readonly usage: NeedUsage;
    readonly daysPerUnit: number | null;
    readonly substituteNeedId: bigint | null;
  };
  readonly usage: UsageVerdict;
  /**
   * One entry a day, ascending, with how long the one before lasted: see `runOutsOf`. May be empty when there are only
   * subscription deliveries.
   */
  readonly purchases: readonly PurchaseDay[];
  readonly last: LastPurchase | null;
  /**
   * Counted from `anchorDay`. Null when the need is not used up and was not bought twice: nothing to expect.
   */
  readonly forecast: ReorderForecast | null;
  /** How far the customer's own purchases carry the forecast, 0 … 1; 0 without one. */
  readonly ownWeight: number;
  /** Days after `anchorDay` from which its silence is more than chance; null where nobody can tell. */
  readonly overdueAfterDays: number | null;
  /** Day 0 of the forecast: the last purchase, moved by supply that came otherwise and by what the customer told us. */
  readonly anchorDay: number;
  readonly pool: Pick<
    NeedPool,
    'customers' | 'buyAgainShare' | 'p25Days' | 'medianDays' | 'p75Days' | 'finishedGaps'
  > | null;
  /** Customers behind the pool, this one left out. */
  readonly otherBuyers: number;
  /** Usual days from order to door for this customer. */
  readonly transitDays: number;
  /** The variant to put into a reorder cart, when one can be bought now. */
  readonly reorderVariantId: string | null;
  readonly reorderQuantity: number;
  readonly availableForSale: boolean;
  /** Supply that is paid for and not there yet. */
  readonly travelling: { readonly orderName: string; readonly expectedDay: number | null } | null;
  readonly onSubscription: boolean;
  /** The customer's last word on this need since the last purchase. */
  readonly answer: { readonly answer: string; readonly day: number } | null;
  readonly snoozedUntilDay: number | null;
}

export interface LastPurchase {
  readonly day: number;
  /** Units of supply of that day, and the items behind them. */
  readonly quantity: number;
  readonly items: number;
  readonly title: string;
  readonly shopifyVariantId: string | null;
  readonly unitPriceMinor: bigint;
  readonly orderId: bigint;
  readonly orderName: string;
  readonly orderLineId: bigint;
  readonly anchorGid: string;
  readonly delivery: DeliveryFacts | null;
}
