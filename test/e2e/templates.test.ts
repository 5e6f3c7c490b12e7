import { describe, expect, test } from 'vitest';
import { type Desk, phone, picture, seriousFaults } from '../support/panel/browser';
import { faultsHere } from '../support/panel/look';
import { openPanel } from '../support/panel/open-panel';
import { until } from '../support/until';

const panel = openPanel();
let at: Desk;
/** What the made-up mails are about. */
const own: readonly string[] = [];

describe('templates', () => {
  test('a mistake is shown at its line beside the last good mail; mended, the words are saved and kept', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/templates/thank-you/en');
    const mail = frame.frameLocator('iframe.carafe-preview');
    await mail.getByText('Mia').first().waitFor();
    const text = frame.getByLabel('Plain text (Liquid)');
    const before = await text.inputValue();
    await text.fill('Hello\n{% if %}\n');
    await frame.getByText(/Line 2:/).waitFor();
    await frame.getByText('This is how it looked before the mistake.').waitFor();
    await mail.getByText('Mia').first().waitFor();
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

  test('a look for which there was no room is asked for again, without another letter', async () => {
    at = await panel.sitDown({ failures: 'expected' });
    const frame = await at.open('/app/templates/thank-you/en');
    const looks = /\/app\/template$/;
    await at.page.context().route(looks, (route) => route.fulfill({ status: 429 }));
    const refused = at.page.waitForResponse((answer) => answer.status() === 429);
    await frame.getByLabel('Subject').fill('Thank you for waiting');
    await refused;
    await at.page.context().unroute(looks);
    await frame.getByLabel('In the inbox').getByText('Thank you for waiting').waitFor();
  });

  test('names are offered while typing, and put in by keyboard alone', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/templates/thank-you/de');
    const subject = frame.getByLabel('Subject');
    await subject.fill('Danke, {{ cust');
    await frame.getByText('One name fits; Tab goes to it.').waitFor();
    await picture(at, 'template-suggestion');
    await at.page.keyboard.press('Tab');
    await at.page.keyboard.press('Enter');
    await until(
      'the name is in',
      async () => (await subject.inputValue()) === 'Danke, {{ customer.first_name }}',
    );
    await frame.getByLabel('In the inbox').getByText('Danke, Mia').waitFor();
    await at.page.keyboard.type('!');
    expect(await subject.inputValue()).toBe('Danke, {{ customer.first_name }}!');

    await frame.getByRole('button', { name: 'What the words can name' }).click();
    await frame.getByRole('button', { name: 'Insert signature' }).click();
    expect(await subject.inputValue()).toBe('Danke, {{ customer.first_name }}!{{ signature }}');
    await picture(at, 'template-names');
  });

  test('what is said of a long text is seen from where somebody types in it', async () => {
    at = await panel.sitDown();
    const frame = await at.open('/app/templates/thank-you/en');
    const text = frame.getByLabel('Plain text (Liquid)');
    await text.fill('A line of many.\n'.repeat(80));
    await frame.getByLabel('In the inbox').waitFor();
    // Its first line is at the window's lower edge, and its end far below.
    await text.evaluate((field: HTMLTextAreaElement) => {
      field.setSelectionRange(0, 0);
      field.scrollTop = 0;
      window.scrollBy(0, field.getBoundingClientRect().top - window.innerHeight + 180);
    });
    const isSeen = (words: string | RegExp) =>
      frame
        .getByText(words)
        .first()
        .evaluate((told) => {
          const { top, bottom, height } = told.getBoundingClientRect();
          const onTop = document.elementFromPoint(told.getBoundingClientRect().left + 2, top + height / 2);
          return top >= 0 && bottom <= window.innerHeight && told.contains(onTop);
        });
    await at.page.keyboard.type('{{ cust');
    await frame.getByText('One name fits; Tab goes to it.').waitFor();
    expect(await isSeen('One name fits; Tab goes to it.')).toBe(true);
    await picture(at, 'template-suggestion-long');
    await at.page.keyboard.type(' ');
    await frame.getByText(/^Line 1:/).waitFor();
    expect(await isSeen(/^Line 1:/)).toBe(true);
    expect(await isSeen('Go to line 1')).toBe(true);
    await picture(at, 'template-mistake-long');
    expect(await seriousFaults(frame)).toEqual([]);
    await at.page.getByRole('button', { name: 'Discard', exact: true }).click();
  });

  test('subject and preview text show all their lines on a phone', async () => {
    at = await panel.sitDown({ viewport: phone });
    const frame = await at.open('/app/templates/running-low/de');
    for (const label of ['Subject', 'Preview text']) {
      const field = frame.getByLabel(label, { exact: true });
      for (const words of [
        'Soon used up: '.repeat(9),
        'One more {{ item.title }} for {{ customer.first_name }}',
      ])
        await field
          .fill(words)
          .then(() =>
            until(`${label} is as high as its lines`, () =>
              field.evaluate((box: HTMLTextAreaElement) => box.scrollHeight <= box.clientHeight),
            ),
          );
    }
    await picture(at, 'template-phone-lines');
    await at.page.getByRole('button', { name: 'Discard', exact: true }).click();
  });

  test('what differs from an older version is shown, and text survives a reload', async () => {
    at = await panel.sitDown();
    let frame = await at.open('/app/templates/thank-you/en');
    await frame.getByLabel('Subject').fill('Thank you, dearly');
    await frame.getByRole('button', { name: 'What differs: version 1' }).click();
    const difference = frame.locator('.carafe-difference');
    await difference.getByText('− Thank you kindly').waitFor();
    await difference.getByText('+ Thank you, dearly').waitFor();
    await picture(at, 'template-difference');
    frame = await at.open('/app/templates/thank-you/en');
    await frame.getByText('Your unsaved text is back').waitFor();
    expect(await frame.getByLabel('Subject').inputValue()).toBe('Thank you, dearly');
  });

  test('text that was begun before another’s save does not replace it unseen', async () => {
    const mine = await panel.sitDown();
    const frame = await mine.open('/app/templates/warranty-expiry/en');
    await frame.getByLabel('Subject').fill('Mine');
    const theirs = await panel.sitDown();
    const other = await theirs.open('/app/templates/warranty-expiry/en');
    await other.getByLabel('Subject').fill('Theirs');
    await theirs.page.getByRole('button', { name: 'Save', exact: true }).click();
    await theirs.toast('Template saved');

    const again = await mine.open('/app/templates/warranty-expiry/en');
    await again.getByText('Your unsaved text is back').waitFor();
    await mine.page.getByRole('button', { name: 'Save', exact: true }).click();
    await again.getByText('Somebody saved this template while you were writing').waitFor();
    await mine.page.getByRole('button', { name: 'Save', exact: true }).click();
    await mine.toast('Template saved');
    await again.getByText(/Version 2,/).waitFor();
  });

  test('a test of unsaved words arrives, and its links act on nobody', async () => {
    await panel.populate(5);
    at = await panel.sitDown();
    const frame = await at.open('/app/templates/running-low/en');
    await frame.getByLabel('Shown for').fill('lindq');
    await frame
      .getByRole('option', { name: /^Ada Lindqvist/ })
      .first()
      .click();
    await frame.frameLocator('iframe.carafe-preview').getByText('Hello Ada').first().waitFor();
    await picture(at, 'template-shown-for');
    await frame.getByLabel('Subject').fill('Try this');
    await frame.getByLabel('Send a test to').fill('not an address');
    await frame.getByRole('button', { name: 'Send a test' }).click();
    await frame.getByText('This is not an e-mail address.').waitFor();
    await frame.getByLabel('Send a test to').fill('me@retrospot.example.com');
    await frame.getByRole('button', { name: 'Send a test' }).click();
    await at.toast('A test is on its way to me@retrospot.example.com');
    const mail = await panel.stack.store.mails.waitFor(
      (one) => one.envelopeTo.includes('me@retrospot.example.com'),
      30_000,
    );
    expect(mail.subject).toBe('[Test] Try this');
    expect(mail.headers.map(({ name }) => name.toLowerCase())).not.toContain('list-unsubscribe');
  });

  test('fit, and speak German, with a mistake in them and with all that the words can name', async () => {
    at = await panel.sitDown({ language: 'de' });
    const faults: string[] = [];
    const look = async (label: string) =>
      faults.push(...(await faultsHere(at, { label, language: 'de', own })));
    await at.open('/app/templates');
    await look('templates');
    for (const kind of ['thank-you', 'running-low', 'warranty-expiry']) {
      const frame = await at.open(`/app/templates/${kind}/de`);
      await frame.getByRole('button', { name: 'Was die Worte nennen können' }).click();
      await look(`template-${kind}`);
    }
    const frame = await at.frame();
    await frame.getByLabel('Reiner Text (Liquid)').fill('Hallo\n{% if %}\n');
    await frame.getByText(/Zeile 2:/).waitFor();
    await look('template-mistake');
    expect(faults).toEqual([]);
  });
});
