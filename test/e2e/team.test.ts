import { beforeAll, describe, expect, test } from 'vitest';
import { type Desk, desk, isTooWide, phone, picture, seriousFaults } from '../support/panel/browser';
import { openPanel } from '../support/panel/open-panel';

const panel = openPanel();
const GERMAN = '89705382103';
const ASK = 'Dafür braucht es vollen Zugriff. Fragen Sie Ada Lovelace.';
const REFUSED = 'Sie haben keinen Zugriff auf diese Seite';

beforeAll(async () => {
  await panel.populate(24);
}, 400_000);

/** The row of a person in the settings of somebody with full access. */
const rowOf = async (owner: Desk, number: string) => {
  const frame = await owner.open('/app/settings');
  return frame.getByRole('listitem').filter({ hasText: number });
};

async function nameAs(owner: Desk, number: string, name: string): Promise<void> {
  const row = await rowOf(owner, number);
  await row.getByLabel('Name', { exact: true }).fill(name);
  await row.getByRole('button', { name: `Save the name ${name}` }).click();
  await owner.toast('Saved');
}

async function allow(owner: Desk, number: string, role: 'full' | 'desk'): Promise<void> {
  const row = await rowOf(owner, number);
  await row.getByLabel('Role', { exact: true }).selectOption(role);
  await owner.toast('Saved');
}

/** Sends a decision from a page of the panel, past its buttons. */
const post = async (at: Desk, path: string, json: object) =>
  (await at.frame()).evaluate(async ([to, body]) => (await fetch(to, { method: 'POST', body })).status, [
    path,
    JSON.stringify(json),
  ] as const);

describe('the team', () => {
  test('a colleague becomes the care desk in mid-form, loses no text, and gets full access again', async () => {
    const owner = await panel.sitDown();
    const other = await panel.sitDown({ language: 'de' });
    let frame = await other.open('/app/settings');
    await frame.locator('[id="sender.name"]').fill('Retrospot Werkstatt');

    const alone = await rowOf(owner, '89705382102');
    expect(await alone.getByLabel('Role', { exact: true }).isDisabled()).toBe(true);
    await nameAs(owner, '89705382102', 'Ada Lovelace');
    await nameAs(owner, GERMAN, 'Grete Hermann');
    await picture(owner, 'team');
    expect(await seriousFaults(await owner.frame())).toEqual([]);
    await owner.page.setViewportSize(phone);
    expect(await isTooWide(await owner.frame())).toBe(false);
    await picture(owner, 'team');
    await owner.page.setViewportSize(desk);
    await allow(owner, GERMAN, 'desk');

    await other.page.getByRole('button', { name: 'Speichern', exact: true }).click();
    await other.toast(ASK);
    expect(await frame.locator('[id="sender.name"]').inputValue()).toBe('Retrospot Werkstatt');
    expect(await post(other, '/app/settings', {})).toBe(403);

    await allow(owner, GERMAN, 'full');
    frame = await other.open('/app/settings');
    expect(await frame.locator('[id="sender.name"]').inputValue()).toBe('Retrospot Werkstatt');
    await other.page.getByRole('button', { name: 'Verwerfen', exact: true }).click();
  });

  test('the care desk is told what a page is and whom to ask, and is led to nothing that it may not open', async () => {
    const owner = await panel.sitDown();
    await allow(owner, GERMAN, 'desk');
    for (const viewport of [desk, phone]) {
      const other = await panel.sitDown({ language: 'de', viewport });
      for (const path of ['/app/settings', '/app/templates', '/app/products/import', '/app/welcome']) {
        const frame = await other.open(path);
        await frame.getByText(REFUSED).waitFor();
        await frame.getByText(/bitten Sie Ada Lovelace/).waitFor();
        expect(await isTooWide(frame), path).toBe(false);
        if (path === '/app/settings') {
          await picture(other, 'no-permission');
          expect(await seriousFaults(frame)).toEqual([]);
        }
        expect(await frame.locator('a[href^="/app/queue"]').count()).toBeGreaterThan(0);
        expect(await frame.locator('a[href^="/app/settings"], a[href^="/app/templates"]').count()).toBe(0);
      }
      const products = await other.open('/app/products');
      await picture(other, 'desk-products');
      expect(await products.getByRole('checkbox').count()).toBe(0);
      await products.locator('.carafe-product-title').first().click();
      await products.getByText('Sie können dieses Produkt ansehen.', { exact: false }).waitFor();
      expect(await products.locator('fieldset input:enabled, fieldset button:enabled').count()).toBe(0);
      await picture(other, 'desk-product');
      expect(await seriousFaults(products)).toEqual([]);
    }
  });

  test('a window that stands open leads to what its person may open by now, without being loaded anew', async () => {
    const owner = await panel.sitDown();
    await allow(owner, GERMAN, 'full');
    const other = await panel.sitDown({ language: 'de' });
    const frame = await other.open('/app');
    const nav = other.page.locator('#app-nav');
    const settings = nav.getByRole('link', { name: 'Einstellungen' });
    await settings.waitFor({ state: 'attached' });
    await frame.evaluate(() => void Object.assign(window, { isTheSame: true }));
    await allow(owner, GERMAN, 'desk');
    await nav.getByRole('link', { name: 'Kunden' }).click();
    await settings.waitFor({ state: 'detached' });
    await allow(owner, GERMAN, 'full');
    await nav.getByRole('link', { name: 'Für Ihr Team' }).click();
    await settings.waitFor({ state: 'attached' });
    expect(await (await other.frame()).evaluate(() => 'isTheSame' in window)).toBe(true);
    await allow(owner, GERMAN, 'desk');
  });

  test('who stopped the mail is told by name, and to themselves as such, and only full access lets it go again', async () => {
    const other = await panel.sitDown({ language: 'de' });
    await other.open('/app');
    expect(await post(other, '/app/pause', { intent: 'pause', kind: null })).toBe(200);
    const stopped = await other.open('/app');
    const resume = stopped.getByRole('button', { name: 'Fortsetzen' }).first();
    await stopped.getByText(/von Ihnen/).waitFor();
    await picture(other, 'desk-home');
    expect(await resume.isDisabled()).toBe(true);
    expect(await post(other, '/app/pause', { intent: 'resume', kind: null })).toBe(403);

    const owner = await panel.sitDown();
    const home = await owner.open('/app');
    await home.getByText(/Grete Hermann/).waitFor();
    await home.getByRole('button', { name: 'Resume' }).first().click();
    await home.getByText(/Grete Hermann/).waitFor({ state: 'detached' });
  });
});
