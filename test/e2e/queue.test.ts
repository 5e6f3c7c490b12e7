import type { Frame, Locator } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PanelShop } from '../factories/panel-shop';
import { clickInModal, type Desk, isTooWide, phone, picture, seriousFaults } from '../support/panel/browser';
import { openPanel } from '../support/panel/open-panel';
import { until } from '../support/until';

const panel = openPanel();
let shop: PanelShop;
let at: Desk;

beforeAll(async () => {
  shop = await panel.populate(160);
  const { sqlInShop } = await import('~/db.server');
  await sqlInShop(shop.shopId, (sql) =>
    sql.run(
      `INSERT INTO shop_kind (shop_id, kind, mode) SELECT $1, unnest(ARRAY['running-low', 'thank-you']), 'on'
       ON CONFLICT (shop_id, kind) DO UPDATE SET mode = 'on'`,
    ),
  );
}, 400_000);

/** Jobs of a worker, done here: the browser only sees that it goes on. */
async function carryOutOwed(): Promise<void> {
  const { wakeOwedBatches, findOwedBatches } = await import('~/outreach/change-plans/owed-batches.server');
  const { carryOutBatch } = await import('~/outreach/change-plans/batch.server');
  await wakeOwedBatches();
  for (const { shopId, batchId } of await findOwedBatches()) await carryOutBatch(shopId, batchId);
}

/** Waits until somebody sees it without scrolling. */
function isInView(what: Locator): Promise<void> {
  return until('it is in view', () =>
    what.evaluate((element) => {
      const { top, bottom } = element.getBoundingClientRect();
      return top >= 0 && bottom <= window.innerHeight;
    }),
  );
}

/** Presses by key, as somebody who would have to begin at the top again if the focus went with the button. */
async function pressByKey(button: Locator): Promise<void> {
  await button.focus();
  await at.page.keyboard.press('Enter');
}

/** Stays in sight: Polaris scrolls the row of tabs a moment after it is there. */
async function tabIsSeenWhole(frame: Frame, name: string): Promise<void> {
  const tab = frame.getByRole('tab', { name, selected: true });
  await tab.waitFor();
  const edges = () =>
    tab.evaluate((one) => {
      const { left, right } = one.getBoundingClientRect();
      return { isSeen: left >= 0 && right <= window.innerWidth, pageAt: window.scrollX + window.scrollY };
    });
  await until(`“${name}” is seen whole`, async () => (await edges()).isSeen);
  await frame.waitForTimeout(300);
  expect(await edges()).toEqual({ isSeen: true, pageAt: 0 });
}

function focusIsOn(frame: Frame, name: string): Promise<void> {
  return until(`the focus is on “${name}”`, () =>
    frame.evaluate((name) => {
      const one = document.activeElement;
      return (one?.getAttribute('aria-label') ?? one?.textContent)?.trim() === name;
    }, name),
  );
}

/** How often the queue is asked for from now on: one load that the next ends at once sends no request. */
async function countLoads(frame: Frame): Promise<() => Promise<number>> {
  await frame.evaluate(() => {
    const counting = window as unknown as { loads: number };
    const { fetch } = window;
    counting.loads = 0;
    window.fetch = (asked, options) => {
      if (String(asked instanceof Request ? asked.url : asked).includes('/app/queue.data'))
        counting.loads += 1;
      return fetch(asked, options);
    };
  });
  return () => frame.evaluate(() => (window as unknown as { loads: number }).loads);
}

async function looksRight(frame: Frame, name: string): Promise<void> {
  await picture(at, name);
  expect(await seriousFaults(frame)).toEqual([]);
  expect(await isTooWide(frame)).toBe(false);
}

