import { beforeAll, describe, expect, it } from 'vitest';
import { emailHash, sealText } from '~/base/lib/sealed.server';
import { reasonSentence } from '~/base/strings/reasons';
import type { Reason } from '~/base/vocabulary/reasons';
import { acrossShops, sqlInShop } from '~/db.server';
import { lockCustomer, lockProjection } from '~/intake/customers/lock-customer.server';
import { startOrderImport, takeOrderPiece } from '~/intake/imports/import-orders.server';
import { addOrderFacts, addWebhookFacts, noFacts } from '~/intake/orders/facts-of-webhook';
import { projectFacts } from '~/intake/orders/project-facts.server';
import { readOrderNode } from '~/intake/orders/read-order-node';
import { projectInbox } from '~/intake/shops/project-inbox.server';
import { loadDataRequests } from '~/office/pages/home/data-requests.server';
import { answerOf } from '~/office/privacy/answer-request.server';
import { redactCustomer } from '~/office/privacy/redact-customer.server';
import { redactShop } from '~/office/privacy/redact-shop.server';
import { makeSendingShop } from '../../factories/sending-shop';
import { deliver } from '../../support/intake/inbox';
import { carryOutRequests } from '../../support/intake/privacy-requests';
import { makeShop } from '../../support/intake/shop-row';
import { onServer } from '../../support/postgres-server';
import { until } from '../../support/until';
import { waitingStatements } from '../../support/waiting-statements';

const domain = 'privacy.myshopify.com';
const shopId = 4242n;
const gid = 'gid://shopify/Customer/900900900';
const secrets = [
  'zelda.quux@example.com',
  'Zelda',
  'Quuxington',
  '+15550199',
  '900900900',
  '77 Quux Lane',
  'in_grief',
];
const customer = {
  id: 900900900,
  admin_graphql_api_id: gid,
  email: 'zelda.quux@example.com',
  first_name: 'Zelda',
  last_name: 'Quuxington',
  phone: '+15550199',
  updated_at: '2026-11-01T00:00:00Z',
  tags: 'vip-zelda',
  email_marketing_consent: {
    state: 'subscribed',
    opt_in_level: 'single_opt_in',
    consent_updated_at: '2026-10-01T00:00:00Z',
  },
  default_address: { address1: '77 Quux Lane', zip: '1', city: 'Bath', country_code: 'GB', phone: null },
};
const order = (id: number, more: object = {}) => ({
  id,
  admin_graphql_api_id: `gid://shopify/Order/${id}`,
  name: `#${id}`,
  email: customer.email,
  currency: 'USD',
  created_at: '2026-11-02T00:00:00Z',
  updated_at: '2026-11-02T00:00:00Z',
  subtotal_price: '10.00',
  total_price: '10.00',
  customer,
  line_items: [{ id: id * 10, quantity: 1, title: 'Tea', price: '10.00' }],
  ...more,
});

async function send(topic: string, payload: unknown): Promise<void> {
  await deliver(domain, { topic, payload });
  await projectInbox(shopId);
}

/** An order of a guest as a reconcile reads it. */
function nodeFacts(id: number, email: string, updatedAt: string) {
  const node = {
    id: `gid://shopify/Order/${id}`,
    name: `#${id}`,
    email,
    createdAt: '2026-11-02T00:00:00Z',
    processedAt: '2026-11-02T00:00:00Z',
    updatedAt,
    lineItems: [{ id: `gid://shopify/LineItem/${id}0`, quantity: 1, title: 'Tea' }],
    shippingAddress: { lastName: 'One' },
  };
  const facts = noFacts();
  const read = readOrderNode(node, 'USD');
  if (read) addOrderFacts(facts, read);
  return facts;
}

async function importOrder(name: string, email: string, createdAt: string): Promise<void> {
  const piece = Buffer.from(
    `Name,Email,Financial Status,Fulfillment Status,Currency,Subtotal,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price\n` +
      `${name},${email},paid,fulfilled,USD,10.00,10.00,${createdAt},1,Tea,10.00\n`,
  );
  const { id } = await startOrderImport(
    shopId,
    { name: 'orders.csv', bytes: piece.length, mark: name },
    'ada',
  );
  const taken = await takeOrderPiece(shopId, { importId: BigInt(id), offset: 0, piece });
  expect(taken).toMatchObject({ state: 'done', ordersNew: 1, errorCount: 0 });
}

