import { describe, expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { emailHash } from '~/base/lib/sealed.server';
import { readChoices } from '~/care/answers/choices';
import { saveChoices } from '~/care/answers/preferences.server';
import { savePreference } from '~/care/answers/save-preference.server';
import { noteSituation } from '~/care/people/note-situation.server';
import { openComplaint } from '~/care/people/open-complaint.server';
import { unsubscribe } from '~/care/suppressions/unsubscribe.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { addWebhookFacts, noFacts } from '~/intake/orders/facts-of-webhook';
import type { ArrivedBy } from '~/intake/orders/merge-order.server';
import { projectFacts } from '~/intake/orders/project-facts.server';
import { finishBackfill } from '~/intake/shops/finish-backfill.server';
import type { Topic } from '~/intake/webhooks/topics';
import { findOwed } from '~/outreach/planning/find-owed.server';
import { planCustomer } from '~/outreach/planning/plan-customer.server';
import { deliveriesDone, sweepDue } from '~/sending/sweep-due.server';
import { makeCustomer, makeMessage, makeSendingShop, readMessage } from '../../factories/sending-shop';
import type { MailServer } from '../../support/mail-server';
import { moveClock, WEDNESDAY_NOON } from '../../support/move-clock';
import { openMailServer } from '../../support/open-mail-server';

/** Two records become one person: what stands against mail to the one stands against it to the other, at every moment. */
const clock = moveClock(WEDNESDAY_NOON);
let server: MailServer;
openMailServer((started) => {
  server = started;
});

const gid = (type: string, id: number) => `gid://shopify/${type}/${id}`;

async function tell(
  shopId: bigint,
  topic: Topic,
  payload: Record<string, unknown>,
  by: ArrivedBy = 'webhook',
): Promise<void> {
  const facts = noFacts();
  addWebhookFacts(facts, topic, payload, { triggeredAtMs: null, currency: 'EUR' });
  await sqlInShop(shopId, (sql) => projectFacts(sql, facts, by));
}

const account = (id: number, email: string, updatedAt: string) => ({
  id,
  admin_graphql_api_id: gid('Customer', id),
  email,
  first_name: 'Gus',
  last_name: 'T',
  updated_at: updatedAt,
  email_marketing_consent: {
    state: 'subscribed',
    opt_in_level: 'single_opt_in',
    consent_updated_at: '2026-10-01T00:00:00Z',
  },
  default_address: { country_code: 'GB' },
});

const merged = (gone: number, kept: number) => ({
  admin_graphql_api_customer_kept_id: gid('Customer', kept),
  admin_graphql_api_customer_deleted_id: gid('Customer', gone),
});

async function customerOf(shopId: bigint, id: number): Promise<bigint> {
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ id: bigint }>(
      'SELECT id FROM customer WHERE shop_id = $1 AND shopify_customer_id = $2',
      gid('Customer', id),
    ),
  );
  return row?.id ?? 0n;
}

async function makeGuest(shopId: bigint, email: string): Promise<bigint> {
  await tell(shopId, 'orders/create', {
    id: 501,
    name: '#501',
    email,
    currency: 'EUR',
    created_at: '2026-11-10T00:00:00Z',
    updated_at: '2026-11-10T00:00:00Z',
    total_price: '10.00',
    customer: null,
    line_items: [{ id: 5010, quantity: 1, title: 'Tea', price: '10.00' }],
  });
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ id: bigint }>(
      'SELECT id FROM customer WHERE shop_id = $1 AND email_hash = $2',
      emailHash(shopId, email),
    ),
  );
  return row?.id ?? 0n;
}

async function planOwed(shopId: bigint): Promise<void> {
  for (let round = 0; round < 3; round++) {
    const { customers } = await findOwed();
    for (const owed of customers) if (owed.shopId === shopId) await planCustomer(shopId, owed.customerId);
  }
}

async function send(shopId: bigint, messageId: bigint) {
  await sweepDue();
  await deliveriesDone();
  return readMessage(shopId, messageId);
}

