import { beforeEach, expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { sqlInShop } from '~/db.server';
import { decideMessage } from '~/outreach/change-plans/decide.server';
import { wordsOfKind } from '~/outreach/kinds/words-of-kind';
import { planCustomer } from '~/outreach/planning/plan-customer.server';
import { saveTemplate } from '~/outreach/templates/save-template.server';
import { deliveriesDone, sweepDue } from '~/sending/sweep-due.server';
import { makeNeed, makeOrder } from '../../factories/history';
import { makeCustomer, makeMessage, makeSendingShop, readMessage } from '../../factories/sending-shop';
import type { MailServer } from '../../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { openMailServer } from '../../support/open-mail-server';

const clock = moveClock(WEDNESDAY_NOON);
let server: MailServer;

openMailServer((started) => {
  server = started;
});
beforeEach(async () => {
  server.onRecipient = null;
  await clock.moveTo(WEDNESDAY_NOON);
});

const words = wordsOfKind['running-low'].en;

async function planned(mode: 'on' | 'review') {
  const shopId = await makeSendingShop({ smtp: server.settings });
  const customerId = await makeCustomer(shopId);
  await sqlInShop(shopId, async (sql) => {
    await sql.run(`UPDATE shop_kind SET mode = $2 WHERE shop_id = $1`, mode);
    const { variant } = await makeNeed(sql, { daysPerUnit: 30 });
    for (const on of ['2026-09-10', '2026-10-10', '2026-11-09'])
      await makeOrder(sql, { customerId, on, variant });
  });
  await planCustomer(shopId, customerId);
  return { shopId, customerId, id: await firstOf(shopId) };
}

/** A reminder of a kind under review, approved by a person, a moment after its hour. */
async function approved() {
  const { shopId, customerId, id } = await planned('review');
  expect(await decideMessage(shopId, { messageId: id, action: 'approve', by: '1', byName: 'Ada' })).toEqual({
    status: 'done',
  });
  await planCustomer(shopId, customerId);
  const { dueAt } = await readMessage(shopId, id);
  await atItsHour(shopId, dueAt);
  return { shopId, customerId, id };
}

async function atItsHour(shopId: bigint, dueAt: Date): Promise<void> {
  await clock.moveTo(new Date(dueAt.getTime() + 5_000));
  await sqlInShop(shopId, (sql) => sql.run('UPDATE shop SET reconciled_through = $2 WHERE id = $1', now()));
}

async function firstOf(shopId: bigint): Promise<bigint> {
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ id: bigint }>(
      `SELECT id FROM message WHERE shop_id = $1 AND kind = 'running-low' AND step = 1`,
    ),
  );
  return row?.id ?? 0n;
}

const saveWords = (shopId: bigint, subject: string) =>
  saveTemplate(shopId, { kind: 'running-low', locale: 'en', by: 'Ben' }, { ...words, subject });

async function sweep(): Promise<void> {
  await sweepDue();
  await deliveriesDone();
}

it('what was approved goes', async () => {
  await approved();
  await sweep();
  expect(server.received).toHaveLength(1);
});

it('words that were saved after the approval wait for another one, and go when they have it', async () => {
  const { shopId, customerId, id } = await approved();
  await saveWords(shopId, 'Words that nobody approved');
  await sweep();
  expect(server.received).toEqual([]);
  expect(await readMessage(shopId, id)).toMatchObject({
    state: 'awaiting_approval',
    why: expect.arrayContaining([{ code: 'approval-fell', because: 'text' }]),
  });
  await planCustomer(shopId, customerId);
  expect(await readMessage(shopId, id)).toMatchObject({ state: 'awaiting_approval' });
  await decideMessage(shopId, { messageId: id, action: 'approve', by: '1', byName: 'Ada' });
  await planCustomer(shopId, customerId);
  const { state, dueAt } = await readMessage(shopId, id);
  expect(state).toBe('planned');
  await atItsHour(shopId, dueAt);
  await sweep();
  expect(server.received.map(({ raw }) => raw)).toEqual([
    expect.stringContaining('Words that nobody approved'),
  ]);
});

it('what was sent now goes in its ten minutes with words saved in them, where nobody reviews the kind', async () => {
  const { shopId, customerId, id } = await planned('on');
  await decideMessage(shopId, { messageId: id, action: 'send_now', by: '1', byName: 'Ada' });
  await planCustomer(shopId, customerId);
  const { dueAt } = await readMessage(shopId, id);
  expect(dueAt.getTime() - now().getTime()).toBeLessThanOrEqual(10 * 60_000);
  await saveWords(shopId, 'Words of a minute ago');
  await planCustomer(shopId, customerId);
  expect(await readMessage(shopId, id)).toMatchObject({
    state: 'planned',
    dueAt,
    why: expect.arrayContaining([{ code: 'sent-now-by-person', by: 'Ada' }]),
  });
  await atItsHour(shopId, dueAt);
  await sweep();
  expect(server.received.map(({ raw }) => raw)).toEqual([expect.stringContaining('Words of a minute ago')]);
});

it('words that are saved while the mail is on its way stop it at the final dot', async () => {
  const { shopId, id } = await approved();
  server.onRecipient = async () => {
    server.onRecipient = null;
    await saveWords(shopId, 'Words that nobody approved');
  };
  await sweep();
  expect(server.received).toEqual([]);
  expect(await readMessage(shopId, id)).toMatchObject({ state: 'awaiting_approval' });
});

it('a mail whose own words advertise counts as marketing afterwards', async () => {
  const shopId = await makeSendingShop({ smtp: server.settings });
  await makeMessage(shopId, { customerId: await makeCustomer(shopId), kind: 'thank-you' });
  const thanks = wordsOfKind['thank-you'].en;
  const saved = await saveTemplate(
    shopId,
    { kind: 'thank-you', locale: 'en', by: 'Ben' },
    { ...thanks, body: `${thanks.body}\n<mj-text>20% off your next order with the code COFFEE20</mj-text>` },
  );
  expect(saved).toEqual({ status: 'saved', version: 1 });
  await sweep();
  expect(server.received).toHaveLength(1);
  const mails = await sqlInShop(shopId, (sql) => sql.rows('SELECT class FROM mail WHERE shop_id = $1'));
  expect(mails).toEqual([{ class: 'marketing' }]);
});
