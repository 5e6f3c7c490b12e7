import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { unsealText } from '~/base/lib/sealed.server';
import { sqlInShop } from '~/db.server';
import { projectInbox } from '~/intake/shops/project-inbox.server';
import { isTopic } from '~/intake/webhooks/topics';
import { deliver } from '../../support/intake/inbox';
import { makeShop } from '../../support/intake/shop-row';

const domain = 'example.myshopify.com';
const shopId = 690933842n;
const fixture = (name: string) => readFileSync(`test/fixtures/payloads/${name}.json`, 'utf8');

/** REST objects come wrapped; the topic under which Shopify would send each. */
const topicOfRest: Record<string, string> = {
  product: 'products/update',
  customer: 'customers/update',
  order: 'orders/updated',
  order_with_transaction: 'orders/updated',
  fulfillment: 'fulfillments/update',
  fulfillment_event: 'fulfillment_events/create',
  refund: 'refunds/create',
};
const topicOfGroup: Record<string, string> = {
  'customers/*': 'customers/update',
  'orders/*': 'orders/updated',
  'products/*': 'products/update',
  'fulfillments/*': 'fulfillments/update',
  'shop/update, app/uninstalled': 'shop/update',
};

const index = readFileSync('test/fixtures/payloads/INDEX.md', 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, file, topic] = /^\| (\w+\.json) \| (.+?) \|/.exec(line) ?? [];
    return file && topic ? [{ file: file.replace('.json', ''), topic }] : [];
  });

function webhookOf({ file, topic }: { file: string; topic: string }): { topic: string; body: string } {
  if (!topic.startsWith('REST ')) return { topic: topicOfGroup[topic] ?? topic, body: fixture(file) };
  const kind = topic.slice('REST '.length);
  const body = fixture(file).trim();
  // Cut out of its wrapper as text, so that digits beyond 2^53 stay.
  const inner = /^\{\s*"\w+":\s*(\{[\s\S]*\})\s*\}$/.exec(body)?.[1] ?? body;
  return { topic: topicOfRest[kind] ?? kind, body: inner };
}

const made = readFileSync('test/fixtures/payloads/MADE.md', 'utf8')
  .split('\n')
  .flatMap((line) => {
    const [, file, topic] = /^\| (made_\w+)\.json \| (.+?) \|/.exec(line) ?? [];
    return file && topic ? [{ file, topic }] : [];
  });

const states = () =>
  sqlInShop(shopId, (sql) =>
    sql.rows<{ topic: string; state: string; error: string | null }>(
      'SELECT topic, state, error FROM inbox_webhook WHERE shop_id = $1 ORDER BY id',
    ),
  );

