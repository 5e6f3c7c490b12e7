import { randomInt } from 'node:crypto';
import { orderPayload } from '../../webhooks/payloads/order-payload';
import type { Order } from '../entities';
import type { World } from '../world';

export type OrderEdit = {
  /** New quantity of an existing line; 0 removes it (the line stays, its current quantity is 0). */
  setQuantities?: { lineItemId: number; quantity: number }[];
  addVariants?: { variantId: number; quantity: number }[];
};

/** Staff edit an order that is not yet shipped: orders/edited and orders/updated. */
export function editOrder(world: World, order: Order, edit: OrderEdit): void {
  const additions: { id: number; delta: number }[] = [];
  const removals: { id: number; delta: number }[] = [];
  for (const { lineItemId, quantity } of edit.setQuantities ?? []) {
    const line = order.lines.find((one) => one.id === lineItemId);
    if (!line) throw new Error(`Order ${order.id} has no line ${lineItemId}`);
    const delta = quantity - line.currentQuantity;
    if (delta === 0) continue;
    line.currentQuantity = quantity;
    // More of a line raises what was ordered; less leaves it, and only the current quantity falls.
    if (quantity > line.quantity) line.quantity = quantity;
    (delta > 0 ? additions : removals).push({ id: line.id, delta: Math.abs(delta) });
  }
  for (const { variantId, quantity } of edit.addVariants ?? []) {
    const variant = world.variants.get(variantId);
    const product = variant && world.products.get(variant.productId);
    if (!variant || !product) throw new Error(`There is no variant ${variantId}`);
    const id = world.nextId('LineItem');
    const line = {
      kind: 'LineItem' as const,
      id,
      orderId: order.id,
      productId: product.id,
      variantId,
      title: product.title,
      variantTitle: null,
      sku: variant.sku,
      vendor: product.vendor,
      quantity,
      currentQuantity: quantity,
      fulfilledQuantity: 0,
      price: variant.price,
      discount: 0,
      isGiftCard: false,
      requiresShipping: true,
      properties: [],
      sellingPlan: null,
    };
    order.lines.push(line);
    world.lineItems.set(id, line);
    additions.push({ id, delta: quantity });
  }
  order.edited = true;
  order.updatedAt = world.clock.now();
  const tell = world.beginAction();
  tell('orders/edited', () => ({
    order_edit: {
      id: randomInt(1_000_000_000, 2_000_000_000),
      app_id: null,
      created_at: new Date(order.updatedAt).toISOString(),
      notify_customer: false,
      order_id: order.id,
      staff_note: '',
      user_id: 89_705_382_102,
      line_items: { additions, removals },
      discounts: { line_item: { additions: [], removals: [] } },
      shipping_lines: { additions: [], removals: [] },
    },
  }));
  tell('orders/updated', () => orderPayload(world, order));
}
