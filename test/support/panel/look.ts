import type { Frame } from 'playwright-core';
import { type Desk, desk, isTooWide, phone, picture, seriousFaults } from './browser';
import { englishLeft } from './english-left';

export type Language = 'en' | 'de';

/**
 * What is wrong with the page that is open: at the desk and on the phone, where German words, which are longer, must
 * fit too. axe looks at each language once, at the width that the other is not looked at. `own` is what the shop
 * itself named, in whatever language. Keeps pictures where SCREENSHOTS names a folder.
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
    if ((language === 'en') === (viewport === desk)) faults.push(...(await seriousFaults(frame)));
  }
  if (language === 'de') faults.push(...(await englishLeft(frame, own)).map((text) => `no German: ${text}`));
  await at.page.setViewportSize(before);
  return faults.map((fault) => `${name}: ${fault}`);
}

async function headingFaults(frame: Frame): Promise<string[]> {
  const headings = await frame.locator('h1').count();
  // What stands for a page that is on its way has no words yet; a part of a page may be on its way, too.
  const isLoading = (await frame.locator('[aria-busy="true"]').count()) > 0;
  const isRight = headings === 1 || (isLoading && headings === 0);
  return isRight ? [] : [`it has ${headings} headings of the first rank`];
}
