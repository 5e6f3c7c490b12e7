import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeMuchInQueue } from '../../factories/much-in-queue';
import { orderExportHeader } from '../../support/intake/order-export-header';
import { faultsHere, faultsOf, type Language, type Look, languages } from '../../support/panel/look';
import { openPanel } from '../../support/panel/open-panel';
import { type PeopledPanel, peoplePanel } from '../../support/panel/peopled-panel';

const panel = openPanel();
let made: PeopledPanel;

beforeAll(async () => {
  made = await peoplePanel(panel, 64);
  await makeMuchInQueue(made.shop.shopId, 30);
}, 400_000);

describe('with people and messages', () => {
  const looksOf = {
    people: ({ shop, staples }) => [
      ['customers', '/app/customers'],
      ['customer', `/app/customers/${shop.customers.ada}`],
      ['customer-lapsed', `/app/customers/${shop.customers.chloe}`],
      ['customer-new', `/app/customers/${shop.customers.guest}`],
      ['customer-supplies', `/app/customers/${staples.regular}`],
      ['segment', '/app/segments/1'],
    ],
    products: ({ staples }) => [
      ['products', '/app/products'],
      ['products-warranty', '/app/products?view=warranty'],
      ['product', `/app/products/${staples.coffee}`],
      ['product-said', `/app/products/${staples.filters}`],
      ['product-lasting', `/app/products/${staples.lamp}`],
      ['accuracy', '/app/accuracy'],
    ],
    messages: () => [
      ['queue', '/app/queue?view=upcoming'],
      ['waiting', '/app/queue?view=waiting'],
      ['held', '/app/queue?view=held'],
      ['unconfirmed', '/app/queue?view=unconfirmed'],
      ['sent', '/app/queue?view=sent'],
      ['past', '/app/queue?view=past'],
      ['calendar', '/app/queue?view=upcoming&mode=calendar'],
    ],
    'the shop': (_, language) => [
      ['home', '/app'],
      ['reports', '/app/reports'],
      ['templates', '/app/templates'],
      ['template', `/app/templates/running-low/${language}`],
      ['settings', '/app/settings'],
    ],
  } satisfies Record<string, (made: PeopledPanel, language: Language) => readonly Look[]>;
  const parts = languages.flatMap((language) =>
    Object.entries(looksOf).map(([about, looks]) => [about, language, looks] as const),
  );

  test.each(parts)('each page of %s fits with much on it (%s)', async (_, language, looks) => {
    expect(await faultsOf(panel, looks(made, language), { language, own: made.own })).toEqual([]);
  });

  test.each(languages)('a dry run that has ended fits (%s)', async (language) => {
    const { startDryRun } = await import('~/office/dry-run/ask-dry-run.server');
    const { sqlInShop } = await import('~/db.server');
    const { carryOutDryRun } = await import('~/office/dry-run/carry-out-dry-run.server');
    await sqlInShop(made.shop.shopId, async (sql) => {
      await sql.run(
        `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at)
         SELECT shop_id, id, 'email', 'SUBSCRIBED', 'checkout', '2024-01-01' FROM customer c
         WHERE shop_id = $1 AND NOT EXISTS (SELECT FROM consent k WHERE k.shop_id = $1 AND k.customer_id = c.id)`,
      );
      await sql.run(
        `UPDATE customer c SET first_order_at = o.first, last_order_at = o.last
         FROM (SELECT customer_id, min(processed_at) AS first, max(processed_at) AS last FROM orders WHERE shop_id = $1 GROUP BY 1) o
         WHERE c.shop_id = $1 AND c.id = o.customer_id`,
      );
    });
    await startDryRun(made.shop.shopId, 'running-low', 'test');
    await carryOutDryRun(made.shop.shopId, 'running-low');
    const looks: readonly Look[] = [['dry-run', '/app/dry-run/running-low']];
    expect(await faultsOf(panel, looks, { language, own: made.own })).toEqual([]);
  });

  test.each(languages)('an order export with mistakes says so line by line (%s)', async (language) => {
    const at = await panel.sitDown({ language });
    const frame = await at.open('/app/welcome?step=history');
    const order = (name: string, on: string, item: string) =>
      `${name},ada@example.com,paid,${on},fulfilled,${on},EUR,19.50,19.50,${on},1,${item},19.50,,Ada,SE,${name.slice(1)}`;
    const file = [
      orderExportHeader,
      order('#801', '2025-03-02 10:00:00 +0100', '"Yirgacheffe, whole bean, 250 g"'),
      order('#802', 'last Tuesday', '"Decaf, whole bean, 1 kg"'),
      order('#803', '2025-04-02 10:00:00 +0200', ''),
      ',,,,,,,,,,2,Left alone,3.00,,,,',
    ].join('\n');
    await frame
      .locator('input[type="file"][accept*="csv"]')
      .setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
    await frame.getByRole('button', { name: /^(Import|Importieren)$/ }).waitFor();
    const mistakes = await frame
      .getByRole('listitem')
      .filter({ hasText: /^(Line|Zeile) \d/ })
      .allTextContents();
    expect(mistakes.map((text) => text.replace(/\D/g, '').slice(0, 1))).toEqual(['3', '4', '5']);
    expect(await faultsHere(at, { label: 'order-import', language, own: made.own })).toEqual([]);
  });
});

