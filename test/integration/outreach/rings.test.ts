import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { now } from '~/base/lib/clock.server';
import { sqlInShop } from '~/db.server';
import { markForReplan } from '~/insight/learning/customers/mark-for-replan.server';
import { everybodyAgain } from '~/insight/learning/pools/save-pools.server';
import { addWebhookFacts, noFacts } from '~/intake/orders/facts-of-webhook';
import { projectFacts } from '~/intake/orders/project-facts.server';
import { saveDisputes } from '~/intake/orders/save-disputes.server';
import { saveSettings } from '~/intake/shops/load-shop.server';
import type { Topic } from '~/intake/webhooks/topics';
import { pauseKind, switchKind } from '~/outreach/kinds/switch-kind.server';
import { holdFloods } from '~/outreach/planning/hold-floods.server';
import { defaultTemplate } from '~/outreach/templates/default-template';
import { judgeTemplates } from '~/outreach/templates/judge-templates.server';
import { closeRenderer } from '~/outreach/templates/render-pool.server';
import { saveTemplate } from '~/outreach/templates/save-template.server';
import { judgeAgain } from '~/sending/judge-again.server';
import { makeCustomers, makeMessages, makeSendingShop } from '../../factories/sending-shop';
import { besidePlanOf, waitForNobody } from '../../support/beside-plan';
import { until } from '../../support/until';
import { waitingStatements } from '../../support/waiting-statements';

/** Whoever changes several customers has some of them and waits for others: PostgreSQL ends one of a ring. */
let shopId = 0n;
let kept = 0n;
let gone = 0n;
let other = 0n;

afterAll(closeRenderer);

beforeEach(async () => {
  shopId = await makeSendingShop();
  // The one who stays has the older row.
  const ids = await makeCustomers(shopId, [
    { email: 'kept@buyer.example' },
    { email: 'other@buyer.example' },
    { email: 'gone@buyer.example' },
  ]);
  [kept = 0n, other = 0n, gone = 0n] = ids;
  await sqlInShop(shopId, async (sql) => {
    await sql.run('UPDATE customer SET merged_into_id = $3 WHERE shop_id = $1 AND id = $2', gone, kept);
    await sql.run(
      `INSERT INTO customer_email (shop_id, email_hash, customer_id)
       SELECT shop_id, email_hash, id FROM customer WHERE shop_id = $1`,
    );
  });
});

const accountOf = async (id: bigint, email: string) => {
  const [row] = await sqlInShop(shopId, (sql) =>
    sql.rows<{ gid: string }>(
      'SELECT shopify_customer_id AS gid FROM customer WHERE shop_id = $1 AND id = $2',
      id,
    ),
  );
  return {
    id: Number(row?.gid.split('/').at(-1)),
    admin_graphql_api_id: row?.gid,
    email,
    first_name: 'Ada',
    updated_at: '2026-11-20T00:00:00Z',
  };
};

const factsOf = (topic: Topic, ...payloads: readonly Record<string, unknown>[]) => {
  const facts = noFacts();
  for (const payload of payloads)
    addWebhookFacts(facts, topic, payload, { triggeredAtMs: null, currency: 'EUR' });
  return facts;
};

describe('beside the projection of one customer, then of who was merged into another', () => {
  it.each([
    ['a new pool', () => markForReplan(shopId, { today: 20_000, ...everybodyAgain })],
    [
      'a setting that lets in more people',
      () => sqlInShop(shopId, (sql) => saveSettings(sql, { neverTags: ['staff'] })),
    ],
  ])('%s waits in no ring', async (_, mark) => {
    await sqlInShop(shopId, (sql) =>
      sql.run('UPDATE customer SET last_order_at = $2 WHERE shop_id = $1', now()),
    );
    const first = factsOf('customers/update', await accountOf(other, 'other-now@buyer.example'));
    const second = factsOf('customers/update', await accountOf(gone, 'gone-now@buyer.example'));
    const { marking } = await sqlInShop(shopId, async (sql) => {
      await projectFacts(sql, first, 'webhook');
      const marking = mark();
      marking.catch(() => {});
      await until('it waits', async () => (await waitingStatements()) > 0);
      await waitForNobody(sql);
      await projectFacts(sql, second, 'webhook');
      return { marking };
    });
    await marking;
  });
});