describe('the queue', () => {
  test('all that match are skipped by one decision, which shows how far it is and is taken back', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/queue?view=waiting');
    await frame.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await frame.getByRole('button', { name: /^Select all \d+ that match$/ }).click();
    await looksRight(frame, 'queue-all-picked');
    await frame.getByRole('button', { name: 'Skip', exact: true }).first().click();
    await clickInModal(at, 'Skip');
    await frame.getByText(/^Skipping: \d+ of \d+/).waitFor();
    await looksRight(frame, 'queue-batch-running');
    await carryOutOwed();
    await frame.getByText(/^Skipped: \d+/).waitFor();
    await frame.getByText('No message waits for your word.').waitFor();
    await looksRight(frame, 'queue-batch-done');
    await pressByKey(frame.getByRole('button', { name: 'Undo', exact: true }).first());
    await frame
      .getByText(/^Taking back|^Taken back/)
      .first()
      .waitFor();
    await focusIsOn(frame, 'Queue');
    await carryOutOwed();
    await frame.getByText(/^Taken back: \d+/).waitFor();
    await until(
      'they are back',
      async () => (await frame.getByRole('button', { name: 'Approve' }).count()) === 25,
    );
    // What was read is put away, and stays so.
    await pressByKey(frame.getByRole('button', { name: 'Close', exact: true }));
    await frame.getByText(/^Taken back: \d+/).waitFor({ state: 'detached' });
    await focusIsOn(frame, 'Queue');
    const again = await at.open('/app/queue?view=waiting');
    await again.getByRole('button', { name: 'Approve' }).first().waitFor();
    await again.getByText(/^Taken back: \d+/).waitFor({ state: 'detached' });
  });

  test('many are moved to one day after saying what that means, and an answer that fails is no obstacle', async () => {
    at = await panel.sitDown({ failures: 'expected' });
    const frame = await at.open('/app/queue?view=waiting');
    const askToMove = async (on: string) => {
      await frame.locator('.carafe-bulk').getByRole('button', { name: 'Move', exact: true }).click();
      await frame.getByLabel('New day').fill(on);
      await frame.getByRole('button', { name: 'Move', exact: true }).last().click();
    };
    const inDays = (days: number) =>
      new Date(panel.stack.store.clock.now() + days * 86_400_000).toISOString().slice(0, 10);
    await frame.getByRole('checkbox', { name: 'Select all on this page' }).check();

    // Each is of use for four days from its own on.
    await askToMove(inDays(60));
    await frame
      .getByText(/^25 messages cannot be moved and stay as they are: on .* they are of no use/)
      .waitFor();
    await picture(at, 'queue-none-moved');
    expect(await seriousFaults(frame)).toEqual([]);
    await clickInModal(at, 'Close');

    const ahead = /\/app\/move-ahead/;
    await at.page.context().route(ahead, (route) => route.fulfill({ status: 500 }));
    await askToMove(inDays(4));
    await frame.getByText(/^What this would mean cannot be counted right now/).waitFor();
    await clickInModal(at, 'Cancel');
    await at.page.context().unroute(ahead);

    await askToMove(inDays(4));
    const going = frame.getByText(/^\d+ messages to \d+ customers go on /);
    await going.waitFor();
    await picture(at, 'queue-some-moved');
    const [count = ''] = (await going.textContent())?.split(' ') ?? [];
    await clickInModal(at, `Move ${count}`);
    await at.toast(new RegExp(`^${count} messages moved`));
  });

  test('on a phone what is picked stays in view, and stays picked where a decision fails', async () => {
    at = await panel.sitDown({ viewport: phone, failures: 'expected' });
    const frame = await at.open('/app/queue?view=waiting');
    await frame.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await frame.getByRole('button', { name: /^Select all \d+ that match$/ }).click();
    const skip = frame.locator('.carafe-bulk').getByRole('button', { name: 'Skip', exact: true });
    await frame.evaluate(() => window.scrollTo(0, 4_000));
    await isInView(skip);
    await looksRight(frame, 'queue-picked-below');
    const batches = /\/app\/batches/;
    await at.page.context().route(batches, (route) => route.fulfill({ status: 500 }));
    await skip.click();
    await clickInModal(at, 'Skip');
    await at.toast('No proper answer came, so it may have been done or not.');
    await frame.getByText('On this page and on the others').waitFor();
    await at.page.context().unroute(batches);
    await at.page.context().setOffline(true);
    await isInView(frame.getByText('No connection', { exact: true }));
    await looksRight(frame, 'queue-offline-below');
  });

  test('on a phone a desk’s mail is shown whole, and smaller', async () => {
    at = await panel.sitDown({ viewport: phone });
    const frame = await at.open(`/app/customers/${shop.customers.guest}`);
    await frame.getByRole('button', { name: 'Preview' }).click();
    await frame.getByRole('button', { name: 'Computer', exact: true }).click();
    const mail = frame.locator('iframe.carafe-preview');
    await frame.locator('.carafe-preview-desk').waitFor();
    const widths = () => mail.evaluate((it) => [it.clientWidth, Math.ceil(it.getBoundingClientRect().width)]);
    const [inside = 0, drawn = 0] = await widths();
    expect(inside).toBeGreaterThanOrEqual(600);
    expect(drawn).toBeLessThan(phone.width);
    await looksRight(frame, 'customer-preview-desk');
    await frame.getByRole('button', { name: 'Phone' }).click();
    await until('it is as wide as the phone', async () =>
      (await widths()).every((wide) => wide < phone.width),
    );
  });

  test('filters by product and by what holds a message, and says when nothing is left', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/queue?view=upcoming');
    await frame.getByRole('button', { name: 'Product', exact: true }).click();
    await frame.getByLabel('Find a product').fill('soap');
    await frame.locator('fieldset label').filter({ hasText: 'Olive soap, bar' }).click();
    await frame.getByText('Product: Olive soap, bar').first().waitFor();
    await picture(at, 'queue-product');
    const held = await at.open('/app/queue?view=held&hold=held-complaint');
    await held.getByRole('link', { name: 'Bruno Costa' }).waitFor();
    const none = await at.open('/app/queue?view=held&kind=thank-you');
    await none.getByText('Nothing matches the filters').waitFor();
    await looksRight(none, 'queue-nothing-matches');
  });

  test('on a phone the chosen list’s name is in sight, on opening and when another is chosen', async () => {
    at = await panel.sitDown({ viewport: phone });
    const frame = await at.open('/app/queue?view=sent');
    await tabIsSeenWhole(frame, 'Sent');
    expect(await frame.evaluate(() => document.activeElement === document.body)).toBe(true);
    expect(await isTooWide(frame)).toBe(false);
    await frame.getByRole('tab', { name: 'Held' }).click();
    await frame.getByRole('tab', { name: 'Held', selected: true }).waitFor();
    await tabIsSeenWhole(frame, 'Held');
    const first = await at.open('/app/queue?view=upcoming');
    await tabIsSeenWhole(first, 'Upcoming');
  });

  test('what was sent is listed, and by keyboard leads from home over a kind to the customer’s timeline', async () => {
    at = await panel.sitDown({ viewport: phone });
    const home = await at.open('/app');
    await pressByKey(home.getByRole('link', { name: 'All mails that left' }));
    const list = await at.frame();
    const mail = list.getByRole('listitem').filter({ hasText: 'Reordered through the link' });
    await mail.waitFor();
    expect(await isTooWide(list)).toBe(false);
    expect(await seriousFaults(list)).toEqual([]);
    await picture(at, 'queue-sent-phone');
    await at.page.goto(panel.stack.panelUrl('/app/queue?view=sent&kind=warranty-expiry'));
    const other = await at.frame();
    await other.getByText('Nothing matches the filters').waitFor();
    await at.page.goto(panel.stack.panelUrl('/app/queue?view=sent&kind=running-low'));
    const frame = await at.frame();
    await pressByKey(frame.getByRole('listitem').getByRole('link').first());
    await frame.getByRole('heading', { name: 'Timeline' }).waitFor();
    await isInView(frame.getByRole('heading', { name: 'Timeline' }));
  });

  test('many are sent now after saying how many wait and why others stay, and nothing is promised of other pages', async () => {
    at = await panel.sitDown();
    const sendNow = async (frame: Frame) => {
      await frame.getByRole('checkbox', { name: 'Select all on this page' }).check();
      // The rows have buttons of that name, too, and stand there sooner.
      await frame.locator('.carafe-bulk').getByRole('button', { name: 'Send now', exact: true }).click();
    };
    const held = await at.open('/app/queue?view=held');
    await sendNow(held);
    await held
      .getByText(/^Held: a complaint is open since/)
      .last()
      .waitFor();
    await picture(at, 'queue-none-sent-now');
    await clickInModal(at, 'Close');

    const { sqlInShop } = await import('~/db.server');
    await sqlInShop(shop.shopId, (sql) =>
      sql.run(
        `UPDATE message SET state = 'held', why = '[{"code":"held-flood","count":90,"limit":50}]'
         WHERE shop_id = $1 AND id = $2`,
        shop.messages.warranty,
      ),
    );
    const both = await at.open('/app/queue?view=held');
    await sendNow(both);
    await both.getByText(/^1 message cannot be sent now and stays as it is\. Held: a complaint/).waitFor();
    await both.getByText(/The sender’s name is missing\..* So 1 message waits until that is over/).waitFor();
    await picture(at, 'queue-some-sent-now');
    await clickInModal(at, 'Cancel');

    const waiting = await at.open('/app/queue?view=waiting');
    await waiting.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await waiting.getByRole('button', { name: /^Select all \d+ that match$/ }).click();
    await waiting.locator('.carafe-bulk').getByRole('button', { name: 'Send now', exact: true }).click();
    // All of them, on each page, were looked at: none leaves while nobody is named who writes.
    await waiting
      .getByText(/The sender’s name is missing\..* So \d\d messages wait until that is over/)
      .waitFor();
    await picture(at, 'queue-all-sent-now');
    await clickInModal(at, 'Cancel');
  });

  test('all that match are sent now as many as the question said: where more match by then, it is asked anew', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/queue?view=waiting');
    await frame.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await frame.getByRole('button', { name: /^Select all \d+ that match$/ }).click();
    const ask = async () => {
      await frame.locator('.carafe-bulk').getByRole('button', { name: 'Send now', exact: true }).click();
      const said = frame.getByText(/So \d+ messages wait until that is over/);
      await said.waitFor();
      const [, count] = /So (\d+) messages/.exec((await said.textContent()) ?? '') ?? [];
      return Number(count);
    };
    const told = await ask();
    const { sqlInShop } = await import('~/db.server');
    await sqlInShop(shop.shopId, (sql) =>
      sql.run(
        // It comes to the page that is shown, among those that are picked.
        `UPDATE message SET state = 'awaiting_approval',
           due_at = (SELECT min(due_at) FROM message WHERE shop_id = $1 AND state = 'awaiting_approval')
         WHERE shop_id = $1 AND id =
           (SELECT max(id) FROM message WHERE shop_id = $1 AND state = 'planned' AND channel = 'email')`,
      ),
    );
    await clickInModal(at, `Bring ${told} forward`);
    await at.toast(/more match by now than you were asked about/);
    expect(await ask()).toBe(told + 1);
    await clickInModal(at, `Bring ${told + 1} forward`);
    await frame
      .getByText(/^(Sending now|Brought forward): \d+/)
      .first()
      .waitFor();
    await frame.getByRole('button', { name: 'Undo', exact: true }).first().click();
    await carryOutOwed();
    await frame.getByText(/^Taken back: \d+/).waitFor();
  });

  test('all that match are those of one list: in another that is opened, as much is chosen as was picked there', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/queue?view=waiting');
    await frame.getByRole('checkbox', { name: 'Select all on this page' }).check();
    await frame.getByRole('button', { name: /^Select all \d+ that match$/ }).click();
    await frame.getByText('On this page and on the others').waitFor();
    await frame.getByRole('tab', { name: /^Upcoming/ }).click();
    await frame.getByRole('tab', { name: /^Upcoming/, selected: true }).waitFor();
    await frame.getByRole('checkbox', { name: 'Select all on this page' }).waitFor();
    await frame.locator('[data-row]').getByRole('checkbox').first().check();
    await frame.getByRole('checkbox', { name: '1 selected' }).waitFor();
    expect(await frame.getByText('On this page and on the others').count()).toBe(0);
  });

  test.each([
    ['at a desk', undefined],
    ['on a phone', phone],
  ] as const)('the calendar leads from a day to its list (%s)', async (_, viewport) => {
    at = await panel.sitDown(viewport ? { viewport } : {});
    const frame = await at.open('/app/queue?view=upcoming&mode=calendar');
    await frame.locator('.carafe-month a').first().waitFor();
    await looksRight(frame, 'queue-calendar');
    await frame.locator('.carafe-month a').nth(2).click();
    await frame.locator('.carafe-dayhead').first().waitFor();
  });

  test('one kind is paused after saying what that means, and goes on from its banner', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/queue');
    await frame.getByRole('button', { name: 'Pause', exact: true }).click();
    await frame.getByText('Pause “Running low”', { exact: true }).click();
    await frame.getByText(/In the next seven days \d+ messages would wait/).waitFor();
    await picture(at, 'queue-pause-kind');
    await clickInModal(at, 'Pause this kind');
    await at.toast('“Running low” is paused');
    await frame.getByText('“Running low” is paused').first().waitFor();
    await looksRight(frame, 'queue-kind-paused');
    await frame.getByRole('button', { name: 'Resume' }).click();
    await at.toast('“Running low” goes on');
  });

  test('an unconfirmed mail goes out again only after a question', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/queue?view=unconfirmed');
    await frame.getByRole('button', { name: 'Send again' }).click();
    await frame.getByText('if it did arrive, they get it twice', { exact: false }).waitFor();
    await picture(at, 'queue-resend');
    await clickInModal(at, 'Cancel');
    await frame.getByRole('button', { name: 'It arrived' }).click();
    await at.toast('Noted as arrived');
    await frame.getByText('Every mail is accounted for.').waitFor();
  });

  test('everything can be done with the keyboard alone: move, skip, undo', async () => {
    at = await panel.sitDown();
    const frame = await at.open(`/app/customers/${shop.customers.dmitri}`);
    const focusOn = async (name: string | RegExp) => {
      for (let steps = 0; steps < 120; steps += 1) {
        const here = await frame.evaluate(() => {
          const element = document.activeElement;
          return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
        });
        if (typeof name === 'string' ? here === name : name.test(here)) return;
        await at.page.keyboard.press('Tab');
      }
      throw new Error(`Tab never reaches “${name}”`);
    };
    await frame.evaluate(() => document.body.focus());
    await frame.locator('h1').first().click();
    await focusOn('Move');
    await at.page.keyboard.press('Enter');
    await frame.getByText('Move to another day').waitFor();
    await focusOn(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), /);
    await at.page.keyboard.press('Enter');
    await at.toast(/^Moved to /);
    await frame
      .getByText(/Can be undone until/)
      .first()
      .waitFor();
    await focusOn('Undo');
    await at.page.keyboard.press('Enter');
    await at.toast('Undone');
    await until('the undo is gone', async () => (await frame.getByText(/Can be undone until/).count()) === 0);
    await frame.locator('h1').first().click();
    await focusOn('Skip');
    await at.page.keyboard.press('Space');
    await at.toast('Message skipped');
    await focusOn('Undo');
    await at.page.keyboard.press('Enter');
    await until(
      'it is planned again',
      async () => (await frame.getByText('Planned', { exact: true }).count()) > 0,
    );
  });
});