/** Of a message of these kinds to somebody whom another has just become, before and after the plan that follows. */
async function justMerged(
  kind: 'thank-you' | 'warranty-expiry',
  trouble: (sql: ShopSql, gone: bigint) => unknown,
) {
  const shopId = await makeSendingShop({ smtp: server.settings });
  const [gone, between, kept] = [
    await makeCustomer(shopId, { email: 'old@buyer.example' }),
    await makeCustomer(shopId, { email: 'middle@buyer.example' }),
    await makeCustomer(shopId, { email: 'new@buyer.example' }),
  ];
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ gids: string[] }>(
      'SELECT array_agg(shopify_customer_id ORDER BY id) AS gids FROM customer WHERE shop_id = $1',
    ),
  );
  const [goneGid = '', betweenGid = '', keptGid = ''] = row?.gids ?? [];
  const messageId = await makeMessage(shopId, { customerId: kept, kind });
  await sqlInShop(shopId, async (sql) => trouble(sql, gone));
  const facts = noFacts();
  facts.customers.merges.push({ goneGid: betweenGid, keptGid }, { goneGid, keptGid: betweenGid });
  await sqlInShop(shopId, (sql) => projectFacts(sql, facts, 'webhook'));
  // The one in the middle may be planned for before the one at the far end.
  await planCustomer(shopId, between);
  await makeDue(shopId, messageId, new Date(Date.parse(WEDNESDAY_NOON) - 60_000));
  return { shopId, gone, kept, messageId, found: await send(shopId, messageId) };
}

/** No plan wants these messages, since nothing was bought: it takes them back. */
const makeDue = (shopId: bigint, messageId: bigint, dueAt: Date) =>
  sqlInShop(shopId, (sql) =>
    sql.run(
      `UPDATE message SET state = 'planned', due_at = $3 WHERE shop_id = $1 AND id = $2`,
      messageId,
      dueAt,
    ),
  );

/** The plan that was owed is made, and the minute is over. */
async function sendAfterPlan({
  shopId,
  messageId,
  found: { dueAt },
}: Pick<Awaited<ReturnType<typeof justMerged>>, 'shopId' | 'messageId' | 'found'>) {
  await planOwed(shopId);
  await makeDue(shopId, messageId, dueAt);
  await clock.moveTo(new Date(dueAt.getTime() + 1000));
  const sent = await send(shopId, messageId);
  await clock.moveTo(WEDNESDAY_NOON);
  return sent;
}

describe('right after a merge, before the plan that hands over what they told us', () => {
  it.each([
    [
      'an open complaint',
      (sql: ShopSql, customerId: bigint) => openComplaint(sql, { customerId, text: 'broken' }),
    ],
    [
      'a wish for no mail',
      (sql: ShopSql, customerId: bigint) =>
        savePreference(sql, { customerId, kind: '*', choice: 'off', source: 'preferences-page' }),
    ],
  ])('%s of the one who is gone lets no mail pass', async (_, trouble) => {
    const { found } = await justMerged('thank-you', trouble);
    expect(server.received).toEqual([]);
    expect(found).toMatchObject({ state: 'planned' });
    expect(found.why?.at(-1)).toMatchObject({ code: 'moved-for-merge' });
  });

  it.each([
    [
      'a death',
      (sql: ShopSql, customerId: bigint) =>
        noteSituation(sql.shopId, { customerId, situation: 'died', until: null, text: '', by: 'Ada' }),
      'customer-gone',
    ],
    [
      'a wish for no mail of that kind',
      (sql: ShopSql, customerId: bigint) =>
        savePreference(sql, {
          customerId,
          kind: 'warranty-expiry',
          choice: 'off',
          source: 'preferences-page',
        }),
      'preference-off',
    ],
  ] as const)('%s of the one who is gone stops what an order needs, too', async (_, trouble, code) => {
    const { shopId, messageId, found } = await justMerged('warranty-expiry', trouble);
    expect(found.why?.at(-1)).toMatchObject({ code: 'moved-for-merge' });
    expect((await sendAfterPlan({ shopId, messageId, found })).why?.at(-1)).toMatchObject({ code });
    expect(server.received).toEqual([]);
  });

  it('a complaint of theirs lets what an order needs go out once that plan is made', async () => {
    const merge = await justMerged('warranty-expiry', (sql, customerId) =>
      openComplaint(sql, { customerId, text: 'broken' }),
    );
    expect(merge.found.state).toBe('planned');
    expect((await sendAfterPlan(merge)).state).toBe('sent');
  });

  it('mail waits for that plan and no longer', async () => {
    const { shopId, gone, messageId, found } = await justMerged('thank-you', () => undefined);
    expect(found.state).toBe('planned');
    await sqlInShop(shopId, (sql) =>
      sql.run('UPDATE customer SET replan_due_at = NULL WHERE shop_id = $1 AND id = $2', gone),
    );
    await clock.moveTo(new Date(found.dueAt.getTime() + 1000));
    expect((await send(shopId, messageId)).state).toBe('sent');
    await clock.moveTo(WEDNESDAY_NOON);
  });
});

