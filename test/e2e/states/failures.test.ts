import type { Frame } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Desk } from '../../support/panel/browser';
import { faultsHere, type Language, languages } from '../../support/panel/look';
import { openPanel } from '../../support/panel/open-panel';
import { type PeopledPanel, peoplePanel } from '../../support/panel/peopled-panel';
import { until } from '../../support/until';

const panel = openPanel();
let made: PeopledPanel;
let at: Desk;

beforeAll(async () => {
  made = await peoplePanel(panel, 8);
}, 400_000);

/** Goes to another page as the app's own links do: the data is asked for, the document stays. */
const goTo = (frame: Frame, path: string) =>
  frame.evaluate((to) => {
    const { __remixRouter } = window as unknown as { __remixRouter: { navigate(to: string): Promise<void> } };
    void __remixRouter.navigate(to);
  }, path);

const pages: readonly [label: string, path: (language: Language) => string][] = [
  ['home', () => '/app'],
  ['customers', () => '/app/customers'],
  ['customer', () => `/app/customers/${made.shop.customers.ada}`],
  ['segment', () => '/app/segments/1'],
  ['products', () => '/app/products'],
  ['product', () => `/app/products/${made.staples.coffee}`],
  ['import', () => '/app/products/import'],
  ['queue', () => '/app/queue?view=held'],
  ['work', () => '/app/tasks'],
  ['reports', () => '/app/reports'],
  ['accuracy', () => '/app/accuracy'],
  ['templates', () => '/app/templates'],
  ['template', (language) => `/app/templates/running-low/${language}`],
  ['settings', () => '/app/settings'],
  ['welcome', () => '/app/welcome?step=sender'],
  ['dry-run', () => '/app/dry-run/running-low'],
];

describe('a page', () => {
  test.each(languages)(
    'that is slow to come shows its shape, one that fails says so (%s)',
    async (language) => {
      at = await panel.sitDown({ language, failures: 'expected' });
      const frame = await at.open('/app/dry-run/thank-you');
      const data = /\/app\/?[\w/-]*\.data/;
      let answer = () => {};
      let answered: Promise<void> = Promise.resolve();
      await at.page.context().route(data, async (route) => {
        await answered;
        await route.fulfill({ status: 500, body: 'broken' });
      });
      const faults: string[] = [];
      for (const [label, path] of pages) {
        answered = new Promise((resolve) => {
          answer = resolve;
        });
        await goTo(frame, path(language));
        await frame.locator('[aria-busy="true"]').waitFor();
        faults.push(...(await faultsHere(at, { label: `loading-${label}`, language })));
        answer();
        await frame.getByRole('heading', { name: /could not be shown|ließ sich nicht zeigen/ }).waitFor();
        expect(await frame.getByRole('button', { name: /^(Load again|Neu laden)$/ }).count(), label).toBe(1);
        faults.push(...(await faultsHere(at, { label: `failed-${label}`, language })));
      }
      expect(faults).toEqual([]);
      await at.page.context().unroute(data);
      await frame.getByRole('button', { name: /^(Load again|Neu laden)$/ }).click();
      const again = await at.frame();
      await again.getByRole('heading', { name: /^(Dry run|Probelauf): / }).waitFor();
    },
  );

  /** Each is opened anew, which takes its time. */
  const parts = languages.flatMap((language) =>
    [pages.slice(0, 5), pages.slice(5, 11), pages.slice(11)].map((part) => ({
      language,
      names: part.map(([label]) => label).join(', '),
      part,
    })),
  );

  test.each(parts)(
    'without a connection stays and says so ($language: $names)',
    async ({ language, part }) => {
      at = await panel.sitDown({ language, failures: 'expected' });
      const faults: string[] = [];
      for (const [label, path] of part) {
        const frame = await at.open(path(language));
        await at.page.context().setOffline(true);
        const banner = frame.getByText(/^(No connection|Keine Verbindung)$/);
        await banner.waitFor();
        const { own } = made;
        faults.push(...(await faultsHere(at, { label: `offline-${label}`, language, own })));
        await at.page.context().setOffline(false);
      }
      expect(faults).toEqual([]);
    },
  );
});

