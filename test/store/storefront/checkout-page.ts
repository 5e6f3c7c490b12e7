import { countries } from '../history/people/places';
import { price } from '../http/format';
import { type Html, html } from '../http/html';
import type { Customer } from '../world/entities';
import type { World } from '../world/world';
import { type Cart, percentOf } from './cart-permalink';

const freeShippingFrom = 4000;
const shippingPrice = 395;

/** Sums of a cart in minor units. */
export function cartTotals(cart: Cart): {
  subtotal: number;
  discount: number;
  shipping: number;
  total: number;
} {
  const subtotal = cart.lines.reduce((sum, line) => sum + line.variant.price * line.quantity, 0);
  const discount = Math.round((subtotal * percentOf(cart.discountCode)) / 100);
  const shipping = subtotal - discount >= freeShippingFrom ? 0 : shippingPrice;
  return { subtotal, discount, shipping, total: subtotal - discount + shipping };
}

/** The checkout, filled with what the browser "remembers" of the customer whose mail was opened last. */
export function checkoutPage(world: World, cart: Cart, known: Customer | null): Html {
  const address = known?.addresses[0];
  const totals = cartTotals(cart);
  const field = (name: string, label: string, value: string | null | undefined, autocomplete: string) => html`
    <div><label for="${name}">${label}</label><input id="${name}" name="${name}" value="${value ?? ''}" autocomplete="${autocomplete}" required></div>`;
  return html`${cart.missing.map((one) => html`<p class="note">${one.title} is ${one.why === 'gone' ? 'no longer available' : 'sold out'} and was left out.</p>`)}
    <form class="checkout" method="post" action="/checkouts"><input type="hidden" name="cart" value="${cart.landingSite}">
    <div><h1>Checkout</h1>
      <label for="email">E-mail</label><input id="email" name="email" type="email" value="${cart.email ?? known?.email ?? ''}" autocomplete="email" required>
      <p><label><input type="checkbox" name="news" value="yes" ${known?.consent.state === 'SUBSCRIBED' ? html`checked` : ''}> E-mail me with news and offers</label></p>
      <h2>Delivery</h2>
      <label for="country">Country</label><select id="country" name="country">${Object.entries(countries).map(
        ([code, country]) =>
          html`<option value="${code}" ${code === address?.countryCode ? html`selected` : ''}>${country.name}</option>`,
      )}</select>
      <div class="two">${field('firstName', 'First name', known?.firstName, 'given-name')}${field('lastName', 'Last name', known?.lastName, 'family-name')}</div>
      ${field('address1', 'Address', address?.address1, 'address-line1')}
      <div class="two">${field('zip', 'Postcode', address?.zip, 'postal-code')}${field('city', 'City', address?.city, 'address-level2')}</div>
      <h2>Payment</h2><p class="price">This is a stand-in: no card is asked for and nothing is paid.</p>
      <button class="button wide" ${cart.lines.length === 0 ? html`disabled` : ''}>Pay now</button></div>
    <aside class="summary" aria-label="Order summary"><table>${cart.lines.map(
      (line) =>
        html`<tr><td>${line.quantity} × ${line.title}</td><td>${price(line.variant.price * line.quantity, world)}</td></tr>`,
    )}
      ${totals.discount > 0 && html`<tr><td>Discount ${cart.discountCode}</td><td>−${price(totals.discount, world)}</td></tr>`}
      ${cart.discountCode !== null && totals.discount === 0 && html`<tr><td colspan="2">The code ${cart.discountCode} is not valid.</td></tr>`}
      <tr><td>Shipping</td><td>${totals.shipping === 0 ? 'Free' : price(totals.shipping, world)}</td></tr>
      <tr class="total"><td>Total</td><td>${price(totals.total, world)}</td></tr></table></aside></form>`;
}