describe('payloads seen in public', () => {
  beforeAll(async () => {
    await makeShop(shopId, domain, { installedAt: '2026-11-21T00:00:00Z' });
  });

  it('are all listed in their index', () => {
    const files = readdirSync('test/fixtures/payloads').filter(
      (name) => name.endsWith('.json') && !name.startsWith('made_'),
    );
    expect(index.map(({ file }) => `${file}.json`).sort()).toEqual(files.sort());
  });

  it.each(index)('$file ($topic) goes through', async (entry) => {
    const { topic, body } = webhookOf(entry);
    if (!isTopic(topic)) return;
    await deliver(domain, { topic, payload: body });
    await projectInbox(shopId);
    const last = (await states()).at(-1);
    expect(last).toEqual({ topic, state: 'projected', error: null });
  });

  it('left the right order, line, refund and parcel rows of the captured store', async () => {
    const [order] = await sqlInShop(shopId, (sql) =>
      sql.rows(
        `SELECT name, purpose, currency, total_minor, financial_status, is_test, country_code, province_code, locale,
           processed_at, (SELECT count(*)::int FROM order_line l WHERE l.shop_id = $1 AND l.shopify_order_id = o.shopify_order_id) AS lines
         FROM orders o WHERE shop_id = $1 AND shopify_order_id = 'gid://shopify/Order/5364772372694'`,
      ),
    );
    expect(order).toMatchObject({
      name: '#1005',
      purpose: 'test',
      currency: 'INR',
      is_test: true,
      country_code: 'IN',
      province_code: 'TS',
      locale: 'en-IN',
      lines: 2,
    });
    const refunds = await sqlInShop(shopId, (sql) =>
      sql.rows(
        `SELECT shopify_refund_id, amount_minor, line_quantities FROM refund WHERE shop_id = $1 AND shopify_refund_id = 'gid://shopify/Refund/887837196502'`,
      ),
    );
    expect(refunds).toEqual([
      {
        shopify_refund_id: 'gid://shopify/Refund/887837196502',
        amount_minor: 325656n,
        line_quantities: {
          'gid://shopify/LineItem/13347497050326': 2,
          'gid://shopify/LineItem/13347497083094': 2,
        },
      },
    ]);
    const [parcel] = await sqlInShop(shopId, (sql) =>
      sql.rows(
        `SELECT * FROM fulfillment WHERE shop_id = $1 AND shopify_fulfillment_id = 'gid://shopify/Fulfillment/4829428613334'`,
      ),
    );
    expect(parcel).toMatchObject({
      shopify_order_id: 'gid://shopify/Order/5364786725078',
      status: 'SUCCESS',
      tracking_company: '4PX',
      line_quantities: { 'gid://shopify/LineItem/13347521822934': 1 },
    });
  });

  it('left ids beyond 2^53 with all their digits', async () => {
    const rows = await sqlInShop(shopId, (sql) =>
      sql.rows<{ gid: string }>(
        `SELECT shopify_customer_id AS gid FROM customer WHERE shop_id = $1 AND shopify_customer_id LIKE '%706405506930370084'`,
      ),
    );
    expect(rows).toHaveLength(1);
    const lines = await sqlInShop(shopId, (sql) =>
      sql.rows<{ gid: string }>(
        `SELECT shopify_line_item_id AS gid FROM order_line WHERE shop_id = $1 AND shopify_line_item_id ~ '/866550311766439020$'`,
      ),
    );
    expect(lines).toHaveLength(1);
  });

  it('left the captured customer with a sealed name, a zone and a consent', async () => {
    const [customer] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ first: Buffer; email: Buffer; time_zone: string; state: string }>(
        `SELECT first_name_sealed AS first, email_sealed AS email, time_zone, (SELECT state FROM consent WHERE shop_id = $1 AND customer_id = c.id) AS state
         FROM customer c WHERE shop_id = $1 AND shopify_customer_id = 'gid://shopify/Customer/6971943256278'`,
      ),
    );
    expect(customer).toMatchObject({ time_zone: 'Asia/Kolkata', state: 'NOT_SUBSCRIBED' });
    expect(unsealText(customer?.first, { shopId, column: 'customer.first_name_sealed' })).toBe('Alex');
    expect(unsealText(customer?.email, { shopId, column: 'customer.email_sealed' })).toBe(
      'customer@example.com',
    );
  });

  it('made one need for each product, with units from its variants', async () => {
    const rows = await sqlInShop(shopId, (sql) =>
      sql.rows<{ products: number; needs: number; loose: number }>(
        `SELECT (SELECT count(DISTINCT shopify_product_id)::int FROM variant WHERE shop_id = $1) AS products, (SELECT count(*)::int FROM need WHERE shop_id = $1) AS needs,
         (SELECT count(*)::int FROM variant v WHERE shop_id = $1 AND NOT EXISTS (SELECT FROM need_variant n WHERE n.shop_id = $1 AND n.shopify_variant_id = v.shopify_variant_id)) AS loose`,
      ),
    );
    expect(rows[0]?.needs).toBe(rows[0]?.products);
    expect(rows[0]?.loose).toBe(0);
  });

  it('an uninstall from before this installation leaves the shop installed', async () => {
    const [shop] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ state: string }>('SELECT state FROM shop WHERE id = $1'),
    );
    expect(shop?.state).toBe('installed');
  });

  it.each(made)('$file ($topic), which was made, goes through', async ({ file, topic }) => {
    await deliver(domain, {
      topic,
      payload: fixture(file),
      triggeredAt: topic === 'returns/close' ? Date.UTC(2026, 10, 21) : undefined,
    });
    await projectInbox(shopId);
    expect((await states()).at(-1)).toEqual({ topic, state: 'projected', error: null });
  });

  it('left what the made ones say: a closed return, a pointer, a consent, a deleted product and a guest', async () => {
    const [row] = await sqlInShop(shopId, (sql) =>
      sql.rows(
        `SELECT (SELECT status || ' ' || line_quantities::text FROM order_return WHERE shop_id = $1) AS return,
           (SELECT k.shopify_customer_id FROM customer c JOIN customer k ON k.id = c.merged_into_id WHERE c.shop_id = $1 AND c.shopify_customer_id = 'gid://shopify/Customer/207119551') AS kept,
           (SELECT string_agg(state, ',' ORDER BY changed_at) FROM consent x JOIN customer c ON c.id = x.customer_id WHERE x.shop_id = $1 AND c.shopify_customer_id = 'gid://shopify/Customer/6971943256278') AS consents,
           (SELECT deleted_at IS NOT NULL FROM product WHERE shop_id = $1 AND shopify_product_id = 'gid://shopify/Product/8273463967958') AS deleted,
           (SELECT o.attribution_token || ' ' || o.is_pos || ' ' || (c.shopify_customer_id IS NULL) FROM orders o JOIN customer c ON c.id = o.customer_id WHERE o.shop_id = $1 AND o.name = '#1099') AS guest`,
      ),
    );
    expect(row).toEqual({
      return: 'CLOSED {"gid://shopify/LineItem/13347497050326": 1}',
      kept: 'gid://shopify/Customer/6971943256278',
      consents: 'NOT_SUBSCRIBED,SUBSCRIBED',
      deleted: true,
      guest: 'abc.DEF-1 true true',
    });
  });
});
