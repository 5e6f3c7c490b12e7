import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { isoDay, localDay } from '~/base/lib/days';
import { DEED_SPENT } from '~/base/vocabulary/deed-spent';
import { dayLists } from '~/components/home/day-lists';
import { acrossShops, sqlInShop } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { type PanelWorld, refusalOf, startPanelWorld } from '../../support/panel/panel-world';

const CROWD = 150;
let world: PanelWorld;
beforeAll(async () => {
  world = await startPanelWorld({ crowd: CROWD });
});
afterAll(() => world.stop());

const context = { params: {}, context: {} };

async function queue(search: string) {
  const { loader } = await import('~/routes/app.queue');
  return loader({ request: world.request(`/app/queue?${search}`), ...context });
}

async function batch(
  json: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: string; id?: string; reason?: string }> {
  const { action } = await import('~/routes/app.batches');
  return (await action({ request: world.request('/app/batches', { json, headers }), ...context })).json();
}

async function carryOut(id: string | undefined): Promise<void> {
  const { carryOutBatchJob } = await import('~/jobs/carry-out-batch');
  await carryOutBatchJob({ shopId: String(world.shopId), batchId: String(id) });
}

async function stateCounts(): Promise<Record<string, number>> {
  const rows = await sqlInShop(world.shopId, (sql) =>
    sql.rows<{ state: string; count: number }>(
      'SELECT state, count(*)::int AS count FROM message WHERE shop_id = $1 GROUP BY state',
    ),
  );
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}

async function needOf(title: string): Promise<string> {
  const { loader } = await import('~/routes/app.needs');
  const answer = await loader({
    request: world.request(`/app/needs?search=${encodeURIComponent(title)}`),
    ...context,
  });
  const { needs } = (await answer.json()) as { needs: { id: string }[] };
  return needs[0]?.id ?? '';
}

