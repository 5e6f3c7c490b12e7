import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dayNumber } from '~/base/lib/days';
import { moveClock } from '../../support/move-clock';

const clock = moveClock('2026-06-01T09:00:00Z');

const { sqlInShop } = await import('~/db.server');
const { planCustomer } = await import('~/outreach/planning/plan-customer.server');
const { decideMessage } = await import('~/outreach/change-plans/decide.server');
const { carryOutBatch, startBatch, undoBatch } = await import('~/outreach/change-plans/batch.server');
const { loadMessages } = await import('~/outreach/outbox/load-messages.server');
const { switchKind, endReview, pauseKind, resumeKind } = await import('~/outreach/kinds/switch-kind.server');
const { pauseShop, resumeShop } = await import('~/intake/shops/load-shop.server');
const { recordAnswer } = await import('~/care/answers/record-answer.server');
const { loadQuestion } = await import('~/care/answers/load-question.server');
const { closeLiveQueue, liveQueue } = await import('~/base/queue/live-queue.server');
const { feedDueAlarms } = await import('~/sending/feed-queue.server');
const { carryOutDecision } = await import('~/office/pages/queue/decisions.server');
const { loadBatches } = await import('~/office/pages/home/batch-view.server');
const { now } = await import('~/base/lib/clock.server');
const { loadGateFacts } = await import('~/outreach/planning/load-gate-facts.server');
const { changeProducts } = await import('~/office/pages/products/product-edits.server');
const { loadProduct } = await import('~/office/pages/products/product.server');
const { learnCustomer } = await import('~/insight/learning/customers/learn-customer.server');
const { makeCustomer, makeNeed, makeOrder, makeShop, sender } = await import('../../factories/history');

let shopId = 7000n;
let customerId: bigint;
let variant: string;

/** A shop whose kinds are on and reviewed, and a customer who bought coffee on the first of each month until May. */
beforeEach(async () => {
  await clock.moveTo('2026-06-01T09:00:00Z');
  shopId += 1n;
  await makeShop({ id: shopId, settings: { sender } });
  for (const kind of ['running-low', 'thank-you', 'warranty-expiry'] as const) {
    await switchKind(shopId, kind, 'on', 'Ada');
    await endReview(shopId, kind, 'Ada');
  }
  await sqlInShop(shopId, async (sql) => {
    customerId = await makeCustomer(sql, { numberOfOrders: 6 });
    const need = await makeNeed(sql, { daysPerUnit: 30 });
    variant = need.variant;
    await sql.run(`UPDATE shop SET reconciled_through = $2 WHERE id = $1`, new Date('2026-06-01T09:00:00Z'));
    await consent(sql, 'SUBSCRIBED', '2025-01-01T00:00:00Z');
    for (const on of ['2025-12-20', '2026-01-19', '2026-02-18', '2026-03-20', '2026-04-20', '2026-05-21']) {
      await makeOrder(sql, { customerId, on, variant });
    }
  });
});

type Sql = Parameters<Parameters<typeof sqlInShop>[1]>[0];

const loadBatchesNow = () => sqlInShop(shopId, (sql) => loadBatches(sql, now()));

async function consent(sql: Sql, state: string, at: string) {
  await sql.run(
    `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at) VALUES ($1, $2, 'email', $3, 'test', $4)`,
    customerId,
    state,
    new Date(at),
  );
}

const messages = () => sqlInShop(shopId, (sql) => loadMessages(sql, customerId));
const first = async () => {
  const found = (await messages()).find(({ kind, step }) => kind === 'running-low' && step === 1);
  if (!found) throw new Error('no message');
  return found;
};
/** Everything bought has two years of warranty, and its two messages planned. */
async function planWarranties(): Promise<void> {
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE shop SET settings = settings || '{"warranty":{"minimumUnitPriceMinor":0,"defaultMonths":24}}' WHERE id = $1`,
    ),
  );
  await planCustomer(shopId, customerId);
}

const ofWarranty = async (step: number) =>
  (await messages()).filter((one) => one.kind === 'warranty-expiry' && one.step === step);
const transitions = (id: bigint) =>
  sqlInShop(shopId, (sql) =>
    sql.rows<{ from: string | null; to: string; code: string }>(
      `SELECT "from", "to", reason ->> 'code' AS code FROM message_transition WHERE shop_id = $1 AND message_id = $2 ORDER BY id`,
      id,
    ),
  );

it('a second in which mail falls due has one alarm, whether the plan or the feed set it', async () => {
  await planCustomer(shopId, customerId);
  const { id, dueAt } = await first();
  const told = async () =>
    ((await (await liveQueue('send'))?.getDelayed()) ?? []).filter(
      ({ data }) => Math.abs(new Date(data.second).getTime() - dueAt.getTime()) <= 1000,
    ).length;
  await clock.moveTo(new Date(dueAt.getTime() - 3 * 3_600_000));
  await feedDueAlarms();
  expect(await told()).toBe(1);
  // The plan has news of it: a material change, so that it is saved again.
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE message SET rank = rank + 1, wanted_on = wanted_on - 1 WHERE shop_id = $1 AND id = $2`,
      id,
    ),
  );
  const saved = await planCustomer(shopId, customerId);
  expect(saved.map((one) => one.id)).toContain(id);
  expect(await told()).toBe(1);
  await closeLiveQueue();
});

