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
  since: 'The checkout says so since',
  price: 'Only for things that cost at least',
  day: 'Enter a date.',
  save: 'Save',
  discard: 'Discard',
};
const german = {
  add: 'Land hinzufügen',
  country: 'Land',
  since: 'Die Kasse sagt es seit',
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
    await frame.getByLabel(english.since).fill('2026-01-01');
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
    // The same amount in other words, and the page says how it stands.
    await again.getByLabel(english.price).fill('75,00');
    await at.page.getByRole('button', { name: 'Save', exact: true }).click();
    await at.toast('Settings saved');
    await until(
      'the price is shown as it is stored',
      async () => (await again.getByLabel(english.price).inputValue()) === '75',
    );
    await again.getByRole('button', { name: 'Resume France' }).click();
    await again.getByRole('button', { name: 'Remove Sweden' }).click();
    await again.getByLabel(english.price).fill('');
    await again.getByLabel('Goes out').first().selectOption('email');
    // The toast of the save before this one still stands, and says nothing of it.
    const answered = at.page.waitForResponse(
      (response) => response.request().method() === 'POST' && /\/app\/settings/.test(response.url()),
    );
    await at.page.getByRole('button', { name: 'Save', exact: true }).click();
    expect((await answered).ok()).toBe(true);
    await at.page.locator('[data-save-bar="discard"]').waitFor({ state: 'hidden' });
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

  for (const [language, words, said] of [
    [
      'en',
      english,
      [
        'Of your newest 5,000 buyers, 12 of 1,040 there without a subscription bought since then and may be written to.',
        'Of your newest 5,000 buyers, none there is without a subscription at present.',
        '12 of 1,040 buyers there without a subscription bought since then and may be written to.',
        'No buyer there is without a subscription at present.',
      ],
    ],
    [
      'de',
      german,
      [
        'Von Ihren 5.000 neuesten Käufern haben 12 von 1.040 dort, die nicht angemeldet sind, seither gekauft und dürfen angeschrieben werden.',
        'Von Ihren 5.000 neuesten Käufern ist dort zurzeit keiner, der nicht angemeldet ist.',
        '12 von 1.040 Käufern, die nicht angemeldet sind, haben dort seither gekauft und dürfen angeschrieben werden.',
        'Zurzeit ist dort kein Käufer, der nicht angemeldet ist.',
      ],
    ],
  ] as const) {
    test(`of how many buyers a country was counted is said where that is not of all, in ${language}`, async () => {
      at = await panel.sitDown({ language });
      const looked = { looked: 5_000 };
      const some = { count: 12, of: 1_040 };
      const none = { count: 0, of: 0 };
      const told = [{ ...some, ...looked }, { ...none, ...looked }, some, none];
      await at.page
        .context()
        .route(/\/app\/concerned\?what=soft-opt-in/, (route) => route.fulfill({ json: told.shift() }));
      const frame = await at.open('/app/settings');
      await frame.getByRole('button', { name: words.add }).click();
      await frame.locator('#softOptIn-0').selectOption('SE');
      for (const [index, sentence] of said.entries()) {
        await frame.getByLabel(words.since).fill(`2026-01-0${index + 1}`);
        await frame.getByText(sentence, { exact: true }).waitFor();
      }
      await at.page.getByRole('button', { name: words.discard }).click();
    });
  }
});

