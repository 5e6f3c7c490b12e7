import { createHmac } from 'node:crypto';
import type { Control } from '../control/control';
import { type Html, html } from '../http/html';
import { makeSessionToken, type StaffUser } from '../oauth/session-token';
import type { World } from '../world/world';
import { icon } from './icons';

type Input = {
  world: World;
  control: Control;
  apiKey: string;
  apiSecret: string;
  scopes: readonly string[];
  user: StaffUser;
  sessionId: string;
  storeName: string;
  path: string;
  search: string;
  appUrl: () => string | null;
};

/** The app in its frame; before it is installed, what it asks for; without an app, how to name one. */
export async function appBody(input: Input): Promise<Html> {
  const appUrl = input.appUrl();
  if (appUrl === null)
    return html`<div class="page"><div class="card install"><h1>No app here yet</h1>
      <p>Tell the store where the app is: POST /__control/app-url with {"url": "http://127.0.0.1:…"}.</p></div></div>`;
  if (!input.control.isInstalled()) return installBody(input);
  return html`
    <div class="app-bar"><span class="app-mark">${icon('carafe')}</span><h1>Carafe</h1><div class="title-actions"></div></div>
    <iframe class="app-frame" name="app-iframe" title="Carafe" allow="clipboard-write" src="${frameUrl(appUrl, input)}"></iframe>`;
}

function installBody({ scopes, storeName }: Input): Html {
  return html`<div class="page"><div class="card install">
    <h1>Install Carafe?</h1>
    <p>Carafe will be able to:</p>
    <ul>${scopes.map((scope) => html`<li>${scope.replaceAll('_', ' ')}</li>`)}</ul>
    <form method="post" action="/__control/reinstall">
      <input type="hidden" name="returnTo" value="/store/${storeName}/apps/carafe">
      <button class="button primary">Install</button>
    </form></div></div>`;
}

/** The address with all that Shopify adds to it, signed. */
function frameUrl(appUrl: string, input: Input): string {
  const url = new URL(`/${input.path}${input.search}`, appUrl);
  const host = Buffer.from(`admin.shopify.com/store/${input.storeName}`)
    .toString('base64')
    .replace(/=+$/, '');
  const added: Record<string, string> = {
    embedded: '1',
    host,
    id_token: makeSessionToken({ ...input, shopDomain: input.world.shop.domain }),
    locale: input.user.locale,
    session: input.sessionId,
    shop: input.world.shop.domain,
    timestamp: String(Math.floor(Date.now() / 1000)),
  };
  for (const [name, value] of Object.entries(added)) url.searchParams.set(name, value);
  const message = [...url.searchParams]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`);
  url.searchParams.set('hmac', createHmac('sha256', input.apiSecret).update(message.join('&')).digest('hex'));
  return url.href;
}
