import type { Frame } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PanelShop } from '../factories/panel-shop';
import type { StaplesShop } from '../factories/staples-shop';
import { type Desk, phone } from '../support/panel/browser';
import { makeKnownToStore } from '../support/panel/known-to-store';
import { faultsHere, type Language } from '../support/panel/look';
import { install, openPanel } from '../support/panel/open-panel';

const panel = openPanel();
const languages: readonly Language[] = ['en', 'de'];
type Look = readonly [label: string, path: string];
let own: readonly string[] = [];
let at: Desk;

/** What is wrong with these pages for whoever reads this language. */
async function faultsOf(looks: readonly Look[], language: Language): Promise<string[]> {
  const faults: string[] = [];
  at = await panel.sitDown({ language });
  for (const [label, path] of looks) {
    await at.open(path);
    faults.push(...(await faultsHere(at, { label, language, own })));
  }
  return faults;
}

/** Goes to another page as the app's own links do: the data is asked for, the document stays. */
const goTo = (frame: Frame, path: string) =>
  frame.evaluate((to) => {
    const { __remixRouter } = window as unknown as { __remixRouter: { navigate(to: string): Promise<void> } };
    void __remixRouter.navigate(to);
  }, path);

beforeAll(() => install(panel, '/app'), 400_000);

describe('before there is anything', () => {
  const looks: readonly Look[] = [
    ['empty-home', '/app'],
    ['empty-customers', '/app/customers'],
    ['empty-products', '/app/products'],
    ['import', '/app/products/import'],
    ['empty-accuracy', '/app/accuracy'],
    ['empty-queue', '/app/queue?view=upcoming'],
    ['empty-held', '/app/queue?view=held'],
    ['empty-unconfirmed', '/app/queue?view=unconfirmed'],
    ['empty-past', '/app/queue?view=past'],
    ['empty-calendar', '/app/queue?view=upcoming&mode=calendar'],
    ['empty-work', '/app/tasks'],
    ['empty-done', '/app/tasks?view=done'],
    ['empty-reports', '/app/reports'],
    ['empty-dry-run', '/app/dry-run/running-low'],
  ];

  test.each(languages)('each page says what belongs there (%s)', async (language) => {
    expect(await faultsOf(looks, language)).toEqual([]);
  });

  test('an empty list leads on, and on a phone a month without mail says so', async () => {
    at = await panel.sitDown({ viewport: phone });
    for (const path of ['/app/customers', '/app/products']) {
      const list = await at.open(path);
      await list.getByRole('link', { name: 'To the home page' }).waitFor();
    }
    const month = await at.open('/app/queue?view=upcoming&mode=calendar');
    await month.getByText('Nothing is planned.').waitFor();
  });
});

