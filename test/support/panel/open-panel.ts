import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { PanelShop } from '../../factories/panel-shop';
import { type Desk, sitDown, startBrowser } from './browser';
import { type PanelStack, type PanelStackOptions, startPanelStack } from './panel-stack';

type Seat = NonNullable<Parameters<typeof sitDown>[2]>;

export interface Panel {
  readonly stack: PanelStack;
  /** A person at the store's admin until the test ends, which fails on what their browser complained of. */
  sitDown(seat?: Seat): Promise<Desk>;
  /** Opens the app once, which installs it, as in life, and gives the shop people with stories. */
  populate(crowd: number, look?: (desk: Desk) => Promise<void>): Promise<PanelShop>;
}

const START_MS = 400_000;

/** The panel of a test file: built, running before the file's database and framed by the admin in a real browser. */
export function openPanel(
  options: Pick<PanelStackOptions, 'withHistory' | 'buyers' | 'withWorker'> = {},
): Panel {
  let running: PanelStack | undefined;
  let browser: Browser | undefined;
  let desks: Desk[] = [];

  beforeAll(async () => {
    running = await startPanelStack({ databaseUrl: String(process.env.DATABASE_URL), ...options });
    Object.assign(process.env, running.env);
    browser = await startBrowser();
  }, START_MS);
  afterEach(async () => {
    const seated = desks;
    desks = [];
    try {
      expect(seated.flatMap(({ complaints }) => complaints)).toEqual([]);
    } finally {
      for (const desk of seated) await desk.close();
    }
  });
  afterAll(async () => {
    await browser?.close();
    await running?.stop();
  });

  const panel: Panel = {
    get stack() {
      if (!running) throw new Error('the panel is not running yet');
      return running;
    },
    sitDown: async (seat) => {
      if (!browser) throw new Error('the browser is not running yet');
      const desk = await sitDown(browser, panel.stack, seat);
      desks.push(desk);
      return desk;
    },
    populate: async (crowd, look) => {
      await install(panel, '/app', look);
      const { store } = panel.stack;
      // Only now are the settings known by which the app's own modules find the database.
      const { makePanelShop } = await import('../../factories/panel-shop');
      return makePanelShop({
        shopId: BigInt(store.world.shop.id),
        domain: store.shopDomain,
        at: new Date(store.clock.now()),
        crowd,
      });
    },
  };
  return panel;
}

/** Opens a page of the app for the first time, which installs it. */
export async function install(
  panel: Panel,
  path: string,
  look?: (desk: Desk) => Promise<void>,
): Promise<void> {
  const first = await panel.sitDown();
  await first.open(path);
  await look?.(first);
  await first.close();
}
