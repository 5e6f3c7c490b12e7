import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  clickInModal,
  type Desk,
  desk,
  isTooWide,
  phone,
  picture,
  seriousFaults,
} from '../support/panel/browser';
import { openPanel } from '../support/panel/open-panel';
import { until } from '../support/until';

const panel = openPanel();
let at: Desk;

beforeAll(async () => {
  await panel.populate(64);
}, 400_000);

/** Opens the settings, adds a country without its day, types a price that is none, and saves. */
async function withErrors(words: typeof english) {
  const frame = await at.open('/app/settings');
  await frame.getByRole('button', { name: words.add }).click();
  await frame.locator('#softOptIn-0').selectOption('SE');
  await frame.getByLabel(words.price).fill('cheap');
  await at.page.getByRole('button', { name: words.save, exact: true }).click();
  await frame.getByText(words.day, { exact: true }).waitFor();
  return frame;
}

const english = {
  add: 'Add a country',
  country: 'Country',
  price: 'Only for things that cost at least',
  day: 'Enter a date.',
  save: 'Save',
  discard: 'Discard',
};
const german = {
  add: 'Land hinzufügen',
  country: 'Land',
  price: 'Nur für Dinge, die mindestens kosten',
  day: 'Geben Sie ein Datum ein.',
  save: 'Speichern',
  discard: 'Verwerfen',
};

describe('whom Carafe reaches', () => {
  test('a country with its day opens to buyers, another one is paused, and both are said where they count', async () => {
    at = await panel.sitDown();
    const frame = await withErrors(english);
    await frame.getByText('Enter an amount like 49 or 49.90.').waitFor();
    await picture(at, 'settings-errors');
    const first = () =>
      frame.evaluate(() => document.activeElement === document.querySelector('[aria-invalid="true"]'));
    await until('the first of the refused fields has the focus', first);
    await frame.getByLabel('The checkout says so since').fill('2026-01-01');
    await frame
      .getByText(/without a subscription/)
      .first()
      .waitFor();
    await frame.getByLabel(english.price).fill('75');
    await frame
      .getByText(/a warranty/)
      .first()
      .waitFor();
    await frame.getByLabel('Pause a country').selectOption('FR');
    await frame.getByRole('button', { name: 'Resume France' }).waitFor();
    await frame.getByLabel('Goes out').first().selectOption('flow');
    await frame.getByText(/your workflow in Shopify Flow does the rest/).waitFor();
    await picture(at, 'settings-reach');
    expect(await seriousFaults(frame)).toEqual([]);
    await at.page.getByRole('button', { name: 'Save', exact: true }).click();
    await at.toast('Settings saved');

    const queue = await at.open('/app/queue');
    await queue.getByText('Mail to France is paused').waitFor();
    await picture(at, 'queue-country-paused');
    const again = await at.open('/app/settings');
    await again.getByRole('button', { name: 'Resume France' }).click();
    await again.getByRole('button', { name: 'Remove Sweden' }).click();
    await again.getByLabel(english.price).fill('');
    await again.getByLabel('Goes out').first().selectOption('email');
    await at.page.getByRole('button', { name: 'Save', exact: true }).click();
    await at.toast('Settings saved');
  });

  for (const [viewport, language, words] of [
    [phone, 'en', english],
    [phone, 'de', german],
    [desk, 'de', german],
  ] as const) {
    test(`wrong fields are told beside them, ${viewport.width} px wide, in ${language}`, async () => {
      at = await panel.sitDown({ viewport, language });
      const frame = await withErrors(words);
      await picture(at, `settings-errors-${language}`);
      expect(await isTooWide(frame)).toBe(false);
      expect(await seriousFaults(frame)).toEqual([]);
      await at.page.getByRole('button', { name: words.discard }).click();
    });
  }
});

describe('the look of the mails', () => {
  const shelf = createServer((request, response) => {
    const isLogo = request.url === '/logo.svg';
    response
      .setHeader('Content-Type', isLogo ? 'image/svg+xml' : 'text/plain')
      .end(isLogo ? LOGO : 'Nothing here');
  });
  let pictures: string;
  beforeAll(async () => {
    await once(shelf.listen(0, '127.0.0.1'), 'listening');
    pictures = `http://127.0.0.1:${(shelf.address() as AddressInfo).port}`;
  });
  afterAll(() => shelf.close());
  for (const [viewport, language, words] of [
    [
      desk,
      'en',
      {
        logo: 'Address of your logo',
        signature: 'Signature',
        missing: /No picture comes from there/,
        counted: /would (not )?have moved/,
      },
    ],
    [
      phone,
      'de',
      {
        logo: 'Adresse Ihres Logos',
        signature: 'Unterschrift',
        missing: /Von dort kommt kein Bild/,
        counted: /verschoben worden/,
      },
    ],
  ] as const) {
    test(`is shown as it is typed, and an address without a picture is told, ${viewport.width} px wide`, async () => {
      at = await panel.sitDown({ viewport, language });
      const frame = await at.open('/app/settings');
      const mail = frame.frameLocator('iframe.carafe-preview');
      await frame.getByText(words.counted).first().waitFor();
      await frame.getByLabel(words.signature, { exact: true }).fill('Grace, care desk');
      await frame.getByLabel(words.logo).fill(`${pictures}/logo.svg`);
      await mail.getByText('Grace, care desk').first().waitFor();
      await mail.locator(`img[src="${pictures}/logo.svg"]`).waitFor();
      expect(await frame.getByText(words.missing).count()).toBe(0);
      await frame.getByLabel(words.logo).scrollIntoViewIfNeeded();
      await picture(at, `settings-brand-${language}`);
      await frame.getByLabel(words.logo).fill(`${pictures}/none.png`);
      await frame.getByText(words.missing).waitFor();
      expect(await isTooWide(frame)).toBe(false);
      expect(await seriousFaults(frame)).toEqual([]);
    });
  }
});

const LOGO =
  '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="80"><rect width="300" height="80" fill="#9c2f3a"/></svg>';

describe('the data of the store', () => {
  test('comes as a whole file, and is deleted once the store’s domain is typed', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/settings');
    const download = at.page.waitForEvent('download');
    await frame.getByRole('button', { name: 'Export everything' }).click();
    expect((await download).suggestedFilename()).toMatch(/^carafe-.*\.jsonl$/);
    await at.toast(/^Exported: [\d,]+ rows/);

    await frame.getByRole('button', { name: 'Delete everything…' }).click();
    const domain = frame.getByLabel(`Type ${panel.stack.store.shopDomain} to confirm`);
    await domain.fill('my store');
    await clickInModal(at, 'Delete everything');
    await frame.getByText('This is not the domain of this store.').waitFor();
    await picture(at, 'settings-erase');
    expect(await seriousFaults(frame)).toEqual([]);
    await domain.fill(panel.stack.store.shopDomain);
    await clickInModal(at, 'Delete everything');
    await frame.getByRole('heading', { name: 'Everything was deleted' }).waitFor();
    await picture(at, 'settings-erased');
    const again = await at.open('/app/customers');
    await again.getByRole('heading', { name: 'Everything was deleted' }).waitFor();
    expect(await seriousFaults(again)).toEqual([]);
  });
});