describe('without a connection', () => {
  test('the page stays, says so, refuses a decision in words, and goes on when it is back', async () => {
    at = await panel.sitDown({ failures: 'expected' });
    const frame = await at.open('/app/queue?view=waiting');
    await at.page.context().setOffline(true);
    await frame.getByText('No connection').first().waitFor();
    await picture(at, 'queue-offline');
    await frame.getByRole('button', { name: 'Skip', exact: true }).first().click();
    await at.toast('No connection. Nothing was changed; try again.');
    expect(await frame.getByRole('button', { name: 'Approve' }).count()).toBeGreaterThan(10);
    await at.page.context().setOffline(false);
    await until('the banner is gone', async () => (await frame.getByText('No connection').count()) === 0);
  });

  test.each([
    ['whose server does not answer', '/app/queue?view=waiting', null],
    ['whose load it ended', '/app/queue?view=waiting', /^Upcoming/],
  ] as const)('a page %s is loaded anew once when it is back', async (_, path, tab) => {
    at = await panel.sitDown({ failures: 'expected' });
    const frame = await at.open(path);
    const life = /\/healthz$/;
    const ours = /\/app\/(queue\.data|decisions)/;
    await at.page.context().route(life, (route) => route.fulfill({ status: 503 }));
    await at.page.context().route(ours, (route) => route.abort('internetdisconnected'));
    if (tab) {
      await frame.getByRole('tab', { name: tab }).click();
      await frame.getByRole('button', { name: 'Load again' }).waitFor();
    } else await frame.getByRole('button', { name: 'Skip', exact: true }).first().click();
    await frame.getByText('No connection', { exact: true }).waitFor();
    const loads = await countLoads(frame);
    await at.page.context().unroute(ours);
    await at.page.context().unroute(life);
    await frame.getByText('No connection', { exact: true }).waitFor({ state: 'detached' });
    await frame.getByRole('button', { name: 'Skip', exact: true }).first().waitFor();
    // Longer than the next time that it would be asked for.
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    expect(await loads()).toBe(1);
  });

  test('a page whose load the lost connection ended comes back by itself', async () => {
    at = await panel.sitDown({ failures: 'expected' });
    const frame = await at.open('/app/queue?view=waiting');
    const data = /\/app\/queue\.data/;
    await at.page.context().route(data, (route) => route.abort('internetdisconnected'));
    await frame.getByRole('tab', { name: /^Upcoming/ }).click();
    await frame.getByRole('button', { name: 'Load again' }).waitFor();
    await at.page.context().unroute(data);
    await frame.getByRole('button', { name: 'Skip', exact: true }).first().waitFor();
  });
});
