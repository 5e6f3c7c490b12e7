import type { Frame } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { StaplesShop } from '../factories/staples-shop';
import { clickInModal, type Desk, picture, seriousFaults } from '../support/panel/browser';
import { faultsHere } from '../support/panel/look';
import { install, openPanel } from '../support/panel/open-panel';
import { until } from '../support/until';

const panel = openPanel();
let shop: StaplesShop;
let at: Desk;

beforeAll(async () => {
  await install(panel, '/app/products', async (first) => {
    await picture(first, 'products-empty');
    expect(await seriousFaults(await first.frame())).toEqual([]);
  });
  const { makeStaplesShop } = await import('../factories/staples-shop');
  const { store } = panel.stack;
  shop = await makeStaplesShop(BigInt(store.world.shop.id), {
    today: Math.floor(store.clock.now() / 86_400_000),
  });
}, 400_000);

describe('the pages about products', () => {
  test('speak German to a merchant whose admin does', async () => {
    at = await panel.sitDown();
    await at.open('/app');
    await at.page.locator('.user-menu summary').click();
    await at.page.locator('.user-menu button', { hasText: 'Jonas Weber' }).click();
    const frame = await at.open(`/app/products/${shop.coffee}`);
    await frame.getByRole('heading', { name: 'Was die Bestellungen zeigen' }).waitFor();
    await picture(at, 'product-german');
    await at.open('/app/products');
    await picture(at, 'products-german');
  });
});

