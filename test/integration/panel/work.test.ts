import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sealText } from '~/base/lib/sealed.server';
import { DEED_SPENT } from '~/base/vocabulary/deed-spent';
import { sqlInShop } from '~/db.server';
import type { PromiseItem, TaskItem } from '~/office/pages/tasks/work.server';
import { makeCustomer, makeSendingShop } from '../../factories/sending-shop';
import { type PanelWorld, refusalOf, startPanelWorld } from '../../support/panel/panel-world';

let world: PanelWorld;
beforeAll(async () => {
  world = await startPanelWorld();
});
afterAll(() => world.stop());

async function page(parameters = '') {
  const { loader } = await import('~/routes/app.tasks._index');
  return loader({ request: world.request(`/app/tasks?${parameters}`), params: {}, context: {} });
}

async function change(
  json: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: string; id?: string }> {
  const { action } = await import('~/routes/app.tasks.change');
  const answer = await action({
    request: world.request('/app/tasks/change', { json, headers }),
    params: {},
    context: {},
  });
  return answer.json();
}

async function sql<Row extends object>(text: string, ...values: unknown[]): Promise<Row[]> {
  return sqlInShop(world.shopId, (shop) => shop.rows<Row>(text, ...values));
}

/** A reply as the mailbox's reader leaves it, some hours ago. */
async function reply(customerId: bigint, text: string, hoursAgo = 1): Promise<string> {
  const at = new Date(Date.now() - hoursAgo * 3_600_000);
  await sql(
    `INSERT INTO contact_note (shop_id, customer_id, kind, text_sealed, by, at) VALUES ($1, $2, 'reply', $3, 'customer', $4)`,
    customerId,
    sealText(text, { shopId: world.shopId, column: 'contact_note.text_sealed' }),
    at,
  );
  const [task] = await sql<{ id: bigint }>(
    `INSERT INTO task (shop_id, customer_id, kind, due_at, reason, created_at)
     VALUES ($1, $2, 'answer-reply', $3::timestamptz + interval '4 hours', '{"code":"held-reply","repliedOn":"2026-11-01"}', $3) RETURNING id`,
    customerId,
    at,
  );
  return String(task?.id);
}

async function holdsOf(customerId: bigint, at = new Date()) {
  const { loadGateFacts } = await import('~/outreach/planning/load-gate-facts.server');
  const facts = await sqlInShop(world.shopId, (shop) =>
    loadGateFacts(shop, customerId, at, { isForPlan: true }),
  );
  return facts?.customer.holds;
}

async function owesPlan(customerId: bigint): Promise<boolean> {
  const [row] = await sql<{ owed: boolean }>(
    `WITH was AS (SELECT replan_due_at IS NOT NULL AS owed FROM customer WHERE shop_id = $1 AND id = $2),
       cleared AS (UPDATE customer SET replan_due_at = NULL WHERE shop_id = $1 AND id = $2)
     SELECT owed FROM was`,
    customerId,
  );
  return row?.owed ?? false;
}

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const isTask = (id: string) => (item: { what: string; id: string }) => item.what === 'task' && item.id === id;