describe('a customer who became another one', () => {
  it('takes along what they told us: a choice, a complaint, an illness; of two choices the stricter', async () => {
    const at = new Date('2026-05-30T09:00:00Z');
    await planCustomer(shopId, customerId);
    expect((await first()).state).toBe('planned');
    const guest = await sqlInShop(shopId, (sql) => makeCustomer(sql, { mergedIntoId: customerId }));
    const choose = (id: bigint, kind: string, choice: string, until: Date | null) =>
      sqlInShop(shopId, (sql) =>
        sql.run(
          `INSERT INTO preference (shop_id, customer_id, kind, choice, until, source, changed_at) VALUES ($1, $2, $3, $4, $5, 'answer-page', $6)`,
          id,
          kind,
          choice,
          until,
          at,
        ),
      );
    await choose(guest, 'running-low', 'off', null);
    await choose(customerId, 'running-low', 'snoozed', new Date('2026-06-03T00:00:00Z'));
    await choose(guest, '*', 'fewer', null);
    await choose(customerId, 'thank-you', 'off', null);
    await choose(guest, 'thank-you', 'snoozed', new Date('2026-12-01T00:00:00Z'));
    await sqlInShop(shopId, async (sql) => {
      await sql.run(
        `INSERT INTO complaint (shop_id, customer_id, state, opened_at) VALUES ($1, $2, 'open', $3)`,
        guest,
        at,
      );
      await sql.run(
        `INSERT INTO contact_note (shop_id, customer_id, kind, by, at) VALUES ($1, $2, 'ill', 'Ada', $3)`,
        guest,
        at,
      );
    });
    await planCustomer(shopId, guest);
    await planCustomer(shopId, guest);
    const told = await sqlInShop(shopId, (sql) =>
      sql.rows(
        'SELECT kind, choice FROM preference WHERE shop_id = $1 AND customer_id = $2 ORDER BY kind',
        customerId,
      ),
    );
    expect(told).toEqual([
      { kind: '*', choice: 'fewer' },
      { kind: 'running-low', choice: 'off' },
      { kind: 'thank-you', choice: 'off' },
    ]);
    expect((await first()).state).toBe('skipped');
    const facts = await sqlInShop(shopId, (sql) =>
      loadGateFacts(sql, customerId, new Date('2026-06-01T09:00:00Z')),
    );
    expect(facts?.customer.holds.complaintOpenedAt).toEqual(at);
    expect(facts?.customer.holds.situation).toMatchObject({ word: 'ill' });
  });
});

describe('supply that is under way', () => {
  const at = new Date('2026-06-01T09:00:00Z');
  /** What the plan and the last look say of a replacement that was not there when the reminder was planned. */
  async function bothSay(
    on: string,
    parcel: { fulfilledOn: string | null; deliveredOn?: string | null },
    more = '',
  ) {
    await planCustomer(shopId, customerId);
    const { needId } = await first();
    return sqlInShop(shopId, async (sql) => {
      const order = await makeOrder(sql, { customerId, on, variant, purpose: 'replacement', ...parcel });
      if (more) await sql.run(more, order.gid, order.line);
      const insight = await learnCustomer(sql, customerId, { today: dayNumber('2026-06-01') });
      const facts = await loadGateFacts(sql, customerId, at);
      const name = (said: string | null | undefined) => (said === order.name ? 'under way' : (said ?? null));
      return {
        plan: name(insight.needs.find(({ need }) => need.id === needId)?.travelling?.orderName),
        look: name(facts?.needs[String(needId)]?.travellingOrderName),
      };
    });
  }
  const event = (status: string, day: string) =>
    `INSERT INTO fulfillment_event (shop_id, shopify_fulfillment_event_id, shopify_fulfillment_id, status, happened_at)
     SELECT $1, 'gid://shopify/FulfillmentEvent/' || id, shopify_fulfillment_id, '${status}', '${day}'
     FROM fulfillment WHERE shop_id = $1 AND shopify_order_id = $2 AND $3 <> ''`;

  it.each([
    ['handed over two days ago', '2026-05-28', { fulfilledOn: '2026-05-30', deliveredOn: null }, '', true],
    ['handed over last week', '2026-05-20', { fulfilledOn: '2026-05-24', deliveredOn: null }, '', false],
    ['delivered', '2026-05-28', { fulfilledOn: '2026-05-30', deliveredOn: '2026-05-31' }, '', false],
    [
      'scanned yesterday, handed over long ago',
      '2026-05-02',
      { fulfilledOn: '2026-05-03', deliveredOn: null },
      event('in_transit', '2026-05-31T08:00:00Z'),
      true,
    ],
    [
      'delivered by the carrier’s word',
      '2026-05-28',
      { fulfilledOn: '2026-05-30', deliveredOn: null },
      event('delivered', '2026-05-31T08:00:00Z'),
      false,
    ],
    ['not shipped for ten days', '2026-05-22', { fulfilledOn: null }, '', true],
    ['never marked as shipped', '2026-05-01', { fulfilledOn: null }, '', false],
    [
      'under way, and on its way back',
      '2026-05-28',
      { fulfilledOn: '2026-05-30', deliveredOn: null },
      `INSERT INTO order_return (shop_id, shopify_return_id, shopify_order_id, status, line_quantities)
       VALUES ($1, 'gid://shopify/Return/1', $2, 'OPEN', jsonb_build_object($3::text, 1))`,
      false,
    ],
  ] as const)('%s: the last look says of it what the plan says', async (_, on, parcel, more, isUnderWay) => {
    const said = isUnderWay ? 'under way' : null;
    expect(await bothSay(on, parcel, more)).toEqual({ plan: said, look: said });
  });
});

