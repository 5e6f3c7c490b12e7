import type { Frame, Request } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { PanelShop } from '../factories/panel-shop';
import type { StaplesShop } from '../factories/staples-shop';
import { type Desk, phone, picture, seriousFaults } from '../support/panel/browser';
import { openPanel } from '../support/panel/open-panel';
import { sessionToken } from '../support/panel/panel-world';

const panel = openPanel();
let shop: PanelShop;
let staples: StaplesShop;
let at: Desk;

beforeAll(async () => {
  shop = await panel.populate(3);
  const { makeStaplesShop } = await import('../factories/staples-shop');
  const { sqlInShop } = await import('~/db.server');
  const { recordAnswer } = await import('~/care/answers/record-answer.server');
  const today = Math.floor(panel.stack.store.clock.now() / 86_400_000);
  staples = await makeStaplesShop(shop.shopId, { today });
  // Of two sizes, so that it can be said what each holds.
  await sqlInShop(shop.shopId, (sql) =>
    sql.run(
      'UPDATE need_variant SET need_id = $2 WHERE shop_id = $1 AND need_id = $3',
      staples.coffee,
      staples.decaf,
    ),
  );
  await recordAnswer(
    { shopId: shop.shopId, customerId: BigInt(shop.customers.bruno) },
    { answer: 'something_wrong', text: 'The lid does not close.' },
  );
}, 400_000);

type Headers = Record<string, string>;

const anHourAgo = () => Math.floor(Date.now() / 1000) - 3_600;

/** What becomes of the panel's requests when a session ends; the app's own server answers them. */
const endings = {
  'a token that ran out': (headers) => ({
    ...headers,
    authorization: `Bearer ${sessionToken(panel.stack.store, { exp: anHourAgo() })}`,
  }),
  'an admin that gives no token': ({ authorization: _, ...headers }) => headers,
  'a browser that is taken for a machine': (headers) => ({ ...headers, 'user-agent': 'HeadlessChrome' }),
} satisfies Record<string, (headers: Headers) => Headers>;
type Ending = keyof typeof endings;

const ofPanel = ({ origin, pathname }: URL) => origin === panel.stack.appUrl && pathname.startsWith('/app');

const endSession = (ending: Ending) =>
  at.page.context().route(ofPanel, async (route) => {
    await route.continue({ headers: endings[ending](await route.request().allHeaders()) });
  });

const note = 'She rang: the grinder rattles';

/** Goes to Ada as one does, by a link: the address then has no token of its own. */
async function typeNote(): Promise<Frame> {
  const frame = await at.open('/app/customers');
  await frame.getByRole('link', { name: 'Ada Lindqvist' }).first().click();
  await frame.getByRole('button', { name: 'Note something' }).click();
  await said(frame).fill(note);
  return frame;
}

const said = (frame: Frame) => frame.getByRole('textbox', { name: 'What they said' });

/** The page asks for its rows again by itself, every fifteen seconds. */
const REFRESH_MS = 40_000;

