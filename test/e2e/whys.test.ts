import { beforeAll, expect, test } from 'vitest';
import type { PanelShop } from '../factories/panel-shop';
import type { StaplesShop } from '../factories/staples-shop';
import { type Desk, desk, isTooWide, phone, picture, seriousFaults } from '../support/panel/browser';
import { makeKnownToStore } from '../support/panel/known-to-store';
import { openPanel } from '../support/panel/open-panel';

const panel = openPanel();
let shop: PanelShop;
let staples: StaplesShop;
let at: Desk;

beforeAll(async () => {
  shop = await panel.populate(30);
  await makeKnownToStore(shop.shopId, panel.stack.store.world);
  const { makeStaplesShop } = await import('../factories/staples-shop');
  const today = Math.floor(panel.stack.store.clock.now() / 86_400_000);
  staples = await makeStaplesShop(shop.shopId, { today });
  const { sqlInShop } = await import('~/db.server');
  await sqlInShop(shop.shopId, (sql) =>
    sql.run(
      `INSERT INTO task (shop_id, kind, due_at, reason) VALUES ($1, 'warn-hard-bounces', $2, '{"code":"held-sender","detail":"hard-bounces"}')`,
      new Date(panel.stack.store.clock.now()),
    ),
  );
}, 400_000);

const both = [desk, phone] as const;
type Look = readonly [path: () => string, about: string, says: RegExp, widths?: readonly (typeof desk)[]];

const looks: readonly Look[] = [
  [() => '/app', 'what there is to do', /Complaints are not counted here/],
  [() => '/app/tasks', 'the numbers at the tabs', /Open complaints stand above/],
  [() => '/app/queue', 'the numbers at the tabs', /filters narrow the list and not these numbers/],
  [() => '/app/settings', 'what a setting would have done in the last 30 days', /in the last 30 days/],
  [() => '/app/settings', 'the languages of your customers', /the newest 1,000/],
  [() => '/app/templates', 'how many were sent', /in the last seven days/],
  [() => '/app/segments/1', 'the numbers of this segment', /Shopify says who is in the segment/],
  [() => '/app/welcome?step=found', 'customers and orders', /Customers who bought/],
  [() => '/app/welcome?step=found', 'who runs out when', /a forecast of their next purchase/],
  [() => '/app/welcome?step=found', 'what is used up', /at least 10 customers/],
  [() => '/app/welcome?step=found', 'products with a warranty', /months of warranty entered/],
  [() => `/app/products/${staples.coffee}`, 'who runs out next', /within 30 days/],
  [
    () => `/app/products/${staples.filters}`,
    'Used up',
    /Said by you\W*No\W*One lasts\W*60 days, as you entered/,
  ],
  [() => '/app/welcome?step=found', 'what is used up', /then days of supply that you entered/],
  [() => '/app/products', 'Customers', /counted anew each night/, [desk]],
  [() => '/app/products', 'Lasts', /as you entered it/, [desk]],
  [() => '/app/products', 'what the list says', /Bought again after/, [phone]],
  [() => '/app/customers', 'what the list says', /measured by their own rhythm/, [phone]],
];

for (const viewport of both)
  test(`each number is asked why, and answers, ${viewport.width} pixels wide`, async () => {
    at = await panel.sitDown({ viewport });
    for (const [path, about, says, widths = both] of looks) {
      if (!widths.includes(viewport)) continue;
      const frame = await at.open(path());
      await frame.getByRole('button', { name: `Why? ${about}`, exact: true }).click();
      await frame.getByText(says).last().waitFor();
      await picture(at, `why-${about.replaceAll(' ', '-')}`);
      expect(await isTooWide(frame), about).toBe(false);
      expect(await seriousFaults(frame), about).toEqual([]);
    }
  }, 600_000);

test('on a phone what stands beside a long name in an answer can be read', async () => {
  at = await panel.sitDown({ viewport: phone });
  const frame = await at.open(`/app/customers/${staples.regular}`);
  await frame.getByRole('button', { name: 'Why? Still a customer', exact: true }).click();
  const values = frame.locator('.carafe-why .carafe-facts dd');
  await values.first().waitFor();
  const widths = await values.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().width));
  expect(widths.length).toBeGreaterThan(1);
  expect(Math.min(...widths)).toBeGreaterThan(90);
});
