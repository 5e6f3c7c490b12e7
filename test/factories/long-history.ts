import { DAY_MS } from '~/base/lib/days';
import type { Pools } from '~/insight/learning/customers/learn-from';
import type { HistoryRows } from '~/insight/learning/history/history-rows';
import { emptyShopPool } from '~/insight/model/reorder';

/** A shop that has learnt nothing yet. */
export const noPools: Pools = { shop: emptyShopPool, sweptDay: null, transit: {}, need: () => null };

const LINES_AN_ORDER = 3;
const SCANS_A_PARCEL = 4;

export interface LongHistory {
  readonly orders: number;
  /** The orders are spread evenly over the days from `from` to `until` (milliseconds). */
  readonly from: number;
  readonly until: number;
  /** Of how many products; 20 unless said otherwise. */
  readonly needs?: number;
  readonly warrantyMonths?: number;
}

/** An office, or the till's "walk-in customer": as many orders as wanted, each of three lines in a parcel that was scanned. */
export function longHistory({
  orders,
  from,
  until,
  needs: products = 20,
  warrantyMonths,
}: LongHistory): HistoryRows {
  const step = (until - from) / orders;
  const places = Array.from({ length: orders }, (_, place) => place);
  const at = (place: number) => Math.round(from + (place + 0.5) * step);
  const order = (place: number) => `gid://shopify/Order/${place}`;
  const parcel = (place: number) => `gid://shopify/Fulfillment/${place}`;
  const lineGid = (place: number, line: number) => `gid://shopify/LineItem/${place * LINES_AN_ORDER + line}`;
  const needs = Array.from({ length: products }, (_, need) => need + 1);
  const variant = (need: number) => `gid://shopify/ProductVariant/${need}`;
  const product = (need: number) => `gid://shopify/Product/${need}`;
  const lines = Array.from({ length: LINES_AN_ORDER }, (_, line) => line);
  return {
    customer: {
      id: 2,
      shopifyCustomerId: 'gid://shopify/Customer/2',
      emailHash: 'ab',
      hasAddress: true,
      locale: 'en',
      countryCode: 'DE',
      provinceCode: null,
      timeZone: 'Europe/Berlin',
      company: false,
      tags: [],
      numberOfOrders: orders,
      firstOrderAt: at(0),
      lastOrderAt: at(orders - 1),
      deleted: false,
      redacted: false,
      status: 'active',
    },
    shop: {
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      countryCode: 'DE',
      installedAt: from,
      poolBuiltAt: null,
    },
    orders: places.map((place) => ({
      id: place,
      gid: order(place),
      name: `#${place}`,
      purpose: 'purchase',
      sourceName: 'web',
      at: at(place),
      cancelledAt: null,
      paidAt: at(place),
      financialStatus: 'PAID',
      fulfillmentStatus: 'FULFILLED',
      totalMinor: 30_000,
      isTest: false,
      forSomeoneElse: false,
      isPos: false,
      isDigital: false,
      onHold: false,
      highRisk: false,
      arrivedBy: 'webhook',
      ordinal: null,
      countryCode: 'DE',
    })),
    lines: places.flatMap((place) =>
      lines.map((line) => {
        const need = 1 + ((place * 7 + line) % products);
        return {
          id: place * LINES_AN_ORDER + line,
          gid: lineGid(place, line),
          anchor: lineGid(place, line),
          order: order(place),
          variant: variant(need),
          product: product(need),
          title: `Item ${need}`,
          quantity: 1,
          currentQuantity: 1,
          unitPriceMinor: 10_000,
          isGiftCard: false,
          requiresShipping: true,
          onSubscription: false,
        };
      }),
    ),
    parcels: places.map((place) => ({
      gid: parcel(place),
      order: order(place),
      status: 'SUCCESS',
      shipmentStatus: null,
      fulfilledAt: at(place) + DAY_MS,
      deliveredAt: null,
      estimatedDeliveryAt: null,
      lines: Object.fromEntries(lines.map((line) => [lineGid(place, line), 1])),
    })),
    parcelEvents: places.flatMap((place) =>
      Array.from({ length: SCANS_A_PARCEL }, (_, scan) => ({
        parcel: parcel(place),
        status: 'IN_TRANSIT',
        at: at(place) + (scan + 1) * DAY_MS,
      })),
    ),
    refunds: [],
    returns: [],
    needVariants: needs.map((need) => ({ need, variant: variant(need), units: 1, from: 0, until: null })),
    needs: needs.map((need) => ({
      id: need,
      title: `Item ${need}`,
      usage: 'used_up',
      usageSource: 'merchant',
      daysPerUnit: 3,
      substitute: null,
    })),
    variants: needs.map((need) => ({ gid: variant(need), available: true })),
    stockOuts: [],
    products: warrantyMonths
      ? needs.map((need) => ({ gid: product(need), warrantyMonths, needsSetUp: false }))
      : [],
    answers: [],
    snoozes: [],
  };
}