describe('the lists of the queue', () => {
  test('every message is met exactly once, leafing forwards and back', async () => {
    const forwards: string[] = [];
    let page = await queue('view=upcoming');
    expect(page.previous).toBeNull();
    for (;;) {
      forwards.push(...page.rows.map(({ id }) => id));
      if (!page.next) break;
      page = await queue(`view=upcoming&after=${page.next}`);
    }
    expect(new Set(forwards).size).toBe(forwards.length);
    expect(forwards.length).toBe((await stateCounts()).planned);
    const backwards = page.rows.map(({ id }) => id).toReversed();
    while (page.previous) {
      page = await queue(`view=upcoming&before=${page.previous}`);
      backwards.push(...page.rows.map(({ id }) => id).toReversed());
    }
    expect(backwards.toReversed()).toEqual(forwards);
  });

  test('a product is found by any of its words and leaves only its messages', async () => {
    const soap = await needOf('SOAP olive');
    const page = await queue(`view=upcoming&need=${soap}`);
    expect(page.needTitle).toBe('Olive soap, bar');
    expect(page.rows.length).toBeGreaterThan(5);
    expect(new Set(page.rows.map(({ needId }) => needId))).toEqual(new Set([soap]));
  });

  test('a percent sign in a search is a sign and no wildcard', async () => {
    expect(await needOf('%')).toBe('');
  });

  test('a message on its way is shown beside what is planned, is in no list that is decided about, and takes no decision', async () => {
    const before = await queue('view=upcoming');
    const id = before.rows[0]?.id ?? '';
    expect(before.sending).toEqual([]);
    const move = (state: string, mailId: bigint | null) =>
      sqlInShop(world.shopId, (sql) =>
        sql.run(
          `UPDATE message SET state = $3, mail_id = $4 WHERE shop_id = $1 AND id = $2`,
          BigInt(id),
          state,
          mailId,
        ),
      );
    const [mail] = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ id: bigint }>(
        `INSERT INTO mail (shop_id, customer_id, class, lead_kind, due_at, claimed_at, retry_at)
         SELECT $1, customer_id, class, kind, due_at, due_at, due_at FROM message WHERE shop_id = $1 AND id = $2 RETURNING id`,
        BigInt(id),
      ),
    );
    await move('sending', mail?.id ?? null);
    const page = await queue('view=upcoming');
    expect(page.sending.map((message) => [message.id, message.state])).toEqual([[id, 'sending']]);
    expect(page.rows.map((row) => row.id)).not.toContain(id);
    expect((await queue('view=held')).sending).toEqual([]);
    expect((await queue(`view=upcoming&after=${page.next}`)).sending).toEqual([]);
    const { decideMessage } = await import('~/outreach/change-plans/decide.server');
    expect(
      await decideMessage(world.shopId, { messageId: BigInt(id), action: 'skip', by: '1' }),
    ).toMatchObject({
      status: 'refused',
    });
    await move('planned', null);
    await sqlInShop(world.shopId, (sql) =>
      sql.run(`DELETE FROM mail WHERE shop_id = $1 AND id = $2`, mail?.id),
    );
  });

  test('what is held can be asked for by what holds it, and only what is there is offered', async () => {
    expect((await queue('view=held')).presentHolds).toEqual(['held-complaint']);
    expect((await queue('view=held&hold=held-complaint')).rows.map(({ id }) => id)).toEqual([
      String(world.messages.held),
    ]);
    expect((await queue('view=held&hold=held-flood')).rows).toEqual([]);
  });

  test('a reminder that waits for the shop’s orders counts as held everywhere, and nothing says that all is well', async () => {
    const home = async () => {
      const { loader } = await import('~/routes/app._index');
      return loader({ request: world.request('/app'), ...context });
    };
    const before = await queue('view=upcoming');
    const id = before.rows[0]?.id ?? '';
    const setWhy = (why: string) =>
      sqlInShop(world.shopId, (sql) =>
        sql.run('UPDATE message SET why = $3::jsonb WHERE shop_id = $1 AND id = $2', BigInt(id), why),
      );
    await setWhy('[{"code": "held-not-reconciled", "through": null}]');
    const held = await queue('view=held');
    expect(held.rows.map((row) => row.id)).toContain(id);
    expect(held.counts.held).toBe(before.counts.held + 1);
    expect(held.presentHolds).toContain('held-not-reconciled');
    expect((await queue('view=held&hold=held-not-reconciled')).rows.map((row) => row.id)).toEqual([id]);
    const upcoming = await queue('view=upcoming');
    expect(upcoming.rows.map((row) => row.id)).not.toContain(id);
    expect(upcoming.counts.planned).toBe(before.counts.planned - 1);
    expect(upcoming.counts.held).toBe(before.counts.held + 1);
    expect(await home()).toMatchObject({ health: { sending: { unreconciled: 1 } } });
    await setWhy('[]');
    expect((await queue('view=upcoming')).rows[0]?.id).toBe(id);
    expect(await home()).toMatchObject({ health: { sending: { unreconciled: 0 } } });
  });

  test('what was not sent can be asked for by how it ended', async () => {
    expect((await queue('view=past&ending=skipped')).rows.map(({ id }) => id)).toContain(
      String(world.messages.skipped),
    );
    expect((await queue('view=past&ending=expired')).rows).toEqual([]);
  });

  test('what was not sent can be asked for by its reason, of each kind and ending, and only what is there is offered', async () => {
    const ids = (await queue('view=upcoming&kind=running-low')).rows.slice(0, 3).map(({ id }) => id);
    const end = (id: string | undefined, { state, code }: { state: string; code: string | null }) =>
      sqlInShop(world.shopId, (sql) =>
        sql.run(
          `UPDATE message SET state = $3, why = CASE WHEN $4::text IS NULL THEN '[]'::jsonb
             ELSE jsonb_build_array(jsonb_build_object('code', 'merged', 'withCount', 1), jsonb_build_object('code', $4)) END
           WHERE shop_id = $1 AND id = $2`,
          BigInt(id ?? 0),
          state,
          code,
        ),
      );
    await end(ids[0], { state: 'skipped', code: 'kind-off' });
    await end(ids[1], { state: 'cancelled', code: 'kind-off' });
    await end(ids[2], { state: 'cancelled', code: 'shop-gone' });
    const found = async (search: string) => {
      const page = await queue(`view=past&${search}`);
      return (page.ahead ? await queue(`view=past&${search}&before=${page.ahead}`) : page).rows
        .map(({ id }) => id)
        .toSorted();
    };
    const off = [ids[0], ids[1]].toSorted();
    expect(await found('why=kind-off')).toEqual(off);
    expect(await found('why=kind-off&kind=running-low')).toEqual(off);
    expect(await found('why=kind-off&kind=thank-you')).toEqual([]);
    expect(await found('why=kind-off&ending=cancelled')).toEqual([ids[1]]);
    expect(await found('why=too-late')).toEqual([]);
    expect((await queue('view=past')).presentWhyNots).toEqual(['no-consent', 'kind-off', 'shop-gone']);
    expect((await queue('view=held')).presentWhyNots).toEqual([]);
    for (const id of ids) await end(id, { state: 'planned', code: null });
  });

  test('what was not sent begins with the newest that is past; what was left out of days to come lies before it', async () => {
    const ahead = (await queue('view=upcoming')).rows[0]?.id ?? '';
    const setState = (state: string) =>
      sqlInShop(world.shopId, (sql) =>
        sql.run('UPDATE message SET state = $3 WHERE shop_id = $1 AND id = $2', BigInt(ahead), state),
      );
    expect(await queue('view=past')).toMatchObject({ previous: null, ahead: null });
    await setState('skipped');
    const page = await queue('view=past');
    expect(page.rows.map(({ id }) => id)).toEqual([String(world.messages.skipped)]);
    const before = await queue(`view=past&before=${page.ahead}`);
    expect(before.rows.map(({ id }) => id)).toEqual([ahead]);
    expect([page.isAhead, before.isAhead]).toEqual([false, true]);
    expect((await queue(`view=past&after=${before.next}`)).rows).toEqual(page.rows);
    await setState('planned');
  });

  test('the calendar counts on each day what the list shows for it', async () => {
    const { calendar } = await queue('view=upcoming&mode=calendar');
    expect(calendar).toHaveLength(35);
    const told = (calendar ?? []).flatMap(({ kinds }) => kinds).reduce((sum, { count }) => sum + count, 0);
    const { planned = 0, awaiting_approval: waiting = 0 } = await stateCounts();
    expect(told).toBe(planned + waiting);
  });

  test('each list that a day of the calendar leads to holds all that stands beside it', async () => {
    const { calendar, counts } = await queue('view=upcoming&mode=calendar');
    const { timeZone } = await sqlInShop(world.shopId, loadShop);
    const [day] = (calendar ?? []).filter(({ kinds }) => kinds.length > 0);
    if (!day) throw new Error('something is planned');
    // As many again wait for a word as are planned.
    const mixed = { ...day, kinds: day.kinds.map((of) => ({ ...of, count: 5, waiting: 2 })) };
    expect(
      dayLists(mixed, { isToday: false, timeZone }).map(({ view, kinds }) => [view, kinds[0]?.count]),
    ).toEqual([
      ['upcoming', 3],
      ['waiting', 2],
    ]);
    for (const { view, kinds, address } of dayLists(day, { isToday: day === calendar?.[0], timeZone })) {
      const { rows, query } = await queue(address.split('?')[1] ?? '');
      expect(query.view).toBe(view);
      const ofDay = rows.filter(({ dueAt }) => isoDay(localDay(dueAt, timeZone)) <= day.on).length;
      expect(ofDay).toBe(kinds.reduce((sum, { count }) => sum + count, 0));
    }
    const states = await stateCounts();
    expect(counts.unconfirmed + counts.failed).toBe((states.unconfirmed ?? 0) + (states.failed ?? 0));
    expect((await queue('view=unconfirmed')).rows).toHaveLength(counts.unconfirmed + counts.failed);
  });

  test('the calendar leads on to the weeks behind, which begin where the last ended', async () => {
    const away = (days: number) =>
      sqlInShop(world.shopId, (sql) =>
        sql.run(
          `UPDATE message SET due_at = due_at + make_interval(days => $2)
           WHERE id = (SELECT min(id) FROM message WHERE shop_id = $1 AND state = 'planned')`,
          days,
        ),
      );
    const count = (days: readonly { kinds: readonly { count: number }[] }[] | null) =>
      (days ?? []).flatMap(({ kinds }) => kinds).reduce((sum, one) => sum + one.count, 0);
    const now = await queue('view=upcoming&mode=calendar');
    await away(40);
    const first = await queue('view=upcoming&mode=calendar');
    const second = await queue('view=upcoming&mode=calendar&later=1');
    await away(-40);
    const days = [...(first.calendar ?? []), ...(second.calendar ?? [])].map(({ on }) => Date.parse(on));
    expect(days).toHaveLength(70);
    for (const [at, day] of days.entries()) expect(day).toBe(Number(days[0]) + at * 86_400_000);
    expect([count(first.calendar), count(second.calendar)]).toEqual([count(now.calendar) - 1, 1]);
  });
});