test('every field that a mail server cannot be tried with, and every wrong line of closed days, is told', async () => {
  at = await panel.sitDown();
  const frame = await at.open('/app/settings');
  const own = frame.getByLabel('Use my own mail server');
  if (!(await own.isChecked())) await own.check();
  await frame.getByLabel('Server', { exact: true }).first().fill('smtp example');
  await frame.getByLabel('Port', { exact: true }).first().fill('99999');
  await frame.getByRole('button', { name: 'Test the connection' }).click();
  await frame.getByText('Some fields need another look first.').waitFor();
  await frame.getByText('Enter the name of a server, such as smtp.example.com.').waitFor();
  await frame.getByText('Enter a number from 1 to 65,535.').waitFor();
  await until('the first of them has the focus', () =>
    frame.evaluate(() => document.activeElement?.id === 'smtp.host'),
  );
  await picture(at, 'settings-untried');
  expect(await seriousFaults(frame)).toEqual([]);
  // The one that was mended is told no more, the other still is.
  await frame.getByLabel('Server', { exact: true }).first().fill('smtp.example.com');
  expect(await frame.locator('[id="smtp.host"]').getAttribute('aria-invalid')).not.toBe('true');
  expect(await frame.locator('[id="smtp.port"]').getAttribute('aria-invalid')).toBe('true');
  // Nor while the next test runs with it, whose answer may take its time.
  await frame.getByLabel('Server', { exact: true }).first().fill('127.0.0.1');
  await frame.getByLabel('Port', { exact: true }).first().fill('1');
  let answer = () => {};
  const isAnswered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await at.page.context().route(/\/app\/smtp-test/, async (route) => {
    await isAnswered;
    await route.continue();
  });
  await frame.getByRole('button', { name: 'Test the connection' }).click();
  await frame.locator('.Polaris-Button--loading', { hasText: 'Test the connection' }).waitFor();
  expect(await frame.locator('[id="smtp.port"]').getAttribute('aria-invalid')).not.toBe('true');
  answer();
  await frame.getByText('nothing answers on this port', { exact: false }).waitFor();
  const wrong = ['soon', '2026-10-03', '24.12.', 'x', 'y', 'z', 'later', 'never'];
  await frame.getByLabel('Days', { exact: true }).fill(wrong.join('\n'));
  await at.page.getByRole('button', { name: 'Save', exact: true }).click();
  await frame.getByText(/^Lines 1, 3, 4, 5, 6,? and 2 more are no days and no spans/).waitFor();
  await at.page.getByRole('button', { name: 'Discard', exact: true }).click();
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
        light: /could hardly be read/,
        again: /^(Order|.* again$|.*nachbestellen$)/i,
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
        light: /wären kaum zu lesen/,
        again: /^(Order|.* again$|.*nachbestellen$)/i,
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
      await mail.getByRole('link', { name: words.again }).first().waitFor();
      expect(await frame.getByText(words.light).count()).toBe(0);
      const accent = frame.locator('[id="brand.accentColour"]');
      await accent.fill('#ffe680');
      await frame.getByText(words.light).waitFor();
      await accent.fill('#1f5c4d');
      await frame.getByText(words.light).waitFor({ state: 'detached' });
      // The frame is about as high as the mail in it, however small both are drawn.
      const room = await frame.locator('iframe.carafe-preview').evaluate((one) => one.clientHeight);
      const end = await mail
        .getByRole('link')
        .last()
        .evaluate((one) => one.getBoundingClientRect().bottom);
      expect(end / room).toBeGreaterThan(0.85);
      expect(end).toBeLessThan(room);
      await frame.getByLabel(words.logo).scrollIntoViewIfNeeded();
      await picture(at, `settings-brand-${language}`);
      await frame.getByLabel(words.logo).fill(`${pictures}/none.png`);
      await frame.getByText(words.missing).waitFor();
      expect(await isTooWide(frame)).toBe(false);
      expect(await seriousFaults(frame)).toEqual([]);
    });
  }
});

test('the look of the mails that cannot be had is told in its place, and comes when it is asked for again', async () => {
  at = await panel.sitDown({ failures: 'expected' });
  const look = /\/app\/brand-look/;
  await at.page.context().route(look, (route) => route.fulfill({ status: 500 }));
  const frame = await at.open('/app/settings');
  await frame.getByText('The mail cannot be shown.').waitFor();
  expect(await seriousFaults(frame)).toEqual([]);
  await at.page.context().unroute(look);
  await at.page.context().route(look, (route) => route.abort('internetdisconnected'));
  await frame.getByRole('button', { name: 'Load again' }).click();
  await frame.getByText('The mail cannot be shown.').waitFor();
  await at.page.context().unroute(look);
  await frame.getByRole('button', { name: 'Load again' }).click();
  await frame.locator('iframe.carafe-preview').waitFor();
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