describe('with people and messages', () => {
  let shop: PanelShop;
  let staples: StaplesShop;

  beforeAll(async () => {
    const { makeStaplesShop } = await import('../factories/staples-shop');
    const { sqlInShop } = await import('~/db.server');
    const { store } = panel.stack;
    const shopId = BigInt(store.world.shop.id);
    staples = await makeStaplesShop(shopId, { today: Math.floor(store.clock.now() / 86_400_000) });
    shop = await panel.populate(64);
    await makeKnownToStore(shop.shopId, store.world);
    const needs = await sqlInShop(shopId, (sql) =>
      sql.rows<{ title: string }>('SELECT title FROM need WHERE shop_id = $1'),
    );
    // Mail is written in the shop's language, in the preview of its look as well.
    own = [
      ...needs.map(({ title }) => title),
      'Thank you for your first order, Mia',
      'Grinder Mk II',
      'Buyer',
      'Default',
      'Email subscribers',
    ];
  }, 400_000);

  test.each(languages)('each page fits with much on it (%s)', async (language) => {
    const looks: readonly Look[] = [
      ['home', '/app'],
      ['customers', '/app/customers'],
      ['customer', `/app/customers/${shop.customers.ada}`],
      ['customer-lapsed', `/app/customers/${shop.customers.chloe}`],
      ['customer-new', `/app/customers/${shop.customers.guest}`],
      ['customer-supplies', `/app/customers/${staples.regular}`],
      ['products', '/app/products'],
      ['products-warranty', '/app/products?view=warranty'],
      ['product', `/app/products/${staples.coffee}`],
      ['product-said', `/app/products/${staples.filters}`],
      ['product-lasting', `/app/products/${staples.lamp}`],
      ['accuracy', '/app/accuracy'],
      ['queue', '/app/queue?view=upcoming'],
      ['waiting', '/app/queue?view=waiting'],
      ['calendar', '/app/queue?view=upcoming&mode=calendar'],
      ['segment', '/app/segments/1'],
      ['templates', '/app/templates'],
      ['template', `/app/templates/running-low/${language}`],
      ['settings', '/app/settings'],
    ];
    expect(await faultsOf(looks, language)).toEqual([]);
  });

  test.each(languages)('each page fits with one row, and says where there is none (%s)', async (language) => {
    const looks: readonly Look[] = [
      ['one-customer', '/app/customers?search=lindq'],
      ['one-product', '/app/products?search=decaf'],
      ['one-held', '/app/queue?view=held'],
      ['one-unconfirmed', '/app/queue?view=unconfirmed'],
      ['one-past', '/app/queue?view=past'],
      ['no-customer', '/app/customers?search=nobody'],
      ['no-product', '/app/products?search=nothing'],
      ['no-message', '/app/queue?view=held&kind=thank-you'],
      ['empty-segment', '/app/segments/2'],
      ['not-found', '/app/customers/999999999'],
    ];
    expect(await faultsOf(looks, language)).toEqual([]);
  });

  const pages = [
    '/app',
    '/app/customers',
    '/app/products',
    '/app/queue',
    '/app/tasks',
    '/app/reports',
    '/app/accuracy',
    '/app/templates',
    '/app/settings',
    '/app/welcome',
    '/app/dry-run/running-low',
  ];

  test.each(languages)(
    'a page that is slow to come shows its shape, one that fails says so (%s)',
    async (language) => {
      at = await panel.sitDown({ language, failures: 'expected' });
      const frame = await at.open('/app/segments/1');
      const data = /\/app\/?[\w/-]*\.data/;
      let answer = () => {};
      let answered: Promise<void> = Promise.resolve();
      await at.page.context().route(data, async (route) => {
        await answered;
        await route.fulfill({ status: 500, body: 'broken' });
      });
      const faults: string[] = [];
      for (const path of pages) {
        answered = new Promise((resolve) => {
          answer = resolve;
        });
        await goTo(frame, path);
        await frame.locator('[aria-busy="true"]').waitFor();
        if (path === '/app') faults.push(...(await faultsHere(at, { label: 'loading', language })));
        answer();
        await frame.getByRole('heading', { name: /could not be shown|ließ sich nicht zeigen/ }).waitFor();
        expect(await frame.getByRole('button', { name: /^(Load again|Neu laden)$/ }).count(), path).toBe(1);
        if (path === '/app') faults.push(...(await faultsHere(at, { label: 'failed', language })));
      }
      expect(faults).toEqual([]);
      await at.page.context().unroute(data);
      await frame.getByRole('button', { name: /^(Load again|Neu laden)$/ }).click();
      const again = await at.frame();
      await again.getByText('Running low').first().or(again.getByText('Geht zur Neige').first()).waitFor();
    },
  );

  test.each(languages)('without a connection a page stays and says so (%s)', async (language) => {
    at = await panel.sitDown({ language, failures: 'expected' });
    const frame = await at.open('/app/queue?view=held');
    await at.page.context().setOffline(true);
    await frame.getByText(/^(No connection|Keine Verbindung)$/).waitFor();
    expect(await faultsHere(at, { label: 'offline', language, own })).toEqual([]);
  });

  describe('what is done and fails', () => {
    const deeds: readonly [what: string, path: () => string, deed: (frame: Frame) => Promise<unknown>][] = [
      [
        'a kind that is switched',
        () => '/app/settings',
        (frame) => frame.getByLabel('Thank you', { exact: true }).selectOption('review'),
      ],
      [
        'settings that are saved',
        () => '/app/settings',
        async (frame) => {
          await frame.getByLabel('Signature').fill('Ada');
          await at.page.locator('[data-save-bar="save"]').click();
        },
      ],
      [
        'a product that is changed',
        () => `/app/products/${staples.decaf}`,
        async (frame) => {
          await frame.getByLabel('Warranty in months').fill('12');
          await at.page.locator('[data-save-bar="save"]').click();
        },
      ],
      [
        'a dry run that is begun',
        () => '/app/dry-run/running-low',
        (frame) => frame.getByRole('button', { name: 'Begin the dry run' }).click(),
      ],
      [
        'a step of the set-up',
        () => '/app/welcome?step=neighbours',
        (frame) => frame.getByRole('button', { name: 'Save and go on' }).click(),
      ],
      [
        'a message that is skipped',
        () => '/app/queue?view=held',
        (frame) => frame.getByRole('button', { name: 'Skip', exact: true }).click(),
      ],
    ];

    test.each(deeds)('leaves the page as it is and says so: %s', async (_, path, deed) => {
      at = await panel.sitDown({ failures: 'expected' });
      const frame = await at.open(path());
      const heading = await frame.locator('h1').textContent();
      await at.page.context().route(
        (url) => url.pathname.startsWith('/app/'),
        (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 500 }) : route.fallback()),
      );
      await deed(frame);
      await at.toast('That did not work. Nothing was changed; try again.');
      expect(await frame.locator('h1').textContent()).toBe(heading);

      await at.page.context().setOffline(true);
      await deed(frame);
      await at.toast('No connection. Nothing was changed; try again.');
      await frame.getByText('No connection', { exact: true }).waitFor();
      expect(await frame.locator('h1').textContent()).toBe(heading);
    });

    test('leaves the page as it is and says so: a preview that is asked for', async () => {
      at = await panel.sitDown({ failures: 'expected' });
      const frame = await at.open('/app/queue?view=held');
      const preview = /\/app\/messages\/\d+\/preview$/;
      await at.page.context().route(preview, (route) => route.fulfill({ status: 500 }));
      await frame.getByRole('button', { name: 'Preview' }).click();
      await frame.getByText('The mail cannot be shown.').waitFor();
      await at.page.context().unroute(preview);
      await frame.getByRole('button', { name: 'Load again' }).click();
      await frame.locator('iframe.carafe-preview').waitFor();
    });

    test('without a connection a list keeps its rows, whatever preview is asked for', async () => {
      at = await panel.sitDown({ failures: 'expected' });
      const frame = await at.open('/app/queue?view=upcoming');
      const previews = frame.getByRole('button', { name: 'Preview', exact: true });
      await previews.first().click();
      await frame.locator('iframe.carafe-preview').waitFor();
      await at.page.context().setOffline(true);
      await previews.first().click();
      await frame.getByText('The mail cannot be shown.').waitFor();
      expect(await frame.locator('iframe.carafe-preview').count()).toBe(1);
      await frame.getByRole('heading', { name: 'Queue' }).waitFor();
      await at.page.context().setOffline(false);
      await frame.getByText('No connection', { exact: true }).waitFor({ state: 'detached' });
      await frame.getByRole('button', { name: 'Load again' }).click();
      await frame.locator('iframe.carafe-preview').nth(1).waitFor();
    });

    test('a dry run that is begun shows itself at once, and leads back to where somebody came from', async () => {
      at = await panel.sitDown();
      const frame = await at.open('/app/welcome?step=kinds');
      await frame.getByRole('link', { name: 'Dry run of Running low' }).click();
      await frame.getByRole('button', { name: 'Begin the dry run' }).click();
      // Long before the page at rest would be asked again.
      const begun = frame.getByRole('button', { name: /^(Stop|Run it again)$/ });
      await begun.waitFor({ timeout: 20_000 });
      await frame.getByRole('link', { name: 'Set up Carafe' }).click();
      await frame.getByRole('heading', { name: 'What to write about' }).waitFor();
    });
  });

  describe('to the care desk', () => {
    beforeAll(async () => {
      const { sqlInShop } = await import('~/db.server');
      await sqlInShop(shop.shopId, (sql) => sql.run(`UPDATE staff SET role = 'desk' WHERE shop_id = $1`));
    });

    test.each(languages)('each page is shown, or says who may open it (%s)', async (language) => {
      const looks: readonly Look[] = [
        ['desk-home', '/app'],
        ['desk-customers', '/app/customers?search=lindq'],
        ['desk-products', '/app/products'],
        ['desk-product', `/app/products/${staples.coffee}`],
        ['desk-queue', '/app/queue?view=held'],
        ['desk-settings', '/app/settings'],
        ['desk-templates', '/app/templates'],
        ['desk-import', '/app/products/import'],
        ['desk-welcome', '/app/welcome'],
        ['desk-dry-run', '/app/dry-run/running-low'],
      ];
      expect(await faultsOf(looks, language)).toEqual([]);
    });
  });
});
