import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { loadTemplatePage } from '~/office/pages/templates/templates.server';
import { type PanelWorld, startPanelWorld } from '../../support/panel/panel-world';

let world: PanelWorld;
beforeAll(async () => {
  world = await startPanelWorld();
});
afterAll(() => world.stop());

type Words = Awaited<ReturnType<typeof loadTemplatePage>>['words'];

async function load(kind = 'thank-you', locale = 'en') {
  const { loader } = await import('~/routes/app.templates.$kind.$locale');
  return loader({ request: world.request('/app/templates'), params: { kind, locale }, context: {} });
}

async function change(intent: string, basedOn: number, words: Words, more: object = {}) {
  const { action } = await import('~/routes/app.template');
  const json = { intent, kind: 'thank-you', locale: 'en', basedOn, words, ...more };
  const answer = await action({ request: world.request('/app/template', { json }), params: {}, context: {} });
  return answer.json();
}

describe('templates', () => {
  test('words are saved as a version, a second tab does not write over them, and the default comes back', async () => {
    const { words } = await load();
    const mine = { ...words, subject: 'Thank you kindly' };
    expect(await change('save', 0, mine)).toEqual({ status: 'saved', version: 1 });
    expect(await load()).toMatchObject({ isOwn: true, basedOn: 1, words: mine });
    expect(await change('save', 0, words)).toEqual({ status: 'changed' });
    expect((await load()).words).toEqual(mine);

    expect(await change('restore', 0, mine)).toEqual({ status: 'changed' });
    expect((await load()).words).toEqual(mine);
    expect(await change('restore', 1, mine)).toEqual({ status: 'restored' });
    const after = await load();
    expect(after).toMatchObject({ isOwn: false, basedOn: 2, words });
    expect(after.versions.map((version) => version.words?.subject)).toEqual([undefined, 'Thank you kindly']);
  });

  test('a mistake comes back with its line, and is not saved', async () => {
    const { words, basedOn } = await load();
    const wrong = { ...words, text: 'Hello\n{% if %}\n' };
    const problems = [expect.objectContaining({ part: 'text', line: 2 })];
    expect(await change('check', basedOn, wrong)).toMatchObject({
      status: 'checked',
      look: { problems, mail: null },
    });
    expect(await change('save', basedOn, wrong)).toMatchObject({ status: 'refused', problems });
    expect((await load()).basedOn).toBe(basedOn);
  });

  test('words that sell are named, where the kind is no advertisement', async () => {
    const { words } = await load();
    const selling = { ...words, text: `${words.text}\nHalf price: use SAVE20 at checkout.` };
    expect(await change('check', 0, words)).toMatchObject({ look: { sells: [] } });
    expect(await change('check', 0, selling)).toMatchObject({
      look: { sells: ['use SAVE20', 'Half price'] },
    });
    const kind = { kind: 'running-low' };
    expect(await change('check', 0, selling, kind)).toMatchObject({ look: { sells: [] } });
  });

  test('words without end, or of a megabyte, are refused with a reason', async () => {
    const { words } = await load();
    for (const text of ['{% for i in (1..100000000) %}x{% endfor %}', 'x'.repeat(1_000_000)]) {
      const result = await change('check', 0, { ...words, text });
      expect(result).toMatchObject({ look: { problems: [{ part: 'text' }], mail: null } });
    }
  });

  test('the mail can be shown for real customers while the kind is in review or held, and after it was sent', async () => {
    const { sqlInShop } = await import('~/db.server');
    const open = ['planned', 'awaiting_approval', 'held'];
    const setState = (state: string) =>
      sqlInShop(world.shopId, (sql) =>
        sql.run(
          `UPDATE message SET state = $2 WHERE shop_id = $1 AND kind = 'running-low' AND state = ANY($3::text[])`,
          state,
          open,
        ),
      );
    const people = async () => (await load('running-low')).people;
    const before = (await people()).filter(({ wasSent }) => !wasSent).length;
    for (const state of open) {
      await setState(state);
      const due = (await people()).filter(({ wasSent }) => !wasSent);
      expect(due.length, state).toBeGreaterThanOrEqual(before);
      expect(due.length, state).toBeGreaterThan(0);
    }
    await setState('planned');
  });

  test('the mail is shown for a customer of the shop, and never for another shop’s', async () => {
    const { makeCustomer, makeMessage, makeSendingShop } = await import('../../factories/sending-shop');
    const { words } = await load();
    const shownFor = async (shopId: bigint, firstName: string) => {
      const messageId = await makeMessage(shopId, { customerId: await makeCustomer(shopId, { firstName }) });
      return JSON.stringify(await change('check', 0, words, { messageId: String(messageId) }));
    };
    expect(await shownFor(world.shopId, 'Friend')).toContain('Hello Friend');
    const look = await shownFor(await makeSendingShop(), 'Stranger');
    expect(look).toContain('Hello Mia');
    expect(look).not.toContain('Stranger');
  });

  test('a kind or a language that does not exist is not found', async () => {
    await expect(load('no-such-kind')).rejects.toMatchObject({ status: 404 });
    await expect(load('thank-you', 'xx')).rejects.toMatchObject({ status: 404 });
  });
});