describe('a page that fails to come anew stays under the hands of whoever types in it', () => {
  test.each(Object.keys(endings) as Ending[])('%s', async (ending) => {
    at = await panel.sitDown({ ...(ending.endsWith('machine') && { viewport: phone }) });
    const frame = await typeNote();
    await endSession(ending);
    await frame.getByText('Your session has ended', { exact: true }).waitFor({ timeout: REFRESH_MS });
    expect(await said(frame).inputValue()).toBe(note);
    await picture(at, `session-${ending.replaceAll(' ', '-')}`);
    expect(await seriousFaults(frame)).toEqual([]);

    // What is sent now is refused, and said so; the words stay.
    await frame.getByRole('button', { name: 'Note it', exact: true }).click();
    await at.toast('Your session has ended. Nothing was changed; what you typed is kept.');
    expect(await said(frame).inputValue()).toBe(note);

    // The admin is opened again: the words stand there.
    await at.page.context().unroute(ofPanel);
    const again = await at.open(`/app/customers/${shop.customers.ada}`);
    await again.getByText('What you had typed was kept.').waitFor();
    expect(await said(again).inputValue()).toBe(note);
    await again.getByRole('button', { name: 'Discard', exact: true }).click();
    expect(await said(again).inputValue()).toBe('');
    expect(await keptOf(again)).not.toContain(note);
  });

  test('a server that fails, and one that works again', async () => {
    at = await panel.sitDown({ failures: 'expected' });
    const frame = await typeNote();
    await at.page.context().route(ofPanel, (route) => route.fulfill({ status: 500, body: 'broken' }));
    const banner = frame.getByText('This page could not be loaded again');
    await banner.waitFor({ timeout: REFRESH_MS });
    expect(await said(frame).inputValue()).toBe(note);
    await at.page.context().unroute(ofPanel);
    await frame.getByRole('button', { name: 'Load again' }).click();
    await banner.waitFor({ state: 'detached' });
    // The press beside the form has put it away, and nothing that was typed in it.
    await frame.getByRole('button', { name: 'Note something' }).click();
    expect(await said(frame).inputValue()).toBe(note);
  });
});

/** All that this browser tab keeps of forms. */
const keptOf = (frame: Frame) =>
  frame.evaluate(() =>
    Object.entries(sessionStorage)
      .filter(([name]) => name.startsWith('carafe-'))
      .map((entry) => entry.join(' '))
      .join('\n'),
  );

interface Typed {
  readonly what: string;
  readonly path: () => string;
  /** Opens what it is typed in, where that is not there at once; not done again after the break. */
  readonly begin?: (frame: Frame) => Promise<unknown>;
  readonly field: (frame: Frame) => ReturnType<Frame['locator']>;
  readonly words: string;
}

const press = (name: string | RegExp) => (frame: Frame) =>
  frame.getByRole('button', { name }).first().click();
/** A day soon on which mail goes out, since a Sunday moves it on, past the day until which it is of use. */
const day = () => {
  const at = new Date(panel.stack.store.clock.now() + 3 * 86_400_000);
  if (at.getUTCDay() === 0) at.setUTCDate(at.getUTCDate() - 1);
  return at.toISOString().slice(0, 10);
};

const typed: readonly Typed[] = [
  {
    what: 'a promise',
    path: () => `/app/customers/${shop.customers.bruno}`,
    begin: press('Note a promise'),
    field: (frame) => frame.getByRole('textbox', { name: 'In your words' }),
    words: 'A lid that closes',
  },
  {
    what: 'what was done about a complaint',
    path: () => '/app',
    begin: press(/^Close the complaint of Bruno/),
    field: (frame) => frame.getByLabel('What was done'),
    words: 'replaced',
  },
  {
    what: 'the mailbox that answers come to',
    path: () => '/app/settings',
    begin: press(/^Connect$/),
    field: (frame) => frame.getByLabel('IMAP server'),
    words: 'imap.northwind.example',
  },
  {
    what: 'the name of a colleague',
    path: () => '/app/settings',
    field: (frame) => frame.getByLabel('Name', { exact: true }).last(),
    words: 'Ada of the shop',
  },
  {
    what: 'the selector of a domain',
    path: () => '/app/settings',
    field: (frame) => frame.getByLabel('DKIM selector'),
    words: 'spring',
  },
  {
    what: 'where a template’s test goes',
    path: () => '/app/templates/running-low/en',
    field: (frame) => frame.getByLabel('Send a test to'),
    words: 'ada@northwind.example',
  },
  {
    what: 'where the first week’s mail goes',
    path: () => '/app/welcome?step=kinds',
    field: (frame) => frame.locator('#sendAllTo'),
    words: 'ada@northwind.example',
  },
  {
    what: 'how much a size holds',
    path: () => `/app/products/${staples.coffee}`,
    field: (frame) => frame.getByRole('textbox', { name: /^Units per item/ }).first(),
    words: '7',
  },
];

