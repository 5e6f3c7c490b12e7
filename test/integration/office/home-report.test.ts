import { beforeAll, expect, it } from 'vitest';
import { sqlInShop } from '~/db.server';
import { loadSent } from '~/office/pages/home/sent.server';
import { loadHomeReport } from '~/office/reports/home-report.server';
import { makeCustomer, makeNeed, makeOrder, makeShop } from '../../factories/history';

const shop = 801n;

beforeAll(async () => {
  await makeShop({ id: shop });
});

it('an order counts once, mails for the kind that led them, and the time between two instants only', async () => {
  const report = await sqlInShop(shop, async (sql) => {
    const { needId, variant } = await makeNeed(sql);
    const mail = async (kind: string, sentAt: string, change = '', to?: bigint) => {
      const customerId = to ?? (await makeCustomer(sql));
      const [row] = await sql.rows<{ id: bigint }>(
        `INSERT INTO mail (shop_id, customer_id, class, state, due_at, claimed_at, lead_kind, sent_at)
         VALUES ($1, $2, 'marketing', 'sent', now(), now(), $3, $4) RETURNING id`,
        customerId,
        kind,
        sentAt,
      );
      const mailId = (row as { id: bigint }).id;
      if (change) await sql.run(`UPDATE mail SET ${change} = now() WHERE shop_id = $1 AND id = $2`, mailId);
      return { mailId, customerId };
    };
    const first = await mail('running-low', '2026-06-02T10:00:00Z', 'first_click_at');
    await mail('running-low', '2026-06-03T10:00:00Z', 'unsubscribed_at');
    await mail('thank-you', '2026-06-03T10:00:00Z', 'bounced_at');
    await mail('thank-you', '2026-07-01T00:00:00Z');
    const order = await makeOrder(sql, { customerId: first.customerId, variant, on: '2026-06-05' });
    // A mail of another kind, whose thing was in the same order.
    const other = await mail('warranty-expiry', '2026-06-04T10:00:00Z', '', first.customerId);
    for (const [step, via, by] of [
      [1, 'after', first],
      [2, 'link', first],
      [3, 'after', other],
    ] as const) {
      const [message] = await sql.rows<{ id: bigint }>(
        `INSERT INTO message (shop_id, key, kind, class, customer_id, need_id, state, due_at, useful_until, reason, planned_at, changed_at, mail_id)
         VALUES ($1, $2, 'running-low', 'marketing', $3, $4, 'sent', now(), now(), '{}', now(), now(), $5) RETURNING id`,
        `k-${step}`,
        first.customerId,
        needId,
        by.mailId,
      );
      await sql.run(
        `INSERT INTO attribution (shop_id, message_id, order_id, via, amount_minor, at) VALUES ($1, $2, $3, $4, 600, now())`,
        (message as { id: bigint }).id,
        order.id,
        via,
      );
    }
    const { kinds } = await loadHomeReport(sql, {
      since: new Date('2026-06-01T00:00:00Z'),
      until: new Date('2026-07-01T00:00:00Z'),
    });
    return kinds;
  });
  expect(report).toMatchObject([
    {
      kind: 'running-low',
      sent: 2,
      customers: 2,
      clicked: 1,
      unsubscribed: 1,
      ordersThroughLink: 1,
      ordersAfter: 0,
      amountMinor: 1800n,
      amountThroughLinkMinor: 1800n,
      health: { state: 'too-early' },
    },
    { kind: 'thank-you', sent: 1, bounced: 1, ordersThroughLink: 0, amountMinor: 0n },
    { kind: 'warranty-expiry', sent: 1, ordersThroughLink: 0, ordersAfter: 0, amountMinor: 0n },
  ]);
});

it('home lists the mails that it counts, and none that is older', async () => {
  const sent = await sqlInShop(shop, (sql) =>
    loadSent(sql, { since: new Date('2026-06-25T00:00:00Z'), now: new Date('2026-07-02T00:00:00Z') }),
  );
  expect(sent.mails).toBe(1);
  expect(sent.latest.map(({ sentAt }) => sentAt.toISOString())).toEqual(['2026-07-01T00:00:00.000Z']);
});

it('home tells of mails that went to the merchant instead, and counts them for nothing else', async () => {
  const week = { since: new Date('2026-09-01T00:00:00Z'), now: new Date('2026-09-08T00:00:00Z') };
  const sent = await sqlInShop(shop, async (sql) => {
    await sql.run(
      `INSERT INTO mail (shop_id, customer_id, class, state, due_at, claimed_at, lead_kind, sent_at, redirected)
       VALUES ($1, $2, 'marketing', 'sent', now(), now(), 'running-low', '2026-09-03', true)`,
      await makeCustomer(sql),
    );
    expect(await loadHomeReport(sql, { since: week.since, until: week.now })).toEqual({
      kinds: [],
      redirected: 1,
    });
    return loadSent(sql, week);
  });
  expect(sent).toMatchObject({ redirected: 1, mails: 0, latest: [] });
});

it('home counts answers and complaints, a mail once, and says with each mail which it was', async () => {
  const week = { since: new Date('2026-08-01T00:00:00Z'), now: new Date('2026-08-08T00:00:00Z') };
  const sent = await sqlInShop(shop, async (sql) => {
    const { needId } = await makeNeed(sql);
    const answered = async (at: string, answers: readonly string[]) => {
      const customerId = await makeCustomer(sql);
      const [mail] = await sql.rows<{ id: bigint }>(
        `INSERT INTO mail (shop_id, customer_id, class, state, due_at, claimed_at, lead_kind, sent_at)
         VALUES ($1, $2, 'marketing', 'sent', now(), now(), 'running-low', $3) RETURNING id`,
        customerId,
        at,
      );
      const [message] = await sql.rows<{ id: bigint }>(
        `INSERT INTO message (shop_id, key, kind, class, customer_id, need_id, state, due_at, useful_until, reason, planned_at, changed_at, mail_id)
         VALUES ($1, $2, 'running-low', 'marketing', $3, $4, 'sent', now(), now(), '{}', now(), now(), $5) RETURNING id`,
        `answered-${customerId}`,
        customerId,
        needId,
        mail?.id,
      );
      for (const [index, answer] of answers.entries())
        await sql.run(
          `INSERT INTO answer (shop_id, customer_id, message_id, answer, at) VALUES ($1, $2, $3, $4, $5::timestamptz + make_interval(hours => $6::int))`,
          customerId,
          message?.id,
          answer,
          at,
          index + 1,
        );
    };
    await answered('2026-08-02T10:00:00Z', []);
    await answered('2026-08-03T10:00:00Z', ['running_out_sooner', 'still_plenty']);
    await answered('2026-08-04T10:00:00Z', ['something_wrong', 'all_fine']);
    return loadSent(sql, week);
  });
  expect(sent).toMatchObject({ mails: 3, answered: 2, complained: 1, replied: 0 });
  // The reports say the same of the same days.
  const report = await sqlInShop(shop, (sql) => loadHomeReport(sql, { since: week.since, until: week.now }));
  expect(report.kinds[0]).toMatchObject({ sent: 3, answered: 2, complained: 1, replied: 0 });
  expect(sent.latest.map(({ outcome }) => outcome)).toMatchObject([
    { what: 'complained', answer: 'something_wrong' },
    { what: 'answered', answer: 'still_plenty' },
    { what: 'nothing' },
  ]);
});
