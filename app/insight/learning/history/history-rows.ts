import type { StockOutRow } from '~/insight/learning/history/run-outs';

/**
 * A customer's history as the database hands it over (load-history.server.ts): plain rows in short form, instants in
 * milliseconds. Everything that thinks about them is pure and works on these.
 */
export interface HistoryRows {
  readonly customer: CustomerRow;
  readonly shop: ShopRow;
  readonly orders: readonly OrderRow[];
  readonly lines: readonly LineRow[];
  readonly parcels: readonly ParcelRow[];
  readonly parcelEvents: readonly ParcelEventRow[];
  readonly refunds: readonly BackRow[];
  readonly returns: readonly BackRow[];
  readonly needVariants: readonly NeedVariantRow[];
  readonly needs: readonly NeedRow[];
  readonly variants: readonly VariantRow[];
  readonly stockOuts: readonly StockOutRow[];
  readonly products: readonly ProductRow[];
  readonly answers: readonly AnswerRow[];
  readonly snoozes: readonly SnoozeRow[];
}

export interface CustomerRow {
  id: number;
  shopifyCustomerId: string | null;
  emailHash: string | null;
  hasAddress: boolean;
  locale: string | null;
  countryCode: string | null;
  provinceCode: string | null;
  timeZone: string | null;
  company: boolean;
  tags: string[];
  numberOfOrders: number;
  firstOrderAt: number | null;
  lastOrderAt: number | null;
  deleted: boolean;
  redacted: boolean;
  status: string;
}

export interface ShopRow {
  timeZone: string;
  currency: string;
  countryCode: string | null;
  installedAt: number;
  poolBuiltAt: number | null;
}

export interface OrderRow {
  id: number;
  gid: string;
  name: string;
  purpose: string;
  sourceName: string | null;
  at: number;
  cancelledAt: number | null;
  paidAt: number | null;
  financialStatus: string | null;
  fulfillmentStatus: string | null;
  totalMinor: number;
  isTest: boolean;
  forSomeoneElse: boolean;
  isPos: boolean;
  isDigital: boolean;
  onHold: boolean;
  highRisk: boolean;
  ordinal: number | null;
  countryCode: string | null;
}

export interface LineRow {
  id: number;
  gid: string;
  anchor: string;
  order: string;
  variant: string | null;
  product: string | null;
  title: string;
  quantity: number;
  currentQuantity: number;
  unitPriceMinor: number;
  isGiftCard: boolean;
  requiresShipping: boolean;
  onSubscription: boolean;
}

export interface ParcelRow {
  gid: string;
  order: string;
  status: string;
  shipmentStatus: string | null;
  fulfilledAt: number;
  deliveredAt: number | null;
  estimatedDeliveryAt: number | null;
  lines: Record<string, number>;
}

export interface ParcelEventRow {
  parcel: string;
  status: string;
  at: number;
}

/** Items that came back, by line item: a refund or a return that was agreed. */
export interface BackRow {
  order: string;
  at: number | null;
  lines: Record<string, number>;
}

export interface NeedVariantRow {
  need: number;
  variant: string;
  units: number;
  from: number;
  until: number | null;
}

export interface NeedRow {
  id: number;
  title: string;
  usage: string;
  usageSource: string;
  daysPerUnit: number | null;
  substitute: number | null;
}

export interface VariantRow {
  gid: string;
  available: boolean;
}

export interface ProductRow {
  gid: string;
  warrantyMonths: number | null;
  needsSetUp: boolean;
}

export interface AnswerRow {
  need: number | null;
  answer: string;
  snoozeDays: number | null;
  at: number;
}

export interface SnoozeRow {
  need: number | null;
  kind: string;
  until: number;
}
