import { describe, expect, test } from 'vitest';
import { type Desk, desk, isTooWide, phone, picture, seriousFaults } from '../support/panel/browser';
import { openPanel } from '../support/panel/open-panel';

const panel = openPanel();
let at: Desk;

describe('templates', () => {
  test('a mistake is shown at its line beside the last good mail; mended, the words are saved and kept', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/templates/thank-you/en');
    const mail = frame.frameLocator('iframe.carafe-preview');
    await mail.getByText('Ada').first().waitFor();
    const text = frame.getByLabel('Plain text (Liquid)');
    const before = await text.inputValue();
    await text.fill('Hello\n{% if %}\n');
    await frame.getByText(/Line 2:/).waitFor();
    await frame.getByText('This is how it looked before the mistake.').waitFor();
    await mail.getByText('Ada').first().waitFor();
    await picture(at, 'template-mistake');
    await frame.getByRole('button', { name: 'Go to line 2' }).press('Enter');
    expect(await text.evaluate((field: HTMLTextAreaElement) => field.selectionStart)).toBe(6);

    await text.fill(before);
    await frame.getByLabel('Subject').fill('Thank you kindly');
    await frame.getByText('Thank you kindly').first().waitFor();
    await at.page.getByRole('button', { name: 'Save', exact: true }).click();
    await at.toast('Template saved');
    await frame.getByText(/Version 1,/).waitFor();
    await frame.getByRole('button', { name: 'Restore default' }).waitFor();
  });

  for (const [name, viewport] of [
    ['at a desk', desk],
    ['on a phone', phone],
  ] as const) {
    test(`fit ${name}, and axe finds nothing serious`, async () => {
      const faults: string[] = [];
      at = await panel.sitDown({ viewport, locale: 'de-DE' });
      for (const [label, path] of [
        ['templates', '/app/templates'],
        ['template', '/app/templates/thank-you/en'],
        ['template-default', '/app/templates/running-low/de'],
      ] as const) {
        const frame = await at.open(path);
        await picture(at, label);
        faults.push(...(await seriousFaults(frame)).map((fault) => `${label}: ${fault}`));
        if (await isTooWide(frame)) faults.push(`${label} is wider than the screen`);
      }
      expect(faults).toEqual([]);
    });
  }
});