describe('a product that is no longer on sale', () => {
  it.each(['ARCHIVED', 'DRAFT'])('as %s is not offered by the last look either', async (status) => {
    await planCustomer(shopId, customerId);
    const { needId } = await first();
    const said = await sqlInShop(shopId, async (sql) => {
      const look = async () =>
        (await loadGateFacts(sql, customerId, new Date('2026-06-01T09:00:00Z')))?.needs[String(needId)]
          ?.availableForSale;
      const before = await look();
      await sql.run(
        `UPDATE product SET status = $2 WHERE shop_id = $1 AND shopify_product_id =
           (SELECT shopify_product_id FROM variant WHERE shop_id = $1 AND shopify_variant_id = $3)`,
        status,
        variant,
      );
      const insight = await learnCustomer(sql, customerId, { today: dayNumber('2026-06-01') });
      return { before, plan: insight.needs[0]?.availableForSale, look: await look() };
    });
    expect(said).toEqual({ before: true, plan: false, look: false });
  });
});

describe('a substitute that was bought instead', () => {
  it('is known as one when it is put into a pool, into the next one, and when it is taken out again', async () => {
    const [light, bag, sack] = await sqlInShop(shopId, async (sql) => [
      await makeNeed(sql, { title: 'Light roast' }),
      await makeNeed(sql, { title: 'Light roast, bag' }),
      await makeNeed(sql, { title: 'Light roast, sack' }),
    ]);
    await planCustomer(shopId, customerId);
    const needId = String((await first()).needId);
    const ada = { by: 'Ada', byName: 'Ada' };
    const set = { substituteNeedId: String(light?.needId) };
    await changeProducts(shopId, { action: 'edit', needIds: [needId], set }, ada);
    await sqlInShop(shopId, (sql) =>
      makeOrder(sql, { customerId, on: '2026-05-28', variant: light?.variant ?? '' }),
    );

    const merge = async (into: typeof bag, from: typeof bag) => {
      const pool = { into: String(into?.needId), from: [String(from?.needId)] };
      const merged = await changeProducts(shopId, { action: 'merge', ...pool }, ada);
      return () =>
        changeProducts(shopId, { action: 'undo', editId: String('editId' in merged && merged.editId) }, ada);
    };
    const now = new Date('2026-06-01T09:00:00Z');
    const said = async () => {
      await planCustomer(shopId, customerId);
      const planned = (await messages()).filter(({ state }) => state === 'planned');
      const product = await loadProduct(shopId, { needId: BigInt(needId), now });
      return { planned, substitute: product.status === 'found' && product.page.substitute?.title };
    };
    const undoFirst = await merge(bag, light);
    // The reminder that is planned still is looked at before the plan is made again.
    const look = await sqlInShop(shopId, (sql) => loadGateFacts(sql, customerId, now));
    expect(look?.needs[needId]?.lastPurchasedAt).toEqual(new Date('2026-05-28T12:00:00Z'));
    expect(await said()).toEqual({ planned: [], substitute: 'Light roast, bag' });
    const undoSecond = await merge(sack, bag);
    expect(await said()).toEqual({ planned: [], substitute: 'Light roast, sack' });
    await undoSecond();
    await undoFirst();
    expect(await said()).toEqual({ planned: [], substitute: 'Light roast' });
  });
});