describe('what was typed stands there again after the admin was opened anew', () => {
  test.each(typed)('$what', async ({ path, begin, field, words }) => {
    at = await panel.sitDown();
    const frame = await at.open(path());
    await begin?.(frame);
    await enter(field(frame), words);
    const again = await at.open(path());
    await field(again).waitFor();
    await expect.poll(() => field(again).inputValue()).toBe(words);
  });

  test('a day to which a message moves', async () => {
    at = await panel.sitDown();
    const path = `/app/customers/${shop.customers.ada}`;
    const frame = await at.open(path);
    await press('Move')(frame);
    await frame.getByLabel('New day').fill(day());
    const again = await at.open(path);
    expect(await again.getByLabel('New day').inputValue()).toBe(day());
    await again.getByRole('button', { name: 'Move', exact: true }).last().click();
    await at.toast(/^Moved/);
    expect(await keptOf(again)).toBe('');
  });

  test('but never a password, and nothing once it was sent or put away', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/settings');
    await press(/^Connect$/)(frame);
    await frame.getByLabel('IMAP server').fill('imap.northwind.example');
    await frame.getByLabel('Password').fill('never stored in a browser');
    await frame.getByLabel('Use my own mail server').check();
    await frame.getByLabel('Password').first().fill('nor is this one');
    expect(await keptOf(frame)).toContain('imap.northwind.example');
    expect(await keptOf(frame)).not.toMatch(/never stored|nor is this/);
    await frame.getByRole('button', { name: 'Cancel' }).click();
    await at.page.locator('[data-save-bar="discard"]').click();
    await expect.poll(() => keptOf(frame)).toBe('');

    const customer = await at.open(`/app/customers/${shop.customers.bruno}`);
    await press('Note a promise')(customer);
    await customer.getByRole('textbox', { name: 'In your words' }).fill('A new lid');
    await customer.getByRole('button', { name: 'Note it', exact: true }).click();
    await at.toast('Promise noted');
    await expect.poll(() => keptOf(customer)).toBe('');
  });

  test('in a form that had stood open; one in which nothing was typed is closed', async () => {
    at = await panel.sitDown();
    const path = `/app/customers/${shop.customers.bruno}`;
    const words = (frame: Frame) => frame.getByRole('textbox', { name: 'In your words' });
    const frame = await at.open(path);
    await press('Note a promise')(frame);
    await words(frame).waitFor();
    const again = await at.open(path);
    await expect.poll(() => keptOf(again)).toBe('');
    expect(await words(again).count()).toBe(0);
    await press('Note a promise')(again);
    await words(again).fill('A new lid');
    const typed = await at.open(path);
    await expect.poll(() => words(typed).inputValue()).toBe('A new lid');
  });

  test('to nobody else who uses the same window', async () => {
    at = await panel.sitDown();
    const path = `/app/customers/${shop.customers.bruno}`;
    await press('Note a promise')(await at.open(path));
    await (await at.frame()).getByRole('textbox', { name: 'In your words' }).fill('Between the two of us');
    await at.page.locator('.user-menu summary').click();
    await at.page.locator('.user-menu button', { hasText: 'Jonas Weber' }).click();
    const frame = await at.open(path);
    await frame.getByRole('button', { name: /^(Versprechen|Zusage) notieren$/ }).click();
    expect(await frame.getByRole('textbox', { name: 'In Ihren Worten' }).inputValue()).toBe('');
  });
});

interface Saved {
  readonly what: string;
  readonly path: () => string;
  readonly field: (frame: Frame) => ReturnType<Frame['locator']>;
  /** What is sent, and what stands there by the time of the answer. */
  readonly words: readonly [sent: string, later: string];
  readonly save: (frame: Frame) => Promise<unknown>;
  readonly said: string | RegExp;
  /** Saved, it leads to another page. */
  readonly leads?: true;
}

