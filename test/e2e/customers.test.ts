import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PanelShop } from '../factories/panel-shop';
import { type Desk, phone, picture, seriousFaults } from '../support/panel/browser';
import { openPanel } from '../support/panel/open-panel';
import { until } from '../support/until';

const panel = openPanel();
let shop: PanelShop;
let at: Desk;

beforeAll(async () => {
  shop = await panel.populate(70);
}, 400_000);

describe('the list of customers', () => {
  test('filters are kept as a view under a name, renamed and deleted', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/customers?status=late&sort=spending');
    await picture(at, 'customers-filtered');
    expect(await seriousFaults(frame)).toEqual([]);
    await frame.getByRole('button', { name: 'Save these filters as a view' }).click();
    await frame.getByRole('textbox', { name: 'Name', exact: true }).fill('Late and dear');
    await picture(at, 'customers-new-view');
    await frame.getByRole('dialog').getByRole('button').last().click();
    await frame.getByRole('tab', { name: 'Late and dear' }).waitFor();
    await picture(at, 'customers-view');
    const other = await at.open('/app/customers');
    await other.getByRole('tab', { name: 'Late and dear' }).click();
    await until('its filters are back', () =>
      other.evaluate(() => location.search === '?status=late&sort=spending'),
    );
    await other.getByText('Sort: Most spent').first().waitFor();

    await other.getByRole('tab', { name: 'Late and dear' }).click();
    await other.getByText('Rename view').click();
    await other.getByRole('textbox', { name: 'Name', exact: true }).fill('Dear and late');
    await other.getByRole('dialog').getByRole('button').last().click();
    await other.getByRole('tab', { name: 'Dear and late' }).waitFor();
    expect(await other.getByRole('tab', { name: 'Late and dear' }).count()).toBe(0);

    await other.getByRole('tab', { name: 'Dear and late' }).click();
    await other.getByText('Delete view').click();
    await other.getByRole('dialog').getByRole('button').last().click();
    await other.getByRole('tab', { name: 'Dear and late' }).waitFor({ state: 'detached' });
    const after = await at.open('/app/customers');
    await after.getByRole('tab', { name: 'Lapsed' }).waitFor();
    expect(await after.getByRole('tab').allInnerTexts()).toEqual([
      'All',
      'Learning',
      'On time',
      'Due',
      'Late',
      'Lapsed',
    ]);
  });

  test('a filter opens where one can type or choose at once, and what clears it leaves the focus beside it', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/customers');
    const focused = () =>
      frame.evaluate(() => {
        const here = document.activeElement as HTMLInputElement | null;
        return here?.labels?.[0]?.textContent ?? here?.textContent ?? '';
      });
    await frame.getByRole('button', { name: 'Product', exact: true }).press('Enter');
    await until('the search for a product has the focus', async () => (await focused()) === 'Find a product');
    await at.page.keyboard.press('Escape');
    await until('it is closed', async () => (await focused()) === 'Product');

    await frame.getByRole('button', { name: 'Sort', exact: true }).press('Enter');
    await frame.locator('fieldset label').filter({ hasText: 'Most spent' }).click();
    await frame.getByRole('button', { name: 'Clear Sort' }).press('Enter');
    await until('it is cleared', async () => (await focused()) === 'Sort');
    expect(await frame.evaluate(() => location.search)).toBe('');
    expect(await frame.getByRole('radio').count()).toBe(0);
  });

  test('the list leaves as a file that holds everybody once', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/customers');
    const coming = at.page.waitForEvent('download');
    await frame.getByRole('button', { name: 'Export' }).click();
    const file = await (await coming).path();
    await at.toast('75 customers exported');
    const text = await readFile(file, 'utf8');
    expect(text.trimEnd().split('\r\n')).toHaveLength(76);
    expect(text).toContain('Ada Lindqvist,ada@example.com,Due,9');
  });

  test('fits a phone with filters and views', async () => {
    at = await panel.sitDown({ viewport: phone });
    const frame = await at.open('/app/customers?status=late&sort=spending&message=planned');
    await picture(at, 'customers-filtered');
    expect(await seriousFaults(frame)).toEqual([]);
  });
});

describe('one customer', () => {
  test('a kind is never sent to them any more, which is said and can be taken back', async () => {
    at = await panel.sitDown();
    const frame = await at.open(`/app/customers/${shop.customers.dmitri}`);
    await frame.getByRole('button', { name: 'More actions: Running low for Dmitri Okafor' }).click();
    await picture(at, 'customer-never-menu');
    await frame.getByRole('menuitem', { name: 'Never “Running low” for them' }).click();
    await at.toast('“Running low” is off for this customer');
    await frame.getByText('Running low turned off by your staff').waitFor();
    await picture(at, 'customer-never');
    expect(await seriousFaults(frame)).toEqual([]);
    await frame.getByRole('button', { name: 'Allow again' }).click();
    await at.toast('“Running low” is on again for this customer');
    await until('it is gone', async () => (await frame.getByText('turned off by your staff').count()) === 0);
  });

  test.each(['Note a promise', 'Note something'])(
    'on a phone the whole of a form is seen wherever its button stands: %s',
    async (name) => {
      at = await panel.sitDown({ viewport: phone });
      const frame = await at.open(`/app/customers/${shop.customers.bruno}`);
      const button = frame.getByRole('button', { name });
      // At the lower edge, where no room is left beneath it.
      await button.evaluate((element) => element.scrollIntoView({ block: 'end' }));
      await button.click();
      const save = frame.locator('.carafe-form button').last();
      await until('its last button is in view', () =>
        save.evaluate((element) => {
          const { left, top, bottom } = element.getBoundingClientRect();
          const seen = document.elementFromPoint(left + 8, (top + bottom) / 2);
          // One that cannot be pressed yet lets the point through to the form.
          return bottom <= window.innerHeight && element.closest('.carafe-form')?.contains(seen) === true;
        }),
      );
      await picture(at, `customer-form-${name === 'Note a promise' ? 'promise' : 'note'}`);
      expect(await seriousFaults(frame)).toEqual([]);
    },
  );

  test('a status answers “Why?” with the days on which silence changes it', async () => {
    at = await panel.sitDown();
    const frame = await at.open(`/app/customers/${shop.customers.ada}`);
    await frame.getByRole('button', { name: 'Why? Due' }).click();
    await frame.getByText('Their next order is expected about now.', { exact: false }).waitFor();
    for (const name of ['Usual time between orders', 'Due from', 'Late after', 'Lapsed from'])
      await frame.getByText(name, { exact: true }).waitFor();
    await picture(at, 'customer-status-why');
    const list = await at.open('/app/customers');
    await list.getByRole('button', { name: 'Why? Status' }).click();
    await list.getByText('They have broken their own rhythm.').waitFor();
    await picture(at, 'customers-status-why');
  });

  test('the timeline tells what is to come and what has been', async () => {
    at = await panel.sitDown();
    const frame = await at.open(`/app/customers/${shop.customers.ada}`);
    await frame.getByRole('heading', { name: 'Coming up' }).waitFor();
    await picture(at, 'customer-timeline');
    expect(await frame.locator('.carafe-timeline li[data-what="future"]').count()).toBe(2);
  });
});
