import type { Customer } from '../entities';
import type { World } from '../world';

/** customers/data_request */
export function requestCustomerData(world: World, customer: Customer): void {
  world.beginAction()('customers/data_request', () => ({
    ...person(world, customer),
    orders_requested: customer.orderIds,
    data_request: { id: world.nextId('DataRequest') },
  }));
}

/** customers/redact */
export function redactCustomer(world: World, customer: Customer): void {
  world.beginAction()('customers/redact', () => ({
    ...person(world, customer),
    orders_to_redact: customer.orderIds,
  }));
}

/** customers/redact for a guest, of whom Shopify knows no more than the e-mail address. */
export function redactEmail(world: World, email: string): void {
  world.beginAction()('customers/redact', () => ({
    shop_id: world.shop.id,
    shop_domain: world.shop.domain,
    customer: { email, phone: null },
    orders_to_redact: [...world.orders.values()]
      .filter((order) => order.email === email)
      .map((order) => order.id),
  }));
}

/** shop/redact: 48 hours after the uninstall at Shopify, here when asked. */
export function redactShop(world: World): void {
  world.beginAction()('shop/redact', () => ({ shop_id: world.shop.id, shop_domain: world.shop.domain }));
}

function person(world: World, customer: Customer) {
  return {
    shop_id: world.shop.id,
    shop_domain: world.shop.domain,
    customer: { id: customer.id, email: customer.email, phone: customer.phone },
  };
}