describe('a decision about all that match', () => {
  const everything = { intent: 'start', query: 'view=waiting', most: 1_000 };

  test('concerns what matched when it was made, is carried out by a job, and is taken back as a whole', async () => {
    const before = await stateCounts();
    const started = await batch({ ...everything, action: 'skip' });
    expect(started.status).toBe('started');
    expect((await queue('view=waiting')).batches).toMatchObject([
      { action: 'skip', finished: false, done: 0 },
    ]);
    await carryOut(started.id);
    expect((await stateCounts()).awaiting_approval).toBeUndefined();
    const [told] = (await queue('view=waiting')).batches;
    expect(told).toMatchObject({ done: before.awaiting_approval, refused: 0, finished: true });
    expect(told?.undoUntil).not.toBeNull();

    const undone = await batch({ intent: 'undo', id: started.id });
    await carryOut(undone.id);
    expect(await stateCounts()).toEqual(before);
    expect(await batch({ intent: 'undo', id: started.id })).toMatchObject({ status: 'refused' });
  });

  test('says of those that stayed why, each reason with its number', async () => {
    const started = await batch({ ...everything, action: 'skip' });
    const batchId = BigInt(started.id ?? 0);
    const ids = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ id: bigint }>(
        'SELECT message_id AS id FROM batch_item WHERE shop_id = $1 AND batch_id = $2 ORDER BY 1 LIMIT 3',
        batchId,
      ),
    );
    const reasons = [{ code: 'cap', limit: 1 }, { code: 'cap', limit: 2 }, 'failed'];
    for (const [at, { id }] of ids.entries())
      await sqlInShop(world.shopId, (sql) =>
        sql.run(
          'UPDATE batch_item SET done = false, refusal = $4::jsonb WHERE shop_id = $1 AND batch_id = $2 AND message_id = $3',
          batchId,
          id,
          JSON.stringify(reasons[at]),
        ),
      );
    const [told] = (await queue('view=waiting')).batches;
    expect(told).toMatchObject({ refused: 3 });
    expect(told?.refusals.map(({ why, count }) => [typeof why === 'object' ? why.code : why, count])).toEqual(
      [
        ['cap', 2],
        ['failed', 1],
      ],
    );
    await batch({ intent: 'undo', id: started.id });
  });

  test('to send all that match now is told beforehand: how many leave, wait or stay, and why', async () => {
    const { loader } = await import('~/routes/app.send-now-ahead');
    const ahead = async (query: string) =>
      (await loader({ request: world.request(`/app/send-now-ahead?${query}`), ...context })).json();
    const { awaiting_approval: waiting = 0 } = await stateCounts();
    // Nobody is named yet who writes: all would be brought forward, and wait for that.
    const missing = { code: 'held-not-set-up', missing: 'sender-name' };
    expect(await ahead('view=waiting')).toEqual({
      leaving: 0,
      together: { mails: 0, people: 0, several: 0, hasFlow: false },
      waits: [{ because: missing, count: waiting }],
      stays: [],
    });
    await sqlInShop(world.shopId, (sql) =>
      sql.run(
        `UPDATE message SET useful_until = $2 WHERE shop_id = $1 AND id = $3`,
        world.at,
        world.messages.waiting,
      ),
    );
    expect(await ahead('view=waiting')).toMatchObject({
      waits: [{ because: missing, count: waiting - 1 }],
      stays: [{ because: { code: 'expired' }, count: 1 }],
    });
    expect((await refusalOf(ahead('view=waiting&kind=thank-yuo'))).status).toBe(400);
  });

  test('what moving them to a day would mean is asked by address, of some or of all, and of what is ours alone', async () => {
    const { loader } = await import('~/routes/app.move-ahead');
    const ask = async (search: Record<string, string>) => {
      const path = `/app/move-ahead?${new URLSearchParams(search)}`;
      return (await loader({ request: world.request(path), ...context })).json();
    };
    const inDays = (days: number) => isoDay(localDay(world.at, 'UTC') + days);
    const id = String(world.messages.planned);
    // Due in three days, of use for four more.
    expect(await ask({ on: inDays(5), ids: id })).toEqual({
      messages: 1,
      people: 1,
      early: 0,
      staying: 0,
      along: 0,
    });
    expect(await ask({ on: inDays(20), ids: id })).toEqual({
      messages: 0,
      people: 0,
      early: 0,
      staying: 1,
      along: 0,
    });
    const { counts } = await queue('view=waiting');
    const all = await ask({ on: inDays(60), query: 'view=waiting' });
    expect(all).toEqual({ messages: 0, people: 0, early: 0, staying: counts.awaiting, along: 0 });
    expect(await ask({ on: inDays(5), ids: '999999999' })).toMatchObject({ messages: 0, staying: 0 });
    for (const day of ['', 'soon', '2026-02-30'])
      expect((await refusalOf(ask({ on: day, ids: id }))).status).toBe(400);
    expect((await refusalOf(ask({ on: inDays(5), query: 'view=past' }))).status).toBe(400);
  });

  test('two workers at once decide about each message once', async () => {
    const started = await batch({ ...everything, action: 'approve' });
    await Promise.all([carryOut(started.id), carryOut(started.id), carryOut(started.id)]);
    const [kept] = await sqlInShop(world.shopId, (sql) =>
      sql.rows<{ overrides: number; messages: number }>(
        `SELECT count(*)::int AS overrides, count(DISTINCT message_key)::int AS messages FROM override
         WHERE shop_id = $1 AND action = 'approve' AND undone_at IS NULL`,
      ),
    );
    expect(kept?.overrides).toBe(kept?.messages);
    const undone = await batch({ intent: 'undo', id: started.id });
    await carryOut(undone.id);
  });

  test('an undo in mid-run stops it and brings back what was done', async () => {
    const before = await stateCounts();
    const started = await batch({ ...everything, action: 'skip' });
    const running = carryOut(started.id);
    const undone = await batch({ intent: 'undo', id: started.id });
    await running;
    await carryOut(undone.id);
    expect(await stateCounts()).toEqual(before);
  });

  test('an undo leaves alone what somebody decided anew in the meantime', async () => {
    const started = await batch({ ...everything, action: 'approve' });
    await carryOut(started.id);
    const id = String(world.messages.waiting);
    const { action } = await import('~/routes/app.decisions');
    await action({
      request: world.request('/app/decisions', { json: { action: 'skip', ids: [id] } }),
      ...context,
    });
    const undone = await batch({ intent: 'undo', id: started.id });
    await carryOut(undone.id);
    const { ahead } = await queue('view=past');
    expect((await queue(`view=past&before=${ahead}`)).rows.map((row) => row.id)).toContain(id);
    expect((await queue('view=waiting')).counts.awaiting).toBeGreaterThan(50);
  });

  test('concerns no more than the person was told of', async () => {
    const { awaiting_approval: waiting = 0 } = await stateCounts();
    const before = await stateCounts();
    for (const action of ['approve', 'skip', 'send_now'] as const)
      expect(await batch({ ...everything, action, most: waiting - 1 })).toEqual({
        status: 'refused',
        reason: 'more-match-now',
      });
    const moveTo = isoDay(localDay(new Date(world.at.getTime() + 3 * 86_400_000), 'UTC'));
    expect(await batch({ ...everything, action: 'move', moveTo, most: waiting - 1 })).toMatchObject({
      reason: 'more-match-now',
    });
    expect(await stateCounts()).toEqual(before);
    const started = await batch({ ...everything, action: 'skip', most: waiting });
    expect(started.status).toBe('started');
    await carryOut((await batch({ intent: 'undo', id: started.id })).id);
  });

  test('to send now concerns no more than were said to be taken, however many match', async () => {
    const { awaiting_approval: waiting = 0 } = await stateCounts();
    await sqlInShop(world.shopId, (sql) =>
      sql.run(
        `UPDATE message SET useful_until = $2 WHERE shop_id = $1 AND id =
           (SELECT min(id) FROM message WHERE shop_id = $1 AND state = 'awaiting_approval')`,
        world.at,
      ),
    );
    const send = (most: number) => batch({ ...everything, action: 'send_now', most });
    expect(await send(waiting - 2)).toMatchObject({ reason: 'more-match-now' });
    const started = await send(waiting - 1);
    await carryOut(started.id);
    await carryOut((await batch({ intent: 'undo', id: started.id })).id);
  });

  test('pressed again under one key it is one, though nothing matches any more', async () => {
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    const press = () => batch({ ...everything, action: 'skip' }, headers);
    const started = await press();
    await carryOut(started.id);
    expect(await press()).toEqual(started);
    await carryOut((await batch({ intent: 'undo', id: started.id })).id);
  });

  test('pressed again once it was taken back, or cannot be any more, it is another', async () => {
    const headers = { 'Idempotency-Key': crypto.randomUUID() };
    const press = (more = headers) => batch({ ...everything, action: 'skip' }, more);
    const started = await press();
    await carryOut(started.id);
    await carryOut((await batch({ intent: 'undo', id: started.id })).id);
    const before = await stateCounts();
    expect((await refusalOf(press())).status).toBe(DEED_SPENT);
    expect(await stateCounts()).toEqual(before);
    const second = { 'Idempotency-Key': crypto.randomUUID() };
    const anew = await press(second);
    expect(anew.id).not.toBe(started.id);
    const age = (minutes: number) =>
      sqlInShop(world.shopId, (sql) =>
        sql.run(
          `UPDATE batch SET created_at = created_at + $3 * interval '1 minute' WHERE shop_id = $1 AND id = $2`,
          BigInt(anew.id ?? 0),
          minutes,
        ),
      );
    await age(-11);
    // One that still runs is the same, however long it takes.
    expect(await press(second)).toEqual(anew);
    await carryOut(anew.id);
    expect((await refusalOf(press(second))).status).toBe(DEED_SPENT);
    await age(11);
    expect(await press(second)).toEqual(anew);
    await carryOut((await batch({ intent: 'undo', id: anew.id })).id);
  });

  test('stands beside others that run or can be taken back, and goes when it was', async () => {
    const shown = async () => (await queue('view=waiting')).batches.map(({ id }) => id);
    const one = await batch({ ...everything, action: 'approve' });
    await carryOut(one.id);
    const other = await batch({ ...everything, action: 'skip', query: 'view=upcoming' });
    expect((await shown()).slice(0, 2)).toEqual([other.id, one.id]);
    const undone = await batch({ intent: 'undo', id: one.id });
    await carryOut(undone.id);
    expect((await shown()).slice(0, 2)).toEqual([undone.id, other.id]);
    await carryOut((await batch({ intent: 'undo', id: other.id })).id);
  });

  test('one whose job was lost is found by the sweep', async () => {
    const { findOwedBatches } = await import('~/outreach/change-plans/owed-batches.server');
    const started = await batch({ ...everything, action: 'approve' });
    expect((await findOwedBatches()).map(({ batchId }) => String(batchId))).toEqual([started.id]);
    await carryOut(started.id);
    expect(await findOwedBatches()).toEqual([]);
  });

  test('what cannot be decided so is refused before it reaches a row', async () => {
    for (const json of [
      null,
      { ...everything, action: 'approve', query: 'view=held' },
      { ...everything, action: 'skip', query: 'view=past' },
      { ...everything, action: 'skip', query: 'view=sent' },
      { ...everything, action: 'resend', query: 'view=unconfirmed' },
      { ...everything, action: 'move' },
      ...['2026-13-45', '2026-02-31', '0000-00-00', '9999-99-99', 'x'].map((moveTo) => {
        return { ...everything, action: 'move', moveTo };
      }),
      { ...everything, action: 'skip', most: undefined },
      // A filter that is not understood is not everything.
      ...[
        '',
        'x'.repeat(2_000),
        'kind=thank-you',
        'view=upcomin',
        'view=upcoming&kind=thank-yuo',
        'view=upcoming&need=1x',
        'view=upcoming&hold=held-paused',
        'view=held&hold=held',
        'view=upcoming&kind=thank-you&kind=running-low',
        'view=upcoming&product=1',
      ].map((query) => ({ ...everything, action: 'skip', query })),
      { intent: 'undo', id: '1 OR 1=1' },
    ]) {
      expect((await refusalOf(batch(json))).status).toBe(400);
    }
  });

  test('never reaches into another shop', async () => {
    const other = 778n;
    const { makePanelShop } = await import('../../factories/panel-shop');
    const theirs = await makePanelShop({ shopId: other, domain: 'other.myshopify.com', at: world.at });
    const { startBatch } = await import('~/outreach/change-plans/batch.server');
    await startBatch(world.shopId, {
      action: 'skip',
      messageIds: [theirs.messages.waiting],
      by: '1',
      byName: undefined,
    });
    const [row] = await acrossShops('install', (sql) =>
      sql.rows<{ state: string }>('SELECT state FROM message WHERE id = $1', theirs.messages.waiting),
    );
    expect(row?.state).toBe('awaiting_approval');
  });
});

