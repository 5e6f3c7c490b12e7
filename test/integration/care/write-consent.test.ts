import { afterAll, beforeAll, expect, it } from 'vitest';
import { subscribeAgain } from '~/care/suppressions/subscribe-again.server';
import { unsubscribe } from '~/care/suppressions/unsubscribe.server';
import { sqlInShop } from '~/db.server';
import { writeConsents } from '~/intake/customers/write-consents.server';
import { installShop } from '~/intake/shops/install-shop.server';
import { writeConsent } from '~/jobs/write-consent';
import { makeCustomer, makeShop } from '../../factories/history';
import type { RunningStore } from '../../store/start-store';
import { connectStore } from '../../support/intake/connected-store';

let store: RunningStore;
let shopId: bigint;

beforeAll(async () => {
  store = await connectStore({ withHistory: true });
  ({ shopId } = await installShop(store.shopDomain));
}, 120_000);
afterAll(() => store.stop());

/** A row of ours for one of the store's subscribers, with a mail that went to their address. */
async function knownCustomer(gid: string): Promise<{ customerId: bigint; mailId: bigint }> {
  return sqlInShop(shopId, async (sql) => {
    const customerId = await makeCustomer(sql);
    await sql.run(
      `UPDATE customer SET shopify_customer_id = $3 WHERE shop_id = $1 AND id = $2`,
      customerId,
      gid,
    );
    await sql.run(
      `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at) VALUES ($1, $2, 'email', 'SUBSCRIBED', 'test', '2026-01-01')`,
      customerId,
    );
    const [mail] = await sql.rows<{ id: bigint }>(
      `INSERT INTO mail (shop_id, customer_id, class, state, due_at, claimed_at, lead_kind, email_hash, sent_at)
       SELECT $1, id, 'marketing', 'sent', now(), now(), 'running-low', email_hash, now() FROM customer WHERE shop_id = $1 AND id = $2
       RETURNING id`,
      customerId,
    );
    return { customerId, mailId: mail?.id ?? 0n };
  });
}

const owed = (customerId: bigint) =>
  sqlInShop(shopId, (sql) =>
    sql.rows(`SELECT 1 FROM consent WHERE shop_id = $1 AND customer_id = $2 AND write_owed`, customerId),
  );
const run = (customerId: bigint) => writeConsent({ shopId: String(shopId), customerId: String(customerId) });

it('an unsubscribe reaches Shopify, and so does the way back; writing twice changes nothing', async () => {
  const theirs = [...store.world.customers.values()].find(
    ({ email, consent }) => email !== null && consent.state === 'SUBSCRIBED',
  );
  if (!theirs) throw new Error('the store has no subscriber');
  const { customerId, mailId } = await knownCustomer(`gid://shopify/Customer/${theirs.id}`);
  await unsubscribe({ shopId, customerId }, 'one-click');
  await run(customerId);
  await run(customerId);
  expect(store.world.customers.get(theirs.id)?.consent.state).toBe('UNSUBSCRIBED');
  expect(await owed(customerId)).toEqual([]);
  await subscribeAgain({ shopId, customerId, mailId });
  await run(customerId);
  expect(store.world.customers.get(theirs.id)?.consent).toMatchObject({
    state: 'SUBSCRIBED',
    optInLevel: 'SINGLE_OPT_IN',
  });
});

it('of two words that both lost their job the newer one is written', async () => {
  const theirs = [...store.world.customers.values()].filter(
    ({ email, consent }) => email !== null && consent.state === 'SUBSCRIBED',
  )[5];
  if (!theirs) throw new Error('the store has no subscriber');
  const { customerId, mailId } = await knownCustomer(`gid://shopify/Customer/${theirs.id}`);
  await unsubscribe({ shopId, customerId }, 'page');
  await subscribeAgain({ shopId, customerId, mailId });
  await unsubscribe({ shopId, customerId }, 'page');
  await run(customerId);
  expect(store.world.customers.get(theirs.id)?.consent.state).toBe('UNSUBSCRIBED');
  expect(await owed(customerId)).toEqual([]);
});

it('a “no” that is said again is written again: Shopify may have been told a “yes” in between', async () => {
  const theirs = [...store.world.customers.values()].filter(
    ({ email, consent }) => email !== null && consent.state === 'SUBSCRIBED',
  )[6];
  if (!theirs) throw new Error('the store has no subscriber');
  const { customerId } = await knownCustomer(`gid://shopify/Customer/${theirs.id}`);
  await unsubscribe({ shopId, customerId }, 'page');
  await run(customerId);
  const there = store.world.customers.get(theirs.id);
  if (!there) throw new Error('the store has lost its subscriber');
  there.consent = { ...there.consent, state: 'SUBSCRIBED' };
  await unsubscribe({ shopId, customerId }, 'page');
  await run(customerId);
  expect(store.world.customers.get(theirs.id)?.consent.state).toBe('UNSUBSCRIBED');
});

