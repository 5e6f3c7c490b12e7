import { now } from '~/base/lib/clock.server';
import { emailHash, seal } from '~/base/lib/sealed.server';
import type { ShopSettings, SmtpSettings } from '~/base/settings/shop-settings';
import type { Kind, MessageClass } from '~/base/vocabulary/kinds';
import type { Reason } from '~/base/vocabulary/reasons';
import { acrossShops, type ShopSql, sqlInShop } from '~/db.server';

const SENDER: ShopSettings['sender'] = {
  name: 'Ada’s Coffee',
  email: 'hello@adas.example',
  replyTo: '',
  postalAddress: '1 Mill Lane, Ely',
  signature: 'Ada',
  domainVerified: true,
};

/** Never quiet, never capped: tests of sending switch on what they ask about. */
export const openSettings: Partial<ShopSettings> = {
  sender: SENDER,
  quiet: { fromHour: 0, untilHour: 0, slotHour: 10, slotMinute: 0, sundaysOff: false },
  caps: { perWeek: 7, perMonth: 20, marketingPerWeek: 7 },
};

let lastShopId = 1000n;

/** A shop that may send: set up, reconciled, with all three kinds on and reviewed. */
export async function makeSendingShop(
  options: { smtp?: SmtpSettings; settings?: Partial<ShopSettings> } = {},
): Promise<bigint> {
  lastShopId += 1n;
  const shopId = lastShopId;
  await acrossShops('install', (sql) =>
    sql.run(
      `INSERT INTO shop (id, domain, name, installed_at, reconciled_through, settings, smtp_sealed, time_zone, currency, country_code)
       VALUES ($1, $2, 'Ada’s Coffee', $3::timestamptz - interval '400 days', $3::timestamptz + interval '1 hour', $4, $5, 'UTC', 'EUR', 'GB')`,
      shopId,
      `shop-${shopId}.myshopify.com`,
      now(),
      JSON.stringify({ ...openSettings, ...options.settings }),
      options.smtp ? seal(JSON.stringify(options.smtp), { shopId, column: 'shop.smtp_sealed' }) : null,
    ),
  );
  await sqlInShop(shopId, (sql) =>
    sql.run(
      `INSERT INTO shop_kind (shop_id, kind, mode, enabled_at, reviewed, review_ended_at, flood_limit)
       SELECT $1, kind, 'on', now() - interval '100 days', 100, now() - interval '50 days', 1000000
       FROM unnest(ARRAY['running-low', 'warranty-expiry', 'thank-you']) AS kind`,
    ),
  );
  return shopId;
}

export interface CustomerOptions {
  readonly email?: string | null;
  readonly firstName?: string;
  readonly consent?: string;
}

export async function makeCustomer(shopId: bigint, options: CustomerOptions = {}): Promise<bigint> {
  const [id] = await makeCustomers(shopId, [options]);
  if (id === undefined) throw new Error('no customer');
  return id;
}

export async function makeCustomers(shopId: bigint, options: readonly CustomerOptions[]): Promise<bigint[]> {
  const people = options.map(({ email = 'ada@buyer.example', firstName = 'Ada' }) => ({ email, firstName }));
  return sqlInShop(shopId, async (sql) => {
    const rows = await sql.rows<{ id: bigint }>(
      `INSERT INTO customer (shop_id, shopify_customer_id, email_hash, email_sealed, first_name_sealed, country_code, locale,
         name_tokens, tags)
       SELECT $1, 'gid://shopify/Customer/' || nextval('customer_id_seq'), p.hash, p.email, p.name, 'GB', 'en', '{}', '{}'
       FROM unnest($2::bytea[], $3::bytea[], $4::bytea[]) WITH ORDINALITY AS p(hash, email, name, nr) ORDER BY nr
       RETURNING id`,
      people.map(({ email }) => emailHash(shopId, email)),
      people.map(({ email }) => (email ? seal(email, { shopId, column: 'customer.email_sealed' }) : null)),
      people.map(({ firstName }) => seal(firstName, { shopId, column: 'customer.first_name_sealed' })),
    );
    const ids = rows.map(({ id }) => id).sort((a, b) => Number(a - b));
    await sql.run(
      `INSERT INTO consent (shop_id, customer_id, channel, state, source, changed_at)
       SELECT $1, c.id, 'email', c.state, 'test', now() - interval '200 days' FROM unnest($2::bigint[], $3::text[]) AS c(id, state)`,
      ids,
      options.map(({ consent = 'SUBSCRIBED' }) => consent),
    );
    return ids;
  });
}

export interface MessageOptions {
  readonly customerId: bigint;
  readonly key?: string;
  readonly kind?: Kind;
  readonly class?: MessageClass;
  readonly channel?: string;
  readonly state?: string;
  readonly dueAt?: Date;
  readonly usefulUntil?: Date;
  /** The message whose mail it goes in; a message that goes alone or leads is stored with none, as a plan stores it. */
  readonly leadKey?: string;
  readonly rank?: number;
  readonly reason?: Reason;
}

let lastKey = 0;

export async function makeMessage(shopId: bigint, options: MessageOptions): Promise<bigint> {
  const [id] = await makeMessages(shopId, [options]);
  if (id === undefined) throw new Error('no message');
  return id;
}

const CLASS_OF: Partial<Record<Kind, MessageClass>> = {
  'running-low': 'marketing',
  'thank-you': 'relationship',
  'warranty-expiry': 'transactional',
};

