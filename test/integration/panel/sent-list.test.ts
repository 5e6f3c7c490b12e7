import { afterAll, beforeAll, expect, test } from 'vitest';
import { sqlInShop } from '~/db.server';
import { redactCustomer } from '~/office/privacy/redact-customer.server';
import { type PanelWorld, startPanelWorld } from '../../support/panel/panel-world';

const MAILS = 130;
let world: PanelWorld;

beforeAll(async () => {
  world = await startPanelWorld();
  await sqlInShop(world.shopId, async (sql) => {
    await sql.run('UPDATE mail SET sent_at = NULL WHERE shop_id = $1');
    await sql.run(`UPDATE message SET state = 'skipped' WHERE shop_id = $1 AND state = 'sent'`);
    // Five of a second, so that a page ends among those of one moment; every third is of another kind.
    await sql.run(
      `WITH made AS (
         INSERT INTO mail (shop_id, customer_id, class, state, due_at, claimed_at, lead_kind, sent_at)
         SELECT $1, $2, 'relationship', 'sent', now(), now(), CASE WHEN n % 3 = 0 THEN 'warranty-expiry' ELSE 'thank-you' END,
           '2026-01-05T09:00:00Z'::timestamptz + n / 5 * interval '1 hour'
         FROM generate_series(1, ${MAILS}) n RETURNING id, lead_kind, sent_at)
       INSERT INTO message (shop_id, key, kind, class, customer_id, state, due_at, useful_until, reason, why, planned_at, changed_at,
           sent_at, mail_id, lead_key)
       SELECT $1, 'sent-' || id || '-' || part, CASE part WHEN 'a' THEN lead_kind ELSE 'warranty-expiry' END, 'relationship', $2, 'sent', sent_at,
         sent_at, '{"code":"planned"}', '[]', sent_at, sent_at, sent_at, id, 'sent-' || id || '-a'
       FROM made CROSS JOIN (VALUES ('a'), ('b')) parts(part)`,
      world.customers.ada,
    );
  });
});
afterAll(() => world.stop());

async function queue(search: string) {
  const { loader } = await import('~/routes/app.queue');
  return loader({ request: world.request(`/app/queue?${search}`), params: {}, context: {} });
}

/** Everything in a list, leafed through from one end to the other and back. */
async function leafed(search: string) {
  const forwards: string[] = [];
  let page = await queue(search);
  expect(page.previous).toBeNull();
  for (;;) {
    forwards.push(...(page.sent ?? []).map(({ mailId }) => mailId));
    if (!page.next) break;
    page = await queue(`${search}&after=${page.next}`);
  }
  const backwards = (page.sent ?? []).map(({ mailId }) => mailId);
  while (page.previous) {
    page = await queue(`${search}&before=${page.previous}`);
    backwards.unshift(...(page.sent ?? []).map(({ mailId }) => mailId));
  }
  expect(backwards).toEqual(forwards);
  return forwards;
}

const newestFirst = (where: string) =>
  sqlInShop(world.shopId, async (sql) => {
    const rows = await sql.rows<{ id: bigint }>(
      `SELECT id FROM mail WHERE shop_id = $1 AND sent_at IS NOT NULL AND ${where} ORDER BY sent_at DESC, id DESC`,
    );
    return rows.map(({ id }) => String(id));
  });

test('every mail that left is met exactly once, the newest first, leafing forwards and back', async () => {
  const all = await leafed('view=sent');
  expect(all).toHaveLength(MAILS);
  expect(all).toEqual(await newestFirst('true'));
});

test('those of a kind are those that it leads, each once, whatever else they tell of', async () => {
  for (const kind of ['thank-you', 'warranty-expiry']) {
    const some = await leafed(`view=sent&kind=${kind}`);
    expect(some).toEqual(await newestFirst(`lead_kind = '${kind}'`));
    expect(some.length).toBeGreaterThan(0);
  }
  const none = await queue('view=sent&kind=running-low');
  expect(none).toMatchObject({ sent: [], previous: null, next: null });
});

