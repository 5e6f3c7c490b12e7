import { isDay } from '~/base/lib/days';
import { type Cells, type ExportedOrder, hasOwnCells, type LineError } from '~/intake/imports/order-export';
import { importedLineGid, namedOrderGid } from '~/intake/orders/imported-gid';
import type { LineSnapshot, OrderFacts, OrderSnapshot } from '~/intake/orders/order-snapshot';
import { purposeOf } from '~/intake/orders/purpose';
import { gidOf } from '~/intake/shopify/gid';
import {
  count,
  countryCode,
  currencyCode,
  instantMs,
  line,
  provinceCode,
  tagList,
  word,
} from '~/intake/shopify/read';
import { amount } from '~/intake/shopify/read-amount';
import { versionOf } from '~/intake/shopify/version';

/** Which variant a line of the export means, by its SKU or its name. */
export interface Catalogue {
  find(sku: string, title: string): { readonly variantGid: string; readonly productGid: string } | null;
}

/**
 * The moment of what an export says: older than any word of Shopify's own, which outranks it, and newer than what an
 * earlier export said. An order's own cells are newer than the lines that were told of without them.
 */
export function exportAtMs(importId: bigint, tells: 'lines' | 'own-cells'): number {
  return 2 * Number(importId) + Number(tells === 'own-cells');
}

/** An order of which an earlier piece of the same file has told, or an earlier import that never came to its end. */
export interface BegunOrder {
  readonly gid: string;
  readonly name: string;
  readonly processedAtMs: number;
  readonly currency: string;
  /** How many places its lines have taken so far: none that an earlier import told of. */
  readonly places: number;
  /** This file has told of its own cells. */
  readonly isTold: boolean;
  /** Of this file; else of an import that was left off. */
  readonly isOfFile: boolean;
}

/** Known from elsewhere, begun before, or of one name or Id with another order of this file. */
export type Standing = 'known' | 'other' | BegunOrder;

/** Shopify's id of the order where the export has it; else one of our making from its name. */
export function exportedOrderGid({ head }: ExportedOrder): string {
  return gidOf('Order', head.id) ?? namedOrderGid(head.name);
}

export interface ReadOrder {
  /** Null where the order's own cells cannot be read, or are not among these lines. */
  readonly facts: OrderFacts | null;
  readonly lines: readonly LineSnapshot[];
  readonly errors: readonly LineError[];
  readonly unmatched: number;
}

/**
 * What an exported order says, in the terms of all other orders; lines that cannot be read are named and left out. Lines
 * of an order that the file has begun before take the places behind those that it has.
 */
export function exportFacts(
  order: ExportedOrder,
  {
    importId = 0n,
    currency: shopCurrency,
    catalogue,
    begun = null,
  }: { importId?: bigint; currency: string; catalogue: Catalogue; begun?: BegunOrder | null },
): ReadOrder {
  const { head } = order;
  const code = headError(head, { begun, shopCurrency });
  if (code) return { facts: null, lines: [], errors: everyLine(order, code), unmatched: 0 };
  const processedAtMs = exportInstantMs(head.createdAt) ?? begun?.processedAtMs ?? 0;
  const gid = begun?.gid ?? exportedOrderGid(order);
  const currency = currencyOf(head, { begun, shopCurrency });
  const errors: LineError[] = [];
  const lines: LineSnapshot[] = [];
  let unmatched = 0;
  for (const { cells, line: at } of order.items) {
    const place = (begun?.places ?? 0) + lines.length + 1;
    const item = itemOf(cells, { importId, gid, currency, catalogue, place, head });
    if (!isAmount(cells.price, currency)) errors.push({ line: at, code: 'amount' });
    else if (!item) errors.push({ line: at, code: 'quantity' });
    else {
      lines.push(item);
      if (item.variantGid === null) unmatched += 1;
    }
  }
  if (lines.length === 0 || (begun && !hasOwnCells(head))) return { facts: null, lines, errors, unmatched };
  const snapshot = orderOf(head, { importId, gid, currency, processedAtMs, lines });
  return { facts: { ...parts(head, snapshot), order: snapshot, lines }, lines, errors, unmatched };
}

/** The same error for each line of an order. */
export function everyLine({ items }: Pick<ExportedOrder, 'items'>, code: LineError['code']): LineError[] {
  return items.map(({ line: at }) => ({ line: at, code }));
}

interface HeadContext {
  readonly begun: BegunOrder | null;
  readonly shopCurrency: string;
}

function headError(head: Cells, context: HeadContext): LineError['code'] | null {
  if (head.createdAt === '' && !context.begun) return 'without-order';
  if (head.createdAt !== '' && exportInstantMs(head.createdAt) === null) return 'date';
  return hasAmounts(head, currencyOf(head, context)) ? null : 'amount';
}

function currencyOf(head: Cells, { begun, shopCurrency }: HeadContext): string {
  return currencyCode(head.currency) ?? begun?.currency ?? shopCurrency;
}

/** Nothing, or an amount that there can be. */
function isAmount(cell: string, currency: string): boolean {
  return cell === '' || amount(cell, currency) !== null;
}

