import { describe, expect, test } from 'vitest';
import { firstRunSteps } from '~/base/vocabulary/first-run';
import { type Desk, picture, seriousFaults } from '../support/panel/browser';
import { faultsHere, type Language } from '../support/panel/look';
import { openPanel } from '../support/panel/open-panel';

const panel = openPanel({ withHistory: true, buyers: 300, withWorker: true });
let at: Desk;

const languages: readonly Language[] = ['en', 'de'];

describe('the first run', () => {
  test('leads from the install to the first approved mail', async () => {
    at = await panel.sitDown();
    // The first time leads here by itself; whoever leaves is not dragged back, and finds the way again.
    const led = await at.open('/app');
    await led.getByRole('heading', { name: 'What Carafe will do' }).waitFor();
    const frame = await at.open('/app');
    await frame.getByRole('heading', { name: 'Before the first mail' }).waitFor();
    await frame.getByRole('link', { name: 'Begin' }).click();

    await frame.getByRole('heading', { name: 'What Carafe will do' }).waitFor();
    await frame.getByRole('button', { name: 'Begin' }).click();

    await frame.getByRole('heading', { name: 'Who writes' }).waitFor();
    await frame.getByLabel('Name', { exact: true }).fill('Ada at Retrospot');
    await frame.getByRole('button', { name: 'Save and go on' }).click();
    await frame.getByText('Fill this in.').first().waitFor();
    await frame.getByLabel('E-mail address').fill('ada@retrospot.example');
    await frame.getByLabel('Postal address').fill('1 Mill Lane\nEly');
    await frame.getByRole('button', { name: 'Save and go on' }).click();

    await frame.getByRole('heading', { name: 'Mail server' }).first().waitFor();
    await frame.getByLabel('Use my own mail server').check();
    await frame.getByLabel('Server', { exact: true }).fill('127.0.0.1');
    await frame.getByLabel('Encryption').selectOption('none');
    await frame.getByLabel('Port').fill(String(panel.stack.store.smtp.port));
    // Nobody goes past a server that was not tested by mistake.
    await frame.getByText('No test of this connection has passed yet.').waitFor();
    await frame.getByRole('button', { name: 'Save and go on' }).click();
    await frame.getByText('No test of the connection has passed yet', { exact: true }).waitFor();
    await picture(at, 'first-run-untested');
    expect(await seriousFaults(frame)).toEqual([]);
    await frame.getByRole('button', { name: 'Test the connection' }).click();
    await frame.getByText('The server answered. It was not asked to sign in', { exact: false }).waitFor();
    await frame.getByRole('button', { name: 'Save and go on' }).click();

    await frame.getByRole('heading', { name: 'Your history' }).waitFor();
    await frame.getByText('Your store’s history is loaded', { exact: false }).waitFor({ timeout: 150_000 });
    // Whoever leaves comes back to the same step.
    await at.open('/app/welcome');
    const back = await at.frame();
    await back.getByRole('heading', { name: 'Your history' }).waitFor();
    await back.getByRole('button', { name: 'Go on' }).click();

    await back.getByRole('heading', { name: 'What was found' }).waitFor();
    await back.getByText(/customers may get “Running low”/).waitFor();
    await back.getByRole('button', { name: 'Go on' }).click();

    await back.getByRole('heading', { name: 'How long things last' }).waitFor();
    await back.getByPlaceholder('Days for one').first().fill('30');
    await back.getByRole('button', { name: 'Save and go on' }).click();

    await back.getByRole('heading', { name: 'Other mail, and whom never' }).waitFor();
    await back.getByLabel('Tuesday').check();
    await back.getByRole('button', { name: 'Save and go on' }).click();

    await back.getByRole('heading', { name: 'What to write about' }).waitFor();
    await back.getByRole('checkbox', { name: 'Running low' }).check();
    const mine = back.getByLabel('Your e-mail address');
    await mine.fill('');
    await back.getByRole('button', { name: 'Start' }).click();
    // The tick stands: without an address nothing begins, least of all for customers.
    await back.getByText('Enter your address, or untick this.').waitFor();
    await mine.fill('ada@retrospot.example');
    await back.getByRole('button', { name: 'Start' }).click();
    await at.toast('Carafe is set up');
    // Home is there before the next page is asked for: a page that is left on its way complains.
    await back.getByRole('heading', { name: 'This week' }).waitFor();
    await back.getByRole('heading', { name: 'What happens next' }).waitFor();
    await back.getByText(/^The first message is due/).waitFor({ timeout: 120_000 });
    await picture(at, 'first-run-home');
    expect(await seriousFaults(back)).toEqual([]);

    // What was planned waits for a person's word.
    const queue = await at.open('/app/queue?view=waiting');
    const approve = queue.getByRole('button', { name: 'Approve' }).first();
    await approve.waitFor({ timeout: 120_000 });
    await approve.click();
    await at.toast('Message approved');

    // Who leaves the last step for later is not told that all is set up.
    const last = await at.open('/app/welcome?step=kinds');
    await last.getByRole('button', { name: 'Later' }).click();
    await at.toast('Left as it is: go on whenever you like');
  }, 400_000);

  test.each(languages)(
    'fits, says nothing in another language, and axe finds nothing serious (%s)',
    async (language) => {
      at = await panel.sitDown({ language });
      const own = await ownWords();
      const faults: string[] = [];
      for (const step of firstRunSteps) {
        await at.open(`/app/welcome?step=${step}`);
        faults.push(...(await faultsHere(at, { label: `first-run-${step}`, language, own })));
      }
      expect(faults).toEqual([]);
    },
  );
});

/** What the shop itself named, in English. */
async function ownWords(): Promise<string[]> {
  const { sqlInShop } = await import('~/db.server');
  const rows = await sqlInShop(BigInt(panel.stack.store.world.shop.id), (sql) =>
    sql.rows<{ title: string }>(
      'SELECT title FROM need WHERE shop_id = $1 UNION SELECT title FROM product WHERE shop_id = $1 UNION SELECT title FROM variant WHERE shop_id = $1',
    ),
  );
  return rows.map(({ title }) => title).sort((one, other) => other.length - one.length);
}
