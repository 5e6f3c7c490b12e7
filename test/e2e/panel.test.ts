import { beforeAll, describe, expect, test } from 'vitest';
import type { PanelShop } from '../factories/panel-shop';
import {
  clickInModal,
  type Desk,
  desk,
  isTooWide,
  phone,
  picture,
  seriousFaults,
} from '../support/panel/browser';
import { makeKnownToStore } from '../support/panel/known-to-store';
import { openPanel } from '../support/panel/open-panel';
import { until } from '../support/until';

const panel = openPanel();
let shop: PanelShop;
let at: Desk;

beforeAll(async () => {
  shop = await panel.populate(64, async (first) => {
    // The first time led to the welcome.
    await first.open('/app');
    await picture(first, 'home-empty');
    expect(await seriousFaults(await first.frame())).toEqual([]);
  });
  await makeKnownToStore(shop.shopId, panel.stack.store.world);
}, 400_000);

describe('the panel', () => {
  test('speaks German to a merchant whose admin does', async () => {
    at = await panel.sitDown();
    await at.open('/app');
    await at.page.locator('.user-menu summary').click();
    await at.page.locator('.user-menu button', { hasText: 'Jonas Weber' }).click();
    const frame = await at.open('/app');
    await frame.getByRole('heading', { name: 'Diese Woche' }).waitFor();
    await picture(at, 'home-german');
    const settings = await at.open('/app/settings');
    await settings.getByText('Wer Ihren Kunden schreibt', { exact: false }).first().waitFor();
    await picture(at, 'settings-german');
    const customer = await at.open(`/app/customers/${shop.customers.ada}`);
    await customer.getByRole('heading', { name: 'Geplante Nachrichten' }).waitFor();
    await picture(at, 'customer-german');
  });
});

describe('a page that comes in pieces', () => {
  test('has its first column where it stays, before the second one is there', async () => {
    at = await panel.sitDown();
    for (const path of ['/app', `/app/customers/${shop.customers.ada}`]) {
      const frame = await at.open(path);
      const [whole, alone] = await frame.evaluate(() => {
        const card = document.querySelector('.carafe-columns > :first-child');
        const width = () => card?.getBoundingClientRect().width;
        const both = width();
        card?.nextElementSibling?.remove();
        return [both, width()];
      });
      expect(whole, path).toBeGreaterThan(500);
      expect(alone, path).toBe(whole);
    }
  });
});

describe('complaints', () => {
  test('are read on home, closed with a remedy, and taken back', async () => {
    const { recordAnswer } = await import('~/care/answers/record-answer.server');
    const customerId = BigInt(shop.customers.ada);
    const text = 'Two of the cups came broken. Could you send me new ones before Friday?';
    await recordAnswer({ shopId: shop.shopId, customerId }, { answer: 'something_wrong', text });
    at = await panel.sitDown({ viewport: phone });
    await at.open('/app');
    await picture(at, 'complaint');
    at = await panel.sitDown();
    const frame = await at.open('/app');
    await frame.getByText(text).waitFor();
    await frame.getByRole('button', { name: /^Close the complaint of Ada/ }).click();
    await frame.getByLabel('What was done').selectOption('replaced');
    // What nobody has chosen is asked for.
    await frame.getByRole('button', { name: 'It is settled' }).click();
    await frame.getByText('Choose one.').waitFor();
    await picture(at, 'complaint-closing');
    expect(await seriousFaults(frame)).toEqual([]);
    await frame.getByLabel('Where it came from').selectOption('delivery');
    await frame.getByRole('button', { name: 'It is settled' }).click();
    await at.toast('Complaint closed');
    await until('it is gone', async () => (await frame.getByText(text).count()) === 0);
    await at.page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
    await frame.getByText(text).waitFor();

    const customer = await at.open(`/app/customers/${shop.customers.ada}`);
    await customer.getByText(text).waitFor();
    await customer.getByRole('button', { name: /^Close the complaint of Ada/ }).click();
    await customer.getByLabel('What was done').selectOption('explained');
    await customer.getByLabel('Where it came from').selectOption('product');
    await customer.getByRole('button', { name: 'It is settled' }).click();
    // What was said and done stays in the timeline; there is nothing left to close.
    const settled = customer.locator('.carafe-timeline li', { hasText: 'Complaint settled' });
    await settled.getByText(text).waitFor();
    await settled.getByText('Explained or apologised').waitFor();
    expect(await customer.getByText(text).count()).toBe(1);
    expect(await customer.getByRole('button', { name: /^Close the complaint of Ada/ }).count()).toBe(0);
    await picture(at, 'complaint-settled');
  });
});

