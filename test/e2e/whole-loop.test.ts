import type { Browser, Frame } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { workingMorning } from '../support/demo-settings';
import {
  type Desk,
  desk,
  faultsAtBothWidths,
  picture,
  seriousFaults,
  sitDown,
  startBrowser,
} from '../support/panel/browser';
import { mailsByKind } from '../support/panel/mails-by-kind';
import { type PanelStack, startPanelStack } from '../support/panel/panel-stack';
import { until } from '../support/until';

/** The whole way, with nothing replaced but Shopify: history → plan → a person's word → mail → reorder → new plan. */
let stack: PanelStack;
let browser: Browser;
let at: Desk;

beforeAll(async () => {
  stack = await startPanelStack({
    databaseUrl: String(process.env.DATABASE_URL),
    withHistory: true,
    buyers: 300,
    withWorker: true,
  });
  browser = await startBrowser();
  at = await sitDown(browser, stack, { viewport: desk });
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

const LOADING_MS = 240_000;

test('a purchase history becomes one mail, and the order that follows it changes the plan before the eyes', async () => {
  // The first time leads to the welcome, which can be left.
  await (await at.open('/app')).getByRole('heading', { name: 'What Carafe will do' }).waitFor();
  const home = await at.open('/app');
  await home.getByRole('heading', { name: 'Loading your store’s history' }).waitFor();
  await until(
    'the history is loaded',
    async () => (await home.getByText('Your store’s history is loaded', { exact: false }).count()) > 0,
    LOADING_MS,
  );
  await picture(at, 'loop-1-loaded');

  const settings = await at.open('/app/settings');
  await settings.locator('[id="sender.name"]').fill('Nora at Retrospot');
  await settings.getByLabel('E-mail address', { exact: true }).fill('care@retrospot.example.com');
  await settings.getByLabel('Postal address').fill('1 Mill Lane, Ely CB7 4NB, United Kingdom');
  await at.page.locator('[data-save-bar="save"]').click();
  await at.toast('Settings saved');
  await settings.getByLabel('Running low', { exact: true }).selectOption('review');
  // Everybody is planned again while the history is still being learnt: it may wait for its turn.
  await at.toast('Running low: Review each', 90_000);

  await until(
    'messages wait for a person',
    async () => {
      const queue = await at.open('/app/queue?view=waiting&kind=running-low');
      return (await queue.getByRole('button', { name: 'Approve' }).count()) > 0;
    },
    LOADING_MS,
  );
  await picture(at, 'loop-2-waiting');
  const waiting = await at.frame();
  const link = waiting.locator('.carafe-rows a[href^="/app/customers/"]').first();
  const name = ((await link.textContent()) ?? '').trim();
  await link.click();
  const customer = await at.frame();
  await customer.getByRole('heading', { name: 'Planned messages' }).waitFor();
  await picture(at, 'loop-3-customer');
  expect(await seriousFaults(customer)).toEqual([]);

  const actions = customer.getByRole('group', { name: `Running low for ${name}` }).first();
  await actions.getByRole('button', { name: 'Skip' }).click();
  await at.toast('Message skipped');
  await at.page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
  await at.toast('Undone');
  await actions.getByRole('button', { name: 'Send now' }).waitFor();
  await actions.getByRole('button', { name: 'Send now' }).click();
  await customer.getByText('Send this mail now?').first().waitFor();
  await customer.locator('ui-modal').getByRole('button', { name: 'Send now', exact: true }).click();
  await at.toast('The mail leaves in ten minutes');

  const email = ((await customer.locator('a[href^="mailto:"]').textContent()) ?? '').trim();
  stack.store.clock.advance(11 * 60_000);
  const mail = await stack.store.mails.waitFor(
    (one) => one.envelopeTo.some((to) => to.toLowerCase() === email.toLowerCase()),
    60_000,
  );
  expect(mail.from).toContain('Nora at Retrospot');
  expect(mail.headers.map((header) => header.name.toLowerCase())).toContain('list-unsubscribe-post');

  const runOutBefore = await runOutsOf(customer);
  expect(runOutBefore.size).toBeGreaterThan(0);
  const reorder = /href="([^"]*\/p\/reorder\/[^"]+)"/.exec(mail.html ?? '')?.[1]?.replaceAll('&amp;', '&');
  expect(reorder).toBeTruthy();
  const shopper = await browser.newPage();
  await shopper.goto(String(reorder));
  for (const [field, text] of Object.entries({
    email,
    firstName: 'Sam',
    lastName: 'Shopper',
    address1: '2 High Street',
    zip: 'CB7 4NB',
    city: 'Ely',
  })) {
    await shopper.locator(`#${field}`).fill(text);
  }
  await shopper.getByRole('button', { name: 'Pay now' }).click();
  await shopper.waitForURL(/thank-you/);
  await shopper.close();

  await until(
    'the order and what it followed stand on the customer’s page',
    async () => (await customer.getByText('Reordered through the link', { exact: false }).count()) > 0,
    60_000,
  );
  await customer.getByText('Followed a mail').first().waitFor();
  // What was reordered was bought anew, and runs out later once the plan is made anew.
  const boughtAnew = async () =>
    [...(await runOutsOf(customer))].filter(
      ([title, told]) => boughtIn(told) !== boughtIn(runOutBefore.get(title) ?? ''),
    );
  await until('the page tells of the new purchase', async () => (await boughtAnew()).length > 0, 60_000);
  for (const [title, told] of await boughtAnew())
    expect(expectedIn(told)).not.toBe(expectedIn(runOutBefore.get(title) ?? ''));
  await picture(at, 'loop-4-reordered');
  const after = await at.open('/app');
  await after.getByText(/1 order through a mail’s link/).waitFor();
  await picture(at, 'loop-5-home');
  expect(at.complaints).toEqual([]);
}, 600_000);

test('set up as the demo is, the shop sends on its next working morning', async () => {
  const { store } = stack;
  Object.assign(process.env, stack.env);
  const { everybodyPlanned, historyLoaded, installedShop, pastTheSlot, setUpShop } = await import(
    '../support/demo-setup'
  );
  const { saveSettings } = await import('~/intake/shops/load-shop.server');
  const { sqlInShop } = await import('~/db.server');
  const shopId = await installedShop();
  await historyLoaded(shopId, () => {});
  const nobody = {
    name: '',
    email: '',
    replyTo: '',
    postalAddress: '',
    signature: '',
    domainVerified: false,
  };
  await sqlInShop(shopId, (sql) => saveSettings(sql, { sender: nobody }));
  store.clock.advance(workingMorning(new Date(store.clock.now() + 86_400_000)) - store.clock.now());
  const before = store.mails.count();

  await setUpShop(shopId);
  await everybodyPlanned(shopId, () => {});
  await pastTheSlot(store, shopId);
  await until('mails arrive', () => store.mails.count() > before, 120_000);
}, 600_000);

test('what customers are sent, and every page that it leads to, reads well at the desk and on the phone', async () => {
  const { installedShop } = await import('../support/demo-setup');
  const { sqlInShop } = await import('~/db.server');
  const shopId = await installedShop();
  const context = await browser.newContext({ locale: 'de-DE' });
  const shopper = await context.newPage();
  const faults: string[] = [];
  shopper.on('pageerror', (error) => faults.push(error.message));
  const look = async (name: string) => faults.push(...(await faultsAtBothWidths(shopper, `buyer-${name}`)));
  const press = (button: string) => shopper.getByRole('button', { name: button, exact: true }).click();
  const says = (words: string) => shopper.getByText(words).first().waitFor();
  const inLanguage = (locale: 'en' | 'de') =>
    sqlInShop(shopId, (sql) => sql.run('UPDATE mail SET locale = $2 WHERE shop_id = $1', locale));

  const sent = await mailsByKind(stack.store, shopId);
  for (const [name, { html }] of sent) {
    await shopper.setContent(html);
    await look(`mail-${name}`);
  }
  const reminder = [...sent].find(([name]) => name.startsWith('running-low'))?.[1];
  const linkOf = (purpose: string) => String(reminder?.links[purpose]?.[0]);

  await inLanguage('en');
  for (const [name, { links }] of sent) {
    await shopper.goto(String(links.answer?.[0]));
    await look(`asked-by-${name}`);
  }
  await shopper.goto(linkOf('answer'));
  await press('Send');
  await says('Thank you');
  await look('answered-en');
  await shopper.goto(linkOf('preferences'));
  await look('preferences-en');

  await inLanguage('de');
  await shopper.goto(linkOf('answer'));
  await look('asked-de');
  await shopper.locator('[value="running_out_sooner"]').check();
  await press('Absenden');
  await says('Wieder bestellen');
  await look('answered-de');
  await shopper.goto(linkOf('preferences'));
  await press('Speichern');
  await says('Ihre Auswahl ist gespeichert.');
  await look('preferences-saved-de');
  await shopper.goto(linkOf('unsubscribe'));
  await look('unsubscribe-de');
  await press('Ja, bitte abmelden');
  await says('Sie sind abgemeldet');
  await look('unsubscribed-de');
  await shopper.getByRole('link', { name: 'Doch anders überlegt?' }).click();
  await says('Schreiben Sie mir wieder');
  await look('preferences-stopped-de');

  // A link that a mail program cut off, or that somebody typed: of the customer's mail, not of the merchant's admin.
  for (const path of ['/p/reorder/1-garbled.token', '/p/answer']) {
    const response = await shopper.goto(`${stack.appUrl}${path}`);
    expect(response?.status()).toBe(404);
    await says('Dieser Link funktioniert nicht');
    await look(`broken${path.replaceAll('/', '-')}`);
  }
  await context.close();
  expect(faults).toEqual([]);
}, 300_000);

/** What the customer's page tells of each thing that they use, by its title. */
async function runOutsOf(customer: Frame): Promise<Map<string, string>> {
  const rows = customer.locator('li:has(h3):has-text("Last bought")');
  const titles = await rows.locator('h3').allTextContents();
  const told = await rows.allTextContents();
  return new Map(titles.map((title, at) => [title, told[at] ?? '']));
}

const boughtIn = (told: string) => /Last bought [^,]+, \d+/.exec(told)?.[0];
const expectedIn = (told: string) => /(?:order again about|expected about) \w+ \w+/.exec(told)?.[0];