/** So many customers, from ada0@buyer.example on, each with one message that fell due a minute ago. */
export async function makeDueCustomers(shopId: bigint, count: number): Promise<void> {
  const emails = Array.from({ length: count }, (_, at) => ({ email: `ada${at}@buyer.example` }));
  const customers = await makeCustomers(shopId, emails);
  await makeMessages(
    shopId,
    customers.map((customerId) => ({ customerId })),
  );
}

/** Messages that fell due a minute ago, unless told otherwise; ids in the order of the options. */
export async function makeMessages(shopId: bigint, options: readonly MessageOptions[]): Promise<bigint[]> {
  const at = now();
  const later = (ms: number) => new Date(at.getTime() + ms);
  const rows = options.map((one) => {
    lastKey += 1;
    const { kind = 'thank-you' } = one;
    const key = one.key ?? `${kind}-${lastKey}-1`;
    return {
      key,
      kind,
      class: one.class ?? CLASS_OF[kind] ?? 'relationship',
      channel: one.channel ?? 'email',
      customerId: one.customerId,
      state: one.state ?? 'planned',
      dueAt: one.dueAt ?? later(-60_000),
      usefulUntil: one.usefulUntil ?? later(3 * 86_400_000),
      leadKey: one.leadKey ?? key,
      rank: one.rank ?? 0,
      reason: one.reason ?? reasonOf(kind, at),
    };
  });
  const inserted = await sqlInShop(shopId, (sql) =>
    sql.rows<{ id: bigint; key: string }>(
      `INSERT INTO message (shop_id, key, kind, class, channel, customer_id, state, due_at, useful_until, lead_key, rank, reason, planned_at, changed_at)
       SELECT $1, m.key, m.kind, m.class, m.channel, m.customer_id, m.state, m.due_at, m.useful_until,
         nullif(m.lead_key, m.key), m.rank, m.reason, $2, $2
       FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::bigint[], $8::text[], $9::timestamptz[], $10::timestamptz[],
         $11::text[], $12::float8[], $13::jsonb[])
         AS m(key, kind, class, channel, customer_id, state, due_at, useful_until, lead_key, rank, reason)
       RETURNING id, key`,
      at,
      ...(
        [
          'key',
          'kind',
          'class',
          'channel',
          'customerId',
          'state',
          'dueAt',
          'usefulUntil',
          'leadKey',
          'rank',
        ] as const
      ).map((name) => rows.map((row) => row[name])),
      rows.map(({ reason }) => JSON.stringify(reason)),
    ),
  );
  const byKey = new Map(inserted.map(({ id, key }) => [key, id]));
  return rows.map(({ key }) => byKey.get(key) ?? 0n);
}

function reasonOf(kind: Kind, at: Date): Reason {
  const on = (days: number) => new Date(at.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  switch (kind) {
    case 'running-low':
      return {
        code: 'running-low',
        item: 'House Blend 1 kg',
        ownGaps: 3,
        otherCustomers: 40,
        gapFromDays: 29,
        gapToDays: 33,
        lastOn: on(-25),
        lastQuantity: 2,
        lastWas: 'delivered',
        runOutOn: on(5),
        runOutFromOn: on(2),
        runOutToOn: on(9),
        probability: 0.6,
        step: 1,
      };
    case 'warranty-expiry':
      return {
        code: 'warranty-expiry',
        item: 'Grinder',
        boughtOn: on(-700),
        months: 24,
        endsOn: on(30),
        daysBefore: 30,
        restarted: false,
      };
    default:
      return { code: 'thank-you', orderName: '#1001', orderNumber: 1, orderedOn: on(-1) };
  }
}

export interface MessageRow {
  readonly id: bigint;
  readonly state: string;
  readonly mailId: bigint | null;
  readonly dueAt: Date;
  readonly leadKey: string | null;
  readonly why: Reason[] | null;
}

export async function readMessage(shopId: bigint, id: bigint): Promise<MessageRow> {
  const [row] = await sqlInShop(shopId, (sql: ShopSql) =>
    sql.rows<MessageRow>(
      `SELECT id, state, mail_id AS "mailId", due_at AS "dueAt", lead_key AS "leadKey", why FROM message WHERE shop_id = $1 AND id = $2`,
      id,
    ),
  );
  if (!row) throw new Error('no such message');
  return row;
}

export interface MailRow {
  readonly id: bigint;
  readonly state: string;
  readonly phase: string;
  readonly fence: number;
  readonly attempts: number;
  readonly retryAt: Date | null;
  readonly leaseUntil: Date | null;
  readonly providerReply: string | null;
  readonly messageIdHeader: string | null;
}

export async function readMails(shopId: bigint): Promise<MailRow[]> {
  return sqlInShop(shopId, (sql) =>
    sql.rows<MailRow>(
      `SELECT id, state, phase, fence, attempts, retry_at AS "retryAt", lease_until AS "leaseUntil", provider_reply AS "providerReply",
         message_id_header AS "messageIdHeader" FROM mail WHERE shop_id = $1 ORDER BY id`,
    ),
  );
}

export async function readTransitions(
  shopId: bigint,
  messageId: bigint,
): Promise<{ from: string; to: string; code: string }[]> {
  return sqlInShop(shopId, (sql) =>
    sql.rows(
      `SELECT "from", "to", reason ->> 'code' AS code FROM message_transition WHERE shop_id = $1 AND message_id = $2 ORDER BY at, id`,
      messageId,
    ),
  );
}
