import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makePanelShop, type PanelShop } from '../factories/panel-shop';
import { type Desk, sitDown, startBrowser } from '../support/panel/browser';
import { type PanelStack, startPanelStack } from '../support/panel/panel-stack';
import { until } from '../support/until';

interface Side {
  readonly stack: PanelStack;
  readonly at: Desk;
  readonly shop: PanelShop;
}

let browser: Browser;
let sides: Side[] = [];

beforeAll(async () => {
  const databaseUrl = String(process.env.DATABASE_URL);
  browser = await startBrowser();
  for (const shopDomain of ['first-window.myshopify.com', 'second-window.myshopify.com']) {
    const stack = await startPanelStack({ databaseUrl, shopDomain });
    Object.assign(process.env, stack.env);
    const at = await sitDown(browser, stack);
    await at.open('/app');
    const shop = await makePanelShop({
      shopId: BigInt(stack.store.world.shop.id),
      domain: stack.store.shopDomain,
      at: new Date(stack.store.clock.now()),
    });
    sides.push({ stack, at, shop });
  }
}, 400_000);

afterAll(async () => {
  await browser?.close();
  for (const { stack } of sides) await stack.stop();
  sides = [];
});

test('two shops in two windows over one database never see each other', async () => {
  const [one, two] = sides;
  if (!one || !two) throw new Error('two windows were opened');
  expect(one.shop.shopId).not.toBe(two.shop.shopId);

  // A decision in one window changes nothing in the other, which shows the same people under the same names.
  const mine = await one.at.open('/app/queue?view=waiting');
  await two.at.open('/app/queue?view=waiting');
  await mine.getByRole('button', { name: 'Skip', exact: true }).first().click();
  await one.at.toast('Message skipped');
  await until(
    'nothing waits any more',
    async () => (await mine.getByRole('button', { name: 'Skip', exact: true }).count()) === 0,
  );
  await two.at.page.reload();
  await (await two.at.frame()).getByRole('link', { name: 'Ada Lindqvist' }).waitFor();

  // An address of the other's customer leads nowhere, and a decision about the other's message is refused.
  const lost = await two.at.open(`/app/customers/${one.shop.customers.bruno}`);
  await lost.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  const frame = await two.at.open('/app/customers');
  const answer = await frame.evaluate(async (id) => {
    const response = await fetch('/app/decisions', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ action: 'skip', ids: [id] }),
    });
    return (await response.json()) as { done: string[] };
  }, String(one.shop.messages.planned));
  expect(answer.done).toEqual([]);
  const upcoming = await one.at.open('/app/queue?view=upcoming');
  await until(
    'the message is still planned',
    async () => (await upcoming.getByRole('link', { name: 'Dmitri Okafor' }).count()) > 0,
  );
});
