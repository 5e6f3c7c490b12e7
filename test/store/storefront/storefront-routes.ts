import { readFileSync } from 'node:fs';
import type { Exchange } from '../http/exchange';
import { price } from '../http/format';
import { type Html, html } from '../http/html';
import { type Route, route } from '../http/router';
import { changeConsent } from '../world/actions/change-customer';
import type { Order } from '../world/entities';
import { totalsOf } from '../world/totals';
import type { World } from '../world/world';
import { readCartPermalink } from './cart-permalink';
import { cataloguePage, productPage } from './catalogue-pages';
import { checkOut } from './check-out';
import { checkoutPage } from './checkout-page';
import { storefrontPage } from './storefront-page';

/** The online store: products, cart permalinks, the checkout, and Shopify's own unsubscribe page. */
export function storefrontRoutes({ world }: { world: World }): Route[] {
  const page = (exchange: Exchange, title: string, body: Html, status = 200) =>
    exchange.sendHtml(storefrontPage(world, title, body), status);
  const nothing = (exchange: Exchange, words: string) =>
    page(exchange, 'Not found', html`<h1>${words}</h1><p><a href="/">To the shop</a></p>`, 404);

  return [
    route('GET', '/', (exchange) => page(exchange, 'Shop', cataloguePage(world, exchange.url.searchParams))),
    route('GET', '/__storefront.css', (exchange) =>
      exchange.send(200, 'text/css', readFileSync(new URL('storefront.css', import.meta.url))),
    ),
    route('GET', '/products/:handle', (exchange) => {
      const product = [...world.products.values()].find((one) => one.handle === exchange.params.handle);
      if (product) page(exchange, product.title, productPage(world, product));
      else nothing(exchange, 'This product is gone');
    }),
    route('GET', '/cart', (exchange) => {
      const { searchParams } = exchange.url;
      exchange.redirect(
        `/cart/${Number(searchParams.get('variant'))}:${Math.max(1, Number(searchParams.get('quantity')) || 1)}`,
      );
    }),
    route('GET', '/cart/*', (exchange) => {
      const cart = readCartPermalink(exchange.url, world);
      if (!cart) return nothing(exchange, 'This cart link is not complete');
      const remembered = /(?:^|;\s*)buyer=([^;]+)/.exec(exchange.headers.cookie ?? '')?.[1];
      const email = cart.email ?? (remembered && decodeURIComponent(remembered)) ?? '';
      const known = world.customers.get(world.customerIdByEmail.get(email) ?? 0) ?? null;
      page(exchange, 'Checkout', checkoutPage(world, cart, known));
    }),
    route('POST', '/checkouts', async (exchange) => {
      const form = await exchange.readFields();
      const cart = readCartPermalink(new URL(String(form.cart), exchange.url), world);
      if (!cart || cart.lines.length === 0) return nothing(exchange, 'This cart is empty');
      exchange.redirect(`/thank-you/${checkOut(world, cart, form).token}`);
    }),
    route('GET', '/thank-you/:token', (exchange) => {
      const order = [...world.orders.values()].findLast((one) => one.token === exchange.params.token);
      if (order) page(exchange, 'Thank you', thanks(world, order));
      else nothing(exchange, 'There is no such order');
    }),
    route('GET', '/unsubscribe/:id', (exchange) => {
      const customer = world.customers.get(Number(exchange.params.id));
      if (!customer) return nothing(exchange, 'Nobody to unsubscribe');
      const isOut = customer.consent.state === 'UNSUBSCRIBED';
      page(
        exchange,
        'Unsubscribe',
        html`<h1>${isOut ? 'You have been unsubscribed' : 'Unsubscribe from our marketing e-mails?'}</h1>
        ${!isOut && html`<form method="post"><button class="button">Unsubscribe</button></form>`}`,
      );
    }),
    route('POST', '/unsubscribe/:id', (exchange) => {
      const customer = world.customers.get(Number(exchange.params.id));
      if (customer) changeConsent(world, customer, { state: 'UNSUBSCRIBED' });
      exchange.redirect(exchange.url.pathname);
    }),
    route('GET', '/invoices/:id', (exchange) => {
      const draft = world.draftOrders.get(Number(exchange.params.id));
      const lines = draft?.lines.filter((line) => line.variantId !== null) ?? [];
      if (!draft || draft.status === 'COMPLETED' || lines.length === 0)
        return nothing(exchange, 'This invoice is closed');
      const attributes = draft.attributes.map(
        ({ name, value }) => `attributes[${encodeURIComponent(name)}]=${encodeURIComponent(value)}`,
      );
      const email = draft.email === null ? [] : [`checkout[email]=${encodeURIComponent(draft.email)}`];
      const items = lines.map((line) => `${line.variantId}:${line.quantity}`).join(',');
      exchange.redirect(`/cart/${items}?${[...attributes, ...email].join('&')}`);
    }),
  ];
}

function thanks(world: World, order: Order): Html {
  const admin = `/store/${world.shop.domain.replace('.myshopify.com', '')}/orders/${order.id}`;
  return html`<h1>Thank you, ${order.shippingAddress?.firstName}!</h1>
    <p>Your order <b>#${order.number}</b> is confirmed. We write to ${order.email} as soon as it leaves.</p>
    <aside class="summary"><table>${order.lines.map(
      (line) =>
        html`<tr><td>${line.quantity} × ${line.title}</td><td>${price(line.price * line.quantity, world)}</td></tr>`,
    )}<tr><td>Shipping</td><td>${order.shippingPrice === 0 ? 'Free' : price(order.shippingPrice, world)}</td></tr>
    <tr class="total"><td>Total</td><td>${price(totalsOf(order).total, world)}</td></tr></table></aside>
    <p><a href="/">Back to the shop</a> · <a href="${admin}">See it in the admin</a></p>`;
}
