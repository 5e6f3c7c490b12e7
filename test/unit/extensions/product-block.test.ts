// @vitest-environment jsdom
import { getExtension } from '@shopify/ui-extensions-tester';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ProductBlock, ProductSaved } from '~/office/blocks/answers';
import { type AnsweringApp, answeringApp } from '../../support/extensions/answering-app';
import { translator } from '../../support/extensions/extension-words';

const extension = getExtension('admin.product-details.block.render', {
  configSearchDir: 'extensions/product-block',
});
const path = '/ext/products/8810?locale=en';
const block: ProductBlock = {
  sentences: ['Counts as used up.'],
  supply: {
    daysPerUnit: null,
    warrantyMonths: 24,
    warrantyAbout: 'Without a number, none.',
  },
};
const saved: ProductSaved = {
  status: 'saved',
  sentence: 'Saved.',
  errors: {},
  block: { ...block, supply: block.supply && { ...block.supply, daysPerUnit: 21.5 } },
};

let app: AnsweringApp;
beforeEach(() => {
  extension.setUp();
  app = answeringApp();
  extension.fetch = app.fetch;
  extension.shopify.i18n.translate = translator(
    'product-block',
    'en',
  ) as typeof extension.shopify.i18n.translate;
  extension.shopify.data.selected = [{ id: 'gid://shopify/Product/8810' }];
  app.answer(`GET ${path}`, block);
});
afterEach(() => extension.tearDown());

const words = () => document.body.textContent ?? '';
const fields = () => [...document.body.querySelectorAll('s-number-field')];
const field = (label: string) => fields().find((one) => one.getAttribute('label') === label);
/** Outside the admin an element is a plain one: a value is an attribute until somebody sets the property. */
const valueIn = (label: string) => {
  const one = field(label);
  return one && 'value' in one ? one.value : (one?.getAttribute('value') ?? '');
};
const banner = () => document.body.querySelector('s-banner');

async function open(): Promise<void> {
  await extension.render();
  await vi.waitFor(() => expect(fields().length).toBeGreaterThan(0));
}

async function type(label: string, value: string): Promise<void> {
  const into = field(label);
  if (!into) throw new Error(`There is no field “${label}”`);
  Object.assign(into, { value });
  into.dispatchEvent(new Event('change'));
  // The admin does not press Save in the same breath: let what was typed be taken in.
  await new Promise((resolve) => setTimeout(resolve));
}

/** As the admin's save bar does: it waits for what the form hands over. */
async function press(event: 'submit' | 'reset'): Promise<void> {
  const work: Promise<unknown>[] = [];
  const form = document.body.querySelector('s-form');
  form?.dispatchEvent(
    Object.assign(new Event(event), { waitUntil: (one: Promise<unknown>) => work.push(one) }),
  );
  await Promise.all(work);
}

const DAYS = 'How long one lasts one person';

describe('the block of a product', () => {
  it('shows what the app says and what was entered', async () => {
    await open();
    expect(words()).toContain('Counts as used up.');
    expect(valueIn(DAYS)).toBe('');
    expect(valueIn('Warranty')).toBe('24');
    expect(field('Warranty')?.getAttribute('details')).toBe('Without a number, none.');
  });

  it('sends what was typed together with what was seen, and shows what is stored then', async () => {
    await open();
    await type(DAYS, '21.5');
    app.answer(`POST ${path}`, saved);
    await press('submit');
    expect(app.asked.at(-1)?.body).toEqual({
      to: { daysPerUnit: '21.5', warrantyMonths: 24 },
      was: { daysPerUnit: null, warrantyMonths: 24 },
    });
    await vi.waitFor(() => expect(banner()?.textContent).toBe('Saved.'));
    expect(valueIn(DAYS)).toBe('21.5');
  });

  it('takes an emptied field as “not said”', async () => {
    await open();
    await type('Warranty', '');
    app.answer(`POST ${path}`, saved);
    await press('submit');
    expect(app.asked.at(-1)?.body).toMatchObject({ to: { daysPerUnit: null, warrantyMonths: null } });
  });

  it('shows what is wrong beside its field, and keeps what was typed', async () => {
    await open();
    await type(DAYS, '0');
    app.answer(`POST ${path}`, {
      ...saved,
      status: 'invalid',
      sentence: '',
      errors: { daysPerUnit: 'Too few.' },
      block,
    });
    await press('submit');
    await vi.waitFor(() => expect(field(DAYS)?.getAttribute('error')).toBe('Too few.'));
    expect(valueIn(DAYS)).toBe('0');
    expect(banner()).toBeNull();
  });

  it('loses nothing that was typed when the app cannot be reached', async () => {
    await open();
    await type(DAYS, '14');
    app.answer(`POST ${path}`, 503);
    await press('submit');
    await vi.waitFor(() => expect(banner()?.textContent).toContain('it may have been done or not'));
    expect(valueIn(DAYS)).toBe('14');
  });

  it('says to the care desk, which may not change it, who can give it full access', async () => {
    await open();
    await type(DAYS, '14');
    app.answer(`POST ${path}`, Response.json({ needs: 'full', keepers: ['Ada Lovelace'] }, { status: 403 }));
    await press('submit');
    await vi.waitFor(() => expect(banner()?.textContent).toContain('Ask Ada Lovelace to give it to you'));
    expect(valueIn(DAYS)).toBe('14');
  });

  it('puts back what is stored when the changes are discarded', async () => {
    await open();
    await type('Warranty', '36');
    await press('reset');
    await vi.waitFor(() => expect(valueIn('Warranty')).toBe('24'));
  });

  it('shows no field of a product that is not known', async () => {
    app.answer(`GET ${path}`, { sentences: ['Not known yet.'], supply: null });
    await extension.render();
    await vi.waitFor(() => expect(words()).toContain('Not known yet.'));
    expect(fields()).toEqual([]);
  });
});
