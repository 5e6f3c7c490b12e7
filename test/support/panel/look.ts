import type { Frame } from 'playwright-core';
import { type Desk, desk, isTooWide, phone, picture, seriousFaults } from './browser';
import { englishLeft } from './english-left';
import type { Panel } from './open-panel';
import { smallTargets } from './small-targets';

export type Language = 'en' | 'de';
export const languages: readonly Language[] = ['en', 'de'];

/** A page in a state that its label names. */
export type Look = readonly [label: string, path: string];

/** What is wrong with these pages for whoever reads this language. */
export async function faultsOf(
  panel: Panel,
  looks: readonly Look[],
  { language, own }: { language: Language; own?: readonly string[] },
): Promise<string[]> {
  const faults: string[] = [];
  const at = await panel.sitDown({ language });
  for (const [label, path] of looks) {
    await at.open(path);
    faults.push(...(await faultsHere(at, { label, language, ...(own && { own }) })));
  }
  return faults;
}

/**
 * What is wrong with the page that is open: at the desk and on the phone, where German words, which are longer, must
 * fit too, and a finger must hit what it means. `own` is what the shop itself named, in whatever language. Keeps
 * pictures where SCREENSHOTS names a folder.
 */
export async function faultsHere(
  at: Desk,
  { label, language, own = [] }: { label: string; language: Language; own?: readonly string[] },
): Promise<string[]> {
  const frame = await at.frame();
  const name = `${label}-${language}`;
  const before = at.page.viewportSize() ?? desk;
  const faults = await headingFaults(frame);
  for (const viewport of [desk, phone]) {
    await at.page.setViewportSize(viewport);
    await picture(at, name);
    if (await isTooWide(frame)) faults.push(`it is wider than ${viewport.width} pixels`);
    faults.push(...(await seriousFaults(frame)));
    if (viewport === phone) faults.push(...(await smallTargets(frame)));
    faults.push(...(await cutChoices(frame, own)));
  }
  if (language === 'de') faults.push(...(await englishLeft(frame, own)).map((text) => `no German: ${text}`));
  await at.page.setViewportSize(before);
  return faults.map((fault) => `${name}: ${fault}`);
}

/** What is chosen in a list and does not fit into its field, but for names of the shop's own. */
async function cutChoices(frame: Frame, own: readonly string[]): Promise<string[]> {
  const cut = await frame
    .locator('.Polaris-Select__SelectedOption')
    .evaluateAll((all) =>
      all.filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent ?? ''),
    );
  return cut.filter((text) => !own.some((name) => text.includes(name))).map((text) => `cut short: ${text}`);
}

async function headingFaults(frame: Frame): Promise<string[]> {
  const headings = await frame.locator('h1').count();
  // What stands for a page that is on its way has no words yet; a part of a page may be on its way, too.
  const isLoading = (await frame.locator('[aria-busy="true"]').count()) > 0;
  const isRight = headings === 1 || (isLoading && headings === 0);
  return isRight ? [] : [`it has ${headings} headings of the first rank`];
}
