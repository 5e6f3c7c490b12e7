import type { Frame } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import type { PanelShop } from '../factories/panel-shop';
import { clickInModal, type Desk, seriousFaults } from '../support/panel/browser';
import { makeKnownToStore } from '../support/panel/known-to-store';
import { openPanel } from '../support/panel/open-panel';
import { until } from '../support/until';

const panel = openPanel();
let shop: PanelShop;
let at: Desk;

beforeAll(async () => {
  shop = await panel.populate(30);
  await makeKnownToStore(shop.shopId, panel.stack.store.world);
}, 400_000);

interface Focused {
  readonly name: string;
  /** Whose row of a list it is in; "theirs" where all are of one customer, '' where it is in none. */
  readonly row: string;
}

/** What has the focus in the panel's frame. */
const focused = (frame: Frame): Promise<Focused> =>
  frame.evaluate(() => {
    const one = document.activeElement;
    const row = one?.closest('[data-row]');
    const label = one instanceof HTMLInputElement ? one.labels?.[0]?.textContent : one?.textContent;
    return {
      name: one === document.body ? 'nothing' : (label ?? '').trim(),
      row: row ? (row.querySelector('a[href^="/app/customers/"]')?.textContent ?? 'theirs') : '',
    };
  });

/** Presses Tab until this has the focus, and fails where it is never reached. */
async function tabTo(frame: Frame, is: (one: Focused) => boolean, key = 'Tab'): Promise<Focused> {
  for (let step = 0; step < 300; step++) {
    const one = await focused(frame);
    if (is(one)) return one;
    await at.page.keyboard.press(key);
  }
  throw new Error(`${is} is never reached`);
}

/** Waits until this has the focus; says what had it instead where it never does. */
async function hasFocus(frame: Frame, is: (one: Focused) => boolean): Promise<void> {
  let last: Focused | null = null;
  await until('the focus is there', async () => {
    last = await focused(frame);
    return is(last);
  }).catch((error) => {
    throw new Error(`${error.message}; it was on ${JSON.stringify(last)}`);
  });
}

const named = (name: string) => (one: Focused) => one.name === name;
const ofRow = (name: string) => (one: Focused) => one.name === name && one.row !== '';

test('keyboard alone decides about messages, one and many, and the focus is never lost', async () => {
  at = await panel.sitDown();
  const { keyboard } = at.page;
  const frame = await at.open('/app/queue?view=waiting');
  const rows = () => frame.locator('[data-row]').count();
  const before = await rows();
  expect(before).toBeGreaterThan(2);

  // A question that is left goes back to the button that asked.
  await tabTo(frame, ofRow('Send now'));
  await keyboard.press('Enter');
  await until(
    'the question is there',
    async () => (await frame.locator('ui-modal, [role="dialog"]').count()) > 0,
  );
  await keyboard.press('Escape');
  await hasFocus(frame, ofRow('Send now'));

  const skipped = await tabTo(frame, ofRow('Skip'), 'Shift+Tab');
  await keyboard.press('Enter');
  await at.toast('Message skipped');
  await until('its row is gone', async () => (await rows()) === before - 1);
  // The row in its place has the focus now.
  await hasFocus(frame, ofRow('Skip'));

  await tabTo(frame, ({ name }) => name.startsWith('Waiting for you'), 'Shift+Tab');
  await tabTo(frame, named('Not sent'), 'ArrowRight');
  await keyboard.press('Enter');
  await tabTo(frame, named('What is left out of the days to come'));
  await keyboard.press('Enter');
  await frame.getByRole('link', { name: skipped.row }).first().waitFor();
  await tabTo(frame, ofRow('Undo'));
  await keyboard.press('Enter');
  await at.toast('Undone');

  const again = await at.open('/app/queue?view=waiting');
  await tabTo(again, named('Select all on this page'));
  await keyboard.press('Space');
  // What is done with all that are ticked; each row has an Approve of its own, which is not meant.
  const forAll = again.getByRole('button', { name: 'Approve', exact: true }).first();
  await until('the ticks have their buttons', () =>
    forAll.evaluate((button) => button.closest('[data-row]') === null),
  );
  await tabTo(again, ({ name, row }) => name === 'Approve' && row === '');
  await keyboard.press('Enter');
  await at.toast(/messages approved/);
  await until('none waits', async () => (await again.locator('[data-row]').count()) === 0);
  await hasFocus(again, named('Queue'));
  expect(await seriousFaults(again)).toEqual([]);
});

