import { beforeAll, describe, expect, test } from 'vitest';
import type { PanelShop } from '../../factories/panel-shop';
import { phone } from '../../support/panel/browser';
import { makeKnownToStore } from '../../support/panel/known-to-store';
import { faultsOf, type Look, languages } from '../../support/panel/look';
import { install, openPanel } from '../../support/panel/open-panel';

const panel = openPanel();

beforeAll(() => install(panel, '/app'), 400_000);

describe('before there is anything', () => {
  const looks: readonly Look[] = [
    ['empty-home', '/app'],
    ['empty-customers', '/app/customers'],
    ['empty-products', '/app/products'],
    ['import', '/app/products/import'],
    ['empty-accuracy', '/app/accuracy'],
    ['empty-waiting', '/app/queue?view=waiting'],
    ['empty-queue', '/app/queue?view=upcoming'],
    ['empty-held', '/app/queue?view=held'],
    ['empty-unconfirmed', '/app/queue?view=unconfirmed'],
    ['empty-sent', '/app/queue?view=sent'],
    ['empty-past', '/app/queue?view=past'],
    ['empty-calendar', '/app/queue?view=upcoming&mode=calendar'],
    ['empty-work', '/app/tasks'],
    ['empty-done', '/app/tasks?view=done'],
    ['empty-reports', '/app/reports'],
    ['empty-segment', '/app/segments/1'],
    ['empty-dry-run', '/app/dry-run/running-low'],
  ];

  test.each(languages)('each page says what belongs there (%s)', async (language) => {
    expect(await faultsOf(panel, looks, { language })).toEqual([]);
  });

  test('an empty list leads on, and on a phone a month without mail says so', async () => {
    const at = await panel.sitDown({ viewport: phone });
    for (const path of ['/app/customers', '/app/products']) {
      const list = await at.open(path);
      await list.getByRole('link', { name: 'To the home page' }).waitFor();
    }
    const month = await at.open('/app/queue?view=upcoming&mode=calendar');
    await month.getByText('Nothing is planned.').waitFor();
  });

  test('the settings say once that no mail left which could be counted', async () => {
    const at = await panel.sitDown();
    const counted = at.page.waitForResponse(/\/app\/concerned\?what=never/);
    const frame = await at.open('/app/settings');
    expect(await (await counted).json()).toEqual({ count: 0, of: 0 });
    await frame.evaluate(
      () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
    );
    const said = frame.getByText('No mail left in the last 30 days');
    await said.waitFor();
    expect(await said.count()).toBe(1);
  });
});

describe('with one of each', () => {
  let shop: PanelShop;
  let newcomer: bigint;
  let unsold: bigint;

  beforeAll(async () => {
    shop = await panel.populate(0);
    const { makeCustomer, makeNeed } = await import('../../factories/history');
    const { sqlInShop } = await import('~/db.server');
    await sqlInShop(shop.shopId, async (sql) => {
      newcomer = await makeCustomer(sql, { firstName: 'Noor', numberOfOrders: 0 });
      unsold = (await makeNeed(sql, { title: 'Moka pot for six' })).needId;
      await sql.run(
        `INSERT INTO task (shop_id, customer_id, kind, due_at, reason, created_at)
         VALUES ($1, $2, 'answer-reply', $3::timestamptz + interval '2 hours', '{"code":"held-reply","repliedOn":"2026-06-20"}', $3)`,
        shop.customers.ada,
        new Date(panel.stack.store.clock.now()),
      );
    });
    await makeKnownToStore(shop.shopId, panel.stack.store.world);
  }, 400_000);

  test.each(languages)('each page fits with one row, and says where there is none (%s)', async (language) => {
    const own = [
      'Sumatra Mandheling, whole bean, 1 kg',
      'Paper filters no. 4, 100 pieces',
      'Olive soap, bar',
      'Enamel sign “Coffee first”',
      'Moka pot for six',
      'Grinder Mk II',
      'Default',
      'Email subscribers',
    ];
    const looks: readonly Look[] = [
      ['one-home', '/app'],
      ['one-customer', '/app/customers?search=lindq'],
      ['customer-empty', `/app/customers/${newcomer}`],
      ['one-product', '/app/products?search=moka'],
      ['product-empty', `/app/products/${unsold}`],
      ['one-waiting', '/app/queue?view=waiting'],
      ['one-upcoming', '/app/queue?view=upcoming&kind=thank-you'],
      ['one-held', '/app/queue?view=held'],
      ['one-unconfirmed', '/app/queue?view=unconfirmed'],
      ['one-sent', '/app/queue?view=sent'],
      ['one-past', '/app/queue?view=past'],
      ['one-work', '/app/tasks'],
      ['one-report', '/app/reports'],
      ['one-accuracy', '/app/accuracy'],
      ['one-segment', '/app/segments/1?kind=thank-you'],
      ['no-customer', '/app/customers?search=nobody'],
      ['no-product', '/app/products?search=nothing'],
      ['no-message', '/app/queue?view=held&kind=thank-you'],
      ['nobody-in-segment', '/app/segments/2'],
      ['not-found', '/app/customers/999999999'],
    ];
    expect(await faultsOf(panel, looks, { language, own })).toEqual([]);
  });
});