describe('a browser that says it is a machine', () => {
  test('is told in words that there is nothing for it, before and after React takes the page over', async () => {
    at = await panel.sitDown({ userAgent: 'Mozilla/5.0 HeadlessChrome/140.0.0.0' });
    const answer = await at.page.goto(`${panel.stack.appUrl}/app`, { waitUntil: 'networkidle' });
    expect(answer?.status()).toBe(410);
    await at.page.getByRole('heading', { name: 'Something went wrong' }).waitFor();
    await at.page.goto(`${panel.stack.appUrl}/nowhere`, { waitUntil: 'networkidle' });
    await at.page.getByRole('heading', { name: 'This page does not exist' }).waitFor();
  });
});

describe('one customer', () => {
  test('a message is skipped, brought back by Undo in the toast, moved, and sent only after a question', async () => {
    at = await panel.sitDown();
    const frame = await at.open(`/app/customers/${shop.customers.ada}`);
    const actions = frame.getByRole('group', { name: 'Running low for Ada Lindqvist' });

    await actions.getByRole('button', { name: 'Skip' }).click();
    await at.toast('Message skipped');
    await frame.getByText('Skipped', { exact: true }).first().waitFor();
    await at.page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
    await at.toast('Undone');
    // Its state beside its controls; the timeline tells the same message again.
    const item = frame.locator('.Polaris-BlockStack', { has: actions }).last();
    await item.getByText('Waiting for you', { exact: true }).waitFor();

    await actions.getByRole('button', { name: 'Move' }).click();
    await picture(at, 'customer-moving');
    expect(await seriousFaults(frame)).toEqual([]);
    await frame.getByLabel('New day').fill(dayFromNow(2));
    await frame.getByRole('button', { name: 'Move', exact: true }).last().click();
    await at.toast(/^Moved to /);

    await actions.getByRole('button', { name: 'Send now' }).click();
    // This shop has not said yet who writes, so nothing may leave.
    const title = 'Bring this mail forward?';
    const question = at.page.frameLocator('iframe[name="app-iframe"]').getByText(title);
    await Promise.any([question.waitFor(), at.page.getByText(title).waitFor()]);
    await picture(at, 'customer-send-now');
    await frame
      .getByText(/later, at the next hour that quiet hours and the limit/)
      .first()
      .waitFor();
    expect(await frame.getByText(/^This overrides/).count()).toBe(0);
    await clickInModal(at, 'Bring forward');
    await at.toast(/^Brought forward\. Waits\./);
    await frame
      .getByText(/Can be undone until/)
      .first()
      .waitFor();
  });

  test('the very mail is shown beside its controls, in a frame in which nothing can act', async () => {
    at = await panel.sitDown();
    const frame = await at.open(`/app/customers/${shop.customers.guest}`);
    await frame.getByRole('button', { name: 'Preview' }).click();
    const mail = frame.locator('iframe.carafe-preview');
    await mail.waitFor();
    expect(await mail.getAttribute('sandbox')).toBe('');
    expect(await mail.getAttribute('srcdoc')).toContain('Retrospot');
    await picture(at, 'customer-preview');
    await frame.getByRole('button', { name: 'Phone' }).click();
    await picture(at, 'customer-preview-narrow');
    await frame.getByRole('button', { name: 'Text' }).click();
    await frame.locator('pre.carafe-preview-text').waitFor();
  });

  test('a forecast answers “Why?” with what it was learnt from', async () => {
    at = await panel.sitDown();
    const frame = await at.open(`/app/customers/${shop.customers.ada}`);
    await frame.getByRole('button', { name: 'Why?', exact: true }).first().click();
    await frame.getByText(/From 4 intervals of their own .* and 83 other customers/).waitFor();
  });
});

