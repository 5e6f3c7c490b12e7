import { beforeAll, describe, expect, test } from 'vitest';
import type { PanelShop } from '../factories/panel-shop';
import { clickInModal, type Desk, isTooWide, phone, picture, seriousFaults } from '../support/panel/browser';
import { faultsHere } from '../support/panel/look';
import { openPanel } from '../support/panel/open-panel';
import { until } from '../support/until';

const panel = openPanel();
let shop: PanelShop;
let at: Desk;

beforeAll(async () => {
  shop = await panel.populate(3, async (desk) => {
    const frame = await desk.open('/app/tasks');
    await frame.getByText('No task and no promise is open.').waitFor();
    await picture(desk, 'work-empty');
  });
  const { sealText } = await import('~/base/lib/sealed.server');
  const { sqlInShop } = await import('~/db.server');
  const { shopId, customers } = shop;
  const now = new Date(panel.stack.store.clock.now());
  await sqlInShop(shopId, async (sql) => {
    for (const [customer, hours, text] of [
      [customers.ada, 7, 'Is the new harvest as dark as the last?\nAnd can it come before Friday?'],
      [customers.dmitri, 1, 'Thanks, all fine.'],
    ] as const) {
      await sql.run(
        `INSERT INTO contact_note (shop_id, customer_id, kind, text_sealed, by, at)
         VALUES ($1, $2, 'reply', $3, 'customer', $4::timestamptz - make_interval(hours => $5))`,
        customer,
        sealText(text, { shopId, column: 'contact_note.text_sealed' }),
        now,
        hours,
      );
      await sql.run(
        `INSERT INTO task (shop_id, customer_id, kind, due_at, reason, created_at)
         VALUES ($1, $2, 'answer-reply', $3::timestamptz - make_interval(hours => $4 - 4), '{"code":"held-reply","repliedOn":"2026-06-20"}',
           $3::timestamptz - make_interval(hours => $4))`,
        customer,
        now,
        hours,
      );
    }
    await sql.run(
      `INSERT INTO task (shop_id, kind, due_at, reason, created_at) VALUES ($1, 'warn-hard-bounces', $2, '{"code":"held-sender","detail":"hard-bounces"}', $2)`,
      now,
    );
  });
}, 400_000);

