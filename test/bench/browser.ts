import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parseArgs } from 'node:util';
import type { Browser, CDPSession, Frame } from 'playwright-core';
import { benchDatabase } from '../support/bench-database';
import buildApp from '../support/build-app';
import { desk, phone, sitDown, startBrowser } from '../support/panel/browser';
import { startPanelStack } from '../support/panel/panel-stack';
import { FIRST_BUYER, fillBigShop } from './big-shop';

/**
 * The panel of one big shop in a real Chromium with its processor slowed four times: when the largest thing of a page
 * stands there (LCP), how much moves after that (CLS), and how long each press takes until the next picture (INP: the
 * slowest of them). Every page is opened anew with an empty cache. Beside them stands what the machine itself takes, slowed
 * as much: a page of one line, and a loop.
 * Usage: tsx test/bench/browser.ts [rounds=5] [slowdown=4] [customers=100000] [--keep folder] [--only text]; the shop and
 * the folder are those of `pages.ts`.
 */
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'string' }, only: { type: 'string', default: '' } },
});
const [rounds = 5, slowdown = 4, customers = 100_000] = positionals.map(Number);

interface Measured {
  readonly lcp: number;
  readonly cls: number;
  /** Milliseconds of each press, in the order of the page's presses. */
  readonly presses: readonly number[];
}

interface Told extends Omit<Measured, 'presses'> {
  readonly inp: number;
}

/** What is pressed on a page, by what a person would press: the slowest press counts. */
interface Page {
  readonly name: string;
  readonly path: string;
  readonly presses: readonly string[];
}

buildApp();
const database = await benchDatabase(options.keep);
const stack = await startPanelStack({ databaseUrl: database.url });
Object.assign(process.env, stack.env);
if (!database.kept) {
  await fillBigShop({ store: stack.store, url: database.url, customers });
  await database.keep();
}
const browser = await startBrowser();
const pages = pagesToOpen().filter(({ name }) => name.includes(options.only));
// The first page of all waits for a token of the store's.
const first = await sitDown(browser, stack);
await first.open('/app');
await first.close();

console.log(
  `LCP, CLS and INP over ${rounds} rounds in a shop of ${customers} customers, processor slowed ${slowdown} ×. Goals: 1,500 ms, 0.02, 100 ms.`,
);
const raw = await measureRaw(browser);
console.log(`raw    a page of one line: LCP ${ms(raw.lcp)}; a loop of ten million steps: ${ms(raw.loop)}`);
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
    const [lcp, cls] = [figure(({ lcp }) => lcp), figure(({ cls }) => cls)];
    const inp = figure(({ presses }) => Math.max(...presses));
    console.log(
      `${screen.padEnd(6)}${page.name.padEnd(12)} LCP ${ms(lcp.median)} (worst ${ms(lcp.worst)}, ${(lcp.median / raw.lcp).toFixed(1)} × raw)  CLS ${cls.worst.toFixed(3)}  INP ${ms(inp.median)} (worst ${ms(inp.worst)})`,
    );
    for (const [nth, press] of page.presses.entries()) {
      const one = figure(({ presses }) => presses[nth] ?? 0);
      console.log(`${' '.repeat(18)} ${ms(one.median)} (worst ${ms(one.worst)}) ${press}`);
    }
  }
}

await browser.close();
await stack.stop();
await (await import('~/db.server')).closeDatabase();
await database.drop();

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}

function pagesToOpen(): Page[] {
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
      path: `/app/customers/${FIRST_BUYER + Math.floor(customers / 2)}`,
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

/** The compiler that runs this file names functions by a helper of its own, which a page does not know. */
function observing(): { content: string } {
  return { content: `globalThis.__name = (it) => it; (${observe})()` };
}

async function measure(chromium: Browser, page: Page, viewport: typeof desk): Promise<Measured> {
  const at = await sitDown(chromium, stack, { viewport });
  await at.page.addInitScript(observing());
  await slow(await at.page.context().newCDPSession(at.page));
  const frame = await at.open(page.path);
  await slowFrame(frame, at.page.context());
  await at.page.waitForTimeout(1_000);
  const loaded = await told(frame);
  const presses: number[] = [];
  for (const press of page.presses) {
    await frame.evaluate(() => Object.assign((window as unknown as { told: Told }).told, { inp: 0 }));
    // The pointer rests on a thing before it is pressed. The press itself is the mouse alone: Playwright's own click runs
    // scripts in the page while the browser handles it.
    await frame.locator(press).first().hover();
    await at.page.waitForTimeout(300);
    await at.page.mouse.down();
    await at.page.mouse.up();
    await at.page.waitForTimeout(400);
    await at.page.keyboard.press('Escape');
    await at.page.waitForTimeout(200);
    presses.push((await told(frame)).inp);
  }
  await at.close();
  return { lcp: loaded.lcp, cls: loaded.cls, presses };
}

/** The quickest of some. */
async function measureRaw(chromium: Browser): Promise<{ lcp: number; loop: number }> {
  const server = createServer((_, response) =>
    response.setHeader('Content-Type', 'text/html').end('<!doctype html><p>One line of a page</p>'),
  );
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const found: { lcp: number; loop: number }[] = [];
  for (let round = 0; round < 5; round += 1) {
    const page = await chromium.newPage({ viewport: desk });
    await page.addInitScript(observing());
    await slow(await page.context().newCDPSession(page));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForTimeout(500);
    const { lcp } = await told(page.mainFrame());
    const loop = await page.evaluate(() => {
      const begunMs = performance.now();
      let mixed = 1;
      for (let step = 0; step < 10_000_000; step += 1) mixed = (Math.imul(mixed, 31) + step) | 0;
      return mixed === 0 ? 0 : performance.now() - begunMs;
    });
    found.push({ lcp, loop });
    await page.close();
  }
  server.close();
  const least = (of: (one: { lcp: number; loop: number }) => number) => Math.min(...found.map(of));
  return { lcp: least(({ lcp }) => lcp), loop: least(({ loop }) => loop) };
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
