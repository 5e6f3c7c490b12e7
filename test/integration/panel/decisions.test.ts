import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PanelWorld, refusalOf, startPanelWorld } from '../../support/panel/panel-world';

let world: PanelWorld;
beforeAll(async () => {
  world = await startPanelWorld({ crowd: 12 });
});
afterAll(() => world.stop());

async function decide(json: unknown) {
  const { action } = await import('~/routes/app.decisions');
  const answer = await action({
    request: world.request('/app/decisions', { json }),
    params: {},
    context: {},
  });
  return (await answer.json()) as {
    done: string[];
    refused: { reason: unknown } | null;
    movedTo: string | null;
    movedBecause: unknown;
    waits: unknown;
    endsSecond: boolean;
    changed: number;
  };
}

const SUNDAY = 0;
const TUESDAY = 2;

/** The first such day that is neither today nor tomorrow. */
function nextWeekday(weekday: number): string {
  const day = new Date(world.at.getTime() + 2 * 86_400_000);
  while (day.getUTCDay() !== weekday) day.setUTCDate(day.getUTCDate() + 1);
  return day.toISOString().slice(0, 10);
}

/** A planned message that may go on any day of the next weeks. */
async function longUseful(): Promise<string> {
  const { sqlInShop } = await import('~/db.server');
  await sqlInShop(world.shopId, (sql) =>
    sql.run(
      `UPDATE message SET useful_until = $3 WHERE shop_id = $1 AND id = $2`,
      world.messages.planned,
      new Date(world.at.getTime() + 30 * 86_400_000),
    ),
  );
  return String(world.messages.planned);
}

function inNewYork(instant: string | null): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'America/New_York',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(String(instant)));
}

/** Mails of one slot are spread over 45 minutes, each at a minute of its own. */
const inSlot = (on: string) => new RegExp(`^${on} 10:([0-3]\\d|4[0-4])$`);

async function queue(view: string) {
  const { loader } = await import('~/routes/app.queue');
  return loader({ request: world.request(`/app/queue?view=${view}`), params: {}, context: {} });
}

test('an empty queue of a shop in which no kind is on is told apart from one in which nothing is due', async () => {
  const { listQueue } = await import('~/office/pages/queue/queue.server');
  const { parseQueueQuery } = await import('~/base/vocabulary/queue-query');
  const { makeShop } = await import('../../factories/history');
  const { switchKind } = await import('~/outreach/kinds/switch-kind.server');
  const upcoming = parseQueueQuery(new URLSearchParams('view=upcoming'));
  await makeShop({ id: 9901n });
  expect((await listQueue(9901n, upcoming, world.at)).isAllOff).toBe(true);
  await switchKind(9901n, 'thank-you', 'on', 'Ada');
  expect((await listQueue(9901n, upcoming, world.at)).isAllOff).toBe(false);
});

test('the offered days are open ones, for a message and for many', async () => {
  const page = await queue('upcoming');
  const isSunday = (on: string) => new Date(`${on}T12:00:00Z`).getUTCDay() === SUNDAY;
  const offered = [page.moveDays, ...page.rows.map(({ moveDays }) => moveDays)];
  expect(page.rows.length).toBeGreaterThan(0);
  for (const days of offered) {
    expect(days.length).toBeLessThanOrEqual(3);
    expect(days.filter(isSunday)).toEqual([]);
  }
  expect(page.moveDays).toHaveLength(3);
  expect(page.rows.some(({ moveDays }) => moveDays.length > 0)).toBe(true);
  for (const { moveDays, usefulUntil, customerTimeZone } of page.rows) {
    const there = { timeZone: customerTimeZone ?? 'Europe/Berlin' };
    const lastOn = new Intl.DateTimeFormat('sv-SE', there).format(usefulUntil);
    expect(moveDays.filter((on) => on > lastOn)).toEqual([]);
  }
});

