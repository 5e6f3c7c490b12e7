// @vitest-environment jsdom
import { getExtension } from '@shopify/ui-extensions-tester';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { BlockMessage, BlockView } from '~/office/blocks/answers';
import { type AnsweringApp, answeringApp } from '../../support/extensions/answering-app';
import { translator } from '../../support/extensions/extension-words';

const message: BlockMessage = {
  id: '31',
  kind: 'Running low',
  state: { words: 'Planned', tone: 'info' },
  when: 'Mon, 6 July, 10:00',
  why: 'Sumatra runs out about 10 July.',
  canSkip: true,
  canUndo: false,
};
const view: BlockView = {
  badge: { words: 'Due', tone: 'info' },
  sentences: ['Their next order is expected about now.'],
  messages: [message],
  path: '/app/customers/12',
};

const all = (tag: string) => [...document.body.querySelectorAll(tag)];
const words = () => document.body.textContent ?? '';
const button = (label: string) => all('s-button').find(({ textContent }) => textContent === label);

describe.each([
  ['customer-block', 'admin.customer-details.block.render', 'customers'],
  ['order-block', 'admin.order-details.block.render', 'orders'],
] as const)('%s', (folder, target, resource) => {
  const extension = getExtension(target, { configSearchDir: `extensions/${folder}` });
  const path = `/ext/${resource}/207119551?locale=en`;
  let app: AnsweringApp;

  beforeEach(() => {
    extension.setUp();
    app = answeringApp();
    extension.fetch = app.fetch;
    extension.shopify.i18n.translate = translator(folder, 'en') as typeof extension.shopify.i18n.translate;
    extension.shopify.data.selected = [{ id: 'gid://shopify/Thing/207119551' }];
    app.answer(`GET ${path}`, view);
  });
  afterEach(() => extension.tearDown());

  it('shows a spinner with a name, then what the app says', async () => {
    await extension.render();
    expect(all('s-spinner')[0]?.getAttribute('accessibilityLabel')).toBe('Loading');
    await vi.waitFor(() => expect(words()).toContain('Their next order is expected about now.'));
    expect(all('s-spinner')).toEqual([]);
    expect(words()).toContain('Sumatra runs out about 10 July.');
    expect(all('s-badge').map(({ textContent }) => textContent)).toEqual(['Due', 'Planned']);
    expect(all('s-link')[0]?.getAttribute('href')).toBe('app:app/customers/12');
    expect(app.asked).toEqual([{ path, body: null }]);
  });

  it('asks in the language of its own words', async () => {
    extension.shopify.i18n.translate = translator(folder, 'de') as typeof extension.shopify.i18n.translate;
    const german = `/ext/${resource}/207119551?locale=de`;
    app.answer(`GET ${german}`, { ...view, messages: [], badge: null, path: null });
    await extension.render();
    await vi.waitFor(() => expect(words()).toContain('Their next order'));
    expect(app.asked[0]?.path).toBe(german);
    expect(all('s-link')).toEqual([]);
  });

  it('skips a message, says what came of it, and offers to take it back', async () => {
    await extension.render();
    await vi.waitFor(() => expect(button('Skip')).toBeDefined());
    expect(button('Skip')?.getAttribute('accessibilityLabel')).toBe('Skip Running low, Mon, 6 July, 10:00');
    app.answer('POST /ext/decisions?locale=en', { done: true, sentence: 'Skipped.' });
    app.answer(`GET ${path}`, { ...view, messages: [{ ...message, canSkip: false, canUndo: true }] });
    button('Skip')?.dispatchEvent(new Event('click'));
    await vi.waitFor(() => expect(button('Undo')).toBeDefined());
    expect(app.asked[1]).toEqual({ path: '/ext/decisions?locale=en', body: { action: 'skip', ids: ['31'] } });
    expect(all('s-banner')[0]?.textContent).toBe('Skipped.');
    expect(all('s-banner')[0]?.getAttribute('tone')).toBe('success');
  });

  it('is pressed once only while the app is at it', async () => {
    await extension.render();
    await vi.waitFor(() => expect(button('Skip')).toBeDefined());
    let decide = (_: object): void => {};
    app.answer(
      'POST /ext/decisions?locale=en',
      new Promise<object>((resolve) => {
        decide = resolve;
      }),
    );
    button('Skip')?.dispatchEvent(new Event('click'));
    await vi.waitFor(() => expect(button('Skip')?.hasAttribute('disabled')).toBe(true));
    decide({ done: true, sentence: 'Skipped.' });
    await vi.waitFor(() => expect(button('Skip')?.hasAttribute('disabled')).toBe(false));
    expect(app.asked.filter(({ body }) => body !== null)).toHaveLength(1);
  });

  it('says that the app cannot be reached, and asks again when told to', async () => {
    app.answer(`GET ${path}`, 503);
    await extension.render();
    await vi.waitFor(() => expect(words()).toContain('Carafe cannot be reached just now.'));
    app.answer(`GET ${path}`, view);
    button('Try again')?.dispatchEvent(new Event('click'));
    await vi.waitFor(() => expect(words()).toContain('Their next order is expected about now.'));
  });

  const refusal = (keepers: readonly string[]) => Response.json({ needs: 'full', keepers }, { status: 403 });
  const unanswered: readonly [string, object | number, { en: string; de: string }][] = [
    [
      'a person whose role does not cover it reads who can give it',
      refusal(['Ada Lovelace', 'Ben Okri']),
      {
        en: 'This needs full access to Carafe. Ask Ada Lovelace or Ben Okri to give it to you under Settings › Team.',
        de: 'Bitten Sie Ada Lovelace oder Ben Okri, ihn Ihnen unter Einstellungen › Team zu geben.',
      },
    ],
    [
      'where no name is known, it is a colleague',
      refusal([]),
      { en: 'Ask a colleague with full access to', de: 'Bitten Sie jemanden mit vollem Zugriff, ihn' },
    ],
    [
      'Shopify’s own refusal, which is no JSON, is told the same way',
      new Response('<html>', { status: 403 }),
      { en: 'Ask a colleague with full access to', de: 'Bitten Sie jemanden mit vollem Zugriff, ihn' },
    ],
    ['whom Shopify does not name loads the page again', 401, { en: 'Load this page again.', de: 'neu.' }],
    ['what is not known yet', 404, { en: 'does not know this yet', de: 'kennt das noch nicht' }],
    ['a store that had everything deleted', 409, { en: 'was deleted', de: 'wurde gelöscht' }],
    ['a proxy without its app', 502, { en: 'cannot be reached just now', de: 'gerade nicht zu erreichen' }],
    [
      'an app that nobody answers for',
      new TypeError('Failed to fetch'),
      { en: 'cannot be reached just now', de: 'gerade nicht zu erreichen' },
    ],
  ];
  describe.each(['en', 'de'] as const)('when no answer comes (%s)', (locale) => {
    it.each(unanswered)('%s', async (_, given, said) => {
      const translate = translator(folder, locale);
      extension.shopify.i18n.translate = translate as typeof extension.shopify.i18n.translate;
      app.answer(`GET ${path.replace('=en', `=${locale}`)}`, given);
      await extension.render();
      await vi.waitFor(() => expect(words()).toContain(said[locale]));
      expect(button(translate('retry'))).toBeDefined();
    });
  });

  it('without a connection says so', async () => {
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    app.answer(`GET ${path}`, new TypeError('Failed to fetch'));
    await extension.render();
    await vi.waitFor(() => expect(words()).toContain('There is no connection.'));
    online.mockRestore();
  });

  it('a refused skip says who can help, and leaves the messages where they are', async () => {
    await extension.render();
    await vi.waitFor(() => expect(button('Skip')).toBeDefined());
    app.answer('POST /ext/decisions?locale=en', refusal(['Ada Lovelace']));
    button('Skip')?.dispatchEvent(new Event('click'));
    await vi.waitFor(() => expect(words()).toContain('Ask Ada Lovelace to give it to you'));
    expect(button('Skip')).toBeDefined();
  });

  it('keeps what it shows when a skip fails', async () => {
    await extension.render();
    await vi.waitFor(() => expect(button('Skip')).toBeDefined());
    app.answer('POST /ext/decisions?locale=en', 500);
    app.answer(`GET ${path}`, 500);
    button('Skip')?.dispatchEvent(new Event('click'));
    await vi.waitFor(() => expect(words()).toContain('it may have been done or not'));
    expect(words()).toContain('Sumatra runs out about 10 July.');
  });
});