/** Every value of every column of every table, as text. */
async function everything(): Promise<{ place: string; text: string }[]> {
  return acrossShops('housekeeping', async (sql) => {
    const tables = await sql.rows<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT LIKE '\\_prisma%'`,
    );
    const found: { place: string; text: string }[] = [];
    for (const { name } of tables) {
      for (const row of await sql.rows<Record<string, unknown>>(`SELECT * FROM "${name}"`))
        for (const [column, value] of Object.entries(row))
          if (value !== null)
            found.push({
              place: `${name}.${column}`,
              text: Buffer.isBuffer(value)
                ? value.toString('hex')
                : JSON.stringify(value, (_, one) => (typeof one === 'bigint' ? String(one) : one)),
            });
    }
    return found;
  });
}

describe('privacy', () => {
  beforeAll(() => makeShop(shopId, domain).then(() => undefined));

  it('hands out all that is held of a person', async () => {
    await send('customers/create', customer);
    await send('orders/create', order(501));
    await send('orders/create', order(502, { customer: null }));
    // Before the address changed; a parcel names neither customer nor the one of today.
    await send('fulfillments/create', {
      id: 7501,
      admin_graphql_api_id: 'gid://shopify/Fulfillment/7501',
      order_id: 501,
      status: 'success',
      email: 'zelda.before@example.com',
      destination: { first_name: 'Zelda', last_name: 'Quuxington', address1: '77 Quux Lane' },
      created_at: '2026-11-03T00:00:00Z',
      updated_at: '2026-11-03T00:00:00Z',
      line_items: [],
    });
    await sqlInShop(shopId, async (sql) => {
      const [zelda] = await sql.rows<{ id: bigint }>(
        'SELECT id FROM customer WHERE shop_id = $1 AND shopify_customer_id = $2',
        gid,
      );
      await sql.run(
        `INSERT INTO complaint (shop_id, customer_id, text, opened_at) VALUES ($1, $2, $3, now())`,
        zelda?.id,
        sealText('the Quuxington teapot leaks', { shopId, column: 'complaint.text' }),
      );
      await sql.run(
        `INSERT INTO contact_note (shop_id, customer_id, kind, text_sealed, by, at) VALUES ($1, $2, 'reply', $3, 'customer', now())`,
        zelda?.id,
        sealText('it leaks at 77 Quux Lane', { shopId, column: 'contact_note.text_sealed' }),
      );
      await sql.run(
        `INSERT INTO commitment (shop_id, customer_id, what_sealed, kind, due_at, by) VALUES ($1, $2, $3, 'replacement', now(), 'Ada')`,
        zelda?.id,
        sealText('a new teapot for Zelda', { shopId, column: 'commitment.what_sealed' }),
      );
      await sql.run(
        `INSERT INTO message (shop_id, key, kind, class, channel, customer_id, state, due_at, useful_until, reason, why, planned_at, changed_at, wanted_on, material_hash, order_id)
         SELECT $1, 'thank-you-' || id, 'thank-you', 'relationship', 'email', $2, 'failed', now(), now(),
           '{"code": "thank-you", "orderName": "#501", "orderNumber": 1, "orderedOn": "2026-11-01"}',
           '[{"code": "held-late-order", "orderName": "#501"}, {"code": "hard-failure", "phase": "envelope", "reply": "550 no Quuxington here"},
             {"code": "held-sender", "detail": "550 5.7.1 Quuxington was here"}, {"code": "held-situation", "situation": "in_grief", "until": null}]', now(), now(), now(), '', id FROM orders WHERE shop_id = $1 AND name = '#501'`,
        zelda?.id,
      );
      for (const statement of [
        `INSERT INTO attribution (shop_id, message_id, order_id, via, at) SELECT $1, id, order_id, 'link', now() FROM message WHERE shop_id = $1`,
        `INSERT INTO override (shop_id, message_key, action, by) SELECT $1, key, 'approve', 'Ada' FROM message WHERE shop_id = $1`,
        `INSERT INTO exposure (shop_id, customer_id, kind, message_key, arm, at) SELECT $1, customer_id, kind, key, 'sent', now() FROM message WHERE shop_id = $1`,
        `INSERT INTO message_transition (shop_id, message_id, "to", actor, reason, at) SELECT $1, id, 'failed', 'plan', reason, now() FROM message WHERE shop_id = $1`,
        `INSERT INTO batch (shop_id, action, total, by, created_at) VALUES ($1, 'approve', 1, 'Ada', now())`,
        `INSERT INTO batch_item (batch_id, message_id, shop_id, done, refusal) SELECT b.id, m.id, $1, false, m.reason FROM batch b, message m WHERE b.shop_id = $1 AND m.shop_id = $1`,
        `INSERT INTO dry_run (shop_id, kind, from_on, until_at, tally, started_at, started_by)
         SELECT $1, 'thank-you', '2025-11-30', now(), jsonb_build_object('examples', jsonb_build_array(jsonb_build_object(
           'customerId', customer_id::text, 'key', key, 'at', '2026-11-03T10:00:00Z', 'reason', reason))), now(), 'Ada' FROM message WHERE shop_id = $1`,
      ])
        await sql.run(statement);
    });
    await send('customers/data_request', {
      customer: { id: 900900900, email: customer.email },
      data_request: { id: 1 },
    });
    await carryOutRequests(shopId);
    const [request] = await sqlInShop(shopId, loadDataRequests);
    const id = BigInt(request?.id ?? 0);
    const told = JSON.parse((await answerOf(shopId, { id, staff: 'ada' })) ?? '{}');
    expect(
      await sqlInShop(shopId, (sql) =>
        sql.rows(`SELECT staff FROM access_log WHERE shop_id = $1 AND what = 'data-request'`),
      ),
    ).toEqual([{ staff: 'ada' }]);
    const stranger = await makeSendingShop();
    expect(await answerOf(stranger, { id, staff: 'eve' })).toBeNull();
    expect(await sqlInShop(stranger, loadDataRequests)).toEqual([]);
    expect(told.people[0]).toMatchObject({
      email: customer.email,
      firstName: 'Zelda',
      lastName: 'Quuxington',
      phone: '+15550199',
    });
    expect(told.orders.map(({ name }: { name: string }) => name).sort()).toEqual(['#501', '#502']);
    expect(told.consents).toHaveLength(1);
    expect(told.complaints).toMatchObject([{ text: 'the Quuxington teapot leaks' }]);
    expect(told.dryRuns).toMatchObject([{ kind: 'thank-you', reason: { orderName: '#501' } }]);
    expect(told.notes).toMatchObject([{ text: 'it leaks at 77 Quux Lane' }]);
    expect(told.promises).toMatchObject([{ text: 'a new teapot for Zelda' }]);
  });

  it('knows every table that speaks of a person: each is handed out', async () => {
    const handedOut = [
      ...['consent', 'preference', 'orders', 'message', 'answer', 'engagement', 'forecast', 'mail'],
      ...['complaint', 'contact_note', 'commitment', 'task', 'exposure', 'access_log'],
      // Their hashes find what stopped us from writing to a former address; they say nothing by themselves.
      'customer_email',
      // The answers themselves.
      'privacy_request',
    ];
    const rows = await acrossShops('housekeeping', (sql) =>
      sql.rows<{ name: string }>(
        `SELECT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('customer_id', 'customer_ids') AND NOT a.attisdropped
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition ORDER BY 1`,
      ),
    );
    expect(rows.map(({ name }) => name).filter((name) => !handedOut.includes(name))).toEqual([]);
  });

  it('knows every column of JSON, and those in which a person may be spoken of', async () => {
    const ofPeople = [
      // Examples name customers.
      'dry_run.tally',
      // Reasons and answers of mail servers quote what was bought, and addresses.
      ...['message.reason', 'message.why', 'message_transition.reason', 'batch_item.refusal', 'task.reason'],
      ...['override.previous', 'engagement.detail', 'inbound_mail.detail'],
      ...['customer.versions', 'customer.status_facts', 'orders.versions'],
    ];
    const ofNobody = [
      ...[
        'shop.settings',
        'shop.marketing_stop',
        'set_up.found',
        'shop_pool.pool',
        'shop_pool.transit',
        'shop_pool.plans_owed',
      ],
      ...[
        'need_pool.pool',
        'model_score.score',
        'report.counts',
        'order_import.columns',
        'order_import.errors',
      ],
      ...['product_edit.before', 'product_edit.after', 'variant.pack_size'],
      // What stands in the rows of an order that keeps its goods and loses its buyer.
      ...['fulfillment.line_quantities', 'fulfillment.versions', 'refund.line_quantities', 'refund.versions'],
      ...['order_return.line_quantities', 'order_return.versions'],
    ];
    const columns = await acrossShops('housekeeping', (sql) =>
      sql.rows<{ name: string }>(
        `SELECT c.relname || '.' || a.attname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
         WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
           AND a.atttypid IN ('json'::regtype, 'jsonb'::regtype) ORDER BY 1`,
      ),
    );
    expect(columns.map(({ name }) => name)).toEqual([...ofPeople, ...ofNobody].sort());
  });

  it('waits for a plan that is being made, and erases what it stored', async () => {
    const person = 'gid://shopify/Customer/777';
    const [row] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ id: bigint }>(
        `INSERT INTO customer (shop_id, shopify_customer_id, tags, name_tokens) VALUES ($1, $2, '{}', '{}') RETURNING id`,
        person,
      ),
    );
    const id = row?.id ?? 0n;
    const request = {
      id: 0n,
      kind: 'customers/redact',
      shopifyCustomerId: person,
      emailHash: null,
      inboxCustomerHash: null,
      inboxEmailHash: null,
      shopifyOrderIds: [],
      requestedAt: new Date(),
    };
    let redaction: Promise<void> | undefined;
    await sqlInShop(shopId, async (sql) => {
      await lockCustomer(sql, id);
      redaction = sqlInShop(shopId, (other) => redactCustomer(other, request));
      await until('the redaction waits', async () => (await waitingStatements()) > 0);
      await sql.run(
        `INSERT INTO answer (shop_id, customer_id, answer, at) VALUES ($1, $2, 'still-have-plenty', now())`,
        id,
      );
    });
    await redaction;
    expect(
      await sqlInShop(shopId, (sql) =>
        sql.rows('SELECT 1 FROM answer WHERE shop_id = $1 AND customer_id = $2', id),
      ),
    ).toEqual([]);
  });

  it('leaves nothing of a redacted person in any table but a tombstone’s id and a suppression', async () => {
    const before = await sqlInShop(shopId, (sql) =>
      sql.rows<{ id: bigint; hashes: string[] }>(
        `SELECT id, array_remove(ARRAY[encode(email_hash, 'hex'), encode(phone_hash, 'hex'), encode(address_hash, 'hex')], NULL) AS hashes FROM customer WHERE shop_id = $1`,
      ),
    );
    await send('customers/redact', {
      shop_id: 4242,
      shop_domain: domain,
      customer: { id: 900900900, email: customer.email, phone: customer.phone },
      orders_to_redact: [501, 502],
    });
    await carryOutRequests(shopId);
    const rows = await everything();
    for (const secret of secrets) {
      const places = rows.filter(({ text }) => text.includes(secret)).map(({ place }) => place);
      expect(
        places.filter((place) => !(secret === '900900900' && place === 'customer.shopify_customer_id')),
        secret,
      ).toEqual([]);
    }
    const hashes = before.flatMap((row) => row.hashes);
    expect(hashes.length).toBeGreaterThan(0);
    for (const hash of hashes)
      expect(
        rows
          .filter(({ text }) => text.includes(hash))
          .map(({ place }) => place)
          .filter((place) => place !== 'suppression.email_hash'),
      ).toEqual([]);
    const sealed = await sqlInShop(shopId, (sql) =>
      sql.rows(
        `SELECT 1 FROM customer WHERE shop_id = $1 AND (email_sealed IS NOT NULL OR first_name_sealed IS NOT NULL OR last_name_sealed IS NOT NULL OR phone_sealed IS NOT NULL OR name_tokens <> '{}')`,
      ),
    );
    expect(sealed).toEqual([]);
    const inbox = rows.filter(
      ({ place }) => place.startsWith('inbox_webhook') && place.endsWith('.body_sealed'),
    );
    expect(inbox).toEqual([]);
  });

  it('leaves no way from the person’s messages to an order, and counts them still', async () => {
    const messages = await sqlInShop(shopId, (sql) =>
      sql.rows<{ order: bigint | null; reason: Reason; why: { code: string }[] }>(
        `SELECT order_id AS order, reason, why FROM message WHERE shop_id = $1`,
      ),
    );
    expect(
      messages.map(({ order, reason, why }) => [order, reason.code, why.map(({ code }) => code)]),
    ).toEqual([[null, 'thank-you', ['held-late-order', 'hard-failure', 'held-sender', 'held-situation']]]);
    const rows = await everything();
    const [order] = await sqlInShop(shopId, (sql) =>
      sql.rows<{ id: bigint }>(`SELECT id FROM orders WHERE shop_id = $1 AND name = '#501'`),
    );
    const places = (secret: string) =>
      rows.filter(({ text }) => text.includes(secret)).map(({ place }) => place);
    expect(places('#501')).toEqual(['orders.name']);
    expect(places(`thank-you-${order?.id}`)).toEqual([]);
    expect(places('2026-11-01"}')).toEqual([]);
    const told =
      messages[0] &&
      reasonSentence(messages[0].reason, {
        locale: 'en',
        countryCode: 'GB',
        timeZone: 'UTC',
        currency: 'EUR',
        today: '2026-06-01',
        thisYear: '2026',
      });
    expect(told).toBe('The reason was erased with the customer’s data.');
    expect(
      await sqlInShop(shopId, (sql) => sql.rows('SELECT 1 FROM attribution WHERE shop_id = $1')),
    ).toEqual([]);
  });

  it('keeps what was sold, without its buyer', async () => {
    const orders = await sqlInShop(shopId, (sql) =>
      sql.rows(
        `SELECT name, customer_id, shopify_customer_id, email_hash FROM orders WHERE shop_id = $1 ORDER BY name`,
      ),
    );
    expect(orders).toEqual(
      ['#501', '#502'].map((name) => ({
        name,
        customer_id: null,
        shopify_customer_id: null,
        email_hash: null,
      })),
    );
    expect(
      await sqlInShop(shopId, (sql) => sql.rows('SELECT 1 FROM order_line WHERE shop_id = $1')),
    ).toHaveLength(2);
  });

  it('lets no late webhook bring the person back', async () => {
    await send('customers/update', { ...customer, updated_at: '2026-11-03T00:00:00Z' });
    await send('orders/updated', order(501, { updated_at: '2026-11-03T00:00:00Z' }));
    await send('orders/create', order(503, { updated_at: '2026-11-03T00:00:00Z' }));
    await send('orders/create', order(504, { customer: null, updated_at: '2026-11-03T00:00:00Z' }));
    const people = await sqlInShop(shopId, (sql) =>
      sql.rows(
        `SELECT 1 FROM customer WHERE shop_id = $1 AND (email_hash IS NOT NULL OR email_sealed IS NOT NULL OR first_name_sealed IS NOT NULL)`,
      ),
    );
    expect(people).toEqual([]);
    const orders = await sqlInShop(shopId, (sql) =>
      sql.rows<{ name: string }>(
        `SELECT name FROM orders WHERE shop_id = $1 AND (customer_id IS NOT NULL OR shopify_customer_id IS NOT NULL OR email_hash IS NOT NULL)`,
      ),
    );
    expect(orders).toEqual([]);
  });

  it('redacts a guest of whom only the address is told', async () => {
    await send(
      'orders/create',
      order(601, { customer: null, email: 'guest.of.one@example.com', updated_at: '2026-11-04T00:00:00Z' }),
    );
    expect(
      await sqlInShop(shopId, (sql) =>
        sql.rows('SELECT 1 FROM customer WHERE shop_id = $1 AND email_sealed IS NOT NULL'),
      ),
    ).toHaveLength(1);
    await send('customers/redact', {
      shop_domain: domain,
      customer: { email: 'Guest.Of.One@example.com', phone: null },
      orders_to_redact: [601],
    });
    await carryOutRequests(shopId);
    expect(
      await sqlInShop(shopId, (sql) =>
        sql.rows(
          'SELECT 1 FROM customer WHERE shop_id = $1 AND (email_sealed IS NOT NULL OR email_hash IS NOT NULL)',
        ),
      ),
    ).toEqual([]);
    const suppressed = await sqlInShop(shopId, (sql) =>
      sql.rows(`SELECT scope FROM suppression WHERE shop_id = $1 AND reason = 'redacted'`),
    );
    expect(suppressed).toHaveLength(2);
  });

  it('lets no later change of an order of before bring a person back, whoever tells it', async () => {
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const guest = {
      customer: null,
      email: 'guest.of.one@example.com',
      updated_at: later,
      phone: '+15550188',
    };
    await send('orders/updated', order(601, guest));
    await send('orders/updated', order(501, { updated_at: later }));
    // Told first after the redaction, though bought before; and an order of theirs that names another address by now.
    await send('orders/create', order(602, guest));
    await send('orders/updated', order(502, { ...guest, email: 'zelda.elsewhere@example.com' }));
    await sqlInShop(shopId, (sql) => projectFacts(sql, nodeFacts(601, guest.email, later), 'reconcile'));
    await sqlInShop(shopId, (sql) => projectFacts(sql, nodeFacts(603, guest.email, later), 'reconcile'));
    await importOrder('#604', guest.email, '2026-10-02 10:00:00 +0000');
    const people = await sqlInShop(shopId, (sql) =>
      sql.rows(
        `SELECT 1 FROM customer WHERE shop_id = $1 AND (email_hash IS NOT NULL OR email_sealed IS NOT NULL OR last_name_sealed IS NOT NULL OR phone_sealed IS NOT NULL)`,
      ),
    );
    expect(people).toEqual([]);
    const orders = await sqlInShop(shopId, (sql) =>
      sql.rows(
        `SELECT name FROM orders WHERE shop_id = $1 AND (customer_id IS NOT NULL OR shopify_customer_id IS NOT NULL OR email_hash IS NOT NULL)`,
      ),
    );
    expect(orders).toEqual([]);
    const held = await sqlInShop(shopId, (sql) =>
      sql.rows<{ name: string }>(`SELECT name FROM orders WHERE shop_id = $1 AND name >= '#6' ORDER BY name`),
    );
    expect(held.map(({ name }) => name)).toEqual(['#601', '#602', '#603', '#604']);
  });

  it('knows who buys again after the redaction by that order alone', async () => {
    const later = new Date(Date.now() + 3_600_000).toISOString();
    const email = 'guest.of.one@example.com';
    await send(
      'orders/create',
      order(605, { customer: null, email, created_at: later, processed_at: later, updated_at: later }),
    );
    await send('orders/updated', order(602, { customer: null, email, updated_at: later }));
    const orders = await sqlInShop(shopId, (sql) =>
      sql.rows(`SELECT name FROM orders WHERE shop_id = $1 AND customer_id IS NOT NULL`),
    );
    expect(orders).toEqual([{ name: '#605' }]);
  });

  it('knows an order that was imported by its name, whatever address it has by now', async () => {
    const address = { customer: null, email: 'zed.before@example.com' };
    await importOrder('#701', address.email, '2026-11-02 00:00:00 +0000');
    await send('customers/redact', { shop_domain: domain, customer: { email: address.email } });
    await carryOutRequests(shopId);
    const later = { ...address, email: 'zed.now@example.com', updated_at: '2026-11-20T00:00:00Z' };
    await send('orders/updated', order(701, later));
    const held = await sqlInShop(shopId, (sql) =>
      sql.rows(
        `SELECT shopify_order_id AS gid, customer_id AS "customerId", email_hash AS "emailHash",
           (SELECT count(*)::int FROM customer c WHERE c.shop_id = $1 AND c.email_hash = $2) AS people
         FROM orders WHERE shop_id = $1 AND name = '#701'`,
        emailHash(shopId, later.email),
      ),
    );
    expect(held).toEqual([{ gid: 'gid://shopify/Order/701', customerId: null, emailHash: null, people: 0 }]);
  });

  it('of a whole shop is asked for in vain while the shop is installed again, and carried out when it is gone', async () => {
    await send('shop/redact', { shop_id: 4242, shop_domain: domain });
    await carryOutRequests(shopId);
    expect(
      await sqlInShop(shopId, (sql) => sql.rows('SELECT 1 FROM order_line WHERE shop_id = $1')),
    ).not.toEqual([]);
    await send('app/uninstalled', { id: 4242, myshopify_domain: domain });
    let erasing: Promise<string> | undefined;
    await onServer(String(process.env.DATABASE_URL), async (client) => {
      await client.query('BEGIN');
      await client.query('SELECT 1 FROM shop WHERE id = $1 FOR UPDATE', [shopId]);
      erasing = redactShop(shopId, new Date());
      await until('the erasing waits', async () => (await waitingStatements()) > 0);
      await client.query(`UPDATE shop SET state = 'installed' WHERE id = $1`, [shopId]);
      await client.query('COMMIT');
    });
    expect(await erasing).toBe('installed-again');
    expect(
      await sqlInShop(shopId, (sql) => sql.rows('SELECT 1 FROM order_line WHERE shop_id = $1')),
    ).not.toEqual([]);
    await acrossShops('housekeeping', (sql) =>
      sql.run(`UPDATE shop SET state = 'uninstalled' WHERE id = $1`, shopId),
    );
    await send('shop/redact', { shop_id: 4242, shop_domain: domain, again: true });
    await carryOutRequests(shopId);
    const left = (await everything()).filter(
      ({ place, text }) => place.endsWith('.shop_id') && text.includes('4242'),
    );
    expect(left).toEqual([]);
    const [shop] = await sqlInShop(shopId, (sql) =>
      sql.rows(`SELECT state, name, settings FROM shop WHERE id = $1`),
    );
    expect(shop).toEqual({ state: 'redacted', name: '', settings: {} });
  });
});

