import { afterAll, describe, expect, test } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { closeDatabase, sqlInShop } from '~/db.server';
import { loadBatches } from '~/office/pages/home/batch-view.server';
import { loadMoveAhead, parseMoveQuestion } from '~/office/pages/queue/move-ahead.server';
import { startBatch } from '~/outreach/change-plans/batch.server';
import { makeCustomer, makeMessages, makeSendingShop } from '../../factories/sending-shop';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';

moveClock(WEDNESDAY_NOON);
afterAll(() => closeDatabase());

/** Days from the clock's noon on. */
const inDays = (days: number) => new Date(Date.parse(WEDNESDAY_NOON) + days * 86_400_000);

describe('what moving many messages to a day would mean', () => {
  test('is told as it then comes: how many to how many, how many much earlier, and how many cannot', async () => {
    const shopId = await makeSendingShop();
    const one = await makeCustomer(shopId, { email: 'one@buyer.example' });
    const other = await makeCustomer(shopId, { email: 'other@buyer.example' });
    const far = { dueAt: inDays(300), usefulUntil: inDays(320) };
    const ids = await makeMessages(shopId, [
      { customerId: one, kind: 'warranty-expiry', ...far },
      { customerId: one, kind: 'warranty-expiry', ...far, dueAt: inDays(10) },
      { customerId: other, dueAt: inDays(1), usefulUntil: inDays(9) },
      // Of no use any more then, and with it the other one of its mail.
      { customerId: other, key: 'thank-you-lead', dueAt: inDays(1), usefulUntil: inDays(2) },
      { customerId: other, leadKey: 'thank-you-lead', dueAt: inDays(1), usefulUntil: inDays(9) },
    ]);
    const ahead = { messages: 3, people: 2, early: 1, staying: 2, along: 0 };
    const asked = (search: string) => parseMoveQuestion(new URLSearchParams(search));
    const told = async (search: string) => {
      const question = asked(search);
      return question && loadMoveAhead(shopId, question);
    };
    expect(await told(`on=2026-12-01&ids=${ids.join(',')}`)).toEqual(ahead);
    expect(await told('on=2026-12-01&query=view%3Dupcoming')).toEqual(ahead);
    expect(await told('on=2026-12-01&query=view%3Dupcoming%26kind%3Dwarranty-expiry')).toEqual({
      messages: 2,
      people: 1,
      early: 1,
      staying: 0,
      along: 0,
    });
    await startBatch(shopId, {
      action: 'move',
      messageIds: ids,
      moveTo: '2026-12-01',
      by: 'Ada',
      byName: undefined,
    });
    const [batch] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ moved: number; stayed: number }>(
        `SELECT (count(*) FILTER (WHERE done))::int AS moved, (count(*) FILTER (WHERE NOT done))::int AS stayed
         FROM batch_item WHERE shop_id = $1`,
      ),
    );
    expect(batch).toEqual({ moved: 3, stayed: 2 });
    // One of them left, and goes nowhere any more.
    await sqlInShop(shopId, (sql) =>
      sql.run(`UPDATE message SET state = 'sent' WHERE shop_id = $1 AND id = $2`, ids[0]),
    );
    expect(await told(`on=2026-12-01&ids=${ids.join(',')}`)).toMatchObject({ messages: 2, early: 0 });
    for (const nonsense of [
      '',
      'on=2026-02-30&ids=1',
      'on=2026-12-01&ids=x',
      'on=2026-12-01&query=view%3Dpast',
    ])
      expect(asked(nonsense)).toBeNull();
  });

  test('each goes by the calendar of its customer, wherever that is', async () => {
    const shopId = await makeSendingShop();
    const [easternmost, westernmost] = [
      await makeCustomer(shopId, { email: 'east@buyer.example' }),
      await makeCustomer(shopId, { email: 'west@buyer.example' }),
    ];
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `UPDATE customer SET time_zone = CASE id WHEN $2 THEN 'Pacific/Kiritimati' ELSE 'Etc/GMT+12' END WHERE shop_id = $1`,
        easternmost,
      ),
    );
    const noonOf = (day: string) => new Date(`${day}T11:00:00Z`);
    const of = (customerId: bigint, usefulOn: string, dueOn = usefulOn) => ({
      customerId,
      dueAt: noonOf(dueOn),
      usefulUntil: noonOf(usefulOn),
    });
    // At eleven o'clock it is the next day in the east, and the day before in the west.
    await makeMessages(shopId, [
      of(easternmost, '2026-11-29'),
      of(easternmost, '2026-11-30'),
      of(westernmost, '2026-12-01'),
      of(westernmost, '2026-12-02'),
      of(easternmost, '2027-03-01', '2026-12-31'),
      of(easternmost, '2027-03-01', '2026-12-30'),
      of(westernmost, '2027-03-01', '2027-01-02'),
      of(westernmost, '2027-03-01', '2027-01-01'),
    ]);
    const question = parseMoveQuestion(new URLSearchParams('on=2026-12-01&query=view%3Dupcoming'));
    expect(question && (await loadMoveAhead(shopId, question))).toEqual({
      messages: 6,
      people: 2,
      early: 2,
      staying: 2,
      along: 0,
    });
  });

  test('what waits for a word or is held goes with the mail that it leads or follows', async () => {
    const shopId = await makeSendingShop();
    const customerId = await makeCustomer(shopId, { email: 'one@buyer.example' });
    const soon = { customerId, dueAt: inDays(1), usefulUntil: inDays(2) };
    const late = { customerId, dueAt: inDays(1), usefulUntil: inDays(9) };
    const ids = await makeMessages(shopId, [
      { ...late, key: 'led-by-held', leadKey: 'held-lead' },
      { ...soon, key: 'held-lead', state: 'held' },
      { ...late, key: 'leads-waiting' },
      { ...soon, key: 'waiting', leadKey: 'leads-waiting', state: 'awaiting_approval' },
      { ...late, key: 'leads-skipped' },
      { ...soon, key: 'skipped', leadKey: 'leads-skipped', state: 'skipped' },
    ]);
    const asked = [ids[0], ids[2], ids[4]].join(',');
    const question = parseMoveQuestion(new URLSearchParams(`on=2026-12-01&ids=${asked}`));
    expect(question && (await loadMoveAhead(shopId, question))).toEqual({
      messages: 1,
      people: 1,
      early: 0,
      staying: 2,
      along: 0,
    });
  });

  test('what was not chosen and is in a mail with what was is counted once, as going along, and so is what was moved', async () => {
    const shopId = await makeSendingShop();
    const customerId = await makeCustomer(shopId, { email: 'one@buyer.example' });
    const other = await makeCustomer(shopId, { email: 'other@buyer.example' });
    const soon = { customerId, dueAt: inDays(1), usefulUntil: inDays(30) };
    const far = { customerId: other, dueAt: inDays(60), usefulUntil: inDays(90) };
    const ids = await makeMessages(shopId, [
      { ...soon, key: 'soon-lead' },
      { ...soon, leadKey: 'soon-lead' },
      { ...soon, leadKey: 'soon-lead', state: 'awaiting_approval' },
      { ...soon, leadKey: 'soon-lead', state: 'skipped' },
      { ...far, key: 'far-lead' },
      { ...far, leadKey: 'far-lead' },
      { ...far, leadKey: 'far-lead', state: 'held' },
    ]);
    const [lead = 0n, follower = 0n, , , , farFollower = 0n] = ids;
    const ahead = async (chosen: readonly bigint[]) => {
      const question = parseMoveQuestion(new URLSearchParams(`on=2026-12-01&ids=${chosen.join(',')}`));
      return question && loadMoveAhead(shopId, question);
    };
    expect(await ahead([lead])).toEqual({ messages: 3, people: 1, early: 0, staying: 0, along: 2 });
    expect(await ahead([follower])).toEqual({ messages: 3, people: 1, early: 0, staying: 0, along: 2 });
    expect(await ahead([lead, follower])).toEqual({ messages: 3, people: 1, early: 0, staying: 0, along: 1 });
    const chosen = [follower, farFollower];
    expect(await ahead(chosen)).toEqual({ messages: 6, people: 2, early: 3, staying: 0, along: 4 });
    await startBatch(shopId, {
      action: 'move',
      messageIds: chosen,
      moveTo: '2026-12-01',
      by: 'Ada',
      byName: undefined,
    });
    const [batch] = await sqlInShop(shopId, (sql) => loadBatches(sql, now()));
    expect(batch).toMatchObject({ action: 'move', total: 6, done: 6, refused: 0 });
  });
});
