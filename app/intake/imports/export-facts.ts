import type { Cells, ExportedOrder, LineError } from '~/intake/imports/order-export';
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

/** Older than any word of Shopify's own: whatever the store tells of an order outranks its export. */
const EXPORT_AT_MS = 1;

/** Shopify's id of the order where the export has it; else one of our making from its name. */
export function exportedOrderGid({ head }: ExportedOrder): string {
  return gidOf('Order', head.id.replace(/\D/g, '')) ?? namedOrderGid(exportedOrderName(head));
}

/** An order's name as it is kept. */
export function exportedOrderName({ name }: Cells): string {
  return line(name, 64) ?? '';
}

/** What an exported order says, in the terms of all other orders; lines that cannot be read are named and left out. */
export function exportFacts(
  order: ExportedOrder,
  { currency: shopCurrency, catalogue }: { currency: string; catalogue: Catalogue },
): { facts: OrderFacts | null; errors: LineError[]; unmatched: number } {
  const { head } = order;
  const processedAtMs = exportInstantMs(head.createdAt);
  const firstLine = order.items[0]?.line ?? 0;
  if (processedAtMs === null)
    return { facts: null, errors: [{ line: firstLine, code: 'date' }], unmatched: 0 };
  const gid = exportedOrderGid(order);
  const currency = currencyCode(head.currency) ?? shopCurrency;
  const errors: LineError[] = [];
  if (!hasAmounts(head, currency))
    return { facts: null, errors: [{ line: firstLine, code: 'amount' }], unmatched: 0 };
  const lines: LineSnapshot[] = [];
  let unmatched = 0;
  for (const { cells, line: at } of order.items) {
    const item = itemOf(cells, { gid, currency, catalogue, index: lines.length, head });
    if (!isAmount(cells.price, currency)) errors.push({ line: at, code: 'amount' });
    else if (!item) errors.push({ line: at, code: 'quantity' });
    else {
      lines.push(item);
      if (item.variantGid === null) unmatched += 1;
    }
  }
  if (lines.length === 0) return { facts: null, errors, unmatched };
  const snapshot = orderOf(head, { gid, currency, processedAtMs, lines });
  return { facts: { ...parts(head, snapshot), order: snapshot, lines }, errors, unmatched };
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
  const [, day, time = '', zone = 'Z'] = match;
  const offset = zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d{2})(\d{2})$/, '$1:$2');
  return instantMs(`${day}T${time.length === 5 ? `${time}:00` : time}${offset}`);
}

interface ItemContext {
  readonly gid: string;
  readonly currency: string;
  readonly catalogue: Catalogue;
  readonly index: number;
  readonly head: Cells;
}

function itemOf(cells: Cells, { gid, currency, catalogue, index, head }: ItemContext): LineSnapshot | null {
  const quantity = count(cells.quantity);
  const title = line(cells.title);
  if (quantity === null || quantity === 0 || !title) return null;
  const found = catalogue.find(cells.sku, title);
  const isBack = head.financialStatus.toLowerCase() === 'refunded';
  const content = {
    gid: importedLineGid(gid, index + 1),
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
  return { ...content, version: versionOf(EXPORT_AT_MS, 'embedded', content) };
}

interface OrderContext {
  readonly gid: string;
  readonly currency: string;
  readonly processedAtMs: number;
  readonly lines: readonly LineSnapshot[];
}

function orderOf(head: Cells, { gid, currency, processedAtMs, lines }: OrderContext): OrderSnapshot {
  const financialStatus = word(head.financialStatus);
  const subtotalMinor = amount(head.subtotal, currency) ?? 1n;
  const sourceName = line(head.source, 64);
  const isOver = financialStatus === 'VOIDED' || financialStatus === 'EXPIRED';
  const content = {
    gid,
    customerGid: null,
    email: line(head.email, 320),
    name: exportedOrderName(head),
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
    version: versionOf(EXPORT_AT_MS, 'embedded', content),
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
