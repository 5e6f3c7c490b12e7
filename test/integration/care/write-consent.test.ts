import { afterAll, beforeAll, expect, it } from 'vitest';
import { subscribeAgain } from '~/care/suppressions/subscribe-again.server';
import { unsubscribe } from '~/care/suppressions/unsubscribe.server';
import { sqlInShop } from '~/db.server';
import { installShop } from '~/intake/shops/install-shop.server';
import { writeConsent } from '~/jobs/write-consent';
import { makeCustomer } from '../../factories/history';
import type { RunningStore } from '../../store/start-store';
import { connectStore } from '../../support/intake/connected-store';

let store: RunningStore;
let shopId: bigint;

beforeAll(async () => {
  store = await connectStore({ withHistory: true });
  ({ shopId } = await installShop(store.shopDomain));
}, 120_000);
afterAll(() => store.stop());

/** A row of ours for one of the store's customers. */
async function knownCustomer(gid: string): Promise<bigint> {
  return sqlInShop(shopId, async (sql) => {
    const id = await makeCustomer(sql);
    await sql.run(`UPDATE customer SET shopify_customer_id = $3 WHERE shop_id = $1 AND id = $2`, id, gid);
    return id;
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
  const customerId = await knownCustomer(`gid://shopify/Customer/${theirs.id}`);
  await unsubscribe({ shopId, customerId }, 'one-click');
  await run(customerId);
  await run(customerId);
  expect(store.world.customers.get(theirs.id)?.consent.state).toBe('UNSUBSCRIBED');
  expect(await owed(customerId)).toEqual([]);
  await subscribeAgain(shopId, customerId);
  await run(customerId);
  expect(store.world.customers.get(theirs.id)?.consent).toMatchObject({
    state: 'SUBSCRIBED',
    optInLevel: 'CONFIRMED_OPT_IN',
  });
});

it('of two words that both lost their job the newer one is written', async () => {
  const theirs = [...store.world.customers.values()].filter(
    ({ email, consent }) => email !== null && consent.state === 'SUBSCRIBED',
  )[5];
  if (!theirs) throw new Error('the store has no subscriber');
  const customerId = await knownCustomer(`gid://shopify/Customer/${theirs.id}`);
  await unsubscribe({ shopId, customerId }, 'page');
  await subscribeAgain(shopId, customerId);
  await unsubscribe({ shopId, customerId }, 'page');
  await run(customerId);
  expect(store.world.customers.get(theirs.id)?.consent.state).toBe('UNSUBSCRIBED');
  expect(await owed(customerId)).toEqual([]);
});

it('a customer whom Shopify does not know any more, and a guest, owe nothing afterwards', async () => {
  const gone = await knownCustomer('gid://shopify/Customer/1');
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