describe('a guest whose account comes to light', () => {
  it.each(['backfill', 'reconcile'] as const)(
    'by %s hands over a complaint and a wish for no mail',
    async (by) => {
      const shopId = await makeSendingShop({ smtp: server.settings });
      const email = 'guest@buyer.example';
      const guest = await makeGuest(shopId, email);
      await sqlInShop(shopId, async (sql) => {
        await openComplaint(sql, { customerId: guest, text: 'it arrived broken' });
        await savePreference(sql, {
          customerId: guest,
          kind: '*',
          choice: 'off',
          source: 'preferences-page',
        });
      });
      await planOwed(shopId);
      await tell(shopId, 'customers/create', account(77, email, '2026-11-20T00:00:00Z'), by);
      if (by === 'backfill') {
        const [backfill] = await sqlInShop(shopId, (sql) =>
          sql.rows<{ id: bigint }>(
            `INSERT INTO backfill (shop_id, install_epoch, subject, state, started_at)
           SELECT $1, install_epoch, 'customers', 'loading', now() FROM shop WHERE id = $1 RETURNING id`,
          ),
        );
        await finishBackfill(shopId, backfill?.id ?? 0n);
      }
      await planOwed(shopId);
      const [held] = await sqlInShop(shopId, (sql) =>
        sql.rows(
          `SELECT (SELECT count(*)::int FROM complaint x WHERE x.shop_id = $1 AND x.customer_id = c.id AND x.state = 'open') AS complaints,
           (SELECT count(*)::int FROM preference x WHERE x.shop_id = $1 AND x.customer_id = c.id AND x.choice = 'off') AS offs
         FROM customer c WHERE c.shop_id = $1 AND c.shopify_customer_id = $2`,
          gid('Customer', 77),
        ),
      );
      expect(held).toEqual({ complaints: 1, offs: 1 });
    },
  );
});

