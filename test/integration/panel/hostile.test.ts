import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inTurn } from '~/office/pages/request/in-turn.server';
import { type PanelWorld, refusalOf, startPanelWorld } from '../../support/panel/panel-world';

let world: PanelWorld;
beforeAll(async () => {
  world = await startPanelWorld();
});
afterAll(() => world.stop());

const NUL = '\u0000';
const HALF = '\ud83d';
const context = { params: {}, context: {} };

describe('text that no database takes', () => {
  test('in a search finds what the rest of the text finds', async () => {
    const search = encodeURIComponent(`a${NUL}`);
    const { loader: products } = await import('~/routes/app.products._index');
    const plain = await products({ request: world.request('/app/products?search=a'), ...context });
    const page = await products({ request: world.request(`/app/products?search=${search}`), ...context });
    expect(page.rows).toEqual(plain.rows);
    const { loader: find } = await import('~/routes/app.products.find');
    const { loader: needs } = await import('~/routes/app.needs');
    const { loader: customers } = await import('~/routes/app.customers._index');
    const { loader: queue } = await import('~/routes/app.queue');
    await find({ request: world.request(`/app/products/find?search=${search}`), ...context });
    await needs({ request: world.request(`/app/needs?search=${search}`), ...context });
    await customers({
      request: world.request(`/app/customers?search=${search}&tag=${search}&after=${search}`),
      ...context,
    });
    await queue({ request: world.request(`/app/queue?search=${search}&after=${search}`), ...context });
  });

  test('in the settings is kept without those signs', async () => {
    const { action, loader } = await import('~/routes/app.settings');
    const { form } = await loader({ request: world.request('/app/settings'), ...context });
    const json = {
      ...form,
      'sender.name': `Ada${NUL}`,
      'sender.email': 'ada@shop.example',
      'sender.postalAddress': `1 Street ${HALF}`,
      neverTags: `whole${NUL}sale${HALF}`,
    };
    const change = { form: json, openedWith: form };
    const saved = await action({ request: world.request('/app/settings', { json: change }), ...context });
    expect(saved).toMatchObject({ status: 'saved' });
    const after = await loader({ request: world.request('/app/settings'), ...context });
    expect(after.form).toMatchObject({
      'sender.name': 'Ada',
      'sender.postalAddress': '1 Street',
      neverTags: 'wholesale',
    });
  });

  test('in the name of an order export does not stop its import', async () => {
    const { action } = await import('~/routes/app.order-import');
    const asked = `intent=start&name=${encodeURIComponent(`a${NUL}.csv`)}&mark=${encodeURIComponent(`m${NUL}`)}&bytes=10`;
    const request = world.request(`/app/order-import?${asked}`, { method: 'POST' });
    expect((await action({ request, ...context })).status).toBe(200);
  });
});

describe('many files at once', () => {
  test('are read one after the other, and no more than a few wait', async () => {
    const { action: takeExport } = await import('~/routes/app.order-import');
    const { action: takeTable } = await import('~/routes/app.products.import');
    const ofExport = () =>
      takeExport({
        request: world.request('/app/order-import?intent=preview&mark=m&offset=0&last=1', { method: 'POST' }),
        ...context,
      });
    const ofTable = () =>
      takeTable({
        request: world.request('/app/products/import', { json: { text: '', apply: false } }),
        ...context,
      });
    let end = () => {};
    const held = new Promise<void>((resolve) => {
      end = resolve;
    });
    const turn = { shopId: world.shopId, line: 'file', request: world.request('/app') } as const;
    const waiting = Array.from({ length: 8 }, () => inTurn(turn, () => held));
    for (const ask of [ofExport, ofTable]) expect((await refusalOf(ask())).status).toBe(429);
    end();
    await Promise.all(waiting);
    expect(await ofTable()).toMatchObject({ status: 'refused', problem: 'empty' });
    expect((await ofExport()).status).toBe(200);
  });
});

describe('what is no such request', () => {
  test('a day that no calendar has moves nothing', async () => {
    const { action } = await import('~/routes/app.decisions');
    for (const moveTo of ['2026-99-99', '2026-02-30', '0000-00-00', '0000-01-01']) {
      const json = { action: 'move', ids: [String(world.messages.waiting)], moveTo };
      const refusal = await refusalOf(
        action({ request: world.request('/app/decisions', { json }), ...context }),
      );
      expect(refusal.status).toBe(400);
    }
  });

  test('many messages are moved to no day of the year 0', async () => {
    const { action } = await import('~/routes/app.batches');
    const json = { intent: 'start', action: 'move', query: '', moveTo: '0000-01-01' };
    const refusal = await refusalOf(action({ request: world.request('/app/batches', { json }), ...context }));
    expect(refusal.status).toBe(400);
  });

  test('a cursor of a time that no row has begins the list anew', async () => {
    const search = '?after=-999999999999999-1';
    const { loader: queue } = await import('~/routes/app.queue');
    const { loader: customers } = await import('~/routes/app.customers._index');
    const { loader: tasks } = await import('~/routes/app.tasks._index');
    await queue({ request: world.request(`/app/queue${search}`), ...context });
    await customers({ request: world.request(`/app/customers${search}`), ...context });
    await tasks({ request: world.request(`/app/tasks${search}`), ...context });
  });

  test('a body of another sort is refused by every address that takes a form', async () => {
    for (const [path, route] of [
      ['/app/kinds', import('~/routes/app.kinds')],
      ['/app/resume', import('~/routes/app.resume')],
      ['/app/domain-check', import('~/routes/app.domain-check')],
    ] as const) {
      const { action } = await route;
      const request = world.request(path, { json: { kind: 'thank-you' } });
      expect((await refusalOf(action({ request, ...context }))).status, path).toBe(400);
    }
  });
});