const inSaveBar = () => at.page.getByRole('button', { name: 'Save', exact: true }).click();

const saved: readonly Saved[] = [
  {
    what: 'a setting',
    path: () => '/app/settings',
    field: (frame) => frame.locator('#neverTags'),
    words: ['staff', 'staff, press'],
    save: inSaveBar,
    said: 'Settings saved',
  },
  {
    what: 'a template',
    path: () => '/app/templates/thank-you/en',
    field: (frame) => frame.getByLabel('Subject'),
    words: ['Thank you', 'Thank you, dearly'],
    save: inSaveBar,
    said: 'Template saved',
  },
  {
    what: 'what a person knows of a product',
    path: () => `/app/products/${staples.coffee}`,
    field: (frame) => frame.getByLabel('Warranty in months'),
    words: ['1', '12'],
    save: inSaveBar,
    said: /^1 product changed/,
  },
  {
    what: 'how much a size holds',
    path: () => `/app/products/${staples.coffee}`,
    field: (frame) => frame.getByRole('textbox', { name: /^Units per item/ }).first(),
    words: ['2', '25'],
    save: press('Save units'),
    said: 'Units changed',
  },
  {
    what: 'the name of a colleague',
    path: () => '/app/settings',
    field: (frame) => frame.getByLabel('Name', { exact: true }).last(),
    words: ['Ada', 'Ada of the shop'],
    save: press(/^Save the name/),
    said: 'Saved',
  },
  {
    what: 'a step of the first run',
    path: () => '/app/welcome?step=neighbours',
    field: (frame) => frame.locator('#neverTags'),
    words: ['friends', 'friends, family'],
    save: press('Save and go on'),
    said: '',
    leads: true,
  },
];

describe('what is typed while it is being saved stays, unsaved', () => {
  test.each(saved)('$what', async ({ path, field, words: [sent, later], save, said, leads }) => {
    at = await panel.sitDown();
    const frame = await at.open(path());
    await field(frame).fill(sent);
    const answers = await holdAnswers();
    await save(frame);
    await answers.asked;
    await field(frame).fill(later);
    answers.letGo();
    if (leads) await field(frame).waitFor({ state: 'detached' });
    else {
      await at.toast(said);
      expect(await field(frame).inputValue()).toBe(later);
    }
    // The page was loaded again since, and says what was sent.
    const again = await at.open(path());
    await expect.poll(() => field(again).inputValue()).toBe(later);
  });

  test.each(saved.slice(2, 5))(
    'and what was saved is shown though the page cannot be loaded again: $what',
    async ({ path, field, words: [sent], save, said }) => {
      const typed = `${sent}0`;
      at = await panel.sitDown({ failures: 'expected' });
      const frame = await at.open(path());
      await field(frame).fill(typed);
      await at.page
        .context()
        .route(ofPanel, (route) =>
          route.request().method() === 'GET'
            ? route.fulfill({ status: 500, body: 'broken' })
            : route.continue(),
        );
      await save(frame);
      await at.toast(said);
      await frame.getByText('This page could not be loaded again').waitFor();
      expect(await field(frame).inputValue()).toBe(typed);
    },
  );
});

/** Holds what is sent to the panel from now on, until it is let go. */
async function holdAnswers() {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  let tell = () => {};
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  // Not what is asked about words while they are typed.
  const isSent = (request: Request) =>
    request.method() === 'POST' &&
    !/brand-look|sender-words/.test(request.url()) &&
    !request.postData()?.includes('"check"');
  await at.page.context().route(ofPanel, async (route) => {
    if (isSent(route.request())) {
      tell();
      await held;
    }
    await route.continue();
  });
  return { asked, letGo };
}

async function enter(field: ReturnType<Frame['locator']>, words: string): Promise<void> {
  if (await field.evaluate((one) => one instanceof HTMLSelectElement)) await field.selectOption(words);
  else await field.fill(words);
}