test('whoever goes on from the tabs of a list is not called back to them, and arrows walk along them', async () => {
  at = await panel.sitDown();
  const frame = await at.open('/app/queue?view=waiting');
  // Faster than keys can be: what the tabs would do a moment after the focus came is not done yet when it goes on.
  for (const turns of [0, 1, 2, 3]) {
    const goesOn = await frame.evaluate(async (turns) => {
      const tab = document.querySelector<HTMLElement>('[role=tablist] [aria-selected=true]');
      const filter = document.querySelector<HTMLElement>('.carafe-filters button');
      tab?.focus();
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
      filter?.focus();
      await new Promise((resolve) => setTimeout(resolve, 500));
      return filter !== null && document.activeElement === filter;
    }, turns);
    expect(goesOn, `after ${turns} turns`).toBe(true);
  }

  await frame.getByRole('tablist', { name: 'Lists' }).getByRole('tab', { selected: true }).focus();
  const walk = async (key: string, to: RegExp) => {
    await at.page.keyboard.press(key);
    await hasFocus(frame, ({ name }) => to.test(name));
  };
  await walk('ArrowRight', /^Upcoming/);
  await walk('ArrowLeft', /^Waiting for you/);
  await walk('ArrowLeft', /^Not sent/);
  await walk('ArrowRight', /^Waiting for you/);
});

test('keyboard alone moves a message to another day', async () => {
  at = await panel.sitDown();
  const frame = await at.open(`/app/customers/${shop.customers.ada}`);
  await tabTo(frame, ofRow('Move'));
  await at.page.keyboard.press('Enter');
  await hasFocus(frame, ({ row }) => row === '');
  await tabTo(frame, ({ name }) => /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(name));
  await at.page.keyboard.press('Enter');
  await at.toast(/^Moved/);
  await hasFocus(frame, ({ row }) => row !== '');
});

test('keyboard alone asks a chart “Why?”, and the focus comes back', async () => {
  at = await panel.sitDown();
  const frame = await at.open(`/app/customers/${shop.customers.ada}`);
  const why = frame.getByRole('button', { name: /^Why\? / }).first();
  await tabTo(frame, named('Why?'));
  await at.page.keyboard.press('Enter');
  await until('it answers', async () => (await why.getAttribute('aria-expanded')) === 'true');
  await at.page.keyboard.press('Escape');
  await until('it is closed', async () => (await why.getAttribute('aria-expanded')) === 'false');
  await hasFocus(frame, named('Why?'));
});

test('keyboard alone goes from a day of the calendar to its list', async () => {
  at = await panel.sitDown();
  const frame = await at.open('/app/queue?view=upcoming&mode=calendar');
  await tabTo(frame, ({ name }) => /\d+.*Running low/.test(name));
  await at.page.keyboard.press('Enter');
  await frame.locator('.carafe-dayhead').first().waitFor();
});

test('keyboard alone changes a setting and saves it', async () => {
  at = await panel.sitDown();
  const frame = await at.open('/app/settings');
  await tabTo(frame, named('Name'));
  await at.page.keyboard.type('Ada at Northwind');
  const save = at.page.getByRole('button', { name: 'Save', exact: true });
  const pressSave = async () => {
    await save.waitFor();
    const isOnSave = () => save.evaluate((button) => button === document.activeElement);
    for (let step = 0; step < 100 && !(await isOnSave()); step++) await at.page.keyboard.press('Shift+Tab');
    expect(await isOnSave()).toBe(true);
    await at.page.keyboard.press('Enter');
  };
  await pressSave();
  // A name without an address is refused, and the field that is missing has the focus.
  await hasFocus(frame, named('E-mail address'));
  await at.page.keyboard.type('ada@northwind.example');
  await pressSave();
  await at.toast('Settings saved');
});