describe('the import of an order export', () => {
  const words = {
    en: {
      whole: 'The file has 2,000 orders, none of which is known yet.',
      start: 'Import',
      broke: 'The connection broke. Nothing is lost.',
      begun: /^The import of this file was left off at \d\d%; it goes on from there.$/,
      rest: /^The rest of the file has [\d,]+ orders, none of which is known yet.$/,
      done: 'Imported: 2,000 new orders; 0 were known already.',
      again: /^This very file was read before \(.*\) and is not read a second time/,
    },
    de: {
      whole: 'Die Datei hat 2.000 Bestellungen; davon ist noch keine bekannt.',
      start: 'Importieren',
      broke: 'Die Verbindung riss ab. Nichts ist verloren.',
      begun: /^Der Import dieser Datei blieb bei \d\d\u00a0% stehen; er geht dort weiter.$/,
      rest: /^Der Rest der Datei hat [\d.]+ Bestellungen; davon ist noch keine bekannt.$/,
      done: 'Importiert: 2.000 neue Bestellungen; 0 waren schon bekannt.',
      again: /^Genau diese Datei wurde schon gelesen \(.*\) und wird nicht noch einmal gelesen/,
    },
  };
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'carafe-export-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test.each(languages)('that broke off is told of the rest, and is not read twice (%s)', async (language) => {
    const said = words[language];
    const path = join(folder, `orders_export_${language}.csv`);
    const row = (name: string) =>
      `${name},ada@example.com,paid,2024-01-05 10:00:00 +0000,fulfilled,2024-01-05 18:00:00 +0000,EUR,9.50,12.00,2024-01-05 10:00:00 +0000,2,Olive soap (bar of the old kind),4.75,,Ada Lovelace,GB,`;
    const orders = Array.from({ length: 2_000 }, (_, index) => row(`#${language}${index}`));
    await writeFile(path, [orderExportHeader, ...orders].join('\n'));
    const at = await panel.sitDown({ language, failures: 'expected' });
    const choose = async () => {
      const frame = await at.open('/app/welcome?step=history');
      await frame.locator('input[type="file"][accept*="csv"]').setInputFiles(path);
      return frame;
    };
    let isBroken = false;
    await at.page.context().route(/\/app\/order-import\?intent=piece/, async (route) => {
      if (isBroken) return route.fulfill({ status: 500 });
      isBroken = true;
      await route.fallback();
    });
    const first = await choose();
    await first.getByText(said.whole).waitFor();
    await first.getByRole('button', { name: said.start, exact: true }).click();
    await first.getByText(said.broke).waitFor();

    const frame = await choose();
    await frame.getByText(said.begun).waitFor();
    await frame.getByText(said.rest).waitFor();
    expect(await faultsHere(at, { label: 'order-import-rest', language, own: made.own })).toEqual([]);
    await at.page.context().unroute(/\/app\/order-import\?intent=piece/);
    await frame.getByRole('button', { name: said.start, exact: true }).click();
    await frame.getByText(said.done).waitFor();

    const last = await choose();
    await last.getByText(said.again).waitFor();
    expect(await last.getByRole('button', { name: said.start, exact: true }).count()).toBe(0);
    expect(await faultsHere(at, { label: 'order-import-again', language, own: made.own })).toEqual([]);
  });
});
