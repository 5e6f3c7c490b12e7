import { randomBytes } from 'node:crypto';
import { customerPayload } from '../../webhooks/payloads/customer-payload';
import { orderPayload } from '../../webhooks/payloads/order-payload';
import type { Address, Customer, LineItem, Order } from '../entities';
import { hashOf } from '../random';
import type { World } from '../world';
import { planParcel } from './plan-parcel';

export type NewOrder = {
  at?: number;
  customer: Customer | null;
  email: string | null;
  locale: string | null;
  sourceName: Order['sourceName'];
  /** `price` in minor units; the variant's own when left out. `discount` is for the whole line. */
  lines: {
    variantId: number | null;
    quantity: number;
    price?: number;
    discount?: number;
    title?: string;
    sellingPlan?: LineItem['sellingPlan'];
    isGiftCard?: boolean;
  }[];
  shippingAddress: Address | null;
  shippingPrice?: number;
  attributes?: Order['attributes'];
  discountCodes?: Order['discountCodes'];
  tags?: string[];
  note?: string | null;
  landingSite?: string | null;
  ref?: string | null;
  test?: boolean;
  financialStatus?: Order['financialStatus'];
  /** false leaves it to the caller when the parcel leaves. */
  plansParcel?: boolean;
};

/** An order comes in, paid unless said otherwise: orders/create, orders/paid, customers/update. */
export function placeOrder(world: World, input: NewOrder): Order {
  const at = input.at ?? world.clock.now();
  const id = world.nextId('Order');
  const number = world.nextOrderNumber++;
  const lines = input.lines.map((line) => makeLine(world, id, line));
  const subtotal = lines.reduce((sum, line) => sum + line.price * line.quantity - line.discount, 0);
  const isShipped = input.sourceName !== 'pos' && lines.some((line) => line.requiresShipping);
  const order: Order = {
    kind: 'Order',
    id,
    number,
    customerId: input.customer?.id ?? null,
    email: input.email,
    phone: null,
    locale: input.locale,
    sourceName: input.sourceName,
    test: input.test ?? false,
    note: input.note ?? null,
    tags: input.tags ?? [],
    attributes: input.attributes ?? [],
    discountCodes: input.discountCodes ?? [],
    lines,
    shippingPrice: input.shippingPrice ?? (isShipped && subtotal < 4000 ? 395 : 0),
    shippingTitle: isShipped ? 'Standard' : null,
    shippingAddress: input.shippingAddress,
    financialStatus: input.financialStatus ?? 'PAID',
    fulfillments: [],
    refunds: [],
    returns: [],
    disputes: [],
    landingSite: input.landingSite ?? (input.sourceName === 'web' ? '/' : null),
    ref: input.ref ?? null,
    token: orderToken(world, id),
    cancelReason: null,
    cancelledAt: null,
    closedAt: null,
    edited: false,
    createdAt: at,
    processedAt: at,
    updatedAt: at,
  };
  world.orders.set(id, order);
  if (input.customer) {
    input.customer.orderIds.push(id);
    input.customer.updatedAt = Math.max(input.customer.updatedAt, at);
  }
  const tell = world.beginAction();
  tell('orders/create', () => orderPayload(world, order));
  if (order.financialStatus === 'PAID') tell('orders/paid', () => orderPayload(world, order));
  const { customer } = input;
  if (customer) tell('customers/update', () => customerPayload(world, customer));
  if (input.plansParcel !== false) planParcel(world, order, at);
  return order;
}

function makeLine(world: World, orderId: number, input: NewOrder['lines'][number]): LineItem {
  const variant = input.variantId === null ? undefined : world.variants.get(input.variantId);
  const product = variant && world.products.get(variant.productId);
  const line: LineItem = {
    kind: 'LineItem',
    id: world.nextId('LineItem'),
    orderId,
    productId: product?.id ?? null,
    variantId: variant?.id ?? null,
    title: input.title ?? product?.title ?? 'Custom item',
    variantTitle: variant && variant.title !== 'Default Title' ? variant.title : null,
    sku: variant?.sku ?? null,
    vendor: product?.vendor ?? null,
    quantity: input.quantity,
    currentQuantity: input.quantity,
    fulfilledQuantity: 0,
    price: input.price ?? variant?.price ?? 0,
    discount: input.discount ?? 0,
    isGiftCard: input.isGiftCard ?? false,
    requiresShipping: !(input.isGiftCard ?? false),
    properties: [],
    sellingPlan: input.sellingPlan ?? null,
  };
  world.lineItems.set(line.id, line);
  return line;
}

/** Secret enough for a status page; for the history the same at every start. */
function orderToken(world: World, id: number): string {
  if (id < 5_360_000_100_000)
    return hashOf(`token ${world.shop.id} ${id}`).toString(16).padStart(8, '0').repeat(4);
  return randomBytes(16).toString('hex');
}
