import type { DraftOrder } from '../../world/entities';
import type { FieldResolvers } from '../admin-context';
import { connection } from '../connection';
import { money, moneyBag } from '../money';

type DraftLine = DraftOrder['lines'][number];

/** Sums of a draft in minor units; a discount of 100 % makes the total 0. */
export function draftTotals(draft: DraftOrder): { subtotal: number; total: number } {
  const subtotal = draft.lines.reduce((sum, line) => sum + line.price * line.quantity, 0);
  if (!draft.discount) return { subtotal, total: subtotal };
  const off =
    draft.discount.valueType === 'PERCENTAGE'
      ? Math.round((subtotal * draft.discount.value) / 100)
      : Math.round(draft.discount.value * 100);
  return { subtotal, total: Math.max(0, subtotal - off) };
}

const shared: FieldResolvers<DraftOrder> = {
  appliedDiscount: (draft, _args, context) =>
    draft.discount && {
      title: draft.discount.title,
      description: draft.discount.title ?? '',
      value: draft.discount.value,
      valueType: draft.discount.valueType,
      amountSet: moneyBag(draftTotals(draft).subtotal - draftTotals(draft).total, context),
    },
  currencyCode: (_draft, _args, { world }) => world.shop.currency,
  presentmentCurrencyCode: (_draft, _args, { world }) => world.shop.currency,
  customAttributes: (draft) => draft.attributes.map(({ name, value }) => ({ key: name, value })),
  customer: (draft, _args, { world }) =>
    draft.customerId === null ? null : (world.customers.get(draft.customerId) ?? null),
  purchasingEntity: (draft, _args, { world }) =>
    draft.customerId === null ? null : (world.customers.get(draft.customerId) ?? null),
  discountCodes: () => [],
  shippingLine: () => null,
  taxLines: () => [],
  taxesIncluded: () => true,
  taxExempt: () => false,
  warnings: () => [],
  lineItemsSubtotalPrice: (draft, _args, context) => moneyBag(draftTotals(draft).subtotal, context),
  subtotalPriceSet: (draft, _args, context) => moneyBag(draftTotals(draft).total, context),
  totalPriceSet: (draft, _args, context) => moneyBag(draftTotals(draft).total, context),
  totalDiscountsSet: (draft, _args, context) =>
    moneyBag(draftTotals(draft).subtotal - draftTotals(draft).total, context),
  totalLineItemsPriceSet: (draft, _args, context) => moneyBag(draftTotals(draft).subtotal, context),
  totalShippingPriceSet: (_draft, _args, context) => moneyBag(0, context),
  totalTaxSet: (_draft, _args, context) => moneyBag(0, context),
  totalQuantityOfLineItems: (draft) => draft.lines.reduce((sum, line) => sum + line.quantity, 0),
};

export const draftOrderResolvers: FieldResolvers<DraftOrder> = {
  ...shared,
  invoiceUrl: (draft, _args, { storeUrl }) => `${storeUrl}/invoices/${draft.id}`,
  invoiceEmailTemplateSubject: (draft) => `Invoice ${draft.name}`,
  lineItems: (draft, args, context) => connection(draft.lines.map(asNode), args, context),
  note2: (draft) => draft.note,
  order: (draft, _args, { world }) =>
    draft.orderId === null ? null : (world.orders.get(draft.orderId) ?? null),
  ready: () => true,
  visibleToCustomer: () => true,
};

export const calculatedDraftOrderResolvers: FieldResolvers<DraftOrder> = {
  ...shared,
  availableShippingRates: () => [],
  lineItems: (draft) => draft.lines.map((line) => ({ ...line, kind: 'CalculatedDraftOrderLineItem' })),
};

export const draftOrderLineResolvers: FieldResolvers<DraftLine> = {
  name: (line) => line.title,
  custom: (line) => line.variantId === null,
  customAttributes: () => [],
  isGiftCard: () => false,
  requiresShipping: () => true,
  taxable: () => true,
  uuid: (line) => String(line.id),
  originalTotalSet: (line, _args, context) => moneyBag(line.price * line.quantity, context),
  discountedTotalSet: (line, _args, context) => moneyBag(line.price * line.quantity, context),
  originalUnitPriceSet: (line, _args, context) => moneyBag(line.price, context),
  originalUnitPriceWithCurrency: (line, _args, context) => money(line.price, context),
  sku: (line, _args, { world }) =>
    line.variantId === null ? null : (world.variants.get(line.variantId)?.sku ?? null),
  variant: (line, _args, { world }) =>
    line.variantId === null ? null : (world.variants.get(line.variantId) ?? null),
  product: (line, _args, { world }) => {
    const variant = line.variantId === null ? undefined : world.variants.get(line.variantId);
    return variant ? (world.products.get(variant.productId) ?? null) : null;
  },
};

function asNode(line: DraftLine) {
  return { ...line, kind: 'DraftOrderLineItem' };
}
