import { placeOrder } from '../../store/world/actions/place-order';
import type { Order } from '../../store/world/entities';
import type { World } from '../../store/world/world';

/** The store's first customer orders two of its first variant. */
export function orderOfSomebody(world: World): Order {
  const [customer] = world.customers.values();
  const [variantId] = world.variants.keys();
  if (!customer || variantId === undefined) throw new Error('The store is empty');
  return placeOrder(world, {
    customer,
    email: customer.email,
    locale: 'en',
    sourceName: 'web',
    lines: [{ variantId, quantity: 2 }],
    shippingAddress: customer.addresses[0] ?? null,
  });
}