describe('a count of the first run', () => {
  const countedNow = /\/app\/found$/;
  const nobodyCounts = { found: null, foundAt: null, isCounting: true };
  const words = {
    en: { late: /see whether its worker runs/, away: /its job queue, does not answer/, again: 'Try again' },
    de: {
      late: /ob der Worker läuft/,
      away: /der Aufträge, antwortet nicht/,
      again: 'Noch einmal versuchen',
    },
  };

  test.each(languages)(
    'that nobody does says why, and is asked for again by a person (%s)',
    async (language) => {
      at = await panel.sitDown({ language });
      await at.page.clock.install();
      let isQueueAway = false;
      await at.page
        .context()
        .route(countedNow, (route) => route.fulfill({ json: { ...nobodyCounts, isQueueAway } }));
      const { late, away, again } = words[language];
      const frame = await at.open('/app/welcome?step=found');
      const counting = frame.getByText(/are being counted …|werden gezählt …/);
      await counting.waitFor();
      expect(await frame.getByRole('button', { name: again }).count()).toBe(0);
      await at.page.clock.fastForward(100_000);
      await frame.getByText(late).waitFor();
      expect(await counting.count()).toBe(0);
      expect(await faultsHere(at, { label: 'found-late', language, own: made.own })).toEqual([]);

      isQueueAway = true;
      await frame.getByRole('button', { name: again }).press('Enter');
      await counting.waitFor();
      await at.page.clock.fastForward(100_000);
      await frame.getByText(away).waitFor();
      await at.page.context().unroute(countedNow);
      await frame.getByRole('button', { name: again }).press('Enter');
      await frame.getByText(/^(These numbers are of|Diese Zahlen sind von)/).waitFor();
      expect(await faultsHere(at, { label: 'found', language, own: made.own })).toEqual([]);
    },
  );

  test('is asked for no more once its page is left', async () => {
    at = await panel.sitDown();
    let asked = 0;
    await at.page.context().route(countedNow, async (route) => {
      asked += 1;
      await route.fulfill({ json: { ...nobodyCounts, isQueueAway: false } });
    });
    const frame = await at.open('/app/welcome?step=found');
    await until('it was asked for twice', async () => asked > 1);
    await goTo(frame, '/app/welcome?step=lasting');
    await frame.getByRole('heading', { name: 'How long things last' }).waitFor();
    const before = asked;
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    expect(asked).toBe(before);
  });
});

