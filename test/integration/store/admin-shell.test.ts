import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readSessionToken } from '../../store/oauth/session-token';
import { type RunningStore, startStore } from '../../store/start-store';

const chromiumPath = '/usr/bin/chromium';
const userAgent =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

let store: RunningStore;
let app: Server;
let browser: Browser;
let page: Page;
let authorizations: string[] = [];
const troubles: string[] = [];

/** A page as an embedded app has it, without any framework. */
const appPage = (storeUrl: string) => `<!doctype html><html><head>
  <script data-api-key="key" src="${storeUrl}/app-bridge.js"></script></head><body>
  <ui-nav-menu><a href="/" rel="home">Home</a><a href="/customers">Customers</a><a href="/queue">Queue</a></ui-nav-menu>
  <ui-title-bar title="Hello"><button variant="primary" onclick="shopify.toast.show('Pressed')">Press</button></ui-title-bar>
  <p id="path"></p>
  <button id="fetch" onclick="fetch('/data').then((r) => r.text()).then((t) => document.getElementById('path').textContent = t)">Fetch</button>
  <form data-save-bar onsubmit="event.preventDefault(); document.getElementById('path').textContent = 'saved'"><input name="a" value="before"></form>
  <button onclick="document.getElementById('modal').show()">Open</button>
  <ui-modal id="modal"><p>Really?</p><ui-title-bar title="Skip it"><button variant="primary" onclick="document.getElementById('path').textContent = 'skipped'; document.getElementById('modal').hide()">Skip</button></ui-title-bar></ui-modal>
  <script>
    const draw = () => { document.getElementById('path').textContent = location.pathname; };
    addEventListener('shopify:navigate', (event) => { history.pushState(null, '', event.target.getAttribute('href')); draw(); });
    draw();
  </script></body></html>`;

describe.skipIf(!existsSync(chromiumPath))('the admin shell, in Chromium', () => {
  beforeAll(async () => {
    app = createServer((request, response) => {
      if (request.url === '/data') {
        authorizations.push(request.headers.authorization ?? '');
        response.end('fetched');
        return;
      }
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end(appPage(store.url));
    });
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
    const appUrl = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
    store = await startStore({ withHistory: false });
    store.control.setAppUrl(appUrl);
    browser = await chromium.launch({
      executablePath: chromiumPath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
      ],
    });
  });
  beforeEach(async () => {
    authorizations = [];
    troubles.length = 0;
    page = await browser.newPage({ userAgent });
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    page.on('pageerror', (error) => troubles.push(error.message));
    await page.goto(`${store.url}/admin/apps/carafe/customers`);
    await frame().locator('#path', { hasText: '/customers' }).waitFor();
  });
  afterEach(async () => {
    expect(troubles).toEqual([]);
    await page.close();
  });
  afterAll(async () => {
    await browser?.close();
    await store?.stop();
    app?.closeAllConnections();
    app?.close();
  });
  const frame = () => page.frameLocator('.app-frame');

  it('frames the app with shop, host, locale and a session token in its address', async () => {
    const source = new URL((await page.locator('.app-frame').getAttribute('src')) ?? '');
    expect(Object.fromEntries(source.searchParams)).toMatchObject({
      embedded: '1',
      shop: store.shopDomain,
      locale: 'en',
    });
    const host = Buffer.from(source.searchParams.get('host') ?? '', 'base64').toString('utf8');
    expect(host).toBe('admin.shopify.com/store/retrospot-and-co');
    const claims = readSessionToken(source.searchParams.get('id_token') ?? '', store.apiSecret);
    expect(claims).toMatchObject({ dest: `https://${store.shopDomain}`, aud: store.apiKey });
  });

  it("gives the app's own requests a session token", async () => {
    await frame().locator('#fetch').click();
    await frame().locator('#path', { hasText: 'fetched' }).waitFor();
    const [authorization = ''] = authorizations;
    expect(readSessionToken(authorization.replace('Bearer ', ''), store.apiSecret)).not.toBeNull();
  });

  it("shows the app's navigation, goes there without a reload and keeps the address in step", async () => {
    const links = page.locator('#app-nav a');
    await links.first().waitFor();
    expect(await links.allTextContents()).toEqual(['Customers', 'Queue']);
    expect(await page.locator('#app-nav a[aria-current]').textContent()).toBe('Customers');
    await links.nth(1).click();
    await page.waitForURL('**/store/retrospot-and-co/apps/carafe/queue');
    await frame().locator('#path', { hasText: '/queue' }).waitFor();
  });

  it('draws the title bar and toasts', async () => {
    await page.getByRole('heading', { name: 'Hello' }).waitFor();
    await page.locator('.title-actions').getByRole('button', { name: 'Press' }).click();
    await page.locator('.toast', { hasText: 'Pressed' }).waitFor();
  });

  it('shows the save bar with the first change, and saves and discards through it', async () => {
    const input = frame().locator('input[name=a]');
    await input.fill('after');
    await page.locator('.save-bar').getByRole('button', { name: 'Discard' }).click();
    await page.locator('.save-bar').waitFor({ state: 'hidden' });
    expect(await input.inputValue()).toBe('before');
    await input.fill('after');
    await page.locator('.save-bar').getByRole('button', { name: 'Save' }).click();
    await frame().locator('#path', { hasText: 'saved' }).waitFor();
  });

  it('speaks the language of who is at the desk', async () => {
    await page.locator('.user-menu summary').click();
    await page.locator('.user-menu button', { hasText: 'Jonas Weber' }).click();
    await page.locator('html[lang=de]').waitFor();
    await page.goto(`${store.url}/admin/apps/carafe/customers`);
    await frame().locator('input[name=a]').fill('after');
    const bar = page.getByRole('region', { name: 'Nicht gespeicherte Änderungen' });
    await bar.getByRole('button', { name: 'Speichern' }).waitFor();
    await bar.getByRole('button', { name: 'Verwerfen' }).click();
    await bar.waitFor({ state: 'hidden' });
  });

  it('asks before unsaved changes are left behind', async () => {
    await frame().locator('input[name=a]').fill('after');
    await page.locator('.save-bar').waitFor();
    await page.locator('#app-nav a').nth(1).click();
    await page.getByRole('button', { name: 'Stay' }).click();
    expect(await frame().locator('#path').textContent()).toBe('/customers');
    await page.locator('#app-nav a').nth(1).click();
    await page.getByRole('button', { name: 'Leave page' }).click();
    await frame().locator('#path', { hasText: '/queue' }).waitFor();
  });

  it("opens a modal whose buttons are the app's own", async () => {
    await frame().getByRole('button', { name: 'Open' }).click();
    const dialog = frame().getByRole('dialog', { name: 'Skip it' });
    await dialog.getByRole('button', { name: 'Skip' }).click();
    await frame().locator('#path', { hasText: 'skipped' }).waitFor();
    await dialog.waitFor({ state: 'hidden' });
  });

  it('walks the clock of the store through a week day by day, with what must follow it', async () => {
    const before = store.clock.offsetMs();
    const days: number[] = [];
    store.control.onClockMove(async () => {
      days.push((store.clock.offsetMs() - before) / 86_400_000);
    });
    await page.getByRole('button', { name: '+1 week' }).click();
    await page.locator('.toast', { hasText: 'It is now' }).waitFor();
    expect(days).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });
});
