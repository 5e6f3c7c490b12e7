import { afterAll, expect, test } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { isoDay, localDay } from '~/base/lib/days';
import type { Reason } from '~/base/vocabulary/reasons';
import { closeDatabase, sqlInShop } from '~/db.server';
import { saveSettings } from '~/intake/shops/load-shop.server';
import { countSendNow } from '~/office/pages/queue/send-now-counts.server';
import { makeNeed } from '../../factories/history';
import { makeCustomers, makeMessages, makeSendingShop } from '../../factories/sending-shop';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';

moveClock(WEDNESDAY_NOON);
afterAll(() => closeDatabase());

const smtp = { host: '127.0.0.1', port: 2525, security: 'none', user: '', password: '' } as const;
const expected = (lastOn: string): Reason => ({
  code: 'running-low',
  item: 'Soap',
  ownGaps: 2,
  otherCustomers: 9,
  gapFromDays: 20,
  gapToDays: 40,
  lastOn,
  lastQuantity: 1,
  lastWas: 'expected',
  runOutOn: '2026-12-05',
  runOutFromOn: '2026-12-01',
  runOutToOn: '2026-12-20',
  probability: 0.5,
  step: 1,
});
const inDays = (days: number) => new Date(Date.parse(WEDNESDAY_NOON) + days * 86_400_000);
const count = (shopId: bigint, filters: string) => countSendNow(shopId, new URLSearchParams(filters), now());
const people = (shopId: bigint, ...names: string[]) =>
  makeCustomers(
    shopId,
    names.map((name) => ({ email: `${name}@buyer.example` })),
  );

test('what leaves is told as mails and people, what stays by its reason, a second step by its first', async () => {
  const shopId = await makeSendingShop({ smtp });
  const [ada = 0n, bo = 0n] = await people(shopId, 'ada', 'bo');
  const later = { dueAt: inDays(5), usefulUntil: inDays(9) };
  const ids = await makeMessages(shopId, [
    { customerId: ada, ...later },
    { customerId: ada, ...later },
    { customerId: ada, kind: 'warranty-expiry', ...later },
    { customerId: bo, key: 'running-low-7-1', kind: 'running-low', ...later },
    { customerId: bo, key: 'running-low-7-2', kind: 'running-low', ...later },
    { customerId: bo, key: 'running-low-8-2', kind: 'running-low', ...later },
    { customerId: bo, usefulUntil: inDays(-1) },
    { customerId: ada, usefulUntil: inDays(-2) },
    { customerId: bo, usefulUntil: inDays(-1) },
  ]);
  await sqlInShop(shopId, (sql) =>
    sql.run(`UPDATE message SET step = 2 WHERE shop_id = $1 AND id = ANY($2::bigint[])`, [ids[4], ids[5]]),
  );
  expect(await count(shopId, 'view=upcoming')).toEqual({
    leaving: 5,
    together: { mails: 3, people: 2, several: 1, hasFlow: false },
    waits: [],
    stays: [
      { because: { code: 'expired', usefulUntil: inDays(-1).toISOString() }, count: 2 },
      { because: { code: 'expired', usefulUntil: inDays(-2).toISOString() }, count: 1 },
      { because: 'first-step-first', count: 1 },
    ],
  });
});

test('a reminder that would be left out today stays on its own day: sold out, or not arrived yet', async () => {
  const shopId = await makeSendingShop({ smtp });
  const [ada = 0n, bo = 0n] = await people(shopId, 'ada', 'bo');
  const [tea, soap] = await sqlInShop(shopId, async (sql) => [
    await makeNeed(sql, { title: 'Tea' }),
    await makeNeed(sql, { title: 'Soap' }),
  ]);
  const reminder = (customerId: bigint, key: string) => ({
    customerId,
    key: `running-low-${key}-1`,
    kind: 'running-low' as const,
    dueAt: inDays(9),
    usefulUntil: inDays(19),
  });
  const ids = await makeMessages(shopId, [
    reminder(ada, 'tea-a'),
    reminder(bo, 'tea-b'),
    { ...reminder(bo, 'coming'), reason: expected(isoDay(localDay(inDays(1), 'UTC'))) },
    { ...reminder(ada, 'came'), reason: expected(isoDay(localDay(inDays(0), 'UTC'))) },
    { ...reminder(ada, 'thanks'), kind: 'thank-you', reason: { code: 'hold-ended' } },
  ]);
  await sqlInShop(shopId, async (sql) => {
    await sql.run(
      `UPDATE message SET need_id = CASE WHEN id = ANY($2::bigint[]) THEN $3::bigint ELSE $4::bigint END WHERE shop_id = $1`,
      ids.slice(0, 2),
      tea.needId,
      soap.needId,
    );
    await sql.run(
      `UPDATE variant SET available_for_sale = false WHERE shop_id = $1 AND shopify_variant_id = $2`,
      tea.variant,
    );
  });
  expect(await count(shopId, 'view=upcoming')).toMatchObject({
    leaving: 2,
    stays: [
      { because: { code: 'not-available', item: 'Tea' }, count: 2 },
      { because: 'not-arrived-yet', count: 1 },
    ],
  });
});

test('of what is held the reason is told, but for a review that a person ends by it', async () => {
  const shopId = await makeSendingShop({ smtp });
  const [ada = 0n, bo = 0n] = await people(shopId, 'ada', 'bo');
  const held = (customerId: bigint, reason: Reason) => ({
    ...{ customerId, state: 'held', reason, dueAt: inDays(1), usefulUntil: inDays(9) },
  });
  await makeMessages(shopId, [
    held(ada, { code: 'held-complaint', openedOn: '2026-11-20' }),
    held(ada, { code: 'held-complaint', openedOn: '2026-11-20' }),
    held(bo, { code: 'held-complaint', openedOn: '2026-11-21' }),
    held(bo, { code: 'held-review', of: null }),
  ]);
  expect(await count(shopId, 'view=held')).toEqual({
    leaving: 1,
    together: { mails: 1, people: 1, several: 0, hasFlow: false },
    waits: [],
    stays: [
      { because: { code: 'held-complaint', openedOn: '2026-11-20' }, count: 2 },
      { because: { code: 'held-complaint', openedOn: '2026-11-21' }, count: 1 },
    ],
  });
});

test('whoever lives in a country that is paused waits, and nobody else', async () => {
  const shopId = await makeSendingShop({ smtp });
  const [ada = 0n, bo = 0n, eva = 0n] = await people(shopId, 'ada', 'bo', 'eva');
  await sqlInShop(shopId, async (sql) => {
    await sql.run(`UPDATE customer SET country_code = 'FR' WHERE shop_id = $1 AND id = $2`, bo);
    await sql.run(`UPDATE customer SET country_code = NULL WHERE shop_id = $1 AND id = $2`, eva);
    await saveSettings(sql, { pausedCountries: ['FR', 'SE'] });
  });
  const later = { dueAt: inDays(5), usefulUntil: inDays(9) };
  await makeMessages(shopId, [
    { customerId: ada, ...later },
    { customerId: bo, ...later },
    { customerId: bo, kind: 'running-low', ...later },
    { customerId: eva, ...later },
  ]);
  expect(await count(shopId, 'view=upcoming')).toMatchObject({
    leaving: 2,
    waits: [{ because: { code: 'held-country', country: 'FR' }, count: 2 }],
    stays: [],
  });
});
