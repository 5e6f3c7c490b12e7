import { beforeEach, describe, expect, it } from 'vitest';
import { instantAt, isoDay, localDay } from '~/base/lib/days';
import { DEED_SPENT } from '~/base/vocabulary/deed-spent';
import { moveClock } from '../../support/move-clock';
import { refusalOf } from '../../support/panel/panel-world';

const START = '2026-06-01T09:00:00Z';
const clock = moveClock(START);

const { now } = await import('~/base/lib/clock.server');
const { sqlInShop } = await import('~/db.server');
const { changeNotes } = await import('~/office/pages/customers/notes.server');
const { listCustomers } = await import('~/office/pages/customers/customers.server');
const { parseCustomersQuery } = await import('~/base/vocabulary/customers-query');
const { loadCustomer } = await import('~/office/pages/customers/customer.server');
const { findOwed } = await import('~/outreach/planning/find-owed.server');
const { loadGateFacts } = await import('~/outreach/planning/load-gate-facts.server');
const { loadMessages } = await import('~/outreach/outbox/load-messages.server');
const { planCustomer } = await import('~/outreach/planning/plan-customer.server');
const { endReview, switchKind } = await import('~/outreach/kinds/switch-kind.server');
const { firstRefusal } = await import('~/outreach/planning/gates');
const { takeInbound } = await import('~/care/inbound/take-inbound.server');
const { complainOfReply } = await import('~/care/tasks/complain-of-reply.server');
const { closeComplaint } = await import('~/care/people/close-complaint.server');
const { makeCustomer, makeNeed, makeOrder, makeShop, sender } = await import('../../factories/history');

const DAYS = ['2025-12-20', '2026-01-19', '2026-02-18', '2026-03-20', '2026-04-20', '2026-05-21'];
const BERLIN = 'Europe/Berlin';
let shopId = 8_100n;
let customerId: bigint;
let orders: { id: bigint; name: string }[];

/** A customer to whom a reminder is planned. */
beforeEach(async () => {
  await clock.moveTo(START);
  shopId += 1n;
  await makeShop({ id: shopId, settings: { sender } });
  await switchKind(shopId, 'running-low', 'on', 'Ada');
  await endReview(shopId, 'running-low', 'Ada');
  await sqlInShop(shopId, async (sql) => {
    const { variant } = await makeNeed(sql, { daysPerUnit: 30, usage: 'used_up' });
    customerId = await makeCustomer(sql, { numberOfOrders: 6 });
    await sql.run(
      `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at) VALUES ($1, $2, 'email', 'SUBSCRIBED', 'test', '2025-01-01')`,
      customerId,
    );
    orders = [];
    for (const on of DAYS) orders.push(await makeOrder(sql, { customerId, on, variant }));
  });
  await planCustomer(shopId, customerId);
  expect(await planned()).toMatchObject({ state: 'planned' });
});

const planned = async () => (await sqlInShop(shopId, (sql) => loadMessages(sql, customerId)))[0];

async function note(asked: object, deedKey?: string): Promise<{ status: string; id: string }> {
  const result = await changeNotes(shopId, {
    by: 'Ada',
    deedKey,
    now: now(),
    asked: { ...('id' in asked ? {} : { customerId: String(customerId), text: '' }), ...asked },
  });
  if (!result) throw new Error('no such request');
  return { id: '', ...result };
}

/** What stands between the planned mail and the customer, and the state that a new plan gives it. */
async function judged() {
  const facts = await sqlInShop(shopId, (sql) => loadGateFacts(sql, customerId, now()));
  const message = await planned();
  const refused =
    facts &&
    message &&
    firstRefusal(facts, { ...message, class: 'marketing', usefulUntil: new Date('2027-01-01') });
  const owed = await sqlInShop(shopId, (sql) =>
    sql.rows<{ owed: boolean }>(
      'SELECT replan_due_at IS NOT NULL AS owed FROM customer WHERE shop_id = $1 AND id = $2',
      customerId,
    ),
  );
  await planCustomer(shopId, customerId);
  const after = await planned();
  return { refused, owed: owed[0]?.owed, state: after?.state, why: after?.why };
}

/** Would the sweep plan for this customer now? */
async function isOwed(): Promise<boolean> {
  const { customers } = await findOwed();
  return customers.some((one) => one.shopId === shopId && one.customerId === customerId);
}

async function page() {
  const result = await loadCustomer(shopId, { customerId, staff: '1', now: now() });
  if (result.status !== 'found') throw new Error(result.status);
  return result.page;
}

