import { beforeAll, describe, expect, test } from 'vitest';
import { faultsAtBothWidths } from '../../support/panel/browser';
import { faultsOf, type Look, languages } from '../../support/panel/look';
import { openPanel } from '../../support/panel/open-panel';
import { type PeopledPanel, peoplePanel } from '../../support/panel/peopled-panel';

const panel = openPanel();
let made: PeopledPanel;

beforeAll(async () => {
  made = await peoplePanel(panel, 8);
  // Where nobody has full access whoever comes gets it: both are there before.
  for (const language of languages) await (await panel.sitDown({ language })).open('/app');
  const { sqlInShop } = await import('~/db.server');
  await sqlInShop(made.shop.shopId, (sql) => sql.run(`UPDATE staff SET role = 'desk' WHERE shop_id = $1`));
}, 400_000);

describe('to the care desk', () => {
  test.each(languages)('each page is shown, or says who may open it (%s)', async (language) => {
    const { shop, staples, own } = made;
    const looks: readonly Look[] = [
      ['desk-home', '/app'],
      ['desk-customers', '/app/customers?search=lindq'],
      ['desk-customer', `/app/customers/${shop.customers.ada}`],
      ['desk-segment', '/app/segments/1'],
      ['desk-products', '/app/products'],
      ['desk-product', `/app/products/${staples.coffee}`],
      ['desk-queue', '/app/queue?view=held'],
      ['desk-work', '/app/tasks'],
      ['desk-reports', '/app/reports'],
      ['desk-settings', '/app/settings'],
      ['desk-templates', '/app/templates'],
      ['desk-template', `/app/templates/running-low/${language}`],
      ['desk-import', '/app/products/import'],
      ['desk-welcome', '/app/welcome'],
      ['desk-dry-run', '/app/dry-run/running-low'],
    ];
    expect(await faultsOf(panel, looks, { language, own })).toEqual([]);
  });
});

describe('outside the admin', () => {
  const plain: readonly Look[] = [
    ['plain-index', '/'],
    ['plain-missing', '/nowhere'],
    ['plain-broken-link', '/p/answer'],
  ];

  test.each(languages)('a page that stands by itself fits (%s)', async (language) => {
    const at = await panel.sitDown({ language, failures: 'expected' });
    const faults: string[] = [];
    for (const [label, path] of plain) {
      await at.page.goto(`${panel.stack.appUrl}${path}`, { waitUntil: 'load' });
      faults.push(...(await faultsAtBothWidths(at.page, `${label}-${language}`)));
    }
    expect(faults).toEqual([]);
  });
});
