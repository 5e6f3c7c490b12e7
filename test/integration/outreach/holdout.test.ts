import { expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import { sqlInShop } from '~/db.server';
import { loadSettingsPage } from '~/office/pages/settings/settings.server';
import { setHoldout } from '~/outreach/kinds/set-holdout.server';
import { startHoldouts } from '~/outreach/planning/start-holdouts.server';
import { makeCustomer, makeSendingShop } from '../../factories/sending-shop';

/** Messages that went out in the course of the last year, or to the merchant instead. */
async function wereSent(shopId: bigint, kind: ActiveKind, count: number, redirected = false) {
  const customerId = await makeCustomer(shopId);
  const messageClass = kind === 'running-low' ? 'marketing' : 'relationship';
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `WITH mails AS (
         INSERT INTO mail (shop_id, customer_id, class, lead_kind, state, due_at, claimed_at, sent_at, redirected)
         SELECT $1, $2, $4, $3, 'sent', at, at, at, $7 FROM generate_series(1, $5::int) n, LATERAL (SELECT $6::timestamptz - n * interval '5 hours' AS at) t
         RETURNING id, sent_at
       )
       INSERT INTO message (shop_id, key, kind, class, customer_id, state, due_at, useful_until, reason, mail_id, planned_at, changed_at, sent_at)
       SELECT $1, $3 || '-' || id, $3, $4, $2, 'sent', sent_at, sent_at, '{"code": "claimed"}', id, sent_at, sent_at, sent_at FROM mails`,
      customerId,
      kind,
      messageClass,
      count,
      now(),
      redirected,
    ),
  );
}

/** As the settings page tells it. */
const holdouts = async (shopId: bigint) => {
  const { kinds } = await loadSettingsPage(shopId, now());
  const byName = kinds.toSorted((a, b) => a.kind.localeCompare(b.kind));
  return byName.flatMap(({ kind, holdout }) =>
    holdout
      ? [{ kind, percent: holdout.percent, moments: holdout.dueMoments, dated: holdout.changedAt !== null }]
      : [],
  );
};

it('a kind leaves one customer in five out from 1,500 due moments a year on, and not one sooner', async () => {
  const shopId = await makeSendingShop();
  await wereSent(shopId, 'running-low', 1_499);
  await wereSent(shopId, 'running-low', 30, true);
  await wereSent(shopId, 'thank-you', 10);
  expect((await holdouts(shopId))[0]?.moments, 'before the nightly look').toBe(1_499);
  await startHoldouts(shopId);
  const [first] = await holdouts(shopId);
  expect(first).toEqual({ kind: 'running-low', percent: 0, moments: 1_499, dated: false });
  await wereSent(shopId, 'running-low', 1);
  await startHoldouts(shopId);
  await startHoldouts(shopId);
  expect(await holdouts(shopId)).toEqual([
    { kind: 'running-low', percent: 20, moments: 1_500, dated: true },
    { kind: 'thank-you', percent: 0, moments: 10, dated: false },
  ]);
});

it('a figure of the merchant’s is never changed, nobody included; given back, the count decides', async () => {
  const shopId = await makeSendingShop();
  for (const [kind, choice] of [
    ['running-low', '0'],
    ['thank-you', '30'],
  ] as const) {
    await wereSent(shopId, kind, 1_500);
    await setHoldout(shopId, { kind, choice, by: 'Ada' });
  }
  await startHoldouts(shopId);
  expect((await holdouts(shopId)).map(({ percent }) => percent)).toEqual([0, 30]);
  for (const kind of ['running-low', 'thank-you'] as const)
    await setHoldout(shopId, { kind, choice: 'automatic', by: 'Ada' });
  await startHoldouts(shopId);
  expect((await holdouts(shopId)).map(({ percent }) => percent)).toEqual([20, 30]);
});
