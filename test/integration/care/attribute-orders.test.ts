import { beforeAll, describe, expect, it } from 'vitest';
import { attributeOrders } from '~/care/answers/attribute-orders.server';
import { signLink } from '~/care/answers/signed-link.server';
import { sqlInShop } from '~/db.server';
import { redactCustomer } from '~/office/privacy/redact-customer.server';
import { planCustomer } from '~/outreach/planning/plan-customer.server';
import { addDay, makeCustomer, makeNeed, makeOrder, makeShop } from '../../factories/history';

const shop = 411n;
const today = new Date().toISOString().slice(0, 10);
const inShop = <T>(work: Parameters<typeof sqlInShop<T>>[1]) => sqlInShop(shop, work);

beforeAll(async () => {
  await makeShop({ id: shop });
});

async function makeSent() {
  return inShop(async (sql) => {
    const customerId = await makeCustomer(sql);
    const { needId, variant } = await makeNeed(sql);
    const before = await makeOrder(sql, { customerId, variant, on: addDay(today, -40) });
    const [message] = await sql.rows<{ id: bigint }>(
      `INSERT INTO message (shop_id, key, kind, class, customer_id, need_id, order_id, state, due_at, useful_until, reason, planned_at, changed_at, sent_at, mail_id)
       VALUES ($1, $2, 'running-low', 'marketing', $3, $4, $5, 'sent', now(), now(), '{}', now(), now(), $6, 77) RETURNING id`,
      `running-low-${before.id}-1`,
      customerId,
      needId,
      before.id,
      `${addDay(today, -10)}T10:00:00Z`,
    );
    return { customerId, needId, variant, messageId: (message as { id: bigint }).id };
  });
}

const marks = (messageId: bigint) =>
  inShop((sql) =>
    sql.rows<{ via: string; amount: bigint }>(
      `SELECT via, amount_minor AS amount FROM attribution WHERE shop_id = $1 AND message_id = $2`,
      messageId,
    ),
  );