describe('what a person knows better', () => {
  test('is set for many products at once, refused beside its field, and taken back from the toast', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/products');
    await frame.getByLabel('Select Yirgacheffe, whole bean, 250 g').check();
    await frame.getByLabel('Select Decaf, whole bean, 1 kg').check();
    await frame.getByText('2 selected').waitFor();
    await frame.getByRole('button', { name: 'Set days of supply' }).click();
    const field = frame.getByLabel('Days that one lasts one customer');
    await field.fill('soon');
    await field.press('Enter');
    await frame.getByText('Enter days between 0.01 and 3650').waitFor();
    await picture(at, 'products-bulk-refused');
    expect(await seriousFaults(frame)).toEqual([]);
    const sent: unknown[] = [];
    await at.page.route('**/app/products/changes', async (route) => {
      sent.push(route.request().postDataJSON().set);
      await new Promise((done) => setTimeout(done, 1_000));
      await route.continue();
    });
    await field.fill('31');
    await field.press('Enter');
    await field.press('Enter');
    await at.toast(/^2 products changed/);
    expect(sent).toEqual([{ daysPerUnit: 31 }]);
    await at.page.unroute('**/app/products/changes');
    await frame.getByText('31 days').nth(1).waitFor();
    await picture(at, 'products-bulk-done');
    await at.page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
    await at.toast('Undone');
    await until('the days are gone', async () => (await frame.getByText('31 days').count()) === 0);
  });

  test('stands as before once it is taken back, though the page could not be loaded again', async () => {
    at = await panel.sitDown({ failures: 'expected' });
    const frame = await at.open(`/app/products/${shop.decaf}`);
    const field = frame.getByLabel('Days that one lasts one customer');
    expect(await field.inputValue()).toBe('');
    const data = /\/app\/products\/\d+\.data/;
    await at.page.context().route(data, (route) => route.abort('internetdisconnected'));
    await field.fill('33');
    await at.page.getByRole('button', { name: 'Save', exact: true }).click();
    await at.toast(/^1 product changed/);
    expect(await field.inputValue()).toBe('33');
    await at.page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
    await at.toast('Undone');
    await until('the days are gone', async () => (await field.inputValue()) === '');
    await at.page.context().unroute(data);
  });

  test('and what was typed for others is there for the next ones, and says so', async () => {
    at = await panel.sitDown();
    const pick = async (frame: Frame, title: string) => {
      await frame.getByLabel(`Select ${title}`).check();
      await frame.getByRole('button', { name: 'Set days of supply' }).click();
    };
    const frame = await at.open('/app/products');
    const field = (on: Frame) => on.getByLabel('Days that one lasts one customer');
    const note = (on: Frame) => on.getByText('What you had typed was kept.');
    await pick(frame, 'Yirgacheffe, whole bean, 250 g');
    await field(frame).fill('30');
    expect(await note(frame).count()).toBe(0);
    await field(frame).press('Escape');
    await frame.getByLabel('Select Yirgacheffe, whole bean, 250 g').uncheck();
    await pick(frame, 'Decaf, whole bean, 1 kg');
    await note(frame).waitFor();
    expect(await seriousFaults(frame)).toEqual([]);

    const again = await at.open('/app/products');
    await pick(again, 'Decaf, whole bean, 1 kg');
    await note(again).waitFor();
    await picture(at, 'products-bulk-kept');
    expect(await field(again).inputValue()).toBe('30');
    await again.getByRole('button', { name: 'Discard', exact: true }).click();
    expect(await field(again).inputValue()).toBe('');
  });

  test('comes as a table that is refused in its own words when it is too big, whatever its signs', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/products/import');
    const choose = (text: string) =>
      frame
        .locator('input[type="file"]')
        .setInputFiles({ name: 'big.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await choose('ü'.repeat(2_000_001));
    await frame.getByText('The file is larger than 2 MB.').waitFor();
    await choose(
      `title;days_of_supply\n${'Grüße;1\n'.repeat(15_000)}${`${'ü'.repeat(900)};1\n`.repeat(2_000)}`,
    );
    await frame.getByText('17,000 lines cannot be used').waitFor();
  });

  test('comes as a table whose bad lines are told and whose good ones are taken', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/products/import');
    await picture(at, 'products-import');
    expect(await seriousFaults(frame)).toEqual([]);
    const rows = [
      'title;days_of_supply;warranty_months',
      '"Yirgacheffe, whole bean, 250 g";28,5;',
      'Desk lamp “Kitchen table”;;3O',
      'Gone long since;12;',
    ];
    await frame.locator('input[type="file"]').setInputFiles({
      name: 'products.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.join('\r\n')),
    });
    await frame.getByText('1 line will change something, 2 lines cannot be used.').waitFor();
    await frame.getByText('“3O” is no number of months').waitFor();
    await frame.getByText('There is no product “Gone long since”.').waitFor();
    await picture(at, 'products-import-preview');
    expect(await seriousFaults(frame)).toEqual([]);
    await frame.getByRole('button', { name: 'Take 1 line' }).click();
    await at.toast(/^1 product changed/);
    await frame.getByText('28.5 days').waitFor();
  });

  test('comes as a table, in German too', async () => {
    at = await panel.sitDown({ language: 'de' });
    const frame = await at.open('/app/products/import');
    const own = ['Yirgacheffe, whole bean, 250 g', 'Decaf, whole bean, 1 kg', 'Gone long since'];
    const rows = [
      'title;days_of_supply;warranty_months',
      `"${own[0]}";;3O`,
      `"${own[1]}";29;`,
      `${own[2]};12;`,
    ];
    await frame.locator('input[type="file"]').setInputFiles({
      name: 'produkte.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.join('\r\n')),
    });
    await frame.getByText(/^1 Zeile wird etwas ändern/).waitFor();
    await frame.locator('[aria-busy="true"]').waitFor({ state: 'detached' });
    expect(await faultsHere(at, { label: 'import-bad-lines', language: 'de', own })).toEqual([]);
  });

  test('is typed on the product’s own page, kept through a reload, and saved', async () => {
    at = await panel.sitDown();
    const frame = await at.open(`/app/products/${shop.decaf}`);
    await frame.getByLabel('Warranty in months').fill('12');
    await frame.getByLabel('Is it used up?').selectOption('used_up');
    const again = await at.open(`/app/products/${shop.decaf}`);
    await again.getByText('What you had typed was kept').waitFor();
    await at.page.getByRole('button', { name: 'Save', exact: true }).click();
    await at.toast(/^1 product changed/);
    await again.getByText('Your own word.').waitFor();
    expect(await again.getByLabel('Warranty in months').inputValue()).toBe('12');
  });

  test('leaves what a colleague has stored of the rest meanwhile, and nothing open once it is taken back', async () => {
    at = await panel.sitDown();
    const mine = await at.open(`/app/products/${shop.decaf}`);
    const guide = mine.getByLabel('Address of the set-up guide');
    await guide.fill('https://example.com/decaf');
    const save = { name: 'Save', exact: true } as const;
    await at.page.getByRole('button', save).waitFor();

    const colleague = await panel.sitDown();
    const theirs = await colleague.open(`/app/products/${shop.decaf}`);
    await theirs.getByLabel('Warranty in months').fill('18');
    await colleague.page.getByRole('button', save).click();
    await colleague.toast(/^1 product changed/);

    // The page looks again by itself, every 15 seconds.
    const warranty = mine.getByLabel('Warranty in months');
    await until('theirs is shown', async () => (await warranty.inputValue()) === '18', 30_000);
    expect(await guide.inputValue()).toBe('https://example.com/decaf');
    await guide.fill('');
    await at.page.getByRole('button', save).waitFor({ state: 'hidden' });
  });

  test('says what a colleague has stored of the same meanwhile, and stays if it is saved again', async () => {
    const save = { name: 'Save', exact: true } as const;
    at = await panel.sitDown();
    const mine = await at.open(`/app/products/${shop.decaf}`);
    const days = mine.getByLabel('Days that one lasts one customer');
    await days.fill('33');

    const colleague = await panel.sitDown();
    const theirs = await colleague.open(`/app/products/${shop.decaf}`);
    await theirs.getByLabel('Days that one lasts one customer').fill('44');
    await colleague.page.getByRole('button', save).click();
    await colleague.toast(/^1 product changed/);

    await at.page.getByRole('button', save).click();
    await mine.getByText('Meanwhile changed by somebody else to “44”.').waitFor();
    await mine.getByText('Somebody else has changed the same fields meanwhile.').waitFor();
    expect(await days.inputValue()).toBe('33');
    expect(await seriousFaults(mine)).toEqual([]);
    await picture(at, 'product-changed-meanwhile');

    await at.page.getByRole('button', save).click();
    await at.toast(/^1 product changed/);
    expect(await mine.getByText('Meanwhile changed by somebody else').count()).toBe(0);
    await at.page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
    await at.toast('Undone');
    await until('theirs is back', async () => (await days.inputValue()) === '44');
    await days.fill('');
    await at.page.getByRole('button', save).click();
    await at.toast(/^1 product changed/);
  });

  test('makes a group of two sizes after a question, with units from their titles', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/products');
    await frame.getByLabel('Select Yirgacheffe, whole bean, 250 g').check();
    await frame.getByLabel('Select Decaf, whole bean, 1 kg').check();
    await frame.getByRole('button', { name: 'More actions' }).click();
    await frame.getByRole('button', { name: 'Make one group', exact: true }).click();
    await Promise.any([
      frame.getByText('Make one group of these?').waitFor(),
      at.page.getByText('Make one group of these?').waitFor(),
    ]);
    const question = frame.locator('ui-modal, [role="dialog"]');
    await question.getByRole('listitem').filter({ hasText: 'Yirgacheffe, whole bean, 250 g' }).waitFor();
    await question.getByRole('listitem').filter({ hasText: 'Decaf, whole bean, 1 kg' }).waitFor();
    await picture(at, 'products-pool-question');
    await clickInModal(at, 'Make one group');
    await at.toast('One group now');
    await frame.getByText('Group of 2 products').waitFor();
    const pool = await at.open(`/app/products/${shop.coffee}`);
    await pool.getByLabel('Units per item: Decaf, whole bean, 1 kg – Default').waitFor();
    expect(await pool.getByLabel(/^Units per item: Decaf/).inputValue()).toBe('4');
    await picture(at, 'product-pool');
    expect(await seriousFaults(pool)).toEqual([]);
  });
});
