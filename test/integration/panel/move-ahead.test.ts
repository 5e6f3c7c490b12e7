import { afterAll, describe, expect, test } from 'vitest';
import { closeDatabase, sqlInShop } from '~/db.server';
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
    const ahead = { messages: 3, people: 2, early: 1, staying: 2 };
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
    for (const nonsense of [
      '',
      'on=2026-02-30&ids=1',
      'on=2026-12-01&ids=x',
      'on=2026-12-01&query=view%3Dpast',
    ])
      expect(asked(nonsense)).toBeNull();
  });
});
