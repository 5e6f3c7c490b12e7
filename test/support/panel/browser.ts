import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import axe from 'axe-core';
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from 'playwright-core';
import { staff } from '../../store/store-options';
import { until } from '../until';
import type { PanelStack } from './panel-stack';

const PLAIN_CHROME =
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';

export const desk = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

export function startBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** One person at the store's admin. What the browser complains of is kept, and a test fails on it. */
export interface Desk {
  readonly page: Page;
  readonly complaints: string[];
  /** Opens a page of the panel inside the admin and waits until it can be used. */
  open(path: string): Promise<Frame>;
  /** The panel's own frame. */
  frame(): Promise<Frame>;
  /** Waits for a toast of the admin that says this. */
  toast(words: string | RegExp, withinMs?: number): Promise<void>;
  close(): Promise<void>;
}

export async function sitDown(
  browser: Browser,
  stack: PanelStack,
  {
    viewport = desk,
    language = 'en',
    userAgent = PLAIN_CHROME,
    failures,
  }: {
    viewport?: typeof desk;
    language?: 'en' | 'de';
    userAgent?: string;
    /** Requests fail on purpose: what the browser says of each is no complaint. */
    failures?: 'expected';
  } = {},
): Promise<Desk> {
  const context: BrowserContext = await browser.newContext({
    viewport,
    locale: language === 'de' ? 'de-DE' : 'en-US',
    userAgent,
    timezoneId: 'Europe/Berlin',
  });
  // The admin speaks the language of whoever is signed in; the store's second member of staff reads German.
  const reader = staff.find((one) => one.locale === language);
  if (reader) await context.addCookies([{ name: 'staff', value: String(reader.id), url: stack.store.url }]);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    // A refused or missing page is told by its status too; the tests that ask for one look at the page instead.
    // A navigation that a newer one replaced is aborted, and the router writes that to the console; it harms nobody.
    // So are a key under which nothing is done any more and a line that is full: the browser asks again.
    const expected = /status of 4(0[0-9]|10|12|29)|^AbortError: signal is aborted/.test(message.text());
    if (message.type() === 'error' && !expected) complain(message.text());
  });
  page.on('pageerror', (error) => complain(error.message));
  const complain = (words: string) => {
    if (
      failures !== 'expected' ||
      !/status of 5\d\d|ERR_INTERNET_DISCONNECTED|Failed to fetch|^SyntaxError/.test(words)
    )
      complaints.push(words);
  };

  const frame = async (): Promise<Frame> => {
    let found: Frame | null = null;
    await until('the panel is there', async () => {
      found = page.frame({ name: 'app-iframe' });
      if (!found) return false;
      return found
        .evaluate(() => document.querySelector('.Polaris-Page, [aria-busy="true"]') !== null)
        .catch(() => false);
    });
    if (!found) throw new Error('no panel');
    return found;
  };
  return {
    page,
    complaints,
    frame,
    open: async (path) => {
      await page.goto(stack.panelUrl(path), { waitUntil: 'load' });
      const opened = await frame();
      await usable(opened);
      return opened;
    },
    toast: (words, withinMs = 15_000) =>
      page.locator('.toasts').getByText(words).first().waitFor({ timeout: withinMs }),
    close: () => context.close(),
  };
}

/** React has taken the page over: from then on a click does what it says. */
async function usable(frame: Frame): Promise<void> {
  await until('the page answers to clicks', () =>
    frame.evaluate(() => {
      const root = document.querySelector('.Polaris-Page');
      return root !== null && Object.keys(root).some((key) => key.startsWith('__reactFiber'));
    }),
  );
}

/** The serious and critical faults that axe finds in a frame, one line each. */
export async function seriousFaults(frame: Frame): Promise<string[]> {
  await frame.evaluate(axe.source);
  // Only what is broken is gathered: describing what is right takes most of its time.
  const result = (await frame.evaluate(() =>
    (globalThis as unknown as { axe: { run(options: object): Promise<unknown> } }).axe.run({
      resultTypes: ['violations'],
    }),
  )) as { violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] };
  return result.violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} — ${failureSummary}`),
    );
}

export function isTooWide(frame: Frame): Promise<boolean> {
  return frame.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
}

/** Keeps a picture of the whole page where SCREENSHOTS names a folder. */
export async function picture(desk: Desk, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  const size = desk.page.viewportSize();
  const frame = await desk.frame();
  const tall = await frame.evaluate(() => document.documentElement.scrollHeight);
  if (size)
    await desk.page.setViewportSize({ ...size, height: Math.min(12_000, Math.max(size.height, tall + 120)) });
  await desk.page.screenshot({ path: join(folder, `${name}-${size?.width}.png`) });
  if (size) await desk.page.setViewportSize(size);
}

/**
 * What is wrong with a page that stands by itself, at the desk and on the phone: axe's serious faults, and being wider
 * than the screen. Keeps a picture of each where SCREENSHOTS names a folder.
 */
export async function faultsAtBothWidths(page: Page, name: string): Promise<string[]> {
  const folder = process.env.SCREENSHOTS;
  const found: string[] = [];
  for (const size of [desk, phone]) {
    await page.setViewportSize(size);
    const where = `${name} at ${size.width}`;
    const faults = await seriousFaults(page.mainFrame());
    found.push(...faults.map((fault) => `${where}: ${fault}`));
    if (await isTooWide(page.mainFrame())) found.push(`${where} is too wide`);
    if (folder) await page.screenshot({ path: join(folder, `${name}-${size.width}.png`), fullPage: true });
  }
  return found;
}

/** The buttons of a modal belong to the admin or to the frame, as App Bridge pleases. */
export async function clickInModal(at: Desk, name: string | RegExp): Promise<void> {
  const frame = await at.frame();
  const places = [frame.locator('ui-modal, [role="dialog"]'), at.page.locator('[role="dialog"], dialog')];
  await until(`the modal offers “${name}”`, async () => {
    for (const place of places) {
      const button = place.getByRole('button', { name, exact: true });
      if ((await button.count()) === 0 || !(await button.last().isVisible())) continue;
      await button.last().click();
      return true;
    }
    return false;
  });
}