describe('a reply', () => {
  test('stands in the list with its words and what helps to answer, and holds what sells until it is done', async () => {
    const { ada } = world.customers;
    const id = await reply(ada, 'When will my parcel come?', 6);
    const item = (await page()).items.find(isTask(id)) as TaskItem;
    expect(item).toMatchObject({ kind: 'answer-reply', isOverdue: true, owner: null, isMine: false });
    expect(item.talk).toMatchObject({ name: 'Ada Lindqvist', email: 'ada@example.com', status: 'due' });
    expect(item.talk?.notes).toMatchObject([{ text: 'When will my parcel come?', isReply: true }]);
    expect(item.talk?.orders[0]).toMatchObject({
      name: '#1900',
      items: [{ title: 'Sumatra Mandheling, whole bean, 1 kg', quantity: 2 }, { quantity: 1 }],
    });
    expect((await holdsOf(ada))?.repliedAt).toEqual(item.createdAt);

    expect(await change({ intent: 'take', id })).toEqual({ status: 'done', id });
    expect((await page()).items.find(isTask(id))).toMatchObject({ isMine: true });

    await owesPlan(ada);
    expect(await change({ intent: 'finish', id, outcome: 'answered' })).toEqual({ status: 'done', id });
    expect(await owesPlan(ada)).toBe(true);
    expect((await holdsOf(ada))?.repliedAt).toBeNull();
    expect((await page()).items.find(isTask(id))).toBeUndefined();
    expect((await page('view=done')).items.find(isTask(id))).toMatchObject({
      outcome: 'answered',
      owner: expect.any(String),
      undoUntil: expect.any(Date),
    });
    expect(await change({ intent: 'finish', id, outcome: 'answered' })).toEqual({ status: 'gone' });
  });

  test('that was done is open again within ten minutes, and not later', async () => {
    const { bruno } = world.customers;
    const id = await reply(bruno, 'Thanks!');
    await change({ intent: 'finish', id, outcome: 'nothing-needed' });
    expect(await change({ intent: 'reopen', id })).toEqual({ status: 'done', id });
    expect((await holdsOf(bruno))?.repliedAt).not.toBeNull();
    await change({ intent: 'finish', id, outcome: 'nothing-needed' });
    await sql(`UPDATE task SET done_at = done_at - interval '11 minutes' WHERE shop_id = $1 AND id = $2`, id);
    expect(await change({ intent: 'reopen', id })).toEqual({ status: 'gone' });
    expect((await page('view=done')).items.find(isTask(id))).toMatchObject({ undoUntil: null });
  });

  test('that is a complaint becomes one with a click, with its words, and is not open twice', async () => {
    const customerId = await makeCustomer(world.shopId, { email: 'cross@example.com' });
    const task = await reply(customerId, 'The bag was torn.');
    await sql(
      `UPDATE task SET created_at = created_at - interval '1 minute' WHERE shop_id = $1 AND id = $2`,
      BigInt(task),
    );
    await owesPlan(customerId);
    expect(await change({ intent: 'complain', id: task })).toEqual({ status: 'done', id: task });
    expect(await owesPlan(customerId)).toBe(true);
    const { items, complaints } = await page();
    expect(items.some(isTask(task))).toBe(false);
    expect(complaints?.first.find((one) => one.customerId === String(customerId))).toMatchObject({
      text: 'The bag was torn.',
    });
    expect(await change({ intent: 'complain', id: task })).toEqual({ status: 'gone' });
    // The complaint is closed as complaints are; the task does not come back beside it.
    expect((await page('view=done')).items.find(isTask(task))).toMatchObject({
      outcome: 'complaint',
      undoUntil: null,
    });
    expect(await change({ intent: 'reopen', id: task })).toEqual({ status: 'gone' });
  });

  test('that nobody deals with holds for thirty days', async () => {
    const { dmitri } = world.customers;
    const id = await reply(dmitri, 'Hello?', 31 * 24);
    expect((await holdsOf(dmitri))?.repliedAt).toBeNull();
    expect((await page()).items.find(isTask(id))).toMatchObject({ isOverdue: true });
  });
});

