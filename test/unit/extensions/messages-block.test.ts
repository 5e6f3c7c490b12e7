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

  it('keeps what it shows when a skip fails', async () => {
    await extension.render();
    await vi.waitFor(() => expect(button('Skip')).toBeDefined());
    app.answer('POST /ext/decisions?locale=en', 500);
    app.answer(`GET ${path}`, 500);
    button('Skip')?.dispatchEvent(new Event('click'));
    await vi.waitFor(() => expect(words()).toContain('Nothing was changed.'));
    expect(words()).toContain('Sumatra runs out about 10 July.');
  });
});