describe('from orders to a planned message', () => {
  it('plans a reminder with its numbers before the coffee runs out', async () => {
    await planCustomer(shopId, customerId);
    const message = await first();
    expect(message).toMatchObject({ state: 'planned', class: 'marketing', kind: 'running-low' });
    expect(message.reason).toMatchObject({
      code: 'running-low',
      item: 'Coffee beans',
      gapFromDays: 30,
      gapToDays: 31,
      step: 1,
    });
    // Bought every 30 days or so, last on 21 May: the reminder comes after a week at home and before 20 June.
    expect(message.dueAt.toISOString() > '2026-05-30').toBe(true);
    expect(message.dueAt.toISOString() < '2026-06-20').toBe(true);
    const hour = Number(
      new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', hour12: false }).format(
        message.dueAt,
      ),
    );
    expect(hour).toBe(10);
    expect(message.key).toMatch(/^running-low-\d+-1$/);
    expect(await transitions(message.id)).toEqual([{ from: null, to: 'planned', code: expect.any(String) }]);
  });

  it('writes nothing when the same facts are planned again', async () => {
    await planCustomer(shopId, customerId);
    const before = await messages();
    expect(await planCustomer(shopId, customerId)).toEqual([]);
    expect(await messages()).toEqual(before);
  });

  // What a first reminder's row was before this plan says nothing: its own plan says whether it goes.
  it('plans the same words when what ended is wanted again', async () => {
    await planCustomer(shopId, customerId);
    const before = await messages();
    expect(before.map(({ step, reason }) => ({ step, reason }))).toMatchObject([
      { step: 1, reason: { step: 1 } },
      { step: 2, reason: { step: 2 } },
    ]);
    for (const [state, at] of [
      ['UNSUBSCRIBED', '2026-05-30T00:00:00Z'],
      ['SUBSCRIBED', '2026-05-31T00:00:00Z'],
    ] as const) {
      await sqlInShop(shopId, (sql) => consent(sql, state, at));
      await planCustomer(shopId, customerId);
    }
    expect(await messages()).toEqual(before);
  });

  it('pays the debt of a plan, but not one that arose meanwhile', async () => {
    await sqlInShop(shopId, (sql) =>
      sql.run(
        'UPDATE customer SET replan_due_at = $3 WHERE shop_id = $1 AND id = $2',
        customerId,
        new Date(),
      ),
    );
    await planCustomer(shopId, customerId);
    const [row] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ due: Date | null }>(
        'SELECT replan_due_at AS due FROM customer WHERE shop_id = $1 AND id = $2',
        customerId,
      ),
    );
    expect(row?.due).toBeNull();
  });

  it('takes a reminder off the plan when the customer has bought again', async () => {
    await planCustomer(shopId, customerId);
    const old = await first();
    await sqlInShop(shopId, (sql) => makeOrder(sql, { customerId, on: '2026-06-01', variant }));
    await planCustomer(shopId, customerId);
    const now = (await messages()).find(({ key }) => key === old.key);
    expect(now).toMatchObject({ state: 'cancelled' });
    expect(now?.why?.at(-1)).toMatchObject({ code: 'bought-again', on: '2026-06-01' });
    const fresh = (await messages()).find(
      ({ key, kind, step }) => kind === 'running-low' && step === 1 && key !== old.key,
    );
    expect(fresh?.state).toBe('planned');
  });

  it('never makes a sent key again', async () => {
    await planCustomer(shopId, customerId);
    const { id, key } = await first();
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `UPDATE message SET state = 'sent', sent_at = $3 WHERE shop_id = $1 AND id = $2`,
        id,
        new Date('2026-06-10T08:00:00Z'),
      ),
    );
    await clock.moveTo('2026-06-12T09:00:00Z');
    await planCustomer(shopId, customerId);
    const again = (await messages()).filter((message) => message.key === key);
    expect(again).toMatchObject([{ id, state: 'sent' }]);
  });

  it('shows who is not written to, and why', async () => {
    await sqlInShop(shopId, (sql) => consent(sql, 'UNSUBSCRIBED', '2026-05-30T00:00:00Z'));
    await planCustomer(shopId, customerId);
    const message = await first();
    expect(message.state).toBe('skipped');
    expect(message.why).toEqual([
      { code: 'no-consent', state: 'UNSUBSCRIBED', country: 'DE', class: 'marketing' },
    ]);
  });

  it('holds marketing while a complaint is open and plans again when it is closed', async () => {
    await planCustomer(shopId, customerId);
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `INSERT INTO complaint (shop_id, customer_id, opened_at) VALUES ($1, $2, $3)`,
        customerId,
        new Date('2026-05-31T09:00:00Z'),
      ),
    );
    await planCustomer(shopId, customerId);
    expect(await first()).toMatchObject({ state: 'held' });
    expect((await first()).why?.at(-1)).toEqual({ code: 'held-complaint', openedOn: '2026-05-31' });
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `UPDATE complaint SET state = 'closed', closed_at = $2, answered_well_at = $2 WHERE shop_id = $1`,
        new Date('2026-06-01T09:00:00Z'),
      ),
    );
    await planCustomer(shopId, customerId);
    const message = await first();
    expect(message.state).toBe('planned');
    expect((await transitions(message.id)).map(({ to, code }) => [to, code]).slice(1)).toEqual([
      ['held', 'held-complaint'],
      ['planned', 'hold-ended'],
    ]);
  });

  it('skips what an import brings too late, with that reason', async () => {
    await clock.moveTo('2026-06-25T09:00:00Z');
    await planCustomer(shopId, customerId);
    const message = await first();
    expect(message.state).toBe('skipped');
    expect(message.why?.at(-1)).toMatchObject({ code: 'too-late', neverPlanned: true });
    expect(await planCustomer(shopId, customerId)).toEqual([]);
    await clock.moveTo('2026-06-26T09:00:00Z');
    expect((await planCustomer(shopId, customerId)).filter(({ key }) => key === message.key)).toEqual([]);
  });

  it('keeps the place of a message that was planned in time and had to wait', async () => {
    await planCustomer(shopId, customerId);
    const { dueAt } = await first();
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `INSERT INTO complaint (shop_id, customer_id, opened_at) VALUES ($1, $2, $3)`,
        customerId,
        dueAt,
      ),
    );
    await clock.moveTo(new Date(dueAt.getTime() + 5 * 86_400_000));
    await planCustomer(shopId, customerId);
    const held = await first();
    expect(held.state).toBe('held');
    expect(held.dueAt > dueAt).toBe(true);
  });
});

