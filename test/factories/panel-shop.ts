import { dayNumber, isoDay } from '~/base/lib/days';
import { emailHash, seal } from '~/base/lib/sealed.server';
import type { Reason } from '~/base/vocabulary/reasons';
import { acrossShops, type ShopSql, sqlInShop } from '~/db.server';
import { nameTokens } from '~/intake/customers/name-tokens.server';

const DAY_MS = 86_400_000;

/** A shop with people in every state that the panel shows, written straight to the tables. */
export interface PanelShop {
  readonly shopId: bigint;
  readonly customers: Record<'ada' | 'bruno' | 'chloe' | 'dmitri' | 'guest', bigint>;
  readonly messages: Record<
    'waiting' | 'planned' | 'held' | 'unconfirmed' | 'skipped' | 'sent' | 'warranty' | 'thanks',
    bigint
  >;
}

export interface PanelShopOptions {
  readonly shopId: bigint;
  readonly domain: string;
  readonly at: Date;
  readonly settings?: object;
  /** Buyers beside the five that have a story. */
  readonly crowd?: number;
}

export async function makePanelShop(options: PanelShopOptions): Promise<PanelShop> {
  const { shopId, domain, at, settings = {}, crowd = 0 } = options;
  await acrossShops('install', (sql) =>
    sql.run(
      `INSERT INTO shop (id, domain, name, installed_at, reconciled_through, settings, time_zone, currency, country_code)
       VALUES ($1, $2, 'Northwind Coffee', $3::timestamptz - interval '200 days', $3::timestamptz - interval '4 minutes', $4, 'Europe/Berlin', 'EUR', 'DE')
       ON CONFLICT (id) DO UPDATE SET settings = $4, time_zone = 'Europe/Berlin', currency = 'EUR',
         reconciled_through = $3::timestamptz - interval '4 minutes'`,
      shopId,
      domain,
      at,
      JSON.stringify(settings),
    ),
  );
  return sqlInShop(shopId, async (sql) => {
    // Somebody opened the app here before: home does not lead to the welcome any more.
    await sql.run(
      `INSERT INTO set_up (shop_id, step, passed, skipped, changed_at, changed_by) VALUES ($1, 'welcome', '{}', '{}', $2, 'test')
       ON CONFLICT DO NOTHING`,
      at,
    );
    const day = (offset: number) => isoDay(Math.floor(at.getTime() / DAY_MS) + offset);
    const coffee = await makeNeed(sql, 'Sumatra Mandheling, whole bean, 1 kg', 'used_up');
    const filters = await makeNeed(sql, 'Paper filters no. 4, 100 pieces', 'used_up');
    const soap = await makeNeed(sql, 'Olive soap, bar', 'used_up');
    const sign = await makeNeed(sql, 'Enamel sign “Coffee first”', 'not_used_up');
    const customers = {
      ada: await makePerson(sql, at, {
        first: 'Ada',
        last: 'Lindqvist',
        email: 'ada@example.com',
        status: 'due',
        orders: 9,
        lastDay: -27,
        country: 'SE',
        zone: 'Europe/Stockholm',
      }),
      bruno: await makePerson(sql, at, {
        first: 'Bruno',
        last: 'Costa',
        email: 'bruno@example.org',
        status: 'late',
        orders: 4,
        lastDay: -61,
        country: 'PT',
        zone: 'Europe/Lisbon',
      }),
      chloe: await makePerson(sql, at, {
        first: 'Chloé',
        last: 'Dubois',
        email: 'chloe@example.net',
        status: 'lapsed',
        orders: 6,
        lastDay: -140,
        country: 'FR',
        zone: 'Europe/Paris',
        consent: 'UNSUBSCRIBED',
      }),
      dmitri: await makePerson(sql, at, {
        first: 'Dmitri',
        last: 'Okafor',
        email: 'dmitri@example.com',
        status: 'on_time',
        orders: 2,
        lastDay: -6,
        country: 'US',
        zone: 'America/New_York',
      }),
      guest: await makePerson(sql, at, {
        first: '',
        last: '',
        email: 'guest.of.many.words@example.com',
        status: 'learning',
        orders: 1,
        lastDay: -2,
        country: 'DE',
        zone: null,
      }),
    };
    for (const [index, gap] of [-27, -58, -88, -119].entries())
      await makeOrder(sql, at, {
        customer: customers.ada,
        number: 1900 - index,
        day: gap,
        lines: [
          ['Sumatra Mandheling, whole bean, 1 kg', 2],
          ['Paper filters no. 4, 100 pieces', 1],
        ],
      });
    await makeOrder(sql, at, {
      customer: customers.dmitri,
      number: 1911,
      day: -6,
      lines: [['Olive soap, bar', 6]],
    });
    await makeOrder(sql, at, {
      customer: customers.bruno,
      number: 1850,
      day: -61,
      lines: [['Olive soap, bar', 4]],
    });
    const forecasts: [bigint, bigint, number, number[], number, number, number][] = [
      [customers.ada, coffee, -27, [1, 3, 5, 8, 12], 4, 83, 0.04],
      [customers.ada, filters, -58, [-6, 4, 19, 40, 66], 1, 51, 0.12],
      [customers.ada, sign, -88, [30, 60, 90, 150, 300], 0, 9, 0.7],
      [customers.bruno, soap, -61, [-20, -14, -9, -4, 3], 2, 140, 0.35],
      [customers.chloe, soap, -140, [-90, -84, -78, -60, -44], 4, 140, 0.81],
      [customers.dmitri, soap, -6, [19, 28, 38, 55, 80], 0, 140, 0.2],
    ];
    for (const forecast of forecasts) await makeForecast(sql, at, day, forecast);
    const low = (item: string, lastOn: number, out: number, probability = 0.71): Reason => ({
      code: 'running-low',
      item,
      ownGaps: 4,
      otherCustomers: 83,
      gapFromDays: 29,
      gapToDays: 33,
      lastOn: day(lastOn),
      lastQuantity: 2,
      lastWas: 'delivered',
      runOutOn: day(out),
      runOutFromOn: day(out - 4),
      runOutToOn: day(out + 7),
      probability,
      step: 1,
    });
    const item = 'Sumatra Mandheling, whole bean, 1 kg';
    const messages = {
      waiting: await makeMessage(sql, at, {
        customer: customers.ada,
        need: coffee,
        state: 'awaiting_approval',
        inDays: 1,
        reason: low(item, -25, 5),
        why: [{ code: 'held-review', of: 25 }],
      }),
      planned: await makeMessage(sql, at, {
        customer: customers.dmitri,
        need: soap,
        state: 'planned',
        inDays: 3,
        reason: low('Olive soap, bar', -4, 38, 0.44),
      }),
      warranty: await makeMessage(sql, at, {
        customer: customers.ada,
        kind: 'warranty-expiry',
        class: 'transactional',
        state: 'planned',
        inDays: 5,
        reason: {
          code: 'warranty-expiry',
          item: 'Grinder Mk II',
          boughtOn: day(-700),
          months: 24,
          endsOn: day(35),
          daysBefore: 30,
          restarted: false,
        },
      }),
      thanks: await makeMessage(sql, at, {
        customer: customers.guest,
        kind: 'thank-you',
        class: 'relationship',
        state: 'planned',
        inDays: 0.3,
        reason: { code: 'thank-you', orderName: '#1912', orderNumber: 1, orderedOn: day(-2) },
      }),
      held: await makeMessage(sql, at, {
        customer: customers.bruno,
        need: soap,
        state: 'held',
        inDays: 2,
        reason: low('Olive soap, bar', -59, -9),
        why: [{ code: 'held-complaint', openedOn: day(-3) }],
      }),
      unconfirmed: await makeMessage(sql, at, {
        customer: customers.bruno,
        kind: 'thank-you',
        class: 'relationship',
        state: 'unconfirmed',
        inDays: -1,
        reason: { code: 'thank-you', orderName: '#1850', orderNumber: 5, orderedOn: day(-61) },
      }),
      skipped: await makeMessage(sql, at, {
        customer: customers.chloe,
        need: soap,
        state: 'skipped',
        inDays: -3,
        reason: low('Olive soap, bar', -138, -78),
        why: [{ code: 'no-consent', state: 'UNSUBSCRIBED', country: 'FR', class: 'marketing' }],
      }),
      sent: await makeMessage(sql, at, {
        customer: customers.ada,
        need: filters,
        state: 'sent',
        inDays: -2,
        reason: low('Paper filters no. 4, 100 pieces', -58, 12),
      }),
    };
    await makeUnconfirmedMail(sql, at, { customer: customers.bruno, message: messages.unconfirmed });
    await makeMail(sql, at, { customer: customers.ada, message: messages.sent, order: '#1900' });
    for (let index = 0; index < crowd; index += 1)
      await makeOneOfMany(sql, at, { index, need: index % 3 === 0 ? soap : coffee, low });
    await sql.run(
      `INSERT INTO sender_health (shop_id, state, last_sent_at, changed_at) VALUES ($1, 'ok', $2::timestamptz - interval '2 days', $2)
       ON CONFLICT (shop_id) DO NOTHING`,
      at,
    );
    return { shopId, customers, messages };
  });
}