describe('an illness', () => {
  it('holds what sells until its day, is told on the page with who noted it, and lets go when it is over', async () => {
    const noted = await note({ intent: 'ill', text: 'Her daughter called', on: '2026-08-30' });
    expect(noted.status).toBe('done');
    expect(await judged()).toMatchObject({
      refused: { hold: { code: 'held-situation', situation: 'ill', until: '2026-08-30' } },
      owed: true,
      state: 'held',
    });
    const { situations, notes } = await page();
    expect(situations).toMatchObject([{ kind: 'ill', by: 'Ada', text: 'Her daughter called' }]);
    expect(notes).toEqual(situations);
    const stored = await sqlInShop(shopId, (sql) =>
      sql.rows(`SELECT contact_note::text AS all FROM contact_note WHERE shop_id = $1`),
    );
    expect(JSON.stringify(stored)).not.toContain('daughter');

    await clock.moveTo('2026-06-03T09:00:00Z');
    expect(await note({ intent: 'end', id: noted.id })).toEqual(noted);
    expect(await judged()).toMatchObject({ owed: true, state: 'planned' });
    const later = await page();
    expect(later.situations).toEqual([]);
    expect(later.notes).toMatchObject([{ kind: 'ill', endedBy: 'Ada' }]);
    expect((await note({ intent: 'end', id: noted.id })).status).toBe('gone');
  });

  it('ends by itself after its day', async () => {
    await note({ intent: 'in_grief', on: '2026-06-03' });
    await clock.moveTo('2026-06-03T21:00:00Z');
    expect((await page()).situations).toHaveLength(1);
    await clock.moveTo('2026-06-03T22:00:00Z');
    expect((await page()).situations).toEqual([]);
  });

  it('that ends the day before keeps no mail from its own day', async () => {
    const before = await planned();
    const day = localDay(before?.dueAt ?? now(), BERLIN);
    await note({ intent: 'ill', on: isoDay(day - 1) });
    expect(await judged()).toMatchObject({ state: 'held' });
    const midnight = instantAt({ day, minuteOfDay: 0 }, BERLIN);
    await clock.moveTo(new Date(midnight.getTime() - 120_000));
    expect(await judged()).toMatchObject({ state: 'held' });
    expect(await isOwed()).toBe(false);
    await clock.moveTo(midnight);
    expect(await isOwed()).toBe(true);
    await planCustomer(shopId, customerId);
    expect(await planned()).toMatchObject({ state: 'planned', dueAt: before?.dueAt });
    expect(await isOwed()).toBe(false);
  });

  it('of a day that is over, or more than a year away, is not noted', async () => {
    for (const on of ['2026-05-31', '2027-07-01'])
      expect((await note({ intent: 'ill', on })).status).toBe('wrong-day');
    expect((await page()).notes).toEqual([]);
  });
});

describe('a death', () => {
  it('cancels all that is planned and stops all mail, order mail too; taken back, all is planned anew', async () => {
    const noted = await note({ intent: 'died' });
    const gone = { code: 'customer-gone', because: 'died' };
    expect(await judged()).toMatchObject({
      refused: { skip: gone },
      owed: true,
      state: 'cancelled',
      why: expect.arrayContaining([gone]),
    });
    expect((await page()).mayWrite).toEqual({ transactional: false, relationship: false, marketing: false });
    const facts = await sqlInShop(shopId, (sql) => loadGateFacts(sql, customerId, now()));
    const message = await planned();
    if (!facts || !message) throw new Error('nothing there');
    expect(firstRefusal(facts, { ...message, kind: 'warranty-expiry', class: 'transactional' })).toEqual({
      skip: gone,
    });
    await clock.moveTo('2026-06-02T09:00:00Z');
    await note({ intent: 'end', id: noted.id });
    expect(await judged()).toMatchObject({ owed: true, state: 'planned' });
  });
});

describe('a list', () => {
  it('has no status and no run-out of who has died; taken back, both are there again', async () => {
    const list = async (search: string) =>
      (await listCustomers(shopId, parseCustomersQuery(new URLSearchParams(search)), now())).rows;
    await sqlInShop(shopId, (sql) =>
      sql.run(`UPDATE customer SET last_order_at = '2026-05-21T10:00:00Z' WHERE shop_id = $1`),
    );
    const { status } = await page();
    const before = await list(`status=${status}`);
    expect(before).toMatchObject([{ hasDied: false, runsOut: { isPast: false } }]);
    const noted = await note({ intent: 'died' });
    expect(await list(`status=${status}`)).toEqual([]);
    expect(await list('')).toMatchObject([{ hasDied: true, runsOut: null }]);
    expect((await page()).hasDied).toBe(true);
    await clock.moveTo('2026-06-01T09:20:00Z');
    await note({ intent: 'end', id: noted.id });
    expect(await list(`status=${status}`)).toEqual(before);
  });
});