describe('a “no” that was said to us', () => {
  const sentTo = async (shopId: bigint, id: number, kind: 'running-low' | 'thank-you') => {
    const customerId = await customerOf(shopId, id);
    const found = await send(
      shopId,
      await makeMessage(shopId, { customerId, kind, key: `${kind}-${shopId}-9` }),
    );
    return { state: found.state, why: found.why?.at(-1)?.code };
  };
  const marketingTo = (shopId: bigint, id: number) => sentTo(shopId, id, 'running-low');
  const refused = { state: 'skipped', why: 'no-consent' };

  it('by a guest holds for the account they become, whatever its address is later', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    const email = 'guest2@buyer.example';
    await unsubscribe({ shopId, customerId: await makeGuest(shopId, email) }, 'one-click');
    await planOwed(shopId);
    await tell(shopId, 'customers/create', account(78, email, '2026-11-20T00:00:00Z'));
    await planOwed(shopId);
    await tell(shopId, 'customers/update', account(78, 'gus.new@buyer.example', '2026-11-21T00:00:00Z'));
    await planOwed(shopId);
    expect(await marketingTo(shopId, 78)).toEqual(refused);
  });

  it.each(['still there', 'deleted by the merge'])(
    'holds for the one they are merged into, and is owed to Shopify under that id: the old one %s',
    async (fate) => {
      const shopId = await makeSendingShop({ smtp: server.settings });
      await tell(shopId, 'customers/create', account(81, 'a@buyer.example', '2026-11-20T00:00:00Z'));
      await tell(shopId, 'customers/create', account(82, 'b@buyer.example', '2026-11-20T00:00:00Z'));
      await unsubscribe({ shopId, customerId: await customerOf(shopId, 81) }, 'one-click');
      await tell(shopId, 'customers/merge', merged(81, 82));
      if (fate !== 'still there') await tell(shopId, 'customers/delete', { id: 81 });
      await planOwed(shopId);
      const told = await sqlInShop(shopId, async (sql) =>
        sql.rows(
          `SELECT state, source, write_owed AS owed FROM consent WHERE shop_id = $1 AND customer_id = $2 ORDER BY changed_at`,
          await customerOf(shopId, 82),
        ),
      );
      expect(told).toEqual([
        { state: 'SUBSCRIBED', source: 'customer', owed: false },
        { state: 'UNSUBSCRIBED', source: 'carafe-one-click', owed: true },
      ]);
      expect(await marketingTo(shopId, 82)).toEqual(refused);
    },
  );

  /** Shopify's word that they unsubscribed, in its own time: of itself, or because we had written it there. */
  const unsubscribedThere = (shopId: bigint, id: number, at: string) =>
    tell(shopId, 'customers_email_marketing_consent/update', {
      customer_id: id,
      email_marketing_consent: { state: 'unsubscribed', opt_in_level: null, consent_updated_at: at },
    });

  it('which Shopify repeated in a time of its own holds for the one they are merged into', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    await tell(shopId, 'customers/create', account(81, 'a@buyer.example', '2026-11-20T00:00:00Z'));
    await tell(shopId, 'customers/create', account(82, 'b@buyer.example', '2026-11-20T00:00:00Z'));
    await unsubscribe({ shopId, customerId: await customerOf(shopId, 81) }, 'one-click');
    await unsubscribedThere(shopId, 81, '2026-11-25T12:05:00Z');
    await planOwed(shopId);
    await tell(shopId, 'customers/merge', merged(81, 82));
    await tell(shopId, 'customers/delete', { id: 81 });
    await planOwed(shopId);
    expect(await marketingTo(shopId, 82)).toEqual(refused);
  });

  it('after one that was told elsewhere holds for the one they are merged into', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    await tell(shopId, 'customers/create', account(81, 'a@buyer.example', '2026-11-20T00:00:00Z'));
    await tell(shopId, 'customers/create', account(82, 'b@buyer.example', '2026-11-20T00:00:00Z'));
    await unsubscribedThere(shopId, 81, '2026-11-20T12:00:00Z');
    await unsubscribe({ shopId, customerId: await customerOf(shopId, 81) }, 'one-click');
    await tell(shopId, 'customers/merge', merged(81, 82));
    await planOwed(shopId);
    expect(await marketingTo(shopId, 82)).toEqual(refused);
  });

  it('gives way to a later “yes” of the one they are merged into', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    await tell(shopId, 'customers/create', account(91, 'a@buyer.example', '2026-11-20T00:00:00Z'));
    await unsubscribe({ shopId, customerId: await customerOf(shopId, 91) }, 'one-click');
    const again = account(92, 'b@buyer.example', '2026-11-25T12:00:30Z');
    again.email_marketing_consent.consent_updated_at = '2026-11-25T12:30:00Z';
    await tell(shopId, 'customers/create', again);
    await tell(shopId, 'customers/merge', merged(91, 92));
    await planOwed(shopId);
    expect((await marketingTo(shopId, 92)).state).toBe('sent');
  });

  /** Somebody whom the store knows since that moment, in a country where whoever never subscribed may be thanked. */
  const newborn = (id: number, email: string, at: string) => ({
    ...account(id, email, at),
    created_at: '2026-11-25T12:30:00Z',
    default_address: { country_code: 'US' },
    email_marketing_consent: { state: 'not_subscribed', opt_in_level: null, consent_updated_at: null },
  });
  const thanksTo = (shopId: bigint, id: number) => sentTo(shopId, id, 'thank-you');

  it('holds for one who was born later as nobody’s subscriber', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    await tell(shopId, 'customers/create', account(91, 'a@buyer.example', '2026-11-20T00:00:00Z'));
    await unsubscribe({ shopId, customerId: await customerOf(shopId, 91) }, 'one-click');
    await tell(shopId, 'customers/create', newborn(92, 'b@buyer.example', '2026-11-25T12:31:00Z'));
    await tell(shopId, 'customers/merge', merged(91, 92));
    await planOwed(shopId);
    expect(await thanksTo(shopId, 92)).toEqual(refused);
  });

  it('by a guest holds for an account that is born later, whatever its address is then', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    const email = 'guest3@buyer.example';
    await unsubscribe({ shopId, customerId: await makeGuest(shopId, email) }, 'one-click');
    await planOwed(shopId);
    await tell(shopId, 'customers/create', newborn(78, email, '2026-11-25T12:30:00Z'));
    await planOwed(shopId);
    await tell(shopId, 'customers/update', newborn(78, 'gus.new@buyer.example', '2026-11-25T12:31:00Z'));
    await planOwed(shopId);
    expect(await thanksTo(shopId, 78)).toEqual(refused);
  });

  it.each(['planned for before the deletion', 'deleted at once'])(
    'that was taken back does not rise again: the old one %s',
    async (order) => {
      const shopId = await makeSendingShop({ smtp: server.settings });
      await tell(shopId, 'customers/create', account(81, 'a@buyer.example', '2026-11-20T00:00:00Z'));
      await tell(shopId, 'customers/create', account(82, 'b@buyer.example', '2026-11-20T00:00:00Z'));
      await unsubscribe({ shopId, customerId: await customerOf(shopId, 81) }, 'one-click');
      const again = account(81, 'a@buyer.example', '2026-11-25T13:00:00Z');
      again.email_marketing_consent.consent_updated_at = '2026-11-25T12:40:00Z';
      await tell(shopId, 'customers/update', again);
      await tell(shopId, 'customers/merge', merged(81, 82));
      if (order !== 'deleted at once') await planOwed(shopId);
      await tell(shopId, 'customers/delete', { id: 81 });
      await planOwed(shopId);
      expect((await marketingTo(shopId, 82)).state).toBe('sent');
    },
  );

  it('after the deletion was told, and before the merge, holds as well, and is offered to Shopify at once', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    await tell(shopId, 'customers/create', account(81, 'a@buyer.example', '2026-11-20T00:00:00Z'));
    await tell(shopId, 'customers/create', account(82, 'b@buyer.example', '2026-11-20T00:00:00Z'));
    await tell(shopId, 'customers/delete', { id: 81 });
    await unsubscribe({ shopId, customerId: await customerOf(shopId, 81) }, 'one-click');
    await tell(shopId, 'customers/merge', merged(81, 82));
    await planOwed(shopId);
    const owed = await sqlInShop(shopId, async (sql) =>
      sql.rows<{ at: Date }>(
        `SELECT next_try_at AS at FROM consent WHERE shop_id = $1 AND customer_id = $2 AND write_owed`,
        await customerOf(shopId, 82),
      ),
    );
    expect(owed.map(({ at }) => at <= now())).toEqual([true]);
    expect(await marketingTo(shopId, 82)).toEqual(refused);
  });
});

