import type { Refund, RefundLine, Return, ReturnLine } from '../../world/entities';
import type { FieldResolvers } from '../admin-context';
import { connection } from '../connection';
import { moneyBag } from '../money';
import { emptyConnection } from './shared';

export const refundResolvers: FieldResolvers<Refund> = {
  duties: () => [],
  order: (refund, _args, { world }) => world.orders.get(refund.orderId) ?? null,
  orderAdjustments: () => emptyConnection,
  processedAt: (refund) => refund.createdAt,
  updatedAt: (refund) => refund.createdAt,
  refundLineItems: (refund, args, context) => connection(refund.lines, args, context),
  refundShippingLines: () => emptyConnection,
  return: (refund, _args, { world }) =>
    refund.returnId === null ? null : (world.returns.get(refund.returnId) ?? null),
  staffMember: () => null,
  totalRefundedSet: (refund, _args, context) => moneyBag(refund.amount, context),
  transactions: () => emptyConnection,
};

export const refundLineResolvers: FieldResolvers<RefundLine> = {
  lineItem: (line, _args, { world }) => world.lineItems.get(line.lineItemId) ?? null,
  location: () => null,
  priceSet: (line, _args, context) =>
    moneyBag(Math.round(line.subtotal / Math.max(1, line.quantity)), context),
  restocked: (line) => line.restockType !== 'NO_RESTOCK',
  subtotalSet: (line, _args, context) => moneyBag(line.subtotal, context),
  totalTaxSet: (_line, _args, context) => moneyBag(0, context),
};

export const returnResolvers: FieldResolvers<Return> = {
  decline: () => null,
  order: (back, _args, { world }) => world.orders.get(back.orderId) ?? null,
  refunds: (back, args, context) =>
    connection(
      [...context.world.refunds.values()].filter((refund) => refund.returnId === back.id),
      args,
      context,
    ),
  requestApprovedAt: (back) => (back.status === 'REQUESTED' ? null : back.createdAt),
  returnLineItems: (back, args, context) => connection(back.lines, args, context),
  exchangeLineItems: () => emptyConnection,
  returnShippingFees: () => [],
  reverseFulfillmentOrders: () => emptyConnection,
  staffMember: () => null,
  totalQuantity: (back) => back.lines.reduce((sum, line) => sum + line.quantity, 0),
};

export const returnLineResolvers: FieldResolvers<ReturnLine> = {
  customerNote: () => null,
  fulfillmentLineItem: (line, _args, { world }) =>
    [...world.fulfillments.values()]
      .flatMap((parcel) => parcel.lines)
      .find((one) => one.id === line.fulfillmentLineItemId) ?? null,
  processableQuantity: (line) => line.quantity,
  processedQuantity: () => 0,
  refundableQuantity: (line) => line.quantity,
  refundedQuantity: () => 0,
  restockingFee: () => null,
  returnReason: (line) => line.reason,
  returnReasonDefinition: () => null,
  returnReasonNote: (line) => line.note,
  totalWeight: () => null,
  unprocessedQuantity: (line) => line.quantity,
};