describe('a promise', () => {
  test('is kept sealed, stands in the list and on the customer’s page, and is kept in time', async () => {
    const { ada } = world.customers;
    const what = 'Call back about the torn bag';
    const made = await change({
      intent: 'promise',
      customerId: String(ada),
      kind: 'answer',
      what,
      on: inDays(2),
    });
    expect(made.status).toBe('done');
    const [stored] = await sql<{ all: string }>(
      `SELECT commitment::text AS all FROM commitment WHERE shop_id = $1 AND id = $2`,
      made.id,
    );
    expect(stored?.all).not.toContain('torn');
    expect((await page()).items.find(({ what: one }) => one === 'promise')).toMatchObject({
      words: what,
      standing: 'open',
      kind: 'answer',
    });
    const { loader } = await import('~/routes/app.customers.$id');
    const customer = await loader({
      request: world.request(`/app/customers/${ada}`),
      params: { id: String(ada) },
      context: {},
    });
    expect(customer.work).toMatchObject([{ what: 'promise', words: what }]);
    expect((await holdsOf(ada))?.overduePromiseAt).toBeNull();
    await change({ intent: 'keep', id: made.id });
    expect((await page('view=done')).items[0]).toMatchObject({ what: 'promise', standing: 'kept' });
    expect((await page()).keeping).toMatchObject({ kept: 1, late: 0, stillBroken: 0 });
    await change({ intent: 'unkeep', id: made.id });
    expect((await page()).items.find(({ what: one }) => one === 'promise')).toMatchObject({
      standing: 'open',
    });
    expect(await change({ intent: 'withdraw', id: made.id })).toMatchObject({ status: 'done' });
    expect((await page()).items.find(({ what: one }) => one === 'promise')).toBeUndefined();
  });

  test('is one, however often it is pressed because no answer came', async () => {
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    const customerId = String(world.customers.ada);
    const promise = { intent: 'promise', customerId, kind: 'other', what: 'A new lid', on: inDays(3) };
    const [made, again] = await Promise.all([change(promise, headers), change(promise, headers)]);
    expect(made.status).toBe('done');
    expect(again).toEqual(made);
    const other = await change(promise, { 'Idempotency-Key': crypto.randomUUID() });
    expect(other.id).not.toBe(made.id);
    for (const id of [made.id, other.id])
      expect(await change({ intent: 'withdraw', id })).toMatchObject({ status: 'done' });
  });

  test('that was kept is promised again by another press, though its words are the same', async () => {
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    const customerId = String(world.customers.ada);
    const promise = { intent: 'promise', customerId, kind: 'other', what: 'A new lid', on: inDays(3) };
    const made = await change(promise, headers);
    await change({ intent: 'keep', id: made.id });
    expect((await refusalOf(change(promise, headers))).status).toBe(DEED_SPENT);
    await change({ intent: 'unkeep', id: made.id });
    expect(await change(promise, headers)).toEqual(made);
    // Of what was withdrawn nothing is left that it could be.
    await change({ intent: 'withdraw', id: made.id });
    const anew = await change(promise, headers);
    expect(anew.id).not.toBe(made.id);
    await change({ intent: 'withdraw', id: anew.id });
  });

  test('is brought to mind a day before it breaks, in the list and on home', async () => {
    const customerId = await makeCustomer(world.shopId, { email: 'soon@example.com' });
    const { id } = await change({
      intent: 'promise',
      customerId: String(customerId),
      kind: 'answer',
      what: 'call',
      on: inDays(5),
    });
    const seen = async (hours: number) => {
      await sql(
        'UPDATE commitment SET due_at = $3 WHERE shop_id = $1 AND id = $2',
        BigInt(id ?? 0),
        new Date(Date.now() + hours * 3_600_000),
      );
      const { items, counts } = await page();
      const item = items.find((one) => one.what === 'promise' && one.id === id);
      return [(item as PromiseItem).standing, counts.breaking];
    };
    expect(await seen(25)).toEqual(['open', 0]);
    expect(await seen(23)).toEqual(['due', 1]);
    expect(await seen(-1)).toEqual(['broken', 0]);
    await change({ intent: 'withdraw', id });
  });

  test('whose day has passed holds what sells; a new day lets it go and does not make it good', async () => {
    const customerId = await makeCustomer(world.shopId, { firstName: 'Wanda' });
    const { id } = await change({
      intent: 'promise',
      customerId: String(customerId),
      kind: 'replacement',
      what: 'A new bag',
      on: inDays(1),
    });
    await sql(`UPDATE commitment SET due_at = now() - interval '1 hour' WHERE shop_id = $1 AND id = $2`, id);
    const find = async (parameters = '') =>
      (await page(parameters)).items.find((one) => one.what === 'promise' && one.id === id) as PromiseItem;
    expect(await find()).toMatchObject({ standing: 'broken' });
    expect((await holdsOf(customerId))?.overduePromiseAt).not.toBeNull();
    expect((await page()).counts.overdue).toBeGreaterThan(0);
    await change({ intent: 'redate', id, on: inDays(3) });
    expect((await holdsOf(customerId))?.overduePromiseAt).toBeNull();
    expect(await find()).toMatchObject({ standing: 'open' });
    await change({ intent: 'keep', id });
    expect(await find('view=done')).toMatchObject({ standing: 'kept-late' });
    expect((await page()).keeping).toMatchObject({ late: 1 });
  });

  test.each([inDays(-2), inDays(400)])('cannot be given for %s', async (on) => {
    const asked = {
      intent: 'promise',
      customerId: String(world.customers.ada),
      kind: 'other',
      what: 'x',
      on,
    };
    expect(await change(asked)).toEqual({ status: 'wrong-day' });
  });
});

