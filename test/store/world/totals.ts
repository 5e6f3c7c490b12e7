import type { LineItem, Order } from './entities';

/** The sums of an order in minor units; `current…` is what remains after refunds, edits and cancellation. */
export function totalsOf(order: Order) {
  const lineItems = sum(order.lines, (line) => line.price * line.quantity);
  const discounts = sum(order.lines, (line) => line.discount);
  const subtotal = lineItems - discounts;
  const currentSubtotal = sum(order.lines, (line) => line.price * line.currentQuantity - discountLeft(line));
  const total = subtotal + order.shippingPrice;
  const refunded = sum(order.refunds, (refund) => refund.amount);
  const isGone = order.cancelledAt !== null;
  const currentTotal = isGone ? 0 : currentSubtotal + order.shippingPrice;
  return {
    lineItems,
    discounts,
    subtotal,
    currentSubtotal: isGone ? 0 : currentSubtotal,
    total,
    currentTotal,
    tax: taxWithin(total, order),
    currentTax: taxWithin(currentTotal, order),
    refunded,
  };
}

/** Prices include value added tax; what goes abroad is sold without it. */
function taxWithin(amount: number, order: Order): number {
  const country = order.shippingAddress?.countryCode ?? 'GB';
  return country === 'GB' ? Math.round(amount / 6) : 0;
}

function discountLeft(line: LineItem): number {
  return line.quantity === 0 ? 0 : Math.round((line.discount * line.currentQuantity) / line.quantity);
}

function sum<T>(items: readonly T[], amountOf: (item: T) => number): number {
  return items.reduce((total, item) => total + amountOf(item), 0);
}
