import { countries } from '../history/people/places';
import { changeConsent, createCustomer } from '../world/actions/change-customer';
import { placeOrder } from '../world/actions/place-order';
import type { Address, Customer, Order } from '../world/entities';
import type { World } from '../world/world';
import type { Cart } from './cart-permalink';
import { cartTotals } from './checkout-page';

/** "Pay now": the customer is found or made, the order comes in, and the parcel is planned. */
export function checkOut(world: World, cart: Cart, form: Record<string, unknown>): Order {
  const text = (name: string) => (typeof form[name] === 'string' ? form[name].trim() : '');
  const email = text('email').toLowerCase();
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) throw new Error('An e-mail address is needed to check out');
  const address = addressOf(world, text);
  const known = world.customers.get(world.customerIdByEmail.get(email) ?? 0);
  const customer = known ?? newcomer(world, email, address);
  const wantsNews = text('news') === 'yes';
  if (wantsNews && customer.consent.state !== 'SUBSCRIBED')
    changeConsent(world, customer, { state: 'SUBSCRIBED', optInLevel: 'SINGLE_OPT_IN' });
  const { subtotal, discount, shipping } = cartTotals(cart);
  for (const { variant, quantity } of cart.lines)
    variant.inventoryQuantity = Math.max(0, variant.inventoryQuantity - quantity);
  return placeOrder(world, {
    customer,
    email,
    locale: customer.locale,
    sourceName: 'web',
    lines: cart.lines.map(({ variant, quantity }) => ({
      variantId: variant.id,
      quantity,
      discount: subtotal === 0 ? 0 : Math.round((discount * variant.price * quantity) / subtotal),
    })),
    shippingAddress: address,
    shippingPrice: shipping,
    attributes: cart.attributes,
    discountCodes: discount > 0 && cart.discountCode ? [{ code: cart.discountCode, amount: discount }] : [],
    note: cart.note,
    landingSite: cart.landingSite,
    ref: cart.ref,
  });
}

function newcomer(world: World, email: string, address: Address): Customer {
  const country = Object.entries(countries).find(([code]) => code === address.countryCode)?.[1];
  return createCustomer(world, {
    email,
    firstName: address.firstName,
    lastName: address.lastName,
    locale: country?.locale ?? 'en',
    addresses: [address],
  });
}

function addressOf(world: World, text: (name: string) => string): Address {
  const countryCode = text('country') || 'GB';
  const country = Object.entries(countries).find(([code]) => code === countryCode)?.[1];
  const place = country?.places.find((one) => one.city === text('city'));
  return {
    kind: 'MailingAddress',
    id: world.nextId('MailingAddress'),
    firstName: text('firstName'),
    lastName: text('lastName'),
    company: null,
    address1: text('address1'),
    address2: null,
    city: text('city'),
    province: place?.province ?? null,
    provinceCode: place?.provinceCode ?? null,
    country: country?.name ?? countryCode,
    countryCode,
    zip: text('zip'),
    phone: null,
  };
}
