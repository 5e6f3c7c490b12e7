import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { loadTemplatePage } from '~/office/pages/templates/templates.server';
import { fillLine } from '../../support/panel/full-line';
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

async function setCustomer(id: bigint, set: string) {
  const { sqlInShop } = await import('~/db.server');
  await sqlInShop(world.shopId, (sql) =>
    sql.run(`UPDATE customer SET ${set} WHERE shop_id = $1 AND id = $2`, id),
  );
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

  test('are saved and restored behind no looks at what is typed', async () => {
    const { words, basedOn } = await load();
    const empty = fillLine(world.shopId, 'template');
    await expect(change('check', basedOn, words)).rejects.toMatchObject({ status: 429 });
    const version = basedOn + 1;
    const mine = { ...words, subject: 'Thank you kindly' };
    expect(await change('save', basedOn, mine)).toEqual({ status: 'saved', version });
    expect(await change('restore', version, words)).toEqual({ status: 'restored' });
    await empty();
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
    const before = (await people()).filter(({ mail }) => mail?.wasSent === false).length;
    for (const state of open) {
      await setState(state);
      const due = (await people()).filter(({ mail }) => mail?.wasSent === false);
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

  test('a customer without a message of the kind is found by the address, and shown a made-up one', async () => {
    const { makeCustomer, makeSendingShop } = await import('../../factories/sending-shop');
    const { findPeople } = await import('~/office/pages/templates/template-people.server');
    const { words } = await load();
    const customerId = await makeCustomer(world.shopId, {
      firstName: 'Quirina',
      email: 'quirina@buyer.example',
    });
    await setCustomer(customerId, 'last_order_at = now()');
    const found = await findPeople(world.shopId, 'thank-you', 'quirina@buyer.example');
    expect(found).toEqual([
      { customerId: String(customerId), name: expect.stringContaining('Quirina'), mail: null },
    ]);
    const shown = await change('check', 0, words, { customerId: String(customerId) });
    expect(JSON.stringify(shown)).toContain('Hello Quirina');

    const stranger = await makeSendingShop();
    expect(await findPeople(stranger, 'thank-you', 'quirina@buyer.example')).toEqual([]);
    expect(await findPeople(world.shopId, 'thank-you', '')).toEqual([]);
    const strangers = await makeCustomer(stranger, { firstName: 'Stranger' });
    const look = JSON.stringify(await change('check', 0, words, { customerId: String(strangers) }));
    expect(look).toContain('Hello Mia');
  });

  test('nobody is offered who is in no list: whose account was merged, deleted or redacted, or who never bought', async () => {
    const { makeCustomer, makeMessage } = await import('../../factories/sending-shop');
    const { sqlInShop } = await import('~/db.server');
    const { findPeople, peopleOfKind } = await import('~/office/pages/templates/template-people.server');
    const customerId = await makeCustomer(world.shopId, { email: 'zenobia@buyer.example' });
    const dueAt = new Date('2020-01-01');
    await makeMessage(world.shopId, { customerId, kind: 'warranty-expiry', state: 'planned', dueAt });
    const isOffered = async () => {
      const found = await findPeople(world.shopId, 'warranty-expiry', 'zenobia@buyer.example');
      const next = await sqlInShop(world.shopId, (sql) => peopleOfKind(sql, 'warranty-expiry'));
      return [found, next].map((people) => people.some((one) => one.customerId === String(customerId)));
    };
    const gone = ['merged_into_id = id', 'deleted_at = now()', 'redacted_at = now()', 'last_order_at = NULL'];
    for (const set of gone) {
      await setCustomer(customerId, 'last_order_at = now()');
      expect(await isOffered(), set).toEqual([true, true]);
      await setCustomer(customerId, set);
      expect(await isOffered(), set).toEqual([false, false]);
      await setCustomer(customerId, 'merged_into_id = NULL, deleted_at = NULL, redacted_at = NULL');
    }
  });

  test('of a shop a few looks at mails wait for each other, and beyond them none takes the turns of other shops', async () => {
    const { loader } = await import('~/routes/app.messages.$id.preview');
    const preview = (): Promise<unknown> =>
      loader({
        request: world.request('/app/messages/preview'),
        params: { id: String(world.messages.waiting) },
        context: {},
      });
    const answers = await Promise.allSettled(Array.from({ length: 20 }, preview));
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.status] : []));
    expect(refused.length).toBeGreaterThan(0);
    expect(refused.length).toBeLessThan(20);
    expect(new Set(refused)).toEqual(new Set([429]));
    expect(await preview()).toBeTruthy();
  });

  test('an editor opens without its mail where too many looks wait, and nobody’s look waits for a mail server', async () => {
    const pages = await Promise.all(Array.from({ length: 20 }, () => load()));
    const shown = pages.filter(({ look }) => look !== null);
    expect(shown.length).toBeGreaterThan(0);
    expect(shown.length).toBeLessThan(20);
    const { words, basedOn } = await load();
    expect(new Set(pages.map((page) => page.words.body))).toEqual(new Set([words.body]));

    const test = () => change('test', basedOn, words, { to: 'ada@example.com' });
    const emptyLooks = fillLine(world.shopId, 'template');
    expect(await test()).toMatchObject({ status: 'not-tested', problem: 'not-set-up' });
    await emptyLooks();
    const emptyTests = fillLine(world.shopId, 'mail-server');
    await expect(test()).rejects.toMatchObject({ status: 429 });
    expect(await change('check', basedOn, words)).toMatchObject({ status: 'checked' });
    await emptyTests();
  });

  test('a kind or a language that does not exist is not found', async () => {
    await expect(load('no-such-kind')).rejects.toMatchObject({ status: 404 });
    await expect(load('thank-you', 'xx')).rejects.toMatchObject({ status: 404 });
  });
});
