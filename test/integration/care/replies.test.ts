import { expect, it } from 'vitest';
import { moveClock } from '../../support/move-clock';

moveClock('2026-06-05T16:00:00Z');

const { sqlInShop } = await import('~/db.server');
const { takeInbound } = await import('~/care/inbound/take-inbound.server');
const { complainOfReply } = await import('~/care/tasks/complain-of-reply.server');
const { makeCustomer, makeNeed, makeOrder, makeShop } = await import('../../factories/history');

let shopId = 7_900n;

/** A customer with two orders, and one mail that was sent about the things of both. */
async function mailOfTwo() {
  shopId += 1n;
  await makeShop({ id: shopId });
  return sqlInShop(shopId, async (sql) => {
    const { variant } = await makeNeed(sql);
    const customerId = await makeCustomer(sql);
    const orders = [];
    for (const on of ['2026-05-01', '2026-05-08'])
      orders.push(await makeOrder(sql, { customerId, on, variant }));
    await sql.run(
      `INSERT INTO mail (id, shop_id, customer_id, class, channel, lead_kind, due_at, claimed_at, state, sent_at, message_id_header)
       VALUES (nextval('mail_id_seq'), $1, $2, 'marketing', 'email', 'running-low', now(), now(), 'sent', '2026-06-04', '<a@b.example>')`,
      customerId,
    );
    const lines = await sql.rows<{ id: bigint; orderId: bigint }>(
      `INSERT INTO message (shop_id, key, kind, class, channel, customer_id, order_id, order_line_id, mail_id, state, lead_key,
         due_at, useful_until, rank, reason, planned_at, changed_at)
       SELECT $1, 'running-low-' || l.id, 'running-low', 'marketing', 'email', $2, o.id, l.id, (SELECT max(id) FROM mail WHERE shop_id = $1),
         'sent', CASE WHEN o.processed_at < '2026-05-05' THEN 'running-low-lead' END, now(), now(), 0, '{}', now(), now()
       FROM orders o JOIN order_line l ON l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id WHERE o.shop_id = $1 ORDER BY l.id
       RETURNING order_line_id AS id, order_id AS "orderId"`,
      customerId,
    );
    return { customerId, lineIds: lines.map(({ id }) => String(id)), leadOrder: lines[1]?.orderId };
  });
}

const reply = (sourceKey: string, text: string) =>
  takeInbound(shopId, {
    source: 'imap',
    sourceKey,
    meaning: { kind: 'reply', text, messageIds: ['<a@b.example>'] },
  });

const inShop = <Row extends object>(text: string) => sqlInShop(shopId, (sql) => sql.rows<Row>(text));

async function openTask() {
  const [task] = await inShop<{ id: bigint; dueAt: Date }>(
    `SELECT id, due_at AS "dueAt" FROM task WHERE shop_id = $1 AND state = 'open'`,
  );
  if (!task) throw new Error('no task');
  return task;
}

it('a complaint made of replies names the order of the mail and each thing that it was about', async () => {
  const { lineIds, leadOrder } = await mailOfTwo();
  await reply('one', 'The last bag was mouldy!');
  await reply('two', 'And it was late.');
  await complainOfReply(shopId, { id: (await openTask()).id, by: 'Ada' });
  const complaints = await inShop(
    `SELECT order_id AS "orderId", order_line_ids AS "lineIds" FROM complaint WHERE shop_id = $1`,
  );
  expect(complaints).toEqual([{ orderId: leadOrder, lineIds }]);
});

it('a reply on Friday evening wants an answer on Monday, and on Tuesday where Monday is closed', async () => {
  await mailOfTwo();
  await reply('one', 'Do you grind it too?');
  expect((await openTask()).dueAt).toEqual(new Date('2026-06-08T11:00:00Z'));
  await mailOfTwo();
  await sqlInShop(shopId, (sql) =>
    sql.run(`UPDATE shop SET settings = settings || '{"closedOn":["2026-06-08"]}' WHERE id = $1`),
  );
  await reply('one', 'Do you grind it too?');
  expect((await openTask()).dueAt).toEqual(new Date('2026-06-09T11:00:00Z'));
});