describe('the work for people', () => {
  test('is counted on home, taken, done, taken back, and found among what was done', async () => {
    at = await panel.sitDown();
    const home = await at.open('/app');
    await home.getByText('3 to do').waitFor();
    await picture(at, 'work-home');
    const frame = await at.open('/app/tasks');
    await frame.getByText('Is the new harvest as dark as the last?').waitFor();
    expect(await seriousFaults(frame)).toEqual([]);
    await picture(at, 'work-open');
    const ada = frame.getByRole('group', { name: 'Answer their reply: Ada Lindqvist' });
    await ada.getByRole('button', { name: 'I take it' }).click();
    await at.toast('It is yours');
    await frame.getByText('You are on it').waitFor();
    await ada.getByRole('button', { name: 'Answered' }).click();
    await at.toast('Done');
    await until('it left the list', async () => (await ada.count()) === 0);
    await frame.getByRole('tab', { name: 'Done' }).click();
    await frame.getByRole('button', { name: 'Undo' }).waitFor();
    await picture(at, 'work-done');
    await frame.getByRole('button', { name: 'Undo' }).click();
    await at.toast('Undone');
    await frame.getByRole('tab', { name: /To do/ }).click();
    await ada.waitFor();
  });

  test('a promise is noted on the customer’s page and kept', async () => {
    at = await panel.sitDown();
    const frame = await at.open(`/app/customers/${shop.customers.bruno}`);
    await frame.getByRole('button', { name: 'Note a promise' }).click();
    await frame.getByRole('textbox', { name: 'In your words' }).fill('Send soap without scent to try');
    await frame.getByRole('combobox', { name: 'What' }).selectOption('sample');
    await picture(at, 'work-promise-form');
    await frame.getByRole('button', { name: 'Note it', exact: true }).click();
    await at.toast('Promise noted');
    await frame.getByText('Promise: A sample').waitFor();
    await picture(at, 'work-customer');
    expect(await seriousFaults(frame)).toEqual([]);
    await frame.getByRole('button', { name: 'Kept', exact: true }).click();
    await at.toast('Noted as kept');
    await frame.getByText('Nothing is to be done for them.').waitFor();
  });

  test('a promise whose answer is lost is told to be uncertain, is shown, and stands once when it is noted again', async () => {
    at = await panel.sitDown({ failures: 'expected' });
    const frame = await at.open(`/app/customers/${shop.customers.chloe}`);
    await frame.getByRole('button', { name: 'Note a promise' }).click();
    const words = frame.getByRole('textbox', { name: 'In your words' });
    await words.fill('Call back about the clock');
    const change = /\/app\/tasks\/change/;
    await at.page.context().route(change, async (route) => {
      await route.fetch();
      await route.abort('internetdisconnected');
    });
    const note = frame.getByRole('button', { name: 'Note it', exact: true });
    await note.click();
    await at.toast('No proper answer came, so it may have been done or not.');
    await frame.getByText('Promise: An answer').waitFor();
    expect(await words.inputValue()).toBe('Call back about the clock');
    await at.page.context().unroute(change);
    await note.click();
    await at.toast('Promise noted');
    await words.waitFor({ state: 'detached' });
    expect(await frame.getByText('Call back about the clock').count()).toBe(1);
  });

  test('what was learnt of a customer is noted on their page, holds what sells, and is taken back', async () => {
    at = await panel.sitDown();
    const frame = await at.open(`/app/customers/${shop.customers.dmitri}`);
    const note = frame.getByRole('button', { name: 'Note something' });
    const what = frame.getByRole('combobox', { name: 'What', exact: true });
    await note.click();
    await frame.getByRole('textbox', { name: 'What they said' }).fill('The last two bags were stale');
    await frame.getByRole('combobox', { name: 'About which order' }).selectOption({ index: 1 });
    await picture(at, 'note-complaint-form');
    expect(await seriousFaults(frame)).toEqual([]);
    await frame.getByRole('button', { name: 'Note it', exact: true }).click();
    await at.toast('Noted. Their mail is planned anew');
    await frame.getByRole('button', { name: 'Close the complaint of Dmitri Okafor' }).waitFor();
    await frame.getByText(/^Complained, noted by/).waitFor();

    await note.click();
    await what.selectOption('ill');
    await frame.getByRole('textbox', { name: 'In your words, if you like' }).fill('His wife called');
    await picture(at, 'note-ill-form');
    // By key: the toast of before may still lie upon it.
    await frame.getByRole('button', { name: 'Note it', exact: true }).press('Enter');
    await frame.getByRole('heading', { name: 'Is ill' }).waitFor();
    await picture(at, 'note-ill');

    await note.click();
    await what.selectOption('died');
    await frame.getByRole('button', { name: 'Note it …', exact: true }).press('Enter');
    await picture(at, 'note-died-question');
    await clickInModal(at, 'Yes, no more mail');
    await at.toast('Noted. No more mail goes to them');
    await frame.getByRole('heading', { name: 'Has died' }).waitFor();
    expect(await frame.getByText('A message appears when').count()).toBe(0);
    expect(await seriousFaults(frame)).toEqual([]);
    await picture(at, 'note-died');
    await frame.getByRole('button', { name: /^It was a mistake/ }).click();
    await at.toast('Taken back. Their mail is planned anew');
    await frame.getByRole('heading', { name: 'Has died' }).waitFor({ state: 'detached' });
    await frame.getByRole('heading', { name: 'Is ill' }).waitFor();
    await frame.getByText(/^Taken back by/).waitFor();
  });

  test('fits a phone, in German as well', async () => {
    at = await panel.sitDown({ viewport: phone, language: 'de' });
    const frame = await at.open('/app/tasks');
    await frame.getByText('Gut zu wissen').first().waitFor();
    const own = [
      'Is the new harvest as dark as the last?',
      'And can it come before Friday?',
      'Thanks, all fine.',
      'The last two bags were stale',
      'His wife called',
      'Sumatra Mandheling, whole bean, 1 kg',
      'Paper filters no. 4, 100 pieces',
      'Call back about the clock',
    ];
    expect(await faultsHere(at, { label: 'work', language: 'de', own })).toEqual([]);
    const customer = await at.open(`/app/customers/${shop.customers.ada}`);
    await picture(at, 'work-customer-de');
    expect(await isTooWide(customer)).toBe(false);
    await customer.getByRole('button', { name: 'Etwas notieren' }).click();
    await customer.getByRole('combobox', { name: 'Was', exact: true }).selectOption('in_grief');
    await picture(at, 'note-form-de');
    expect(await isTooWide(customer)).toBe(false);
    await customer.getByRole('button', { name: 'Notieren', exact: true }).click();
    await customer.getByRole('heading', { name: 'Ist in Trauer' }).waitFor();
    await picture(at, 'note-de');
    expect(await isTooWide(customer)).toBe(false);
    expect(await seriousFaults(customer)).toEqual([]);
  });
});