describe('an answer to a reminder', () => {
  const reminder = async (nr: number) => {
    const found = (await messages()).find(({ kind, step }) => kind === 'running-low' && step === nr);
    if (!found?.needId) throw new Error('no message');
    return { ...found, claims: { shopId, customerId, needId: found.needId, messageId: found.id } };
  };
  const send = async ({ id, dueAt }: { id: bigint; dueAt: Date }) => {
    await sqlInShop(shopId, (sql) =>
      sql.run(`UPDATE message SET state = 'sent', sent_at = $3 WHERE shop_id = $1 AND id = $2`, id, dueAt),
    );
    await clock.moveTo(new Date(dueAt.getTime() + 3_600_000));
  };

  it('keeps the page’s promise: after the last one nobody asks again before the next order', async () => {
    // The shop began after the first one's day: the second speaks as the first, and is the last all the same.
    await clock.moveTo('2026-06-18T09:00:00Z');
    await planCustomer(shopId, customerId);
    expect((await reminder(1)).state).toBe('skipped');
    const last = await reminder(2);
    expect(last).toMatchObject({ state: 'planned', reason: { step: 1 } });
    await send(last);
    for (const answer of ['running_out_sooner', 'still_plenty'] as const)
      await recordAnswer(last.claims, { answer });
    expect(await loadQuestion(last.claims)).toMatchObject({ isLast: true });
    await planCustomer(shopId, customerId);
    expect((await reminder(1)).state).toBe('skipped');
  });

  it('counts the last word: who is low after all, and then has plenty, is asked again as the page says', async () => {
    await planCustomer(shopId, customerId);
    const first = await reminder(1);
    await send(first);
    await recordAnswer(first.claims, { answer: 'running_out_sooner' });
    await planCustomer(shopId, customerId);
    expect((await reminder(2)).state).toBe('cancelled');
    await clock.moveTo(new Date(first.dueAt.getTime() + 2 * 3_600_000));
    await recordAnswer(first.claims, { answer: 'still_plenty', snoozeDays: 14 });
    expect(await loadQuestion(first.claims)).toMatchObject({ isLast: false });
    await planCustomer(shopId, customerId);
    const second = await reminder(2);
    expect(second.state).toBe('planned');
    expect(Math.round((second.dueAt.getTime() - first.dueAt.getTime()) / 86_400_000)).toBeGreaterThanOrEqual(
      14,
    );
  });
});

