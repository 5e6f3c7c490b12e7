import type { Browser, CDPSession, Frame } from 'playwright-core';
import { benchDatabase } from '../support/bench-database';
import buildApp from '../support/build-app';
import { desk, phone, sitDown, startBrowser } from '../support/panel/browser';
import { startPanelStack } from '../support/panel/panel-stack';

/**
 * The panel in a real Chromium with its processor slowed four times: when the largest thing of a page stands there (LCP),
 * how much moves after that (CLS), and how long a click takes until the next picture (INP). Every page is opened anew with
 * an empty cache.
 * Usage: tsx test/bench/browser.ts [rounds=5] [slowdown=4]
 */
const [rounds = 5, slowdown = 4] = process.argv.slice(2).map(Number);

interface Measured {
  readonly lcp: number;
  readonly cls: number;
  readonly inp: number;
  /** The press that took longest. */
  readonly slowest: string;
}

type Told = Omit<Measured, 'slowest'>;

/** What is pressed on a page, by what a person would press: the slowest press counts. */
interface Page {
  readonly name: string;
  readonly path: string;
  readonly presses: readonly string[];
}

const database = await benchDatabase();
buildApp();
const stack = await startPanelStack({ databaseUrl: database.url });
Object.assign(process.env, stack.env);
const browser = await startBrowser();
const pages = await furnish();

console.log(
  `LCP, CLS and INP over ${rounds} rounds, processor slowed ${slowdown} ×. Goals: 1,500 ms, 0.02, 100 ms.`,
);
for (const [screen, viewport] of [
  ['desk', desk],
  ['phone', phone],
] as const) {
  for (const page of pages) {
    const measured: Measured[] = [];
    for (let round = 0; round < rounds; round += 1) measured.push(await measure(browser, page, viewport));
    const figure = (of: (one: Measured) => number) => {
      const sorted = measured.map(of).sort((a, b) => a - b);
      return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, worst: sorted.at(-1) ?? 0 };
    };
    const [lcp, cls, inp] = [figure(({ lcp }) => lcp), figure(({ cls }) => cls), figure(({ inp }) => inp)];
    console.log(
      `${screen.padEnd(6)}${page.name.padEnd(12)} LCP ${ms(lcp.median)} (worst ${ms(lcp.worst)})  CLS ${cls.worst.toFixed(3)}  INP ${ms(inp.median)} (worst ${ms(inp.worst)}: ${worstPress(measured)})`,
    );
  }
}

await browser.close();
await stack.stop();
await (await import('~/db.server')).closeDatabase();
await database.drop();

function worstPress(measured: readonly Measured[]): string {
  return measured.reduce((worst, one) => (one.inp > worst.inp ? one : worst)).slowest;
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}

async function furnish(): Promise<Page[]> {
  const first = await sitDown(browser, stack);
  await first.open('/app');
  await first.close();
  const { makePanelShop } = await import('../factories/panel-shop');
  const { customers } = await makePanelShop({
    shopId: BigInt(stack.store.world.shop.id),
    domain: stack.store.shopDomain,
    at: new Date(stack.store.clock.now()),
    crowd: 120,
  });
  return [
    { name: 'home', path: '/app', presses: ['button:has-text("Why?")', 'button:has-text("Preview")'] },
    {
      name: 'customers',
      path: '/app/customers',
      presses: [
        'button:has-text("Product")',
        'button:has-text("Sort")',
        'input[type="text"], input:not([type])',
      ],
    },
    {
      name: 'customer',
      path: `/app/customers/${customers.ada}`,
      presses: ['button:has-text("Move")', 'button:has-text("Preview")', 'button:has-text("Why?")'],
    },
    {
      name: 'queue',
      path: '/app/queue?view=waiting',
      presses: [
        'input[type="checkbox"] >> nth=0',
        'input[type="checkbox"] >> nth=3',
        'button:has-text("Move") >> nth=1',
        'button:has-text("Product")',
      ],
    },
  ];
}

/** What the page tells of itself from its first moment on. */
function observe(): void {
  const told = { lcp: 0, cls: 0, inp: 0 };
  Object.assign(window, { told });
  const watch = (type: string, note: (entry: PerformanceEntry) => void, options: object = {}) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
      type,
      buffered: true,
      ...options,
    } as PerformanceObserverInit);
  watch('largest-contentful-paint', (entry) => {
    told.lcp = entry.startTime;
  });
  watch('layout-shift', (entry) => {
    const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!shift.hadRecentInput) told.cls += shift.value;
  });
  watch(
    'event',
    (entry) => {
      const event = entry as PerformanceEntry & { interactionId: number };
      if (event.interactionId) told.inp = Math.max(told.inp, event.duration);
    },
    { durationThreshold: 16 },
  );
}

async function measure(chromium: Browser, page: Page, viewport: typeof desk): Promise<Measured> {
  const at = await sitDown(chromium, stack, { viewport });
  // The compiler that runs this file names functions by a helper of its own, which a page does not know.
  await at.page.addInitScript({ content: `globalThis.__name = (it) => it; (${observe})()` });
  await slow(await at.page.context().newCDPSession(at.page));
  const frame = await at.open(page.path);
  await slowFrame(frame, at.page.context());
  await at.page.waitForTimeout(1_000);
  const loaded = await told(frame);
  let slowest = { inp: 0, slowest: '' };
  for (const press of page.presses) {
    await frame.evaluate(() => Object.assign((window as unknown as { told: Told }).told, { inp: 0 }));
    const target = frame.locator(press).first();
    // The pointer rests on a thing before it is pressed; and Playwright's own scripts are in the page after that.
    await target.hover();
    await at.page.waitForTimeout(300);
    await target.click();
    await at.page.waitForTimeout(400);
    await at.page.keyboard.press('Escape');
    await at.page.waitForTimeout(200);
    const { inp } = await told(frame);
    if (inp > slowest.inp) slowest = { inp, slowest: press };
  }
  await at.close();
  return { lcp: loaded.lcp, cls: loaded.cls, ...slowest };
}

function told(frame: Frame): Promise<Told> {
  return frame.evaluate(() => (window as unknown as { told: Told }).told);
}

async function slow(session: CDPSession): Promise<void> {
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
}

/** A frame of another site is a process of its own; one of the same site shares the page's and is slow already. */
async function slowFrame(
  frame: Frame,
  context: { newCDPSession(of: Frame): Promise<CDPSession> },
): Promise<void> {
  const session = await context.newCDPSession(frame).catch(() => null);
  if (session) await slow(session);
}