describe('an order that followed a mail', () => {
  it('is marked as after it; with the cart’s token as through the link; and loses the mark when it is cancelled', async () => {
    const { customerId, variant, messageId } = await makeSent();
    await inShop((sql) => attributeOrders(sql, customerId));
    expect(await marks(messageId)).toEqual([]);
    const order = await inShop((sql) =>
      makeOrder(sql, { customerId, variant, on: addDay(today, -3), quantity: 2 }),
    );
    await inShop((sql) => attributeOrders(sql, customerId));
    await inShop((sql) => attributeOrders(sql, customerId));
    expect(await marks(messageId)).toEqual([{ via: 'after', amount: 2500n }]);
    const token = signLink('attribution', { shopId: shop, customerId, mailId: 77n, messageId });
    await inShop((sql) =>
      sql.run(`UPDATE orders SET attribution_token = $3 WHERE shop_id = $1 AND id = $2`, order.id, token),
    );
    await inShop((sql) => attributeOrders(sql, customerId));
    expect(await marks(messageId)).toEqual([{ via: 'link', amount: 2500n }]);
    await inShop((sql) =>
      sql.run(`UPDATE orders SET cancelled_at = now() WHERE shop_id = $1 AND id = $2`, order.id),
    );
    await inShop((sql) => attributeOrders(sql, customerId));
    expect(await marks(messageId)).toEqual([]);
  });

  it('keeps its mark when the pool is split or merged, and counts each line once when it comes back', async () => {
    const { customerId, needId, variant, messageId } = await makeSent();
    await inShop(async (sql) => {
      await makeOrder(sql, { customerId, variant, on: addDay(today, -3) });
      await attributeOrders(sql, customerId);
    });
    const marked = await marks(messageId);
    expect(marked).toEqual([{ via: 'after', amount: 1250n }]);
    await inShop(async (sql) => {
      const other = await makeNeed(sql, { title: 'Everything' });
      await sql.run(
        `UPDATE need_variant SET valid_until = now() WHERE shop_id = $1 AND need_id = $2`,
        needId,
      );
      await sql.run(
        `INSERT INTO need_variant (shop_id, need_id, shopify_variant_id, valid_from) VALUES ($1, $2, $3, now())`,
        other.needId,
        variant,
      );
      await attributeOrders(sql, customerId);
    });
    expect(await marks(messageId)).toEqual(marked);
    await inShop(async (sql) => {
      await sql.run(
        `UPDATE need_variant SET valid_until = now() WHERE shop_id = $1 AND shopify_variant_id = $2 AND valid_until IS NULL`,
        variant,
      );
      await sql.run(
        `INSERT INTO need_variant (shop_id, need_id, shopify_variant_id, valid_from) VALUES ($1, $2, $3, now())`,
        needId,
        variant,
      );
      await attributeOrders(sql, customerId);
    });
    expect(await marks(messageId)).toEqual(marked);
  });

  it('a token of another shop, or a made-up one, is no link', async () => {
    const { customerId, variant, messageId } = await makeSent();
    const foreign = signLink('attribution', { shopId: 9n, customerId, mailId: 77n });
    for (const token of [foreign, 'carafe', '']) {
      await inShop(async (sql) => {
        await sql.run(
          `DELETE FROM orders WHERE shop_id = $1 AND customer_id = $2 AND attribution_token IS NOT NULL`,
          customerId,
        );
        await makeOrder(sql, { customerId, variant, on: addDay(today, -2), token });
        await attributeOrders(sql, customerId);
      });
      expect((await marks(messageId)).map(({ via }) => via)).toEqual(['after']);
    }
  });

  it('is marked as through the link when another address ordered by it, and only then', async () => {
    const { customerId, variant, messageId } = await makeSent();
    const friend = await inShop((sql) => makeCustomer(sql));
    const bought = (more: { token?: string; variant?: string }) =>
      inShop((sql) => makeOrder(sql, { customerId: friend, variant, on: addDay(today, -3), ...more }));
    const planBoth = async () => {
      for (const id of [friend, customerId, friend]) await planCustomer(shop, id);
    };
    const other = await inShop((sql) => makeNeed(sql, { title: 'Tea' }));
    const token = signLink('attribution', { shopId: shop, customerId, mailId: 77n, messageId });
    await bought({});
    await bought({ token: signLink('attribution', { shopId: 9n, customerId, mailId: 77n, messageId }) });
    await bought({ token, variant: other.variant });
    await planBoth();
    expect(await marks(messageId)).toEqual([]);

    const order = await bought({ token });
    await planBoth();
    expect(await marks(messageId)).toEqual([{ via: 'link', amount: 1250n }]);

    await inShop((sql) =>
      sql.run(`UPDATE orders SET cancelled_at = now() WHERE shop_id = $1 AND id = $2`, order.id),
    );
    await planBoth();
    expect(await marks(messageId)).toEqual([]);
  });

  it('keeps the mark of one message when another address ordered by the link of a mail of several', async () => {
    const { customerId, variant, messageId } = await makeSent();
    await inShop((sql) =>
      sql.run(`UPDATE message SET mail_id = 78 WHERE shop_id = $1 AND id = $2`, messageId),
    );
    const friend = await inShop((sql) => makeCustomer(sql));
    const token = signLink('attribution', { shopId: shop, customerId, mailId: 78n });
    await inShop((sql) => makeOrder(sql, { customerId: friend, variant, on: addDay(today, -3), token }));
    await planCustomer(shop, friend);
    expect(await marks(messageId)).toEqual([{ via: 'link', amount: 1250n }]);
    await inShop(async (sql) => {
      const [row] = await sql.rows<{ gid: string }>(
        `SELECT shopify_customer_id AS gid FROM customer WHERE shop_id = $1 AND id = $2`,
        friend,
      );
      await redactCustomer(sql, {
        id: 1n,
        kind: 'redact',
        shopifyCustomerId: row?.gid ?? null,
        emailHash: null,
        inboxCustomerHash: null,
        inboxEmailHash: null,
        shopifyOrderIds: [],
        requestedAt: new Date(),
      });
    });
    expect(await marks(messageId)).toEqual([]);
  });

  it('an order of something else is not marked, nor one of our own gifts', async () => {
    const { customerId, variant, messageId } = await makeSent();
    await inShop(async (sql) => {
      const other = await makeNeed(sql, { title: 'Tea' });
      await makeOrder(sql, { customerId, variant: other.variant, on: addDay(today, -2) });
      await makeOrder(sql, { customerId, variant, on: addDay(today, -2), purpose: 'sample' });
      await attributeOrders(sql, customerId);
    });
    expect(await marks(messageId)).toEqual([]);
  });
});