it.each([
  ['a “no”', 'a later “yes”', 'UNSUBSCRIBED', 'SUBSCRIBED'],
  ['a “yes”', 'a later “no”', 'SUBSCRIBED', 'UNSUBSCRIBED'],
] as const)('%s that did not get through is not written over %s', async (_, __, ours, newer) => {
  const theirs = [...store.world.customers.values()].filter(
    ({ email, consent }) => email !== null && consent.state === 'SUBSCRIBED',
  )[ours === 'SUBSCRIBED' ? 7 : 8];
  if (!theirs) throw new Error('the store has no subscriber');
  const { customerId, mailId } = await knownCustomer(`gid://shopify/Customer/${theirs.id}`);
  await unsubscribe({ shopId, customerId }, 'page');
  if (ours === 'SUBSCRIBED') await subscribeAgain({ shopId, customerId, mailId });
  theirs.consent = { ...theirs.consent, state: newer };
  const changedAtMs = Date.now() + 120_000;
  await sqlInShop(shopId, (sql) =>
    writeConsents(sql, [
      { id: customerId, consent: { state: newer, optInLevel: null, source: 'customer', changedAtMs } },
    ]),
  );
  await run(customerId);
  expect(store.world.customers.get(theirs.id)?.consent.state).toBe(newer);
  expect(await owed(customerId)).toEqual([]);
});

it('a “no” is written all the same over what Shopify was told within the minute by which clocks may differ', async () => {
  const theirs = [...store.world.customers.values()].filter(
    ({ email, consent }) => email !== null && consent.state === 'SUBSCRIBED',
  )[9];
  if (!theirs) throw new Error('the store has no subscriber');
  const { customerId } = await knownCustomer(`gid://shopify/Customer/${theirs.id}`);
  await unsubscribe({ shopId, customerId }, 'page');
  const consent = {
    state: 'SUBSCRIBED',
    optInLevel: null,
    source: 'customer',
    changedAtMs: Date.now() + 30_000,
  } as const;
  await sqlInShop(shopId, (sql) => writeConsents(sql, [{ id: customerId, consent }]));
  await run(customerId);
  expect(store.world.customers.get(theirs.id)?.consent.state).toBe('UNSUBSCRIBED');
});

it('a consent that Shopify does not take is offered again after longer and longer pauses of its own', async () => {
  // A shop that gave us no token: each call of ours comes to nothing.
  const unreachable = 990077n;
  await makeShop({ id: unreachable });
  const customerId = await sqlInShop(unreachable, async (sql) => {
    const id = await makeCustomer(sql);
    await sql.run(
      `UPDATE customer SET shopify_customer_id = 'gid://shopify/Customer/5' WHERE shop_id = $1 AND id = $2`,
      id,
    );
    return id;
  });
  const waits = (moreThan: string, atMost: string) =>
    sqlInShop(unreachable, (sql) =>
      sql.rows(
        `SELECT next_try_at > now() + $3::interval AND next_try_at <= now() + $4::interval AS fits
         FROM consent WHERE shop_id = $1 AND customer_id = $2 AND write_owed`,
        customerId,
        moreThan,
        atMost,
      ),
    );
  const tryAfter = async (owedFor: string) => {
    await sqlInShop(unreachable, (sql) =>
      sql.run(
        `UPDATE consent SET changed_at = now() - $3::interval WHERE shop_id = $1 AND customer_id = $2 AND write_owed`,
        customerId,
        owedFor,
      ),
    );
    await expect(
      writeConsent({ shopId: String(unreachable), customerId: String(customerId) }),
    ).rejects.toThrow();
  };
  await unsubscribe({ shopId: unreachable, customerId }, 'page');
  expect(await waits('0 min', '2 min')).toEqual([{ fits: true }]);
  await tryAfter('2 hours');
  expect(await waits('1 hour', '2 hours 1 min')).toEqual([{ fits: true }]);
  await tryAfter('40 days');
  expect(await waits('23 hours', '24 hours')).toEqual([{ fits: true }]);
});

it('a customer whom Shopify does not know any more, and a guest, owe nothing afterwards', async () => {
  const { customerId: gone } = await knownCustomer('gid://shopify/Customer/1');
  const guest = await sqlInShop(shopId, async (sql) => {
    const id = await makeCustomer(sql);
    await sql.run(`UPDATE customer SET shopify_customer_id = NULL WHERE shop_id = $1 AND id = $2`, id);
    return id;
  });
  for (const customerId of [gone, guest]) {
    await unsubscribe({ shopId, customerId }, 'one-click');
    await run(customerId);
    expect(await owed(customerId)).toEqual([]);
  }
});