function hasAmounts({ subtotal, total, discount }: Cells, currency: string): boolean {
  return [subtotal, total, discount].every((cell) => isAmount(cell, currency));
}

/** '2023-05-01 10:22:33 +0200', as Shopify writes it in its exports. */
export function exportInstantMs(text: string): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}(?::\d{2})?)\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/.exec(text);
  if (!match) return null;
  const [, day = '', time = '', zone = 'Z'] = match;
  // A Date would take the 31st of February for the 3rd of March.
  if (!isDay(day)) return null;
  const offset = zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  return instantMs(`${day}T${time.length === 5 ? `${time}:00` : time}${offset}`);
}

interface ItemContext {
  readonly importId: bigint;
  readonly gid: string;
  readonly currency: string;
  readonly catalogue: Catalogue;
  readonly place: number;
  readonly head: Cells;
}

function itemOf(
  cells: Cells,
  { importId, gid, currency, catalogue, place, head }: ItemContext,
): LineSnapshot | null {
  const quantity = count(cells.quantity);
  const title = line(cells.title);
  if (quantity === null || quantity === 0 || !title) return null;
  const found = catalogue.find(cells.sku, title);
  const isBack = head.financialStatus.toLowerCase() === 'refunded';
  const content = {
    gid: importedLineGid(gid, place),
    orderGid: gid,
    variantGid: found?.variantGid ?? null,
    productGid: found?.productGid ?? null,
    title,
    quantity,
    currentQuantity: isBack ? 0 : quantity,
    unitPriceMinor: amount(cells.price, currency) ?? 0n,
    isGiftCard: false,
    requiresShipping: cells.requiresShipping.toLowerCase() !== 'false',
    onSubscription: false,
  };
  return { ...content, version: versionOf(exportAtMs(importId, 'lines'), 'embedded', content) };
}

interface OrderContext {
  readonly importId: bigint;
  readonly gid: string;
  readonly currency: string;
  readonly processedAtMs: number;
  readonly lines: readonly LineSnapshot[];
}

function orderOf(
  head: Cells,
  { importId, gid, currency, processedAtMs, lines }: OrderContext,
): OrderSnapshot {
  const financialStatus = word(head.financialStatus);
  const subtotalMinor = amount(head.subtotal, currency) ?? 1n;
  const sourceName = line(head.source, 64);
  const isOver = financialStatus === 'VOIDED' || financialStatus === 'EXPIRED';
  const content = {
    gid,
    customerGid: null,
    email: line(head.email, 320),
    name: head.name,
    purpose: purposeOf({
      isTest: false,
      tags: tagList(head.tags),
      sourceName,
      goodsMinor: subtotalMinor + (amount(head.discount, currency) ?? 0n),
      subtotalMinor,
      hasLines: true,
    }),
    sourceName,
    processedAtMs,
    cancelledAtMs: exportInstantMs(head.cancelledAt) ?? (isOver ? processedAtMs : null),
    financialStatus,
    fulfillmentStatus: word(head.fulfillmentStatus) ?? 'FULFILLED',
    currency,
    totalMinor: amount(head.total, currency) ?? 0n,
    presentmentCurrency: null,
    presentmentTotalMinor: null,
    locale: null,
    countryCode: countryCode(head.shippingCountry),
    provinceCode: provinceCode(head.shippingProvince),
    isTest: false,
    isPos: sourceName === 'pos',
    isDigital: lines.every(({ requiresShipping }) => !requiresShipping),
    isCompany: false,
    forSomeoneElse: false,
    attributionToken: null,
  };
  return {
    ...content,
    version: versionOf(exportAtMs(importId, hasOwnCells(head) ? 'own-cells' : 'lines'), 'embedded', content),
    paidAtMs: exportInstantMs(head.paidAt),
  };
}

/** The buyer, known by the order's address alone, and the parcel, when the export says that it went. */
function parts(
  head: Cells,
  order: OrderSnapshot,
): Pick<OrderFacts, 'customer' | 'fulfillments' | 'events' | 'refunds' | 'returns'> {
  const version = { ...order.version };
  const [firstName = null, ...rest] = (line(head.shippingName, 200) ?? '').split(' ').filter(Boolean);
  const fulfilledAtMs = exportInstantMs(head.fulfilledAt);
  return {
    customer: order.email
      ? {
          gid: null,
          guestEmail: order.email,
          ofOrder: order,
          identity: { version, email: order.email, firstName, lastName: rest.join(' ') || null, phone: null },
          address: { version, countryCode: order.countryCode, provinceCode: order.provinceCode, line: null },
        }
      : null,
    fulfillments:
      fulfilledAtMs === null
        ? []
        : [
            {
              gid: `import:${order.gid}:parcel`,
              version,
              orderGid: order.gid,
              status: 'SUCCESS',
              shipmentStatus: null,
              trackingCompany: null,
              fulfilledAtMs,
              estimatedDeliveryAtMs: null,
              deliveredAtMs: null,
              lineQuantities: undefined,
            },
          ],
    events: [],
    refunds: [],
    returns: [],
  };
}
