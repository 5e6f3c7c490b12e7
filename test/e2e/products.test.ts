import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { StaplesShop } from '../factories/staples-shop';
import {
  type Desk,
  desk,
  isTooWide,
  phone,
  picture,
  seriousFaults,
  sitDown,
  startBrowser,
} from '../support/panel/browser';
import { builtApp } from '../support/panel/built-app';
import { type PanelStack, startPanelStack } from '../support/panel/panel-stack';

let stack: PanelStack;
let browser: Browser;
let shop: StaplesShop;
let at: Desk;

beforeAll(async () => {
  const root = await builtApp();
  stack = await startPanelStack({ root, databaseUrl: String(process.env.DATABASE_URL) });
  Object.assign(process.env, stack.env);
  browser = await startBrowser();
  // Opening the app once installs it, as in life; then customers have bought.
  const first = await sitDown(browser, stack);
  await first.open('/app/products');
  await picture(first, 'products-empty');
  expect(await seriousFaults(await first.frame())).toEqual([]);
  await first.close();
  const { makeStaplesShop } = await import('../factories/staples-shop');
  const today = Math.floor(stack.store.clock.now() / 86_400_000);
  shop = await makeStaplesShop(BigInt(stack.store.world.shop.id), { today });
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await stack?.stop();
});

afterEach(async () => {
  expect(at?.complaints ?? []).toEqual([]);
  await at?.close();
});

const pages = (made: StaplesShop): [string, string][] => [
  ['products', '/app/products'],
  ['products-warranty', '/app/products?view=warranty'],
  ['products-none', '/app/products?search=nothing'],
  ['product', `/app/products/${made.coffee}`],
  ['product-said', `/app/products/${made.filters}`],
  ['product-lasting', `/app/products/${made.lamp}`],
  ['customer-supplies', `/app/customers/${made.regular}`],
];

describe('the pages about products', () => {
  for (const [name, viewport] of [
    ['at a desk', desk],
    ['on a phone', phone],
  ] as const) {
    test(`fit ${name}, and axe finds nothing serious`, async () => {
      at = await sitDown(browser, stack, { viewport });
      const faults: string[] = [];
      for (const [label, path] of pages(shop)) {
        const frame = await at.open(path);
        await picture(at, label);
        faults.push(...(await seriousFaults(frame)).map((fault) => `${label}: ${fault}`));
        if (await isTooWide(frame)) faults.push(`${label} is wider than the screen`);
      }
      expect(faults).toEqual([]);
    });
  }
});
