import { emailHash } from '~/base/lib/sealed.server';
import type {
  FulfillmentSnapshot,
  LineQuantities,
  LineSnapshot,
  OrderSnapshot,
  RefundSnapshot,
  ReturnSnapshot,
} from '~/intake/orders/order-snapshot';
import type { FulfillmentRow, LineRow, OrderRow, RefundRow, ReturnRow } from '~/intake/orders/rows';
import { type StoredVersion, storedVersion, versionColumns } from '~/intake/shopify/stored-version';
import { groupVersion, isNewer, type Version, type Versions, withGroup } from '~/intake/shopify/version';

/** How an order first reached us. Shopify's own word replaces what an import said; when to write goes by days alone. */
export type ArrivedBy = 'webhook' | 'reconcile' | 'backfill' | 'import';

/** The order's row after a snapshot; the same object when nothing changed. */
export function mergeOrder(
  shopId: bigint,
  known: OrderRow | undefined,
  given: OrderSnapshot,
  arrivedBy: ArrivedBy,
): OrderRow {
  let row = known;
  if (!row || isNewer(given.version, storedVersion(row)))
    row = { ...content(shopId, given, known), arrivedBy: arrivedFirst(known, arrivedBy) };
  const paidAt = earlier(row.paidAt, given.paidAtMs);
  if (paidAt?.getTime() !== row.paidAt?.getTime()) row = { ...row, paidAt };
  if (given.flags && isNewer(given.flags.version, groupVersion(row.versions, 'flags'))) {
    const { onHold, highRisk, version } = given.flags;
    row = { ...row, onHold, highRisk, versions: withGroup(row.versions, 'flags', version) };
  }
  return row;
}

/** What an export said first counts as told by whoever of Shopify's own told it next. */
function arrivedFirst(known: OrderRow | undefined, arrivedBy: ArrivedBy): string {
  return known && known.arrivedBy !== 'import' ? known.arrivedBy : arrivedBy;
}

/** A redacted order keeps its goods and loses its person, whatever a late webhook says. */
export const REDACTED = 'redacted';

function content(
  shopId: bigint,
  given: OrderSnapshot,
  known: OrderRow | undefined,
): Omit<OrderRow, 'arrivedBy'> {
  const isRedacted = known !== undefined && REDACTED in known.versions;
  return {
    shopifyOrderId: given.gid,
    shopifyCustomerId: isRedacted ? null : given.customerGid,
    emailHash: isRedacted ? null : emailHash(shopId, given.email),
    name: given.name,
    purpose: given.purpose,
    sourceName: given.sourceName,
    processedAt: new Date(given.processedAtMs),
    cancelledAt: given.cancelledAtMs === null ? null : new Date(given.cancelledAtMs),
    paidAt: known?.paidAt ?? null,
    financialStatus: given.financialStatus,
    fulfillmentStatus: given.fulfillmentStatus,
    currency: given.currency,
    totalMinor: given.totalMinor,
    presentmentCurrency: given.presentmentCurrency,
    presentmentTotalMinor: given.presentmentTotalMinor,
    locale: given.locale,
    countryCode: given.countryCode,
    provinceCode: given.provinceCode,
    versions: known?.versions ?? {},
    isCompany: given.isCompany,
    forSomeoneElse: given.forSomeoneElse,
    isTest: given.isTest,
    isPos: given.isPos,
    isDigital: given.isDigital,
    onHold: known?.onHold ?? false,
    highRisk: known?.highRisk ?? false,
    attributionToken: isRedacted ? null : given.attributionToken,
    ...versionColumns(given.version),
  };
}

/** The line's row after a snapshot; the same object when nothing changed. A line never leaves an order; it goes to quantity 0. */
export function mergeLine(before: LineRow | undefined, line: LineSnapshot): LineRow {
  const wins = !before || isNewer(line.version, storedVersion(before));
  const onSubscription = line.onSubscription || (before?.onSubscription ?? false);
  if (!wins) return onSubscription === before.onSubscription ? before : { ...before, onSubscription };
  return {
    shopifyLineItemId: line.gid,
    shopifyOrderId: line.orderGid,
    shopifyVariantId: line.variantGid,
    shopifyProductId: line.productGid,
    title: line.title,
    quantity: line.quantity,
    currentQuantity: line.currentQuantity,
    unitPriceMinor: line.unitPriceMinor,
    isGiftCard: line.isGiftCard,
    requiresShipping: line.requiresShipping,
    onSubscription,
    ...versionColumns(line.version),
  };
}