describe('a redaction', () => {
  const besideId = 4243n;
  const besideDomain = 'beside.myshopify.com';
  const told = (id: number, updatedAt: string) => ({
    ...customer,
    id,
    admin_graphql_api_id: `gid://shopify/Customer/${id}`,
    email: `zelda.${id}@example.com`,
    updated_at: updatedAt,
  });
  const request = (id: number) => ({
    id: 0n,
    kind: 'customers/redact',
    shopifyCustomerId: `gid://shopify/Customer/${id}`,
    emailHash: emailHash(besideId, `zelda.${id}@example.com`),
    inboxCustomerHash: null,
    inboxEmailHash: null,
    shopifyOrderIds: [],
    requestedAt: new Date(),
  });
  const held = (id: number) =>
    sqlInShop(besideId, (sql) =>
      sql.rows(
        `SELECT c.redacted_at IS NOT NULL AS redacted, c.email_sealed AS email, c.first_name_sealed AS name,
           (SELECT count(*)::int FROM consent x WHERE x.shop_id = $1 AND x.customer_id = c.id) AS consents,
           (SELECT count(*)::int FROM customer_email x WHERE x.shop_id = $1 AND x.customer_id = c.id) AS emails
         FROM customer c WHERE c.shop_id = $1 AND c.shopify_customer_id = $2`,
        `gid://shopify/Customer/${id}`,
      ),
    );
  const tombstone = [{ redacted: true, email: null, name: null, consents: 0, emails: 0 }];

  beforeAll(() => makeShop(besideId, besideDomain).then(() => undefined));

  it('is not undone by a webhook that is projected beside it', async () => {
    await deliver(besideDomain, { topic: 'customers/create', payload: told(1, '2026-11-01T00:00:00Z') });
    await projectInbox(besideId);
    let projecting: Promise<unknown> | undefined;
    await sqlInShop(besideId, async (sql) => {
      await redactCustomer(sql, request(1));
      await deliver(besideDomain, { topic: 'customers/update', payload: told(1, '2026-11-02T00:00:00Z') });
      projecting = projectInbox(besideId);
      await until('the projection waits', async () => (await waitingStatements()) > 0);
    });
    await projecting;
    expect(await held(1)).toEqual(tombstone);
  });

  it('leaves no body of a later webhook in the inbox: of the customer, of a guest’s old order and its parcel', async () => {
    const guest = { customer: null, email: 'guest.beside@example.com' };
    await deliver(besideDomain, { topic: 'customers/create', payload: told(4, '2026-11-01T00:00:00Z') });
    await deliver(besideDomain, { topic: 'orders/create', payload: order(701, guest) });
    await projectInbox(besideId);
    const hash = emailHash(besideId, guest.email);
    await sqlInShop(besideId, async (sql) => {
      await redactCustomer(sql, request(4));
      await redactCustomer(sql, { ...request(4), shopifyCustomerId: null, emailHash: hash });
      await sql.run('DELETE FROM inbox_webhook WHERE shop_id = $1');
    });
    const later = [
      { topic: 'customers/update', payload: told(4, '2026-11-03T00:00:00Z') },
      { topic: 'orders/updated', payload: order(701, { ...guest, updated_at: '2026-11-03T00:00:00Z' }) },
      { topic: 'orders/create', payload: order(702, guest) },
      {
        topic: 'fulfillments/create',
        payload: { id: 7010, order_id: 701, status: 'success', created_at: '2026-11-03T00:00:00Z', ...guest },
      },
      { topic: 'customers/update', payload: told(5, '2026-11-03T00:00:00Z') },
    ];
    for (const webhook of later) await deliver(besideDomain, webhook);
    await projectInbox(besideId);
    const left = await sqlInShop(besideId, (sql) =>
      sql.rows('SELECT topic, state FROM inbox_webhook WHERE shop_id = $1'),
    );
    expect(left).toEqual([{ topic: 'customers/update', state: 'projected' }]);
  });

  it('finds a person whom the history is just bringing', async () => {
    const facts = noFacts();
    addWebhookFacts(facts, 'customers/create', told(2, '2026-11-01T00:00:00Z'), {
      triggeredAtMs: null,
      currency: 'USD',
    });
    let redaction: Promise<void> | undefined;
    await sqlInShop(besideId, async (sql) => {
      await projectFacts(sql, facts, 'backfill');
      redaction = sqlInShop(besideId, (other) => redactCustomer(other, request(2)));
      await until('the redaction waits', async () => (await waitingStatements()) > 0);
    });
    await redaction;
    expect(await held(2)).toEqual(tombstone);
  });

  it('finds what was bought without an account under a former address while the history is loaded', async () => {
    const before = told(6, '2026-11-01T00:00:00Z');
    const after = { ...told(6, '2026-11-02T00:00:00Z'), email: 'zelda.now@example.com' };
    await deliver(besideDomain, { topic: 'customers/create', payload: before });
    await deliver(besideDomain, { topic: 'customers/update', payload: after });
    await projectInbox(besideId);
    const bought = nodeFacts(770, before.email, '2026-11-03T00:00:00Z');
    await sqlInShop(besideId, (sql) => projectFacts(sql, bought, 'backfill'));
    await sqlInShop(besideId, (sql) =>
      redactCustomer(sql, { ...request(6), emailHash: emailHash(besideId, after.email) }),
    );
    const kept = await sqlInShop(besideId, (sql) =>
      sql.rows(
        `SELECT customer_id AS "customerId", email_hash AS "emailHash", versions ? 'redacted' AS redacted FROM orders
         WHERE shop_id = $1 AND name = '#770'`,
      ),
    );
    expect(kept).toEqual([{ customerId: null, emailHash: null, redacted: true }]);
  });

  it('does not stand in a ring with a projection that has taken the person’s webhooks', async () => {
    await deliver(besideDomain, { topic: 'customers/create', payload: told(3, '2026-11-01T00:00:00Z') });
    await projectInbox(besideId);
    await deliver(besideDomain, { topic: 'customers/update', payload: told(3, '2026-11-02T00:00:00Z') });
    let projecting: Promise<unknown> | undefined;
    await sqlInShop(besideId, async (sql) => {
      await lockProjection(sql);
      projecting = projectInbox(besideId);
      await until('the projection waits', async () => (await waitingStatements()) > 0);
      await redactCustomer(sql, request(3));
    });
    await projecting;
    expect(await held(3)).toEqual(tombstone);
  });
});