describe('a complaint by phone', () => {
  const complaints = async () => (await page()).complaints.first;

  it('is open like any other, names its order, and holds what sells', async () => {
    const order = orders[5];
    const noted = await note({ intent: 'complaint', text: 'Too dark', orderId: String(order?.id) });
    expect(noted.status).toBe('done');
    expect(await complaints()).toMatchObject([{ text: 'Too dark', orderName: order?.name, items: [] }]);
    expect((await page()).notes).toMatchObject([{ kind: 'complaint', by: 'Ada', text: 'Too dark' }]);
    expect(await judged()).toMatchObject({
      refused: { hold: { code: 'held-complaint', openedOn: '2026-06-01' } },
      owed: true,
      state: 'held',
    });
    expect((await note({ intent: 'withdraw', id: noted.id })).status).toBe('done');
    expect(await complaints()).toEqual([]);
    expect((await page()).notes).toEqual([]);
    expect(await judged()).toMatchObject({ owed: true, state: 'planned' });
  });

  it('joins the one that is open; of another order it names the things', async () => {
    await note({ intent: 'complaint', text: 'Too dark' });
    expect(
      (await note({ intent: 'complaint', text: 'Bag torn', orderId: String(orders[4]?.id) })).status,
    ).toBe('joined');
    expect((await note({ intent: 'complaint', text: 'Late', orderId: String(orders[5]?.id) })).status).toBe(
      'joined',
    );
    expect(await complaints()).toMatchObject([
      {
        text: 'Too dark\n\nBag torn\n\nLate',
        orderName: orders[4]?.name,
        items: [`Coffee beans (${orders[5]?.name})`],
      },
    ]);
  });

  it('is not taken back after ten minutes, when somebody added to it, or when it is closed', async () => {
    const noted = await note({ intent: 'complaint', text: 'Too dark' });
    const withdraw = async (id: string) => (await note({ intent: 'withdraw', id })).status;
    await clock.moveTo('2026-06-01T09:11:00Z');
    expect(await withdraw(noted.id)).toBe('gone');
    const joined = await note({ intent: 'complaint', text: 'Bag torn' });
    expect(await withdraw(joined.id)).toBe('gone');
    const [open] = await complaints();
    await closeComplaint(shopId, {
      id: BigInt(open?.id ?? 0),
      remedy: 'explained',
      cause: 'other',
      by: 'Ada',
    });
    const second = await note({ intent: 'complaint', text: 'And again' });
    await note({ intent: 'complaint', text: 'And more' });
    expect(await withdraw(second.id)).toBe('gone');
    expect(await complaints()).toHaveLength(1);
  });

  it('that is closed holds what advertises for seven days, and then its mail is judged again', async () => {
    await note({ intent: 'complaint', text: 'Too dark' });
    const [open] = await complaints();
    const closed = { id: BigInt(open?.id ?? 0), remedy: 'explained', cause: 'other', by: 'Ada' } as const;
    await closeComplaint(shopId, closed);
    const after = { code: 'held-after-complaint', until: '2026-06-08' };
    expect(await judged()).toMatchObject({ state: 'held', why: expect.arrayContaining([after]) });
    await clock.moveTo('2026-06-08T08:59:00Z');
    expect(await judged()).toMatchObject({ state: 'held' });
    expect(await isOwed()).toBe(false);
    await clock.moveTo('2026-06-08T09:00:30Z');
    expect(await isOwed()).toBe(true);
    expect(await judged()).toMatchObject({ state: 'planned' });
  });

  it('is not taken back with what they wrote back since, be it a photo without a word', async () => {
    const noted = await note({ intent: 'complaint', text: 'The grinder is broken' });
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `INSERT INTO mail (shop_id, customer_id, class, channel, lead_kind, due_at, claimed_at, state, sent_at, message_id_header)
         VALUES ($1, $2, 'marketing', 'email', 'running-low', now(), now(), 'sent', now(), '<a@b.example>')`,
        customerId,
      ),
    );
    const meaning = { kind: 'reply', text: '', messageIds: ['<a@b.example>'] } as const;
    await takeInbound(shopId, { source: 'imap', sourceKey: 'one', meaning });
    const [task] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ id: bigint }>('SELECT id FROM task WHERE shop_id = $1'),
    );
    expect(await complainOfReply(shopId, { id: task?.id ?? 0n, by: 'Bob' })).toBe(true);
    await clock.moveTo('2026-06-01T09:05:00Z');
    expect((await note({ intent: 'withdraw', id: noted.id })).status).toBe('gone');
    expect(await complaints()).toHaveLength(1);
  });

  it('about an order of somebody else names none', async () => {
    const theirs = await sqlInShop(shopId, async (sql) => {
      const { variant } = await makeNeed(sql);
      return makeOrder(sql, { customerId: await makeCustomer(sql), on: '2026-05-01', variant });
    });
    await note({ intent: 'complaint', text: 'Too dark', orderId: String(theirs.id) });
    expect(await complaints()).toMatchObject([{ orderName: null, items: [] }]);
  });
});