/** The parcel's row after a snapshot. Delivered once is delivered: the earliest time that anybody told counts. */
export function mergeFulfillment(
  known: FulfillmentRow | undefined,
  given: FulfillmentSnapshot,
): FulfillmentRow {
  const deliveredAt = earlier(known?.deliveredAt ?? null, given.deliveredAtMs);
  const quantities = newestQuantities(known, given);
  if (known && !isNewer(given.version, storedVersion(known))) {
    const isSame =
      deliveredAt?.getTime() === known.deliveredAt?.getTime() && quantities.versions === known.versions;
    return isSame ? known : { ...known, deliveredAt, ...quantities };
  }
  return {
    shopifyFulfillmentId: given.gid,
    shopifyOrderId: given.orderGid,
    status: given.status,
    shipmentStatus: given.shipmentStatus,
    trackingCompany: given.trackingCompany,
    fulfilledAt: new Date(given.fulfilledAtMs),
    estimatedDeliveryAt: given.estimatedDeliveryAtMs === null ? null : new Date(given.estimatedDeliveryAtMs),
    deliveredAt,
    ...quantities,
    ...versionColumns(given.version),
  };
}

export function mergeRefund(known: RefundRow | undefined, given: RefundSnapshot): RefundRow {
  const quantities = newestQuantities(known, given);
  if (known && !isNewer(given.version, storedVersion(known)))
    return quantities.versions === known.versions ? known : { ...known, ...quantities };
  return {
    shopifyRefundId: given.gid,
    shopifyOrderId: given.orderGid,
    refundedAt: new Date(given.refundedAtMs),
    amountMinor: given.amountMinor,
    ...quantities,
    ...versionColumns(given.version),
  };
}

export function mergeReturn(known: ReturnRow | undefined, given: ReturnSnapshot): ReturnRow {
  const quantities = newestQuantities(known, given);
  if (known && !isNewer(given.version, storedVersion(known)))
    return quantities.versions === known.versions ? known : { ...known, ...quantities };
  return {
    shopifyReturnId: given.gid,
    shopifyOrderId: given.orderGid,
    status: given.status,
    ...quantities,
    ...versionColumns(given.version),
  };
}

interface Quantities {
  readonly lineQuantities: LineQuantities;
  readonly versions: Versions;
}

const QUANTITIES = 'quantities';

/**
 * Quantities of the newest word that told any, with its version, which is not the row's: some sources cannot tell, and
 * neither wipe what another said nor make it look newer than it is.
 */
function newestQuantities(
  known: (Quantities & StoredVersion) | undefined,
  given: { readonly version: Version; readonly lineQuantities: LineQuantities | undefined },
): Quantities {
  const { lineQuantities = {}, versions = {} } = known ?? {};
  const told = given.lineQuantities ?? {};
  if (isEmpty(told) || !isNewer(given.version, toldBy(known))) return { lineQuantities, versions };
  return {
    lineQuantities: told,
    versions: withGroup(versions, QUANTITIES, given.version),
  };
}

/** Rows of before their quantities had a version of their own: no newer than the row. */
function toldBy(known: (Quantities & StoredVersion) | undefined): Version | null {
  if (!known || isEmpty(known.lineQuantities)) return null;
  return groupVersion(known.versions, QUANTITIES) ?? storedVersion(known);
}

function isEmpty(quantities: LineQuantities): boolean {
  return Object.keys(quantities).length === 0;
}

function earlier(known: Date | null, givenMs: number | null): Date | null {
  if (givenMs === null) return known;
  return known && known.getTime() <= givenMs ? known : new Date(givenMs);
}