/** A need of which one thing is for sale. */
async function makeNeed(sql: ShopSql, title: string, usage: string): Promise<bigint> {
  const [row] = await sql.rows<{ id: bigint }>(
    `WITH made AS (INSERT INTO need (shop_id, title, usage) VALUES ($1, $2, $3) RETURNING id),
       on_sale AS (
         INSERT INTO product (shop_id, shopify_product_id, title, tags)
         SELECT $1, 'gid://shopify/Product/of-need-' || id, $2, '{}' FROM made),
       sold AS (
         INSERT INTO variant (shop_id, shopify_variant_id, shopify_product_id, title)
         SELECT $1, 'gid://shopify/ProductVariant/of-need-' || id, 'gid://shopify/Product/of-need-' || id, '' FROM made),
       fills AS (
         INSERT INTO need_variant (shop_id, need_id, shopify_variant_id)
         SELECT $1, id, 'gid://shopify/ProductVariant/of-need-' || id FROM made)
     SELECT id FROM made`,
    title,
    usage,
  );
  return idOf(row);
}

interface Person {
  readonly first: string;
  readonly last: string;
  readonly email: string;
  readonly status: string;
  readonly orders: number;
  readonly lastDay: number;
  readonly country: string;
  readonly zone: string | null;
  readonly consent?: string;
}