describe('beside the plan of somebody who was merged', () => {
  const words = { ...defaultTemplate('thank-you', 'en'), subject: 'Thank you kindly' };

  it.each([
    [
      'words that are saved',
      () => saveTemplate(shopId, { kind: 'thank-you', locale: 'en', by: 'Ada' }, words),
    ],
    ['a kind that is paused', () => pauseKind(shopId, 'thank-you', 'Ada')],
    ['a kind that is switched off', () => switchKind(shopId, 'thank-you', 'off', 'Ada')],
    [
      'words that are judged again',
      async () => {
        await sqlInShop(shopId, (sql) =>
          sql.run(
            `INSERT INTO template (shop_id, kind, locale, version, class, subject, body, text, created_at, created_by)
             VALUES ($1, 'thank-you', 'en', 1, 'relationship', 'Hello', 'Half price: use SAVE20 at checkout.', 'x', $2, 'Ada')`,
            now(),
          ),
        );
        await judgeTemplates(shopId);
      },
    ],
  ])('%s wait in no ring', async (_, change) => {
    await makeMessages(shopId, [{ customerId: kept }, { customerId: gone }]);
    await besidePlanOf(shopId, { gone, kept }, change);
    const owed = await sqlInShop(shopId, (sql) =>
      sql.rows('SELECT id FROM customer WHERE shop_id = $1 AND replan_due_at IS NOT NULL ORDER BY id'),
    );
    expect(owed).toEqual([{ id: kept }, { id: gone }]);
  });

  it('a day that is too many waits in no ring', async () => {
    await sqlInShop(shopId, (sql) => sql.run('UPDATE shop_kind SET flood_limit = 1 WHERE shop_id = $1'));
    await makeMessages(shopId, [{ customerId: kept }, { customerId: gone }]);
    await besidePlanOf(shopId, { gone, kept }, holdFloods);
  });

  it('what waited for the orders to be read waits in no ring', async () => {
    const dueAt = new Date(now().getTime() + 600_000);
    await makeMessages(shopId, [
      { customerId: kept, dueAt },
      { customerId: gone, dueAt },
    ]);
    await sqlInShop(shopId, (sql) =>
      sql.run(`UPDATE message SET why = '[{"code": "held-not-reconciled"}]' WHERE shop_id = $1`),
    );
    let judged = 0;
    await besidePlanOf(shopId, { gone, kept }, async () => {
      judged = await judgeAgain(shopId);
    });
    expect(judged).toBe(2);
  });

  it('payments that are disputed wait in no ring', async () => {
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `INSERT INTO orders (shop_id, shopify_order_id, customer_id, processed_at, currency)
         SELECT $1, 'gid://shopify/Order/' || id, id, $3, 'EUR' FROM unnest($2::int8[]) AS c (id)`,
        [kept, gone],
        now(),
      ),
    );
    await besidePlanOf(shopId, { gone, kept }, () =>
      sqlInShop(shopId, (sql) =>
        saveDisputes(
          sql,
          [kept, gone].map((id) => `gid://shopify/Order/${id}`),
        ),
      ),
    );
  });

  it('an address that goes from one customer to another waits in no ring', async () => {
    await sqlInShop(shopId, (sql) =>
      sql.run(
        `UPDATE customer g SET shopify_customer_id = NULL, email_hash = k.email_hash FROM customer k
         WHERE g.shop_id = $1 AND g.id = $2 AND k.shop_id = $1 AND k.id = $3`,
        gone,
        kept,
      ),
    );
    const facts = factsOf(
      'customers/update',
      await accountOf(kept, 'kept-now@buyer.example'),
      await accountOf(other, 'kept@buyer.example'),
    );
    await besidePlanOf(shopId, { gone, kept }, () =>
      sqlInShop(shopId, (sql) => projectFacts(sql, facts, 'webhook')),
    );
  });
});
