import type { Refund } from '../../world/entities';
import { gid } from '../../world/gid';
import type { World } from '../../world/world';
import { zonedIso } from '../../world/zone-time';
import { lineItemPayload } from './line-item-payload';
import { decimal, moneySet } from './money-set';

/** refunds/create, and the refunds inside an order. `subtotal` and `total_tax` are numbers here, as at Shopify. */
export function refundPayload(world: World, refund: Refund) {
  const at = zonedIso(refund.createdAt, world.shop.zone);
  return {
    id: refund.id,
    admin_graphql_api_id: gid('Refund', refund.id),
    order_id: refund.orderId,
    created_at: at,
    note: refund.note,
    user_id: 89_705_382_102,
    processed_at: at,
    restock: refund.lines.some((line) => line.restockType !== 'NO_RESTOCK'),
    duties: [],
    total_duties_set: moneySet(world, 0),
    return:
      refund.returnId === null
        ? null
        : { id: refund.returnId, admin_graphql_api_id: gid('Return', refund.returnId) },
    refund_line_items: refund.lines.map((line) => {
      const item = world.lineItems.get(line.lineItemId);
      return {
        id: line.id,
        quantity: line.quantity,
        line_item_id: line.lineItemId,
        location_id: line.restockType === 'NO_RESTOCK' ? null : 73_971_466_454,
        restock_type: line.restockType.toLowerCase(),
        subtotal: line.subtotal / 100,
        total_tax: 0,
        subtotal_set: moneySet(world, line.subtotal),
        total_tax_set: moneySet(world, 0),
        line_item: item ? lineItemPayload(world, item) : null,
      };
    }),
    transactions: [
      {
        id: 6_320_000_000_000 + (refund.id % 1_000_000_000),
        order_id: refund.orderId,
        kind: 'refund',
        gateway: 'bogus',
        status: 'success',
        message: 'Bogus Gateway: Forced success',
        created_at: at,
        test: true,
        authorization: null,
        location_id: null,
        user_id: 89_705_382_102,
        parent_id: null,
        processed_at: at,
        device_id: null,
        error_code: null,
        source_name: '1830279',
        receipt: {},
        amount: decimal(refund.amount),
        currency: world.shop.currency,
        payment_id: null,
        manual_payment_gateway: false,
        admin_graphql_api_id: gid('OrderTransaction', 6_320_000_000_000 + (refund.id % 1_000_000_000)),
      },
    ],
    order_adjustments: [],
  };
}
