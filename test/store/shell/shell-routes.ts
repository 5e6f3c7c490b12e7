import { readFileSync } from 'node:fs';
import type { Control } from '../control/control';
import type { Exchange } from '../http/exchange';
import { type Html, html } from '../http/html';
import { type Route, route } from '../http/router';
import { makeSessionToken, type StaffUser } from '../oauth/session-token';
import type { World } from '../world/world';
import { type AdminSection, adminFrame } from './admin-frame';
import { appBody } from './app-page';
import { bundleScript } from './bundle-script';
import { customerBody, customersBody } from './pages/customer-pages';
import { homeBody } from './pages/home-page';
import { orderBody, ordersBody } from './pages/order-pages';
import { productBody, productsBody } from './pages/product-pages';

export type ShellParts = {
  world: World;
  control: Control;
  apiKey: string;
  apiSecret: string;
  scopes: readonly string[];
  users: readonly StaffUser[];
  appUrl: () => string | null;
};

const sessionId = 'local-store-session';

/** The admin: its own few pages, the app in its frame, session tokens, and App Bridge's stand-in. */
export function shellRoutes(parts: ShellParts): Route[] {
  const { world, control } = parts;
  const storeName = world.shop.domain.replace('.myshopify.com', '');
  const base = `/store/${storeName}`;
  const page = (
    exchange: Exchange,
    section: AdminSection,
    { title, body, appOrigin }: { title: string; body: Html; appOrigin?: string },
  ) =>
    exchange.sendHtml(
      adminFrame({
        ...parts,
        storeName,
        section,
        title,
        body,
        appOrigin,
        user: userOf(exchange, parts.users),
      }),
    );
  const missing = (exchange: Exchange, section: AdminSection) =>
    page(exchange, section, {
      title: 'Not found',
      body: html`<div class="page"><h1>There is nothing here</h1></div>`,
    });

  const app = async (exchange: Exchange) => {
    const origin = parts.appUrl() ?? undefined;
    const body = await appBody({
      ...parts,
      storeName,
      sessionId,
      path: exchange.params.rest ?? '',
      search: exchange.url.search,
      user: userOf(exchange, parts.users),
    });
    page(exchange, 'carafe', { title: 'Carafe', body, appOrigin: origin && new URL(origin).origin });
  };

  return [
    route('GET', '/admin', (exchange) => exchange.redirect(base)),
    route('GET', '/admin/*', (exchange) =>
      exchange.redirect(`${base}/${exchange.params.rest}${exchange.url.search}`),
    ),
    route('GET', base, (exchange) =>
      page(exchange, 'home', { title: 'Home', body: homeBody(world, control, base) }),
    ),
    route('GET', `${base}/orders`, (exchange) =>
      page(exchange, 'orders', { title: 'Orders', body: ordersBody(world, base, exchange.url.searchParams) }),
    ),
    route('GET', `${base}/orders/:id`, (exchange) => {
      const order = world.orders.get(Number(exchange.params.id));
      if (order) page(exchange, 'orders', { title: `#${order.number}`, body: orderBody(world, order, base) });
      else missing(exchange, 'orders');
    }),
    route('GET', `${base}/products`, (exchange) =>
      page(exchange, 'products', {
        title: 'Products',
        body: productsBody(world, base, exchange.url.searchParams),
      }),
    ),
    route('GET', `${base}/products/:id`, (exchange) => {
      const product = world.products.get(Number(exchange.params.id));
      if (product)
        page(exchange, 'products', { title: product.title, body: productBody(world, product, base) });
      else missing(exchange, 'products');
    }),
    route('GET', `${base}/customers`, (exchange) =>
      page(exchange, 'customers', {
        title: 'Customers',
        body: customersBody(world, base, exchange.url.searchParams),
      }),
    ),
    route('GET', `${base}/customers/:id`, (exchange) => {
      const customer = world.customers.get(Number(exchange.params.id));
      if (customer)
        page(exchange, 'customers', {
          title: `${customer.firstName} ${customer.lastName}`,
          body: customerBody(world, customer, base),
        });
      else missing(exchange, 'customers');
    }),
    route('GET', `${base}/apps/carafe`, app),
    route('GET', `${base}/apps/carafe/*`, app),

    route('POST', '/__shell/session-token', (exchange) =>
      exchange.send(
        200,
        'text/plain',
        makeSessionToken({
          ...parts,
          shopDomain: world.shop.domain,
          user: userOf(exchange, parts.users),
          sessionId,
        }),
      ),
    ),
    route('POST', '/__shell/user', (exchange) => exchange.sendJson({ accountAccess: 'full' })),
    route('POST', '/__shell/staff', async (exchange) => {
      const { id } = await exchange.readFields();
      exchange.response.setHeader('Set-Cookie', `staff=${Number(id)}; Path=/; SameSite=Lax`);
      exchange.redirect(backOf(exchange) ?? base);
    }),
    route('GET', '/__shell/admin.css', (exchange) => exchange.send(200, 'text/css', asset('admin.css'))),
    route('GET', '/__shell/admin.js', async (exchange) =>
      exchange.send(200, 'text/javascript', await bundleScript('admin/main.ts')),
    ),
    route('GET', '/app-bridge.js', async (exchange) => {
      exchange.response.setHeader('Access-Control-Allow-Origin', '*');
      exchange.send(200, 'text/javascript', await bundleScript('app-bridge/main.ts'));
    }),
  ];
}

function asset(name: string): Buffer {
  return readFileSync(new URL(name, import.meta.url));
}

function userOf(exchange: Exchange, users: readonly StaffUser[]): StaffUser {
  const chosen = /(?:^|;\s*)staff=(\d+)/.exec(exchange.headers.cookie ?? '')?.[1];
  const user = users.find((one) => String(one.id) === chosen) ?? users[0];
  if (!user) throw new Error('The store has no staff');
  return user;
}

function backOf(exchange: Exchange): string | null {
  const { referer } = exchange.headers;
  return referer && URL.canParse(referer) ? new URL(referer).pathname : null;
}