describe('notices of Shopify’s that could not be worked in', () => {
  for (const viewport of [phone, desk]) {
    test(`are told on the home page and tried again from there, ${viewport.width} pixels wide`, async () => {
      const { deliver } = await import('../support/intake/inbox');
      const { sqlInShop } = await import('~/db.server');
      for (const topic of ['orders/updated', 'customers/redact'])
        await deliver(panel.stack.store.shopDomain, {
          topic,
          payload: {},
          webhookId: `odd-${topic}-${viewport.width}`,
        });
      await sqlInShop(shop.shopId, (sql) =>
        sql.run(
          `UPDATE inbox_webhook SET state = 'stuck', attempts = 8, error = 'TypeError' WHERE shop_id = $1 AND webhook_id LIKE $2`,
          `odd-%-${viewport.width}`,
        ),
      );
      at = await panel.sitDown({ viewport });
      const frame = await at.open('/app');
      await frame.getByText('2 messages from Shopify could not be read').waitFor();
      await frame.getByText('About: orders and privacy requests.').waitFor();
      await picture(at, 'home-stuck');
      expect(await isTooWide(frame)).toBe(false);
      expect(await seriousFaults(frame)).toEqual([]);
      await frame.getByRole('button', { name: 'Try again' }).click();
      await at.toast('2 messages are tried again');
      await frame.getByText('could not be read').waitFor({ state: 'detached' });
    });
  }
});

describe('the queue', () => {
  test('approves several at once and takes all of it back', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/queue?view=waiting');
    const waiting = async () =>
      Number(
        /\d+/.exec((await frame.getByRole('tab', { name: /^Waiting for you/ }).textContent()) ?? '')?.[0],
      );
    const before = await waiting();
    const boxes = frame.getByRole('checkbox', { name: /^Select Running low for/ });
    await boxes.nth(0).check();
    await boxes.nth(1).check();
    await frame.getByText('2 selected').waitFor();
    await picture(at, 'queue-picked');
    await frame.getByRole('button', { name: 'Approve' }).first().click();
    await at.toast('2 messages approved');
    await until('two fewer wait', async () => (await waiting()) === before - 2);
    await at.page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
    await until('they are back', async () => (await waiting()) === before);
  });

  test('the app’s navigation leads from page to page without loading the admin again', async () => {
    at = await panel.sitDown();
    await at.open('/app');
    await at.page.evaluate(() => Object.assign(window, { stillHere: true }));
    await at.page.locator('#app-nav').getByRole('link', { name: 'Queue' }).click();
    const frame = await at.frame();
    await frame.getByRole('heading', { name: 'Queue' }).waitFor();
    await at.page.locator('#app-nav').getByRole('link', { name: 'Customers' }).click();
    await frame.getByRole('heading', { name: 'Customers' }).waitFor();
    expect(await at.page.evaluate(() => 'stillHere' in window)).toBe(true);
  });

  test('a customer is found while typing', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/customers');
    await frame.getByPlaceholder('Search by name or e-mail').fill('lindq');
    await frame.getByRole('link', { name: 'Ada Lindqvist' }).first().waitFor();
    await until('one row is left', async () => (await frame.getByRole('row').count()) === 2);
  });
});

describe('a segment', () => {
  test('what is planned for its people later is brought forward to today, and put back', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/segments/1');
    await frame.getByText('marketing mail', { exact: false }).first().waitFor();
    await frame.getByRole('button', { name: /^Write to \d+ (person|people) today$/ }).click();
    await clickInModal(at, /^Move \d+$/);
    await at.toast(/\d+ messages moved/);
    await at.page.locator('.toasts').getByRole('button', { name: 'Undo' }).click();
    await at.toast(/^\d+ messages taken back/);
    await frame.getByRole('tab', { name: /^Warranty ending/ }).click();
    await frame.getByText('Grinder Mk II', { exact: false }).first().waitFor();
  });
});

