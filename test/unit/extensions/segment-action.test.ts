// @vitest-environment jsdom
import { getExtension } from '@shopify/ui-extensions-tester';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SegmentView } from '~/office/blocks/answers';
import { type AnsweringApp, answeringApp } from '../../support/extensions/answering-app';
import { translator } from '../../support/extensions/extension-words';

const extension = getExtension('admin.customer-segment-details.action.render', {
  configSearchDir: 'extensions/segment-action',
});
const path = '/ext/segments/501?locale=en';
const view: SegmentView = {
  name: 'Regulars',
  sentences: ['12 people in this segment', '9 people may get marketing mail.'],
  kinds: [{ kind: 'Running low', counts: '3 waiting, 4 planned' }],
  path: '/app/segments/501',
};

let app: AnsweringApp;
beforeEach(() => {
  extension.setUp();
  app = answeringApp();
  extension.fetch = app.fetch;
  extension.shopify.i18n.translate = translator(
    'segment-action',
    'en',
  ) as typeof extension.shopify.i18n.translate;
  extension.shopify.data.selected = [{ id: 'gid://shopify/Segment/501' }];
  app.answer(`GET ${path}`, view);
});
afterEach(() => extension.tearDown());

const words = () => document.body.textContent ?? '';
const primary = () => document.body.querySelector('[slot="primary-action"]');

describe('“Write to these” of a segment', () => {
  it('says who may be written to and why, and leads to the page where a person chooses', async () => {
    await extension.render();
    await vi.waitFor(() => expect(words()).toContain('9 people may get marketing mail.'));
    expect(words()).toContain('Regulars');
    expect(words()).toContain('Running low: 3 waiting, 4 planned');
    expect(primary()?.getAttribute('href')).toBe('app:app/segments/501');
  });

  it('sends nothing by itself', async () => {
    await extension.render();
    await vi.waitFor(() => expect(primary()).not.toBeNull());
    expect(app.asked).toEqual([{ path, body: null }]);
  });

  it('offers nothing to choose where there is no reason to write', async () => {
    app.answer(`GET ${path}`, { ...view, sentences: ['There is no reason.'], kinds: [] });
    await extension.render();
    await vi.waitFor(() => expect(words()).toContain('There is no reason.'));
    expect(primary()).toBeNull();
  });

  it('closes when told to, also when the app cannot be reached', async () => {
    app.answer(`GET ${path}`, 503);
    let closed = 0;
    extension.shopify.close = () => {
      closed += 1;
    };
    await extension.render();
    await vi.waitFor(() => expect(words()).toContain('Carafe cannot be reached just now.'));
    document.body.querySelector('[slot="secondary-actions"]')?.dispatchEvent(new Event('click'));
    expect(closed).toBe(1);
  });
});
