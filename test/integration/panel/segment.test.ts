import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCustomer } from '../../store/world/actions/change-customer';
import { makeKnownToStore } from '../../support/panel/known-to-store';
import { type PanelWorld, refusalOf, startPanelWorld } from '../../support/panel/panel-world';

const EVERYONE = '1';
const SUBSCRIBERS = '2';
let world: PanelWorld;

beforeAll(async () => {
  world = await startPanelWorld({ crowd: 4 });
  await makeKnownToStore(world.shopId, world.store.world);
  // One more whom the app has not heard of.
  createCustomer(world.store.world, {
    firstName: '',
    lastName: '',
    locale: 'en',
    email: 'unheard-of@example.com',
  });
});
afterAll(() => world.stop());

async function inShop(statement: string, ...values: unknown[]): Promise<void> {
  const { sqlInShop } = await import('~/db.server');
  await sqlInShop(world.shopId, (sql) => sql.run(statement, ...values));
}

async function segment(id: string, query = '') {
  const { loader } = await import('~/routes/app.segments.$id');
  return loader({ request: world.request(`/app/segments/${id}${query}`), params: { id }, context: {} });
}

describe('writing to a segment', () => {
  test('counts its people, those whom we know, and those who may be written to', async () => {
    const page = await segment(EVERYONE);
    expect(page).toMatchObject({ name: 'Customers', total: 10, looked: 10, known: 9 });
    // Chloé has unsubscribed: an order's mail reaches her, no marketing.
    expect(page.mayGet).toEqual({ marketing: 8, anything: 9 });
  });

  test('shows the reasons of one kind at a time, what waits first, and nothing that has ended', async () => {
    const page = await segment(EVERYONE);
    expect(page.kind).toBe('running-low');
    expect(page.rows[0]?.state).toBe('awaiting_approval');
    const states = new Set(page.rows.map(({ state }) => state));
    for (const state of states) expect(['awaiting_approval', 'planned', 'held']).toContain(state);
    expect(page.rows.every(({ kind }) => kind === 'running-low')).toBe(true);

    const warranty = await segment(EVERYONE, '?kind=warranty-expiry');
    expect(warranty.rows.map(({ id }) => id)).toEqual([String(world.messages.warranty)]);
    expect((await segment(EVERYONE, '?kind=birthday')).kind).toBe('running-low');
  });

  test('holds nobody who is not in it', async () => {
    const page = await segment(SUBSCRIBERS);
    expect(page).toMatchObject({ name: 'Email subscribers', total: 0, known: 0, rows: [], kinds: [] });
  });

  test('a suppressed address counts as one that gets nothing', async () => {
    const { sqlInShop } = await import('~/db.server');
    await sqlInShop(world.shopId, (sql) =>
      sql.run(
        `INSERT INTO suppression (shop_id, email_hash, reason, scope)
         SELECT $1, email_hash, 'hard_bounce', 'all' FROM customer WHERE shop_id = $1 AND id = $2`,
        world.customers.dmitri,
      ),
    );
    expect((await segment(EVERYONE)).mayGet).toEqual({ marketing: 7, anything: 8 });
    // A spam report closes what sells, and no mail that an order needs.
    await inShop(`UPDATE suppression SET scope = 'not_transactional' WHERE shop_id = $1`);
    expect((await segment(EVERYONE)).mayGet).toEqual({ marketing: 7, anything: 9 });
    await inShop('DELETE FROM suppression WHERE shop_id = $1');
    expect((await segment(EVERYONE)).mayGet).toEqual({ marketing: 8, anything: 9 });
  });

  test('whom the merchant never writes to, who wants no mail and who has died count as ones that get nothing', async () => {
    const { sqlInShop } = await import('~/db.server');
    const { saveSettings } = await import('~/intake/shops/load-shop.server');
    const settings = (parts: Parameters<typeof saveSettings>[1]) =>
      sqlInShop(world.shopId, (sql) => saveSettings(sql, parts));
    await inShop(`UPDATE customer SET tags = '{B2B}' WHERE shop_id = $1 AND id = $2`, world.customers.dmitri);
    await settings({ neverTags: ['b2b'] });
    expect((await segment(EVERYONE)).mayGet).toEqual({ marketing: 7, anything: 8 });
    await inShop('UPDATE customer SET company = true WHERE shop_id = $1 AND id = $2', world.customers.bruno);
    await settings({ neverCompanies: true });
    expect((await segment(EVERYONE)).mayGet).toEqual({ marketing: 6, anything: 7 });
    await settings({ neverTags: [], neverCompanies: false });
    await inShop(
      `INSERT INTO preference (shop_id, customer_id, kind, choice, source, changed_at) VALUES ($1, $2, '*', 'off', 'page', now())`,
      world.customers.bruno,
    );
    expect((await segment(EVERYONE)).mayGet).toEqual({ marketing: 7, anything: 9 });
    await inShop('DELETE FROM preference WHERE shop_id = $1');
    await inShop(
      `INSERT INTO contact_note (shop_id, customer_id, kind, at, by) VALUES ($1, $2, 'died', now(), 'Ada')`,
      world.customers.bruno,
    );
    expect((await segment(EVERYONE)).mayGet).toEqual({ marketing: 7, anything: 8 });
    await inShop('DELETE FROM contact_note WHERE shop_id = $1');
  });

  test('today is today for a customer whose day is ahead of the shop’s', async () => {
    const { sqlInShop } = await import('~/db.server');
    const { movedTo } = await import('~/outreach/change-plans/moved-to.server');
    const { localDay, isoDay } = await import('~/base/lib/days');
    const [shop] = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ zone: string }>('SELECT time_zone AS zone FROM shop WHERE id = $1'),
    );
    const messageId = world.messages.warranty;
    await inShop(`UPDATE shop SET time_zone = 'America/Los_Angeles' WHERE id = $1`);
    await inShop(
      `UPDATE customer SET time_zone = 'Europe/Berlin' WHERE shop_id = $1
         AND id = (SELECT customer_id FROM message WHERE shop_id = $1 AND id = $2)`,
      messageId,
    );
    // 20:00 in Los Angeles on a Tuesday, 05:00 of Wednesday in Berlin.
    const at = new Date('2026-12-02T04:00:00Z');
    const { at: moved } = await sqlInShop(world.shopId, (sql) =>
      movedTo(sql, { messageId, on: '2026-12-01', at }),
    );
    expect(moved > at).toBe(true);
    expect(isoDay(localDay(moved, 'Europe/Berlin'))).toBe('2026-12-02');
    await inShop('UPDATE shop SET time_zone = $2 WHERE id = $1', shop?.zone);
  });

  test('a segment that is gone, and what is no id, are not found', async () => {
    expect((await refusalOf(segment('404404'))).status).toBe(404);
    expect((await refusalOf(segment('1 or 1'))).status).toBe(404);
  });

  test('is told to the admin’s own page in words, with the way to the page of the app', async () => {
    const { loader } = await import('~/routes/ext.segments.$id');
    const ask = (id: string) =>
      loader({ request: world.request(`/ext/segments/${id}?locale=de`), params: { id }, context: {} });
    const view = await (await ask(EVERYONE)).json();
    expect(view).toMatchObject({ name: 'Customers', path: '/app/segments/1' });
    expect(view.sentences[0]).toBe('10 Personen in diesem Segment');
    expect(view.kinds[0].kind).toBe('Geht zur Neige');
    expect((await ask('404404')).status).toBe(404);
  });

  test('says that Shopify gave no answer where the app’s token is refused', async () => {
    world.store.control.expireTokens({ refreshToo: true });
    const { loader } = await import('~/routes/ext.segments.$id');
    expect((await refusalOf(segment(EVERYONE))).status).toBe(502);
    const block = loader({
      request: world.request(`/ext/segments/${EVERYONE}`),
      params: { id: EVERYONE },
      context: {},
    });
    expect((await refusalOf(block)).status).toBe(502);
  });
});