describe('what is done and fails', () => {
  const deeds: readonly [what: string, path: () => string, deed: (frame: Frame) => Promise<unknown>][] = [
    [
      'a kind that is switched',
      () => '/app/settings',
      (frame) => frame.getByLabel('Thank you', { exact: true }).selectOption('review'),
    ],
    [
      'settings that are saved',
      () => '/app/settings',
      async (frame) => {
        await frame.getByLabel('Signature').fill('Ada');
        await at.page.locator('[data-save-bar="save"]').click();
      },
    ],
    [
      'a product that is changed',
      () => `/app/products/${made.staples.decaf}`,
      async (frame) => {
        await frame.getByLabel('Warranty in months').fill('12');
        await at.page.locator('[data-save-bar="save"]').click();
      },
    ],
    [
      'a dry run that is begun',
      () => '/app/dry-run/running-low',
      (frame) => frame.getByRole('button', { name: 'Begin the dry run' }).click(),
    ],
    [
      'a step of the set-up',
      () => '/app/welcome?step=neighbours',
      (frame) => frame.getByRole('button', { name: 'Save and go on' }).click(),
    ],
    [
      'a message that is skipped',
      () => '/app/queue?view=held',
      (frame) => frame.getByRole('button', { name: 'Skip', exact: true }).click(),
    ],
  ];

  test.each(deeds)('leaves the page as it is and says so: %s', async (_, path, deed) => {
    at = await panel.sitDown({ failures: 'expected' });
    const frame = await at.open(path());
    const heading = await frame.locator('h1').textContent();
    await at.page.context().route(
      (url) => url.pathname.startsWith('/app/'),
      (route) => (route.request().method() === 'POST' ? route.fulfill({ status: 500 }) : route.fallback()),
    );
    await deed(frame);
    await at.toast('No proper answer came, so it may have been done or not.');
    expect(await frame.locator('h1').textContent()).toBe(heading);

    await at.page.context().setOffline(true);
    await deed(frame);
    await at.toast('No connection. Nothing was changed; try again.');
    await frame.getByText('No connection', { exact: true }).waitFor();
    expect(await frame.locator('h1').textContent()).toBe(heading);
  });

  test('is shown when it was done and only its answer was lost', async () => {
    at = await panel.sitDown({ failures: 'expected' });
    const frame = await at.open('/app/settings');
    const mode = frame.getByLabel('Thank you', { exact: true });
    const before = await mode.inputValue();
    const switched = /\/app\/kinds/;
    await at.page.context().route(switched, async (route) => {
      await route.fetch();
      await route.abort('internetdisconnected');
    });
    const anew = at.page.waitForResponse(/\/app\/settings\.data/);
    await mode.selectOption('review');
    await at.toast('No proper answer came, so it may have been done or not.');
    await anew;
    await until('it shows what was done', async () => (await mode.inputValue()) === 'review');
    await at.page.context().unroute(switched);
    await mode.selectOption(before);
    await until('it is as before', async () => (await mode.inputValue()) === before);
  });

  test('and then was ended is done anew by the same words', async () => {
    at = await panel.sitDown({ failures: 'expected' });
    const frame = await at.open(`/app/customers/${made.shop.customers.ada}`);
    const note = async () => {
      await frame.getByRole('button', { name: 'Note something' }).click();
      await frame.getByRole('combobox', { name: 'What', exact: true }).selectOption('ill');
      await frame.getByRole('button', { name: 'Note it', exact: true }).click();
    };
    const notes = /\/app\/notes/;
    await at.page.context().route(notes, async (route) => {
      await route.fetch();
      await route.abort('internetdisconnected');
    });
    await note();
    await at.toast('No proper answer came, so it may have been done or not.');
    const isIll = frame.getByRole('heading', { name: 'Is ill' });
    await isIll.waitFor();
    await at.page.context().unroute(notes);
    const over = frame.getByRole('button', { name: /^It is over/ });
    await over.click();
    await isIll.waitFor({ state: 'detached' });
    await note();
    await isIll.waitFor();
    await over.click();
    await isIll.waitFor({ state: 'detached' });
  });

  test('leaves the page as it is and says so: a preview that is asked for', async () => {
    at = await panel.sitDown({ failures: 'expected' });
    const frame = await at.open('/app/queue?view=held');
    const preview = /\/app\/messages\/\d+\/preview$/;
    await at.page.context().route(preview, (route) => route.fulfill({ status: 500 }));
    await frame.getByRole('button', { name: 'Preview' }).click();
    await frame.getByText('The mail cannot be shown.').waitFor();
    await at.page.context().unroute(preview);
    await frame.getByRole('button', { name: 'Load again' }).click();
    await frame.locator('iframe.carafe-preview').waitFor();
  });

  test('without a connection a list keeps its rows, whatever preview is asked for', async () => {
    at = await panel.sitDown({ failures: 'expected' });
    const frame = await at.open('/app/queue?view=upcoming');
    const previews = frame.getByRole('button', { name: 'Preview', exact: true });
    await previews.first().click();
    await frame.locator('iframe.carafe-preview').waitFor();
    await at.page.context().setOffline(true);
    await previews.first().click();
    await frame.getByText('The mail cannot be shown.').waitFor();
    expect(await frame.locator('iframe.carafe-preview').count()).toBe(1);
    await frame.getByRole('heading', { name: 'Queue' }).waitFor();
    await at.page.context().setOffline(false);
    await frame.getByText('No connection', { exact: true }).waitFor({ state: 'detached' });
    // The page loads anew by itself, and its previews with it.
    await frame.locator('iframe.carafe-preview').nth(1).waitFor();
  });

  test('a dry run that is begun shows itself at once, and leads back to where somebody came from', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/welcome?step=kinds');
    await frame.getByRole('link', { name: 'Dry run of Running low' }).click();
    await frame.getByRole('button', { name: 'Begin the dry run' }).click();
    // Long before the page at rest would be asked again.
    const begun = frame.getByRole('button', { name: /^(Stop|Run it again)$/ });
    await begun.waitFor({ timeout: 20_000 });
    await frame.getByRole('link', { name: 'Set up Carafe' }).click();
    await frame.getByRole('heading', { name: 'What to write about' }).waitFor();
  });
});