async function setKind(kind: ActiveKind, changes: string): Promise<void> {
  const { sqlInShop } = await import('~/db.server');
  await sqlInShop(shop.shopId, async (sql) => {
    await sql.run(
      "INSERT INTO shop_kind (shop_id, kind, mode) VALUES ($1, $2, 'on') ON CONFLICT DO NOTHING",
      kind,
    );
    await sql.run(`UPDATE shop_kind SET ${changes} WHERE shop_id = $1 AND kind = $2`, kind);
  });
}

/** What is decided takes its own button away; the focus stays in the list, or goes to the heading where that is gone. */
describe('the focus is never lost with the button that was pressed', () => {
  const heading = async (frame: Frame) => named((await frame.locator('h1').textContent())?.trim() ?? '');
  const press = async (frame: Frame, is: (one: Focused) => boolean) => {
    await tabTo(frame, is);
    await at.page.keyboard.press('Enter');
  };
  const gone = (frame: Frame, words: string) => frame.getByText(words).waitFor({ state: 'detached' });

  test('when complaints are settled', async () => {
    const { recordAnswer } = await import('~/care/answers/record-answer.server');
    for (const [customer, text] of [
      [shop.customers.bruno, 'The lid does not close.'],
      [shop.customers.chloe, 'It came open.'],
    ] as const)
      await recordAnswer(
        { shopId: shop.shopId, customerId: BigInt(customer) },
        { answer: 'something_wrong', text },
      );
    at = await panel.sitDown();
    const frame = await at.open('/app');
    for (const [text, after] of [
      ['The lid does not close.', ({ row }: Focused) => row !== ''],
      ['It came open.', await heading(frame)],
    ] as const) {
      await press(frame, ofRow('Close …'));
      await frame.getByRole('combobox', { name: 'What was done' }).selectOption({ index: 1 });
      await frame.getByRole('combobox', { name: 'Where it came from' }).selectOption({ index: 1 });
      await press(frame, ofRow('It is settled'));
      await at.toast('Complaint closed');
      await gone(frame, text);
      await hasFocus(frame, after);
    }
  });

  test('when what was noted of a customer is over', async () => {
    at = await panel.sitDown();
    const frame = await at.open(`/app/customers/${shop.customers.bruno}`);
    await frame.getByRole('button', { name: 'Note something' }).click();
    await frame.getByRole('combobox', { name: 'What', exact: true }).selectOption('ill');
    await frame.getByRole('button', { name: 'Note it', exact: true }).click();
    await frame.getByRole('heading', { name: 'Is ill' }).waitFor();
    await press(frame, ofRow('It is over'));
    await frame.getByRole('heading', { name: 'Is ill' }).waitFor({ state: 'detached' });
    await hasFocus(frame, await heading(frame));
  });

  test('when a kind is allowed again', async () => {
    at = await panel.sitDown();
    const frame = await at.open(`/app/customers/${shop.customers.ada}`);
    await frame
      .getByRole('button', { name: /^More( actions)?: / })
      .first()
      .click();
    await frame.getByRole('menuitem', { name: /^Never/ }).click();
    await frame.getByRole('button', { name: 'Allow again' }).waitFor();
    await press(frame, ofRow('Allow again'));
    await frame.getByRole('button', { name: 'Allow again' }).waitFor({ state: 'detached' });
    await hasFocus(frame, await heading(frame));
  });

  test('when a pause ends', async () => {
    const { sqlInShop } = await import('~/db.server');
    await sqlInShop(shop.shopId, (sql) => sql.run('UPDATE shop SET paused_at = now() WHERE id = $1'));
    at = await panel.sitDown();
    const frame = await at.open('/app');
    await press(frame, named('Resume'));
    await at.toast('Carafe is running again');
    await gone(frame, 'Everything is paused');
    await hasFocus(frame, await heading(frame));
  });

  /** Presses, by key, what stands further down than one would tab to in every test. */
  const pressOn = async (frame: Frame, name: string) => {
    await frame.getByRole('button', { name }).first().focus();
    await at.page.keyboard.press('Enter');
  };

  test('when a mailbox is to be connected, and is not', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/settings');
    await pressOn(frame, 'Connect');
    await hasFocus(frame, named('IMAP server'));
    await press(frame, named('Cancel'));
    await hasFocus(frame, named('Connect'));
  });

  test('when countries are taken out of their lists', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/settings');
    for (const code of ['FR', 'SE']) await frame.getByLabel('Pause a country').selectOption(code);
    await pressOn(frame, 'Resume France');
    await hasFocus(frame, ofRow('Resume'));
    await pressOn(frame, 'Resume Sweden');
    await hasFocus(frame, ({ name }) => name.startsWith('Choose a country'));

    for (let row = 0; row < 2; row++) await pressOn(frame, 'Add a country');
    await frame.getByRole('button', { name: 'Remove Country' }).last().focus();
    await at.page.keyboard.press('Enter');
    await hasFocus(frame, ofRow('Remove'));
    await at.page.keyboard.press('Enter');
    await hasFocus(frame, named('Add a country'));
  });

  test('when the review of a kind ends early', async () => {
    await setKind('thank-you', "mode = 'on', enabled_at = now(), reviewed = 0, review_ended_at = NULL");
    at = await panel.sitDown();
    const frame = await at.open('/app/settings');
    await pressOn(frame, 'End review early');
    await at.toast('Thank you: On');
    await frame.getByRole('button', { name: 'End review early' }).waitFor({ state: 'detached' });
    await hasFocus(frame, named('Dry run'));
  });

  test.each(['/app/queue?view=held', '/app/settings'])('when a flood is let go (%s)', async (path) => {
    const { sqlInShop } = await import('~/db.server');
    const hold = (state: string, why: string | null) =>
      sqlInShop(shop.shopId, (sql) =>
        sql.run(
          'UPDATE message SET state = $2, why = $3::jsonb WHERE shop_id = $1 AND id = $4',
          state,
          why,
          shop.messages.warranty,
        ),
      );
    await setKind('warranty-expiry', "mode = 'on', flood_limit = 50");
    await hold('held', '[{"code":"held-flood","count":90,"limit":50}]');
    at = await panel.sitDown();
    const frame = await at.open(path);
    const title = 'Warranty ending: 1 held, far more than usual';
    await frame.getByText(title).waitFor();
    await frame.getByText('Of this kind up to 50 mails a day leave unasked.').waitFor();
    expect(await seriousFaults(frame)).toEqual([]);
    // What a worker would do within minutes is done when the page asks again.
    await at.page.context().route(/\/app\/kinds/, async (route) => {
      const response = await route.fetch();
      await hold('planned', null);
      await route.fulfill({ response });
    });
    await pressOn(frame, 'Let them go');
    await clickInModal(at, 'Let them go');
    await at.toast('They go now; the plan is made anew within minutes.');
    await gone(frame, title);
    await hasFocus(frame, path.endsWith('held') ? await heading(frame) : named('Dry run'));
  });

  test('when a dry run begins, ends, and its kind is switched on', async () => {
    await setKind('warranty-expiry', "mode = 'off'");
    at = await panel.sitDown();
    const frame = await at.open('/app/dry-run/warranty-expiry');
    await press(frame, named('Begin the dry run'));
    await hasFocus(frame, named('Stop'));
    await at.page.keyboard.press('Enter');
    await hasFocus(frame, named('Run it again'));

    const { sqlInShop } = await import('~/db.server');
    await sqlInShop(shop.shopId, (sql) =>
      sql.run(
        `UPDATE dry_run SET cancelled_at = NULL, finished_at = now(), customers = 1, done = 1 WHERE shop_id = $1`,
      ),
    );
    const again = await at.open('/app/dry-run/warranty-expiry');
    await press(again, named('Switch on, in review'));
    await hasFocus(again, named('Change in settings'));
  });

  test('when messages to a segment are decided', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/segments/1');
    const rows = await frame.locator('[data-row]').count();
    await press(frame, ofRow('Skip'));
    await at.toast('Message skipped');
    await until('it says so', async () => (await frame.getByRole('button', { name: 'Skip' }).count()) < rows);
    await hasFocus(frame, ({ row }) => row !== '');
  });
});
