import { isoDay } from '~/base/lib/days';
import type { Reason } from '~/base/vocabulary/reasons';
import type { OrderFacts } from '~/insight/learning/customers/customer-insight';
import { numericId } from '~/intake/shopify/gid';
import type { Candidate, KindFacts } from '~/outreach/kinds/facts';
import { messageKey } from '~/outreach/kinds/message-key';

const USEFUL_DAYS = 3;
/** Older orders have had their thanks, or it is too late for them. */
const LOOK_BACK_DAYS = 30;

/** Thanks on the next working morning after the first order, then after the 5th, 10th, 20th, 30th … */
export function proposeThankYou({ insight }: KindFacts): Candidate[] {
  const purchases = insight.orders.filter(({ purpose, isTest }) => purpose === 'purchase' && !isTest);
  return purchases.flatMap((order, index) => {
    // Known by its name alone, from an export, until the store tells of it itself.
    if (numericId(order.shopifyOrderId) === null) return [];
    // What came before the install was thanked for, or not, by somebody else.
    if (order.processedAt < insight.shop.installedAt || order.day < insight.today - LOOK_BACK_DAYS) return [];
    const orderNumber = ordinalOf(order, {
      counted: insight.customer.numberOfOrders,
      held: purchases.length,
      index,
    });
    if (!isMilestone(orderNumber)) return [];
    return [
      {
        key: messageKey('thank-you', order.shopifyOrderId, 1),
        kind: 'thank-you',
        class: 'relationship',
        step: 1,
        needId: null,
        orderId: order.id,
        orderLineId: null,
        wantedDay: order.day + 1,
        earliestDay: order.day + 1,
        useful: { forDays: USEFUL_DAYS },
        surety: 1,
        reason: { code: 'thank-you', orderName: order.name, orderNumber, orderedOn: isoDay(order.day) },
        refusal: refusalOf(order),
        after: null,
      } satisfies Candidate,
    ];
  });
}

/** Shopify's count knows orders that we do not hold; a guest is counted by our own rows. */
function ordinalOf(
  order: OrderFacts,
  { counted, held, index }: { counted: number; held: number; index: number },
): number {
  return order.customerOrdersAtTheTime ?? Math.max(counted, held) - (held - 1 - index);
}

export function isMilestone(orderNumber: number): boolean {
  return orderNumber === 1 || orderNumber === 5 || (orderNumber >= 10 && orderNumber % 10 === 0);
}

function refusalOf(order: OrderFacts): Reason | null {
  if (order.cancelledAt) return { code: 'cancelled-order', orderName: order.name };
  if (order.highRisk) return { code: 'high-risk-order', orderName: order.name };
  return order.onHold ? { code: 'order-on-hold', orderName: order.name } : null;
}