let serial = 7_000_000_000_000;
const later = (at: Date, days: number) => new Date(at.getTime() + days * DAY_MS);

async function makePerson(sql: ShopSql, at: Date, person: Person): Promise<bigint> {
  const { shopId } = sql;
  serial += 1;
  const sealed = (column: string, text: string) =>
    text === '' ? null : seal(text, { shopId, column: `customer.${column}` });
  const [row] = await sql.rows<{ id: bigint }>(
    `INSERT INTO customer (shop_id, shopify_customer_id, email_hash, email_sealed, first_name_sealed, last_name_sealed, name_tokens,
       locale, country_code, time_zone, tags, number_of_orders, amount_spent_minor, status, first_order_at, last_order_at, status_facts)
     VALUES ($1, $2, $3, $4, $5, $6, $7::bigint[], 'en', $8, $9, '{vip}', $10, $11, $12, $13, $14, $15) RETURNING id`,
    `gid://shopify/Customer/${serial}`,
    emailHash(shopId, person.email),
    sealed('email_sealed', person.email),
    sealed('first_name_sealed', person.first),
    sealed('last_name_sealed', person.last),
    nameTokens(shopId, person.first, person.last, person.email.split('@')[0]).map(String),
    person.country,
    person.zone,
    person.orders,
    person.orders * 4_350,
    person.status,
    later(at, -300),
    later(at, person.lastDay),
    JSON.stringify(rhythmOf(person, isoDay(Math.floor(at.getTime() / DAY_MS) + person.lastDay))),
  );
  const id = idOf(row);
  await sql.run(
    `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at) VALUES ($1, $2, 'email', $3, 'checkout', $4)`,
    id,
    person.consent ?? 'SUBSCRIBED',
    later(at, -200),
  );
  return id;
}