describe('a person’s word', () => {
  beforeAll(() => clock.moveTo('2026-06-01T09:00:00Z'));

  it('lets a skipped message stay skipped through a new plan, and come back by undo', async () => {
    await planCustomer(shopId, customerId);
    const { id } = await first();
    expect(await decideMessage(shopId, { messageId: id, action: 'skip', by: '1', byName: 'Ada' })).toEqual({
      status: 'done',
    });
    await planCustomer(shopId, customerId);
    expect(await first()).toMatchObject({
      state: 'skipped',
      why: [{ code: 'skipped-by-person', by: 'Ada' }],
    });
    expect(await decideMessage(shopId, { messageId: id, action: 'undo', by: '1' })).toEqual({
      status: 'done',
    });
    await planCustomer(shopId, customerId);
    expect((await first()).state).toBe('planned');
  });

  it('lets a message be moved, and keeps the moment through a new plan', async () => {
    await planCustomer(shopId, customerId);
    const { id } = await first();
    const moveTo = new Date('2026-06-09T13:00:00Z');
    await decideMessage(shopId, { messageId: id, action: 'move', moveTo, by: '1', byName: 'Ada' });
    await planCustomer(shopId, customerId);
    const moved = await first();
    expect(moved.dueAt).toEqual(moveTo);
    expect(moved.why).toContainEqual({ code: 'moved-by-person', by: 'Ada', toAt: moveTo.toISOString() });
  });

  it.each([
    ['before its hour', '2026-06-05T05:00:00Z', '2026-06-05T08:00:00Z'],
    ['after its hour', '2026-06-05T12:00:00Z', '2026-06-05T12:15:00Z'],
    ['as the quiet hours begin', '2026-06-05T17:50:00Z', '2026-06-06T08:00:00Z'],
    ['in the quiet hours', '2026-06-05T20:30:00Z', '2026-06-06T08:00:00Z'],
    ['in the quiet hours before a day of rest', '2026-06-06T20:30:00Z', '2026-06-08T08:00:00Z'],
  ])('moves a message to today %s: what is told is stored, and when it goes', async (_, at, goesAt) => {
    await planCustomer(shopId, customerId);
    const { id } = await first();
    await clock.moveTo(at);
    const { movedTo } = await carryOutDecision(shopId, {
      decision: { action: 'move', ids: [String(id)], moveTo: at.slice(0, 10) },
      by: '1',
      byName: 'Ada',
    });
    // A slot's mails are spread over 45 minutes; what goes in a quarter of an hour goes then. The clock of a test goes on.
    const late = ((movedTo?.getTime() ?? 0) - Date.parse(goesAt)) / 60_000;
    expect(late).toBeGreaterThanOrEqual(0);
    expect(late).toBeLessThan(goesAt.includes('T08:00') ? 45 : 1);
    await planCustomer(shopId, customerId);
    const moved = await first();
    expect(moved.dueAt).toEqual(movedTo);
    expect(moved.why).toContainEqual({ code: 'moved-by-person', by: 'Ada', toAt: movedTo?.toISOString() });
  });

  it('moves one of many as it moves one alone: off a day of rest, and the reason tells where to', async () => {
    await planCustomer(shopId, customerId);
    const { id } = await first();
    await startBatch(shopId, {
      action: 'move',
      messageIds: [id],
      moveTo: '2026-06-07',
      by: '1',
      byName: 'Ada',
    });
    await planCustomer(shopId, customerId);
    const moved = await first();
    // The 7th is a Sunday.
    expect(moved.dueAt.toISOString()).toMatch(/^2026-06-08T08:([0-3]\d|4[0-4]):00/);
    expect(moved.why).toContainEqual({ code: 'moved-by-person', by: 'Ada', toAt: moved.dueAt.toISOString() });
  });

  it('counts a second mail that fell with its first as left out with it', async () => {
    await planWarranties();
    const idsOf = async (step: number) => (await ofWarranty(step)).map(({ id }) => id);
    const [[first = 0n, ...others], seconds] = [await idsOf(1), await idsOf(2)];
    const skip = { action: 'skip' as const, by: '1', byName: 'Ada' };
    await decideMessage(shopId, { ...skip, messageId: first });
    // As the planner does between two of a batch.
    await planCustomer(shopId, customerId);
    const fallen = (await messages()).filter(
      ({ id, state }) => seconds.includes(id) && state === 'cancelled',
    );
    expect(fallen).toHaveLength(1);
    const [second] = fallen;
    expect(await decideMessage(shopId, { ...skip, messageId: second?.id ?? 0n })).toEqual({
      status: 'refused',
      reason: 'fell-with-first',
    });
    const batchId = await startBatch(shopId, { ...skip, messageIds: [...others, ...seconds] });
    const refused = await sqlInShop(shopId, (sql) =>
      sql.rows('SELECT 1 FROM batch_item WHERE shop_id = $1 AND batch_id = $2 AND NOT done', batchId),
    );
    expect(refused).toEqual([]);
  });

  it('takes back as many as were left out, those too that fell with their first mail', async () => {
    await planWarranties();
    const [first] = await ofWarranty(1);
    const by = { by: '1', byName: 'Ada' };
    const batchId = await startBatch(shopId, { action: 'skip', messageIds: [first?.id ?? 0n], ...by });
    // The planner comes between two of a batch.
    await planCustomer(shopId, customerId);
    const fallen = (await ofWarranty(2)).filter(({ state }) => state === 'cancelled');
    expect(fallen).toHaveLength(1);
    await sqlInShop(shopId, async (sql) => {
      await sql.run(
        'INSERT INTO batch_item (batch_id, message_id, shop_id) VALUES ($2, $3, $1)',
        batchId,
        fallen[0]?.id,
      );
      await sql.run('UPDATE batch SET total = 2, finished_at = NULL WHERE shop_id = $1 AND id = $2', batchId);
    });
    await carryOutBatch(shopId, batchId);
    const countsOf = async (id: bigint) => (await loadBatchesNow()).find((batch) => batch.id === String(id));
    expect(await countsOf(batchId)).toMatchObject({ action: 'skip', total: 2, done: 2, refused: 0 });
    const undone = await undoBatch(shopId, { batchId, ...by });
    if (undone.status !== 'undoing') throw new Error(undone.reason);
    expect(await countsOf(undone.id)).toMatchObject({ action: 'undo', total: 2, done: 2, refused: 0 });
    await planCustomer(shopId, customerId);
    for (const one of [...(await ofWarranty(1)), ...(await ofWarranty(2))]) expect(one.state).toBe('planned');
  });

  it('refuses to move a message beyond its usefulness', async () => {
    await planCustomer(shopId, customerId);
    const { id, usefulUntil } = await first();
    const moveTo = new Date(usefulUntil.getTime() + 1);
    expect(await decideMessage(shopId, { messageId: id, action: 'move', moveTo, by: '1' })).toMatchObject({
      status: 'refused',
      reason: { code: 'expired' },
    });
  });

  it('sends now in ten minutes, and can be told not to until then', async () => {
    await planCustomer(shopId, customerId);
    const before = await first();
    await decideMessage(shopId, { messageId: before.id, action: 'send_now', by: '1', byName: 'Ada' });
    await planCustomer(shopId, customerId);
    const soon = await first();
    expect(soon.state).toBe('planned');
    expect(Math.abs(soon.dueAt.getTime() - Date.parse('2026-06-01T09:10:00Z'))).toBeLessThan(5_000);
    await decideMessage(shopId, { messageId: before.id, action: 'undo', by: '1' });
    await planCustomer(shopId, customerId);
    expect((await first()).dueAt).toEqual(before.dueAt);
    await clock.moveTo('2026-06-01T09:20:00Z');
    expect(await decideMessage(shopId, { messageId: before.id, action: 'undo', by: '1' })).toMatchObject({
      status: 'refused',
    });
  });

  it('sends one step of a purchase now, however many are asked for; the other keeps its distance', async () => {
    await planWarranties();
    const [firsts, seconds] = [await ofWarranty(1), await ofWarranty(2)];
    expect([firsts.length, seconds.length]).toEqual([6, 6]);
    const messageIds = [...seconds, ...firsts].map(({ id }) => id);
    await startBatch(shopId, { action: 'send_now', messageIds, by: '1', byName: 'Ada' });
    await planCustomer(shopId, customerId);
    const soon = Date.parse('2026-06-01T09:15:00Z');
    for (const { dueAt } of await ofWarranty(1)) expect(dueAt.getTime()).toBeLessThan(soon);
    const weekLater = Date.parse('2026-06-08T00:00:00Z');
    for (const { dueAt } of await ofWarranty(2)) expect(dueAt.getTime()).toBeGreaterThan(weekLater);

    const [second] = seconds;
    const decision = { messageId: second?.id ?? 0n, action: 'send_now' as const, by: '1' };
    expect(await decideMessage(shopId, decision)).toEqual({ status: 'refused', reason: 'first-step-first' });
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `UPDATE message SET state = 'sent', sent_at = $2 WHERE shop_id = $1 AND kind = 'warranty-expiry' AND step = 1`,
        new Date('2026-06-01T09:10:00Z'),
      ),
    );
    await clock.moveTo('2026-06-01T09:20:00Z');
    expect(await decideMessage(shopId, decision)).toEqual({
      status: 'refused',
      reason: 'first-step-just-sent',
    });
    await clock.moveTo('2026-06-08T10:00:00Z');
    expect(await decideMessage(shopId, decision)).toEqual({ status: 'done' });
  });

  it('does not take back the skip of a first step once the second was sent now or has left', async () => {
    await planWarranties();
    const ofPurchase = async () => {
      const all = (await messages()).filter(({ kind }) => kind === 'warranty-expiry');
      const first = all.find(({ step }) => step === 1);
      const second = all.find(({ key }) => key === first?.key.replace(/-1$/, '-2'));
      if (!first || !second) throw new Error('no two steps of one purchase');
      return { first, second };
    };
    const { first, second } = await ofPurchase();
    const decide = (messageId: bigint, action: 'skip' | 'send_now' | 'undo') =>
      decideMessage(shopId, { messageId, action, by: '1' });
    const overtaken = { status: 'refused', reason: 'second-step-went' };
    expect(await decide(first.id, 'skip')).toEqual({ status: 'done' });
    expect(await decide(second.id, 'send_now')).toEqual({ status: 'done' });
    expect(await decide(first.id, 'undo')).toEqual(overtaken);
    // Who takes back the second may have the first again.
    expect(await decide(second.id, 'undo')).toEqual({ status: 'done' });
    expect(await decide(first.id, 'undo')).toEqual({ status: 'done' });

    expect(await decide(first.id, 'skip')).toEqual({ status: 'done' });
    for (const state of ['sending', 'sent', 'unconfirmed']) {
      await sqlInShop(shopId, (sql) =>
        sql.run('UPDATE message SET state = $3 WHERE shop_id = $1 AND id = $2', second.id, state),
      );
      expect(await decide(first.id, 'undo'), state).toEqual(overtaken);
    }
    expect((await messages()).find(({ id }) => id === first.id)?.state).toBe('skipped');
  });

  it('keeps what a person sends now through days of a pause, though the forecast moves away from it', async () => {
    await clock.moveTo('2026-06-19T12:00:00Z');
    await planCustomer(shopId, customerId);
    const reminders = async () => (await messages()).filter(({ kind }) => kind === 'running-low');
    const [only, ...others] = (await reminders()).filter(({ state }) => state === 'planned');
    expect(others).toEqual([]);
    expect(only?.reason).toMatchObject({ firstLeftOut: true });
    const second = async () => (await reminders()).find(({ id }) => id === only?.id);
    await sqlInShop(shopId, (sql) => pauseShop(sql, 'Ada'));
    await decideMessage(shopId, { messageId: only?.id ?? 0n, action: 'send_now', by: '1', byName: 'Ada' });
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `UPDATE shop SET settings = settings || '{"runningLow":{"minimumProbability":0.9,"minimumCycleDays":60}}' WHERE id = $1`,
      ),
    );
    for (const at of ['2026-06-19T12:01:00Z', '2026-06-20T12:00:00Z', '2026-06-23T12:00:00Z']) {
      await clock.moveTo(at);
      await planCustomer(shopId, customerId);
      expect(await second()).toMatchObject({ state: 'held', usefulUntil: only?.usefulUntil });
      expect((await second())?.why).toContainEqual({ code: 'sent-now-by-person', by: 'Ada' });
    }
    await sqlInShop(shopId, resumeShop);
    await planCustomer(shopId, customerId);
    expect(await second()).toMatchObject({ state: 'planned' });
    expect((await second())?.dueAt.toISOString().slice(0, 10)).toBe('2026-06-24');
  });

  it('does not lift an open complaint by sending now', async () => {
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `INSERT INTO complaint (shop_id, customer_id, opened_at) VALUES ($1, $2, $3)`,
        customerId,
        new Date('2026-05-31T09:00:00Z'),
      ),
    );
    await planCustomer(shopId, customerId);
    const { id } = await first();
    expect(await decideMessage(shopId, { messageId: id, action: 'send_now', by: '1' })).toMatchObject({
      status: 'refused',
      reason: { code: 'held-complaint' },
    });
  });

  it('waits for approval in the first days of a kind, and lets an approval fall when the recipient changes', async () => {
    await sqlInShop(shopId, (sql) =>
      sql.run(`UPDATE shop_kind SET review_ended_at = NULL WHERE shop_id = $1`),
    );
    await planCustomer(shopId, customerId);
    const { id } = await first();
    expect(await first()).toMatchObject({ state: 'awaiting_approval' });
    await decideMessage(shopId, { messageId: id, action: 'approve', by: '1', byName: 'Ada' });
    await planCustomer(shopId, customerId);
    expect((await first()).state).toBe('planned');
    expect((await first()).approvedHash).not.toBeNull();
    const [kind] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ reviewed: number }>(
        `SELECT reviewed FROM shop_kind WHERE shop_id = $1 AND kind = 'running-low'`,
      ),
    );
    expect(kind?.reviewed).toBeGreaterThan(0);
    await sqlInShop(shopId, (sql) =>
      sql.run(`UPDATE customer SET email_hash = '\\x01' WHERE shop_id = $1 AND id = $2`, customerId),
    );
    await planCustomer(shopId, customerId);
    const fallen = await first();
    expect(fallen.state).toBe('awaiting_approval');
    expect(fallen.why).toContainEqual({ code: 'approval-fell', because: 'recipient' });
  });

  it('holds a paused kind and lets it go again', async () => {
    await planCustomer(shopId, customerId);
    await pauseKind(shopId, 'running-low', 'Ada');
    await planCustomer(shopId, customerId);
    expect(await first()).toMatchObject({ state: 'held' });
    expect((await first()).why?.at(-1)).toEqual({ code: 'held-paused', by: 'Ada', scope: 'kind' });
    await resumeKind(shopId, 'running-low');
    await planCustomer(shopId, customerId);
    expect((await first()).state).toBe('planned');
  });

  it('clears the plan of a kind that is switched off', async () => {
    await planCustomer(shopId, customerId);
    await switchKind(shopId, 'running-low', 'off', 'Ada');
    await planCustomer(shopId, customerId);
    expect(await first()).toMatchObject({ state: 'cancelled' });
    expect((await first()).why?.at(-1)).toEqual({ code: 'kind-off' });
  });
});