it('choices that were saved after the deletion was told, and before the merge, hold for the one they became', async () => {
  const shopId = await makeSendingShop({ smtp: server.settings });
  await tell(shopId, 'customers/create', account(81, 'a@buyer.example', '2026-11-20T00:00:00Z'));
  await tell(shopId, 'customers/create', account(82, 'b@buyer.example', '2026-11-20T00:00:00Z'));
  await tell(shopId, 'customers/delete', { id: 81 });
  await saveChoices(shopId, await customerOf(shopId, 81), readChoices(new URLSearchParams({ do: 'save' })));
  await tell(shopId, 'customers/merge', merged(81, 82));
  await planOwed(shopId);
  const customerId = await customerOf(shopId, 82);
  const found = await send(shopId, await makeMessage(shopId, { customerId, kind: 'thank-you' }));
  expect(found.why?.at(-1)).toMatchObject({ code: 'preference-off' });
});

describe('who unsubscribed with us and subscribes again at the checkout', () => {
  it.each([
    ['later', '2026-11-25T12:30:00Z', 'sent'],
    ['within what two clocks may differ by', '2026-11-25T12:00:30Z', 'skipped'],
  ] as const)('%s', async (_, at, state) => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    await tell(shopId, 'customers/create', account(95, 'c@buyer.example', '2026-11-20T00:00:00Z'));
    const customerId = await customerOf(shopId, 95);
    await unsubscribe({ shopId, customerId }, 'one-click');
    const again = account(95, 'c@buyer.example', at);
    again.email_marketing_consent.consent_updated_at = at;
    await tell(shopId, 'customers/update', again);
    await planOwed(shopId);
    const messageId = await makeMessage(shopId, {
      customerId,
      kind: 'running-low',
      key: `running-low-${shopId}-9`,
    });
    expect((await send(shopId, messageId)).state).toBe(state);
  });

  it('is not written to when they unsubscribed once more after that, though the “yes” is told last', async () => {
    const shopId = await makeSendingShop({ smtp: server.settings });
    await tell(shopId, 'customers/create', account(95, 'c@buyer.example', '2026-11-20T00:00:00Z'));
    const customerId = await customerOf(shopId, 95);
    await unsubscribe({ shopId, customerId }, 'one-click');
    await clock.moveTo('2026-11-25T13:00:00Z');
    await unsubscribe({ shopId, customerId }, 'one-click');
    const again = account(95, 'c@buyer.example', '2026-11-25T12:30:00Z');
    again.email_marketing_consent.consent_updated_at = '2026-11-25T12:30:00Z';
    await tell(shopId, 'customers/update', again);
    await planOwed(shopId);
    // Another address has no suppression of its own: their word has to hold there as well.
    await tell(shopId, 'customers/update', account(95, 'd@buyer.example', '2026-11-25T12:40:00Z'));
    await planOwed(shopId);
    const messageId = await makeMessage(shopId, {
      customerId,
      kind: 'running-low',
      key: `running-low-${shopId}-9`,
    });
    const found = await send(shopId, messageId);
    const stopped = await sqlInShop(shopId, (sql) =>
      sql.rows(`SELECT lifted_by AS "liftedBy" FROM suppression WHERE shop_id = $1`),
    );
    await clock.moveTo(WEDNESDAY_NOON);
    expect(found.state).toBe('skipped');
    expect(stopped).toEqual([{ liftedBy: null }]);
  });
});