it('what is noted twice because no answer came stands once', async () => {
  for (const asked of [
    { intent: 'complaint', text: 'Too dark' },
    { intent: 'in_grief', on: '2026-06-20' },
    { intent: 'died' },
  ]) {
    const key = crypto.randomUUID();
    const noted = await note(asked, key);
    expect(noted.status).toBe('done');
    expect(await note(asked, key)).toEqual(noted);
    expect((await page()).notes).toHaveLength(1);
    expect(
      (await note({ intent: asked.intent === 'complaint' ? 'withdraw' : 'end', id: noted.id })).status,
    ).toBe('done');
    await sqlInShop(shopId, (sql) => sql.run('DELETE FROM contact_note WHERE shop_id = $1'));
  }
});

it('of a customer who was erased nothing is noted', async () => {
  await sqlInShop(shopId, (sql) =>
    sql.run('UPDATE customer SET redacted_at = now() WHERE shop_id = $1 AND id = $2', customerId),
  );
  for (const asked of [{ intent: 'died' }, { intent: 'complaint', text: 'Too dark' }])
    expect((await note(asked)).status).toBe('gone');
  const rows = await sqlInShop(shopId, (sql) =>
    sql.rows(
      `SELECT id FROM contact_note WHERE shop_id = $1 UNION ALL SELECT id FROM complaint WHERE shop_id = $1`,
    ),
  );
  expect(rows).toEqual([]);
});

describe('a note under the key of a press', () => {
  const closeFirst = async () => {
    const [open] = (await page()).complaints.first;
    const settled = { remedy: 'explained', cause: 'other', by: 'Ada' } as const;
    await closeComplaint(shopId, { id: BigInt(open?.id ?? 0), ...settled });
  };

  it.each([
    ['an illness', { intent: 'ill', on: '2026-08-30' }, (id: string) => note({ intent: 'end', id })],
    ['a death', { intent: 'died' }, (id: string) => note({ intent: 'end', id })],
    ['a complaint', { intent: 'complaint', text: 'Too dark' }, closeFirst],
  ])('is one as long as it stands, and pressed after its end another: %s', async (_, asked, end) => {
    const key = crypto.randomUUID();
    const [noted, again] = await Promise.all([note(asked, key), note(asked, key)]);
    expect(noted.status).toBe('done');
    expect(again).toEqual(noted);
    await clock.moveTo('2026-06-01T09:05:00Z');
    await end(noted.id);
    // The browser takes another key then; a press that was long on its way changes nothing.
    expect((await refusalOf(note(asked, key))).status).toBe(DEED_SPENT);
    const anew = await note(asked, crypto.randomUUID());
    expect(anew.status).toBe('done');
    expect(anew.id).not.toBe(noted.id);
  });

  it('that joined a complaint is one until that is closed', async () => {
    await note({ intent: 'complaint', text: 'Too dark' });
    const key = crypto.randomUUID();
    const asked = { intent: 'complaint', text: 'Bag torn' };
    const joined = await note(asked, key);
    expect(joined.status).toBe('joined');
    expect(await note(asked, key)).toEqual(joined);
    await clock.moveTo('2026-06-01T09:05:00Z');
    await closeFirst();
    expect((await refusalOf(note(asked, key))).status).toBe(DEED_SPENT);
    // One that is opened later is another matter.
    await note({ intent: 'complaint', text: 'Too late' });
    expect((await refusalOf(note(asked, key))).status).toBe(DEED_SPENT);
  });
});
