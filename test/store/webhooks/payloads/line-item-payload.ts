import type { LineItem } from '../../world/entities';
import { gid } from '../../world/gid';
import type { World } from '../../world/world';
import { decimal, moneySet } from './money-set';

/** A line as orders, fulfilments and refunds carry it. */
export function lineItemPayload(world: World, line: LineItem) {
  const isWhole = line.fulfilledQuantity >= line.quantity;
  return {
    id: line.id,
    admin_graphql_api_id: gid('LineItem', line.id),
    attributed_staffs: [],
    current_quantity: line.currentQuantity,
    fulfillable_quantity: Math.max(0, line.currentQuantity - line.fulfilledQuantity),
    fulfillment_service: 'manual',
    fulfillment_status: isWhole ? 'fulfilled' : line.fulfilledQuantity > 0 ? 'partial' : null,
    gift_card: line.isGiftCard,
    grams: 0,
    name: line.variantTitle === null ? line.title : `${line.title} - ${line.variantTitle}`,
    price: decimal(line.price),
    price_set: moneySet(world, line.price),
    product_exists: line.productId !== null && world.products.has(line.productId),
    product_id: line.productId,
    properties: line.properties,
    quantity: line.quantity,
    requires_shipping: line.requiresShipping,
    sku: line.sku,
    taxable: true,
    title: line.title,
    total_discount: decimal(line.discount),
    total_discount_set: moneySet(world, line.discount),
    variant_id: line.variantId,
    variant_inventory_management: 'shopify',
    variant_title: line.variantTitle,
    vendor: line.vendor,
    tax_lines: [],
    duties: [],
    discount_allocations: [],
    ...(line.sellingPlan
      ? {
          selling_plan_allocation: { selling_plan: { id: line.sellingPlan.id, name: line.sellingPlan.name } },
        }
      : {}),
  };
}