/** The days between orders on average, and when silence tells: only of those whose rhythm is known. */
function rhythmOf({ orders, lastDay }: Person, lastOrderOn: string) {
  if (orders < 3) return { lastOrderOn, orders };
  const typicalIntervalDays = (300 + lastDay) / (orders - 1);
  return {
    typicalIntervalDays,
    dueAfterDays: typicalIntervalDays * 0.8,
    lateAfterDays: typicalIntervalDays * 1.4,
    lapseAfterDays: typicalIntervalDays * 3,
    lastOrderOn,
    orders,
  };
}

interface OrderSeed {
  readonly customer: bigint;
  readonly number: number;
  readonly day: number;
  readonly lines: readonly (readonly [string, number])[];
}

async function makeOrder(
  sql: ShopSql,
  at: Date,
  { customer, number, day, lines }: OrderSeed,
): Promise<bigint> {
  const gid = `gid://shopify/Order/${number}${customer}`;
  // At noon, so that it is the same day in the zone of each customer whatever the hour of the test.
  const noon = new Date(`${at.toISOString().slice(0, 10)}T12:00:00Z`);
  const [row] = await sql.rows<{ id: bigint }>(
    `INSERT INTO orders (shop_id, shopify_order_id, customer_id, name, processed_at, currency, total_minor)
     VALUES ($1, $2, $3, $4, $5, 'EUR', $6) RETURNING id`,
    gid,
    customer,
    `#${number}`,
    later(noon, day),
    lines.reduce((sum, [, quantity]) => sum + quantity * 1_950, 0),
  );
  for (const [index, [title, quantity]] of lines.entries()) {
    await sql.run(
      `INSERT INTO order_line (shop_id, shopify_order_id, shopify_line_item_id, title, quantity, current_quantity)
       VALUES ($1, $2, $3, $4, $5, $5)`,
      gid,
      `gid://shopify/LineItem/${number}${customer}${index}`,
      title,
      quantity,
    );
  }
  await sql.run(
    `INSERT INTO fulfillment (shop_id, shopify_fulfillment_id, shopify_order_id, status, fulfilled_at, delivered_at)
     VALUES ($1, $2, $3, 'SUCCESS', $4, $5)`,
    `gid://shopify/Fulfillment/${number}${customer}`,
    gid,
    later(at, day + 1),
    later(at, day + 2),
  );
  return idOf(row);
}