describe('what a person decides', () => {
  let waiting: string[];
  beforeEach(async () => {
    waiting = (await queue('waiting')).rows.map((row) => row.id);
  });

  test('a skip says when it takes the second message about the same purchase along', async () => {
    const { sqlInShop } = await import('~/db.server');
    const { planned: id } = world.messages;
    const [first] = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ key: string }>('SELECT key FROM message WHERE shop_id = $1 AND id = $2', id),
    );
    const skipped = async (change: string) => {
      await sqlInShop(world.shopId, (sql) =>
        sql.run(`UPDATE message SET ${change} WHERE shop_id = $1 AND id = $2`, id),
      );
      const { endsSecond } = await decide({ action: 'skip', ids: [String(id)] });
      expect((await decide({ action: 'undo', ids: [String(id)] })).endsSecond).toBe(false);
      return endsSecond;
    };
    expect(await skipped("key = 'running-low-5-1', step = 1")).toBe(true);
    expect(await skipped("key = 'running-low-5-2', step = 2")).toBe(false);
    expect(await skipped("key = 'thank-you-5-1', step = 1, kind = 'thank-you'")).toBe(false);
    expect(await skipped(`key = '${first?.key}', step = 1, kind = 'running-low'`)).toBe(true);
  });

  test('a skipped message leaves the list, and undo brings it back to where it was', async () => {
    const [id = ''] = waiting;
    expect(await decide({ action: 'skip', ids: [id] })).toMatchObject({ done: [id], refused: null });
    expect((await queue('waiting')).rows.map((row) => row.id)).not.toContain(id);
    // It was for a day to come, which lies before the first page of what was not sent.
    const { ahead } = await queue('past');
    const skipped = (await queue(`past&before=${ahead}`)).rows.find((row) => row.id === id);
    expect(skipped?.undo?.action).toBe('skip');

    expect(await decide({ action: 'undo', ids: [id] })).toMatchObject({ done: [id] });
    expect((await queue('waiting')).rows.map((row) => row.id)).toEqual(waiting);
  });

  test('what ended by another’s word offers no undo of an older decision', async () => {
    const { sqlInShop } = await import('~/db.server');
    const id = await longUseful();
    const stand = (change: string) =>
      sqlInShop(world.shopId, (sql) =>
        sql.run(`UPDATE message SET ${change} WHERE shop_id = $1 AND id = $2`, id),
      );
    const undoOf = async () => {
      const lists = [await queue('upcoming'), await queue('past'), await queue('past&why=never-by-staff')];
      return lists.flatMap(({ rows }) => rows).find((row) => row.id === id)?.undo;
    };
    await decide({ action: 'move', ids: [id], moveTo: nextWeekday(TUESDAY) });
    expect(await undoOf()).toMatchObject({ action: 'move' });
    await stand(`state = 'skipped', why = '[{"code":"never-by-staff","kind":"running-low"}]'`);
    expect(await undoOf()).toBeNull();
    await stand(`state = 'planned', why = NULL`);
    expect(await decide({ action: 'undo', ids: [id] })).toMatchObject({ done: [id] });
  });

  test('many messages are approved at once, and each can be undone for ten minutes', async () => {
    const ids = waiting.slice(0, 3);
    const result = await decide({ action: 'approve', ids });
    expect(result.done).toEqual(ids);
    const approved = (await queue('upcoming')).rows.filter((row) => ids.includes(row.id));
    expect(approved).toHaveLength(3);
    for (const row of approved) {
      expect(row.undo?.action).toBe('approve');
      const minutes = ((row.undo?.until.getTime() ?? 0) - world.at.getTime()) / 60_000;
      expect(minutes).toBeGreaterThan(9);
      expect(minutes).toBeLessThan(11);
    }
    await decide({ action: 'undo', ids });
    expect((await queue('waiting')).rows.map((row) => row.id)).toEqual(waiting);
  });

  test('a reminder of what is sold out is not sent now: it keeps its day', async () => {
    const { sqlInShop } = await import('~/db.server');
    const [row] = (await queue('waiting')).rows.filter(({ kind }) => kind === 'running-low');
    const forSale = (is: boolean) =>
      sqlInShop(world.shopId, (sql) =>
        sql.run(
          `UPDATE variant SET available_for_sale = $3 WHERE shop_id = $1 AND shopify_variant_id =
             (SELECT shopify_variant_id FROM need_variant WHERE shop_id = $1 AND need_id = $2)`,
          row?.needId,
          is,
        ),
      );
    const now = async () => (await queue('waiting')).rows.find(({ id }) => id === row?.id);
    await forSale(false);
    const soldOut = { code: 'not-available', item: row?.needTitle };
    expect((await now())?.sendNow.refused).toEqual(soldOut);
    const answer = await decide({ action: 'send_now', ids: [row?.id] });
    await forSale(true);
    expect(answer).toMatchObject({ done: [], refused: { reason: soldOut } });
    expect(await now()).toMatchObject({ dueAt: row?.dueAt, sendNow: { refused: null } });
  });

  test('what one press for many comes to late can be undone until it leaves, and no longer', async () => {
    const { decideMessage } = await import('~/outreach/change-plans/decide.server');
    const [id = ''] = waiting;
    const { now } = await import('~/base/lib/clock.server');
    const pressedAt = new Date(now().getTime() - 4 * 60_000);
    await decideMessage(world.shopId, { messageId: BigInt(id), action: 'send_now', pressedAt, by: 'tester' });
    const row = (await queue('upcoming')).rows.find((one) => one.id === id);
    const leavesAt = new Date(pressedAt.getTime() + 10 * 60_000);
    expect(row?.undo).toMatchObject({ action: 'send_now', until: leavesAt });
    await decide({ action: 'undo', ids: [id] });
    expect((await queue('waiting')).rows.map((one) => one.id)).toEqual(waiting);
  });

  test('what was never confirmed is sent again in ten minutes at the earliest, and until then that can be taken back', async () => {
    const id = String(world.messages.unconfirmed);
    const { sqlInShop } = await import('~/db.server');
    const stored = async () => {
      const [row] = await sqlInShop(world.shopId, (sql) =>
        sql.rows<{ state: string; dueAt: Date; mailId: bigint | null }>(
          `SELECT state, due_at AS "dueAt", mail_id AS "mailId" FROM message WHERE shop_id = $1 AND id = $2`,
          id,
        ),
      );
      return row;
    };
    const before = await stored();
    expect(await decide({ action: 'resend', ids: [id] })).toMatchObject({ done: [id] });
    const again = await stored();
    expect(again).toMatchObject({ state: 'planned', mailId: null });
    expect((again?.dueAt.getTime() ?? 0) - world.at.getTime()).toBeGreaterThan(9 * 60_000);
    expect(await decide({ action: 'undo', ids: [id] })).toMatchObject({ done: [id] });
    expect(await stored()).toEqual(before);
    const [mail] = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ state: string }>('SELECT state FROM mail WHERE shop_id = $1 AND id = $2', before?.mailId),
    );
    expect(mail?.state).toBe('unconfirmed');
  });

  test('a moved message is due on the new day, within the shop’s usual slot of the customer’s own clock', async () => {
    const id = await longUseful();
    const on = nextWeekday(TUESDAY);
    const result = await decide({ action: 'move', ids: [id], moveTo: on });
    expect(result.refused).toBeNull();
    expect(inNewYork(result.movedTo)).toMatch(inSlot(on));
    expect(result.movedBecause).toBeNull();
  });

  test('a message that is moved to a day of rest says the open day on which it goes, and why', async () => {
    const id = await longUseful();
    const sunday = nextWeekday(SUNDAY);
    const monday = new Date(Date.parse(sunday) + 86_400_000).toISOString().slice(0, 10);
    const result = await decide({ action: 'move', ids: [id], moveTo: sunday });
    expect(result.done).toEqual([id]);
    expect(inNewYork(result.movedTo)).toMatch(inSlot(monday));
    expect(result.movedBecause).toEqual({
      code: 'moved-day-off',
      because: 'rest',
      fromOn: sunday,
      toOn: monday,
    });
  });

  test('a message is not moved beyond the day on which it is useless, and the answer says so', async () => {
    const result = await decide({
      action: 'move',
      ids: [String(world.messages.warranty)],
      moveTo: '2030-01-01',
    });
    expect(result.done).toEqual([]);
    expect(result.refused?.reason).toMatchObject({ code: 'expired' });
  });

  test('before a paused message is sent now, and after, the page says what it waits for, and the customer’s page that it is paused', async () => {
    const id = await longUseful();
    const ahead = async () => (await queue('upcoming')).rows.find((row) => row.id === id)?.sendNow;
    const unsigned = { code: 'held-not-set-up', missing: 'sender-name' };
    expect(await ahead()).toEqual({ refused: null, waits: unsigned, insteadTo: null });
    const paused = { code: 'held-paused', scope: 'shop', by: 'Ada' };
    const { pauseShop, resumeShop } = await import('~/intake/shops/load-shop.server');
    const { sqlInShop } = await import('~/db.server');
    await sqlInShop(world.shopId, (sql) => pauseShop(sql, 'Ada'));
    try {
      expect(await ahead()).toEqual({ refused: null, waits: paused, insteadTo: null });
      const { loader } = await import('~/routes/app.customers.$id');
      const customerId = (await queue('upcoming')).rows.find((row) => row.id === id)?.customerId;
      const page = await loader({
        request: world.request(`/app/customers/${customerId}`),
        params: { id: customerId },
        context: {},
      });
      expect(page.pauses.all).toMatchObject({ by: 'Ada' });
      expect(await decide({ action: 'send_now', ids: [id] })).toMatchObject({ done: [id], waits: paused });
    } finally {
      await sqlInShop(world.shopId, resumeShop);
    }
    await decide({ action: 'undo', ids: [id] });
    expect(await decide({ action: 'send_now', ids: [id] })).toMatchObject({ done: [id], waits: unsigned });
    await decide({ action: 'undo', ids: [id] });
  });

  test('before a message whose way out is closed is sent now, and after, the page says what it waits for', async () => {
    const id = await longUseful();
    const { sender } = await import('../../factories/history');
    const { saveSettings } = await import('~/intake/shops/load-shop.server');
    const { seal } = await import('~/base/lib/sealed.server');
    const { sqlInShop } = await import('~/db.server');
    const change = (text: string, ...values: unknown[]) =>
      sqlInShop(world.shopId, (sql) => sql.run(text, ...values));
    const save = (parts: Parameters<typeof saveSettings>[1]) =>
      sqlInShop(world.shopId, (sql) => saveSettings(sql, parts));
    const waits = async () => {
      const ahead = (await queue('upcoming')).rows.find((row) => row.id === id)?.sendNow;
      const answer = await decide({ action: 'send_now', ids: [id] });
      await decide({ action: 'undo', ids: [id] });
      expect(answer).toMatchObject({ done: [id], waits: ahead?.waits });
      return ahead?.waits;
    };
    const smtp = { host: 'mail.example', port: 587, security: 'starttls', user: 'ada', password: 'wrong' };
    try {
      await save({ sender: { ...sender, domainVerified: false } });
      expect(await waits()).toEqual({ code: 'held-not-set-up', missing: 'sender-address' });
      await save({ sender });
      expect(await waits()).toEqual({ code: 'held-not-set-up', missing: 'mail-server' });
      const sealed = seal(JSON.stringify(smtp), { shopId: world.shopId, column: 'shop.smtp_sealed' });
      await change('UPDATE shop SET smtp_sealed = $2 WHERE id = $1', sealed);
      expect(await waits()).toBeNull();
      const health = 'UPDATE sender_health SET state = $2, last_error = $3 WHERE shop_id = $1';
      await change(health, 'paused', '535 5.7.8 Bad credentials');
      expect(await waits()).toEqual({ code: 'held-sender', detail: '535 5.7.8 Bad credentials' });

      await change(`UPDATE message SET channel = 'flow' WHERE shop_id = $1 AND id = $2`, id);
      expect(await waits()).toBeNull();
      await save({ sendAllTo: 'ada@coffee.example' });
      expect(await waits()).toEqual({ code: 'held-not-set-up', missing: 'send-all-to-is-on' });
      expect((await queue('upcoming')).rows.find((row) => row.id === id)?.sendNow.insteadTo).toBe(
        'ada@coffee.example',
      );
    } finally {
      await save({ sender: { ...sender, name: '' }, sendAllTo: '' });
      await change('UPDATE shop SET smtp_sealed = NULL WHERE id = $1');
      await change(`UPDATE sender_health SET state = 'ok', last_error = NULL WHERE shop_id = $1`);
      await change(`UPDATE message SET channel = 'email' WHERE shop_id = $1 AND id = $2`, id);
    }
  });

  test('of a second mail whose first has just left, the page says before that it cannot be sent now', async () => {
    const id = await longUseful();
    const { sqlInShop } = await import('~/db.server');
    const first = world.messages.sent;
    await sqlInShop(world.shopId, (sql) =>
      sql.run(
        `UPDATE message m SET key = CASE WHEN m.id = $2 THEN 'running-low-77-1' ELSE 'running-low-77-2' END,
           customer_id = second.customer_id, sent_at = CASE WHEN m.id = $2 THEN $4::timestamptz END
         FROM message second WHERE second.id = $3 AND m.shop_id = $1 AND m.id IN ($2, $3)`,
        first,
        id,
        world.at,
      ),
    );
    const row = (await queue('upcoming')).rows.find((one) => one.id === id);
    expect(row?.sendNow.refused).toBe('first-step-just-sent');
    expect((await decide({ action: 'send_now', ids: [id] })).refused?.reason).toBe('first-step-just-sent');
  });

  test('what is sent now by one press leaves at one instant, as one mail of its kind', async () => {
    const { sqlInShop } = await import('~/db.server');
    const ids = (await queue('waiting')).rows.map(({ id }) => id);
    const { done } = await decide({ action: 'send_now', ids });
    expect(done.length).toBeGreaterThan(1);
    // What the plan puts them to, which makes one mail of what has the same instant.
    const said = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ at: Date }>(
        `SELECT DISTINCT o.move_to AS at FROM override o JOIN message m ON m.shop_id = $1 AND m.key = o.message_key
         WHERE o.shop_id = $1 AND o.undone_at IS NULL AND o.action = 'send_now' AND m.id = ANY($2::bigint[])`,
        done,
      ),
    );
    await decide({ action: 'undo', ids: done });
    expect(said).toHaveLength(1);
  });

  describe('about several messages of one customer', () => {
    /** Two that share a mail and one with a mail of its own. */
    let ids: string[];
    beforeEach(async () => {
      const { makeCustomer, makeMessages } = await import('../../factories/sending-shop');
      const customerId = await makeCustomer(world.shopId, { email: 'several@buyer.example' });
      const key = (nr: number) => `thank-you-9${Date.now()}${nr}-1`;
      const lead = key(1);
      const of = (key: string) => ({ customerId, key, state: 'awaiting_approval', dueAt: world.at }) as const;
      const usefulUntil = new Date(world.at.getTime() + 30 * 86_400_000);
      const made = await makeMessages(world.shopId, [
        { ...of(lead), usefulUntil },
        { ...of(key(2)), usefulUntil, leadKey: lead },
        { ...of(key(3)), usefulUntil },
      ]);
      ids = made.map(String);
    });
    afterEach(() =>
      ofThese(`UPDATE message SET state = 'cancelled' WHERE shop_id = $1 AND id = ANY($2::bigint[])`),
    );

    async function ofThese<Row extends object>(text: string): Promise<Row[]> {
      const { sqlInShop } = await import('~/db.server');
      return sqlInShop(world.shopId, (sql) => sql.rows<Row>(text, ids));
    }
    const rows = () =>
      ofThese(`SELECT state, due_at, lead_key, why, approved_hash FROM message
        WHERE shop_id = $1 AND id = ANY($2::bigint[]) ORDER BY id`);
    const undoOf = async (id: string | undefined) =>
      (await queue('upcoming')).rows.find((row) => row.id === id)?.undo;

    test.each(['approve', 'send_now', 'move'] as const)(
      'each is decided about once, and its row takes back what was decided with its mail: %s',
      async (action) => {
        const before = await rows();
        const moveTo = action === 'move' ? { moveTo: nextWeekday(TUESDAY) } : {};
        expect(await decide({ action, ids, ...moveTo })).toMatchObject({ done: ids, refused: null });
        const said = await ofThese<{ count: number }>(
          `SELECT count(*)::int AS count FROM override o JOIN message m ON m.shop_id = $1 AND m.key = o.message_key
           WHERE o.shop_id = $1 AND m.id = ANY($2::bigint[]) GROUP BY m.id`,
        );
        expect(said.map(({ count }) => count)).toEqual([1, 1, 1]);
        const [first, , third] = ids;
        await decide({ action: 'undo', ids: [first] });
        expect((await rows()).slice(0, 2)).toEqual(before.slice(0, 2));
        await decide({ action: 'undo', ids: [third] });
        expect(await rows()).toEqual(before);
      },
    );

    test.each(['approve', 'send_now', 'move'] as const)(
      'the answer counts those too that go along in the mail, and so does what takes it back: %s',
      async (action) => {
        const [first, second, third] = ids;
        const moveTo = action === 'move' ? { moveTo: nextWeekday(TUESDAY) } : {};
        expect(await decide({ action, ids: [second, third], ...moveTo })).toMatchObject({ changed: 3 });
        expect(await decide({ action: 'undo', ids: [second, third] })).toMatchObject({ changed: 3 });
        expect(await decide({ action: 'skip', ids: [first] })).toMatchObject({ changed: 1 });
        expect(await decide({ action: 'undo', ids: [first] })).toMatchObject({ changed: 1 });
      },
    );

    test('all of it is taken back from its toast, and nothing that was decided before', async () => {
      const [first] = ids;
      await decide({ action: 'move', ids: [first], moveTo: nextWeekday(TUESDAY) });
      const before = await rows();
      const { done } = await decide({ action: 'send_now', ids });
      expect(await decide({ action: 'undo', ids: done })).toMatchObject({ done: ids, refused: null });
      expect(await rows()).toEqual(before);
    });

    test('a row says where it takes back its message alone, since others joined its mail by a word of their own', async () => {
      const [first, second, third] = ids;
      await decide({ action: 'send_now', ids });
      expect(await undoOf(first)).toMatchObject({ action: 'send_now', alone: false });
      // The plan makes one mail of what leaves at one instant.
      await ofThese(
        `UPDATE message SET lead_key = (SELECT key FROM message WHERE shop_id = $1 AND id = ANY($2::bigint[]) ORDER BY id LIMIT 1)
         WHERE shop_id = $1 AND id = ANY($2::bigint[]) RETURNING id`,
      );
      for (const id of ids) expect(await undoOf(id), id).toMatchObject({ alone: true });
      await decide({ action: 'undo', ids: [third] });
      expect((await rows()).map((row) => (row as { state: string }).state)).toEqual([
        'planned',
        'planned',
        'awaiting_approval',
      ]);
      expect(await undoOf(second)).toMatchObject({ alone: false });
    });
  });

  test('an unconfirmed mail is closed only by a person’s word', async () => {
    const id = String(world.messages.unconfirmed);
    expect((await queue('unconfirmed')).rows.map((row) => row.id)).toEqual([id]);
    expect((await decide({ action: 'approve', ids: [id] })).done).toEqual([]);
    expect((await decide({ action: 'confirm_sent', ids: [id] })).done).toEqual([id]);
  });

  test('what is no decision is refused before it reaches a row', async () => {
    for (const json of [
      null,
      {},
      { action: 'delete', ids: ['1'] },
      { action: 'skip', ids: [] },
      { action: 'move', ids: ['1'] },
      { action: 'skip', ids: ['1; DROP'] },
    ]) {
      expect((await refusalOf(decide(json))).status).toBe(400);
    }
  });
});