describe('the list', () => {
  test('is read page by page in both directions, each row once', async () => {
    const shopWork = 60;
    await sql(
      `INSERT INTO task (shop_id, kind, due_at, reason, created_at)
       SELECT $1, 'warn-hard-bounces', now() + interval '5 days' + (n / 3) * interval '1 minute', '{"code":"held-sender","detail":"x"}', now()
       FROM generate_series(1, ${shopWork}) n`,
    );
    const seen: string[] = [];
    let at = await page();
    const first = at.items.map(({ what, id }) => what + id);
    for (;;) {
      seen.push(...at.items.map(({ what, id }) => what + id));
      if (!at.next) break;
      at = await page(`after=${at.next}`);
    }
    expect(seen.length).toBeGreaterThanOrEqual(shopWork);
    expect(new Set(seen).size).toBe(seen.length);
    while (at.previous) at = await page(`before=${at.previous}`);
    expect(at.items.map(({ what, id }) => what + id)).toEqual(first);
    await sql(`DELETE FROM task WHERE shop_id = $1 AND kind = 'warn-hard-bounces'`);
  });

  test('a stop is done by resuming alone', async () => {
    const [task] = await sql<{ id: bigint }>(
      `INSERT INTO task (shop_id, kind, due_at, reason) VALUES ($1, 'stop-hard-bounces', now(), '{"code":"held-sender","detail":"x"}') RETURNING id`,
    );
    const id = String(task?.id);
    expect(await change({ intent: 'finish', id, outcome: 'looked-into' })).toEqual({ status: 'gone' });
    const { closeStop } = await import('~/care/inbound/check-breakers.server');
    await sqlInShop(world.shopId, (shop) => closeStop(shop, 'hard-bounces', 'Ada'));
    expect((await page('view=done')).items.find(isTask(id))).toMatchObject({
      outcome: 'resumed',
      undoUntil: null,
    });
    expect(await change({ intent: 'reopen', id })).toEqual({ status: 'gone' });
  });

  test('of another shop is neither shown nor changed', async () => {
    const other = await makeSendingShop();
    const [theirs] = await sqlInShop(other, (shop) =>
      shop.rows<{ id: bigint }>(
        `INSERT INTO task (shop_id, kind, due_at, reason) VALUES ($1, 'warn-spam-reports', now(), '{"code":"held-sender","detail":"x"}') RETURNING id`,
      ),
    );
    const id = String(theirs?.id);
    expect((await page()).items.find(isTask(id))).toBeUndefined();
    expect(await change({ intent: 'finish', id, outcome: 'looked-into' })).toEqual({ status: 'gone' });
    const customerId = String(await makeCustomer(other));
    const promise = { intent: 'promise', customerId, kind: 'other', what: 'x', on: inDays(1) };
    expect(await change(promise)).toEqual({ status: 'gone' });
  });

  test.each([
    { intent: 'finish', id: '1' },
    { intent: 'take', id: 'x' },
    { intent: 'promise', customerId: '1', kind: 'other', what: ' ', on: '2026-12-01' },
    { intent: 'redate', id: '1', on: '2026-02-30' },
    {},
    null,
  ])('is not changed by %j', async (json) => {
    await expect(change(json)).rejects.toMatchObject({ status: 400 });
  });
});