async function makeForecast(
  sql: ShopSql,
  at: Date,
  day: (offset: number) => string,
  [customer, need, bought, quantiles, gaps, others, never]: [
    bigint,
    bigint,
    number,
    number[],
    number,
    number,
    number,
  ],
): Promise<void> {
  const [p10 = 0, p25 = 0, p50 = 0, p75 = 0, p90 = 0] = quantiles;
  await sql.run(
    `INSERT INTO forecast (shop_id, customer_id, need_id, last_purchase_on, supplied_on, quantity, own_gaps, pool_customers, own_weight,
       never_probability, p10_on, p25_on, p50_on, p75_on, p90_on, write_on, computed_at)
     VALUES ($1, $2, $3, $4, $5, 2, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    customer,
    need,
    day(bought),
    day(bought + 2),
    gaps,
    others,
    gaps / (gaps + 3),
    never,
    day(p10),
    day(p25),
    day(p50),
    day(p75),
    day(p90),
    day(p50 - 4),
    at,
  );
}

interface MessageSeed {
  readonly customer: bigint;
  readonly need?: bigint;
  readonly kind?: string;
  readonly class?: string;
  readonly state: string;
  readonly inDays: number;
  readonly reason: Reason;
  readonly why?: readonly Reason[];
}

async function makeMessage(sql: ShopSql, at: Date, seed: MessageSeed): Promise<bigint> {
  serial += 1;
  const { kind = 'running-low' } = seed;
  const [row] = await sql.rows<{ id: bigint }>(
    `INSERT INTO message (shop_id, key, kind, class, customer_id, need_id, state, due_at, useful_until, reason, why, planned_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $12) RETURNING id`,
    `${kind}-${serial}-1`,
    kind,
    seed.class ?? 'marketing',
    seed.customer,
    seed.need ?? null,
    seed.state,
    later(at, seed.inDays),
    later(at, seed.inDays + 4),
    JSON.stringify(seed.reason),
    seed.why ? JSON.stringify(seed.why) : null,
    at,
  );
  return idOf(row);
}

/** A sent mail with a click, and an order that came through its link. */
async function makeMail(
  sql: ShopSql,
  at: Date,
  { customer, message, order }: { customer: bigint; message: bigint; order: string },
): Promise<void> {
  const [mail] = await sql.rows<{ id: bigint }>(
    `INSERT INTO mail (shop_id, customer_id, class, state, phase, due_at, claimed_at, lead_kind, sent_at, first_click_at)
     VALUES ($1, $2, 'marketing', 'sent', 'committing', $3, $3, 'running-low', $3, $4) RETURNING id`,
    customer,
    later(at, -2),
    later(at, -1.9),
  );
  await sql.run(
    `UPDATE message SET mail_id = $2, sent_at = $3 WHERE shop_id = $1 AND id = $4`,
    idOf(mail),
    later(at, -2),
    message,
  );
  await sql.run(
    `INSERT INTO attribution (shop_id, message_id, order_id, via, amount_minor, at)
     SELECT $1, $2, id, 'link', total_minor, $4 FROM orders WHERE shop_id = $1 AND name = $3`,
    message,
    order,
    later(at, -1),
  );
}

/** A mail whose server's answer was lost. */
async function makeUnconfirmedMail(
  sql: ShopSql,
  at: Date,
  { customer, message }: { customer: bigint; message: bigint },
): Promise<void> {
  await sql.run(
    `WITH mail AS (
       INSERT INTO mail (shop_id, customer_id, class, state, phase, due_at, claimed_at, lead_kind)
       VALUES ($1, $2, 'relationship', 'unconfirmed', 'committing', $3, $3, 'thank-you') RETURNING id)
     UPDATE message SET mail_id = mail.id FROM mail WHERE shop_id = $1 AND message.id = $4`,
    customer,
    later(at, -1),
    message,
  );
}

const firstNames = ['Mila', 'Jonas', 'Amara', 'Søren', 'Yuki', 'Fatima', 'Luca', 'Ines', 'Tomasz', 'Greta'];
const lastNames = ['Hansen', 'Moreau', 'Kowalski', 'Silva', 'Tanaka', 'Byrne', 'Novak', 'Rossi', 'Weber'];
const statuses = ['learning', 'on_time', 'due', 'late', 'lapsed'];

async function makeOneOfMany(
  sql: ShopSql,
  at: Date,
  {
    index,
    need,
    low,
  }: { index: number; need: bigint; low: (item: string, last: number, out: number) => Reason },
): Promise<void> {
  const first = firstNames[index % firstNames.length] ?? 'Mila';
  const last = lastNames[index % lastNames.length] ?? 'Hansen';
  const customer = await makePerson(sql, at, {
    first,
    last,
    email: `${first}.${last}.${index}@example.com`.toLowerCase().replace('ø', 'o'),
    status: statuses[index % statuses.length] ?? 'due',
    orders: 1 + (index % 7),
    lastDay: -3 - index,
    country: 'DE',
    zone: 'Europe/Berlin',
  });
  const day = (offset: number) => isoDay(dayNumber(at.toISOString().slice(0, 10)) + offset);
  const out = 4 + (index % 20);
  await makeForecast(sql, at, day, [
    customer,
    need,
    -3 - index,
    [out - 5, out - 2, out, out + 3, out + 8],
    index % 5,
    60,
    0.1,
  ]);
  await makeMessage(sql, at, {
    customer,
    need,
    state: index % 2 === 0 ? 'awaiting_approval' : 'planned',
    inDays: 0.5 + (index % 12) / 2,
    reason: low('Sumatra Mandheling, whole bean, 1 kg', -25, out),
  });
}

function idOf(row: { id: bigint } | undefined): bigint {
  if (!row) throw new Error('nothing was inserted');
  return row.id;
}