test('each is told with what came of it, and one that went to the merchant as such', async () => {
  const [bounced = '', toYou = '', handedOver = ''] = await newestFirst('true');
  await sqlInShop(world.shopId, async (sql) => {
    await sql.run(
      `UPDATE mail SET bounced_at = now(), bounce_kind = 'hard' WHERE shop_id = $1 AND id = $2`,
      bounced,
    );
    await sql.run('UPDATE mail SET redirected = true WHERE shop_id = $1 AND id = $2', toYou);
    await sql.run(`UPDATE mail SET channel = 'flow' WHERE shop_id = $1 AND id = $2`, handedOver);
  });
  const { sent, rows, matching } = await queue('view=sent');
  expect(sent?.slice(0, 3)).toMatchObject([
    {
      mailId: bounced,
      outcome: { what: 'bounced' },
      isRedirected: false,
      reasons: 2,
      isCustomerThere: true,
      customerName: 'Ada Lindqvist',
    },
    { mailId: toYou, outcome: { what: 'nothing' }, isRedirected: true, channel: 'email' },
    { mailId: handedOver, outcome: { what: 'nothing' }, isRedirected: false, channel: 'flow' },
  ]);
  // Nothing of it can be decided.
  expect({ rows, matching }).toEqual({ rows: [], matching: null });
  expect((await queue('view=upcoming')).sent).toBeNull();
});

test('a mail that went without the message that was to lead it is one of the kind that it tells of', async () => {
  const [mail = ''] = await newestFirst(`lead_kind = 'thank-you'`);
  await sqlInShop(world.shopId, async (sql) => {
    await sql.run(
      `UPDATE message SET state = 'skipped', sent_at = NULL, mail_id = NULL WHERE shop_id = $1 AND mail_id = $2 AND lead_key = key`,
      mail,
    );
    await sql.run(`UPDATE mail SET lead_kind = 'warranty-expiry' WHERE shop_id = $1 AND id = $2`, mail);
  });
  const some = await leafed('view=sent&kind=warranty-expiry');
  expect(some).toContain(mail);
  expect(some).toEqual(await newestFirst(`lead_kind = 'warranty-expiry'`));
});

test('a mail of many messages to somebody who was erased is met once, and does not lead to them', async () => {
  const [mail = ''] = await sqlInShop(world.shopId, async (sql) => {
    const rows = await sql.rows<{ id: bigint }>(
      `WITH made AS (
         INSERT INTO mail (shop_id, customer_id, class, state, due_at, claimed_at, lead_kind, sent_at)
         VALUES ($1, $2, 'relationship', 'sent', now(), now(), 'thank-you', '2026-01-09T09:00:00Z') RETURNING id, sent_at)
       INSERT INTO message (shop_id, key, kind, class, customer_id, state, due_at, useful_until, reason, why, planned_at, changed_at,
           sent_at, mail_id, lead_key)
       SELECT $1, 'of-' || part, 'thank-you', 'relationship', $2, 'sent', sent_at, sent_at, '{"code":"planned"}', '[]', sent_at, sent_at,
         sent_at, id, 'of-1' FROM made CROSS JOIN generate_series(1, 3) parts(part)
       RETURNING mail_id AS id`,
      world.customers.chloe,
    );
    const [chloe] = await sql.rows<{ gid: string }>(
      'SELECT shopify_customer_id AS gid FROM customer WHERE shop_id = $1 AND id = $2',
      world.customers.chloe,
    );
    await redactCustomer(sql, {
      id: 1n,
      kind: 'customer-redact',
      shopifyCustomerId: chloe?.gid ?? null,
      emailHash: null,
      inboxCustomerHash: null,
      inboxEmailHash: null,
      shopifyOrderIds: [],
      requestedAt: world.at,
    });
    return rows.map(({ id }) => String(id));
  });
  const [first] = (await queue('view=sent&kind=thank-you')).sent ?? [];
  expect(first).toMatchObject({ mailId: mail, reasons: 3, isCustomerThere: false });
  expect(await leafed('view=sent&kind=thank-you')).toEqual(await newestFirst(`lead_kind = 'thank-you'`));
});