describe('pauses', () => {
  async function pause(json: object) {
    const { action } = await import('~/routes/app.pause');
    return action({ request: world.request('/app/pause', { json }), ...context });
  }

  test('one kind is paused and resumed, and the queue says so', async () => {
    await sqlInShop(world.shopId, (sql) =>
      sql.run(
        `INSERT INTO shop_kind (shop_id, kind, mode) VALUES ($1, 'running-low', 'on') ON CONFLICT (shop_id, kind) DO UPDATE SET mode = 'on'`,
      ),
    );
    await pause({ intent: 'pause', kind: 'running-low' });
    const { pauses } = await queue('view=upcoming');
    expect(pauses.all).toBeNull();
    expect(pauses.kinds.map(({ kind }) => kind)).toEqual(['running-low']);
    await pause({ intent: 'resume', kind: 'running-low' });
    expect((await queue('view=upcoming')).pauses.kinds).toEqual([]);
  });

  test('a kind that is not known pauses nothing, least of all everything', async () => {
    expect((await refusalOf(pause({ intent: 'pause', kind: 'no-such-kind' }))).status).toBe(400);
    expect((await queue('view=upcoming')).pauses.all).toBeNull();
  });

  test('what a pause would mean is told for one kind apart', async () => {
    const { loader } = await import('~/routes/app.pause');
    const effect = async (kind: string) =>
      (await loader({ request: world.request(`/app/pause?kind=${kind}`), ...context })).json() as Promise<{
        waiting: number;
      }>;
    const [all, low, warranty] = [
      await effect(''),
      await effect('running-low'),
      await effect('warranty-expiry'),
    ];
    expect(low.waiting).toBeGreaterThan(0);
    expect(warranty.waiting).toBeGreaterThan(0);
    expect(all.waiting).toBeGreaterThanOrEqual(low.waiting + warranty.waiting);
    // The same week as home's.
    const home = await import('~/routes/app._index');
    const { week } = await home.loader({ request: world.request('/app'), ...context });
    const counts = week.flatMap(({ kinds }) => kinds).map(({ count }) => count);
    expect(all.waiting).toBe(counts.reduce((sum, count) => sum + count, 0));
  });
});