describe('settings', () => {
  test('a wrong field says why beside it, and a right form is saved by the admin’s save bar', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/settings');
    await frame.locator('[id="sender.name"]').fill('Ada at Northwind');
    await frame.getByLabel('E-mail address', { exact: true }).fill('not an address');
    await at.page.locator('.save-bar').waitFor();
    await at.page.locator('[data-save-bar="save"]').click();
    await frame.getByText('This is not an e-mail address.').waitFor();
    await picture(at, 'settings-refused');
    expect(await seriousFaults(frame)).toEqual([]);
    expect(await frame.evaluate(() => document.activeElement?.id)).toBe('sender.email');
    await frame.getByLabel('E-mail address', { exact: true }).fill('care@northwind.example');
    await frame.getByLabel('Postal address').fill('1 Mill Lane, Ely');
    await at.page.locator('[data-save-bar="save"]').click();
    await at.toast('Settings saved');
    await at.page.locator('.save-bar').waitFor({ state: 'hidden' });
  });

  test('a session that ends in the middle of a form loses no text, and keeps no password', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/settings');
    await frame.getByLabel('Signature').fill('Ada, who was interrupted');
    await frame.getByLabel('Use my own mail server').check();
    await frame.getByLabel('Password').fill('never stored in a browser');
    const kept = await frame.evaluate(() => JSON.stringify(sessionStorage));
    expect(kept).toContain('Ada, who was interrupted');
    expect(kept).not.toContain('never stored');
    await at.page.reload();
    const again = await at.frame();
    await again.getByText('What you had typed was kept', { exact: false }).waitFor();
    expect(await again.getByLabel('Signature').inputValue()).toBe('Ada, who was interrupted');
    expect(await again.getByLabel('Password').inputValue()).toBe('');
    await picture(at, 'settings-restored');
    await at.page.locator('[data-save-bar="discard"]').click();
    await until(
      'the stored text is back',
      async () => (await again.getByLabel('Signature').inputValue()) === '',
    );
  });

  test('the mail server is tried before it is saved', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/settings');
    await frame.getByLabel('Use my own mail server').check();
    await frame.getByLabel('Server', { exact: true }).fill('127.0.0.1');
    await frame.getByLabel('Port', { exact: true }).fill('1');
    await frame.getByLabel('Encryption').selectOption('none');
    await frame.getByRole('button', { name: 'Test the connection' }).click();
    await frame.getByText('nothing answers on this port', { exact: false }).waitFor();
    await frame.getByLabel('Port', { exact: true }).fill(String(panel.stack.store.smtp.port));
    await frame.getByRole('button', { name: 'Test the connection' }).click();
    await frame.getByText('The server answered', { exact: false }).waitFor();
    await picture(at, 'settings-smtp');
    await at.page.locator('[data-save-bar="discard"]').click();
  });

  test('everything is paused only after saying what that means, and resumed from home', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/settings');
    await frame.getByRole('button', { name: 'Pause everything' }).click();
    await frame.getByText(/In the next seven days \d+ messages would wait/).waitFor();
    await picture(at, 'settings-pause');
    await clickInModal(at, 'Pause everything');
    await at.toast('Everything is paused');
    const home = await at.open('/app');
    await home.getByText('Everything is paused', { exact: true }).waitFor();
    await home.getByText('in the next seven days but for the pause', { exact: false }).waitFor();
    await picture(at, 'home-paused');
    expect(await seriousFaults(home)).toEqual([]);
    await home.getByRole('button', { name: 'Resume' }).click();
    await at.toast('Carafe is running again');
  });
});

function dayFromNow(days: number): string {
  return new Date(panel.stack.store.clock.now() + days * 86_400_000).toISOString().slice(0, 10);
}
