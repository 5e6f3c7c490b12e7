import { unsealText } from '~/base/lib/sealed.server';
import type { Channel, MessageClass } from '~/base/vocabulary/kinds';
import { stricterClass } from '~/base/vocabulary/kinds';
import { type ShopSql, sqlInShop } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { NotDeliverable } from '~/sending/channels/channel';
import { type PreparedEmail, prepareEmail } from '~/sending/channels/email/email-channel.server';
import { relayOf } from '~/sending/channels/email/relay';
import { relayOfShop } from '~/sending/channels/email/relay-of-shop.server';
import type { LookMessage } from '~/sending/last-look';
import type { ReadyMail } from '~/sending/ready-mail';

export type MailPreview =
  | {
      readonly status: 'made';
      readonly channel: Channel;
      readonly class: MessageClass;
      readonly from: string;
      readonly to: string;
      readonly subject: string;
      readonly preheader: string;
      readonly html: string;
      readonly text: string;
      readonly templateVersion: string;
      /** The mail as it would go over the wire. */
      readonly raw: Buffer;
    }
  | { readonly status: 'not-made'; readonly detail: string };

/** The very mail that this message would become now, with the messages that go with it. Nothing is changed or sent. */
export async function previewMail(shopId: bigint, messageId: bigint): Promise<MailPreview> {
  const prepared = await prepare(shopId, messageId);
  if ('detail' in prepared) return { status: 'not-made', detail: prepared.detail };
  const { made, envelope, raw } = prepared;
  return {
    status: 'made',
    channel: 'email',
    class: made.class,
    from: envelope.from,
    to: envelope.to,
    subject: made.subject,
    preheader: made.preheader,
    html: made.html,
    text: made.text,
    templateVersion: made.templateVersion,
    raw,
  };
}

async function prepare(shopId: bigint, messageId: bigint): Promise<PreparedEmail | { detail: string }> {
  const ready = await sqlInShop(shopId, (sql) => loadReady(sql, messageId));
  if (!ready) return { detail: 'There is no such message, or its customer has no address.' };
  try {
    const relay = (await relayOfShop(shopId)) ?? noRelay;
    return await prepareEmail(ready, relay);
  } catch (error) {
    if (error instanceof NotDeliverable) return { detail: error.message };
    throw error;
  }
}

/** A preview needs no mail server. */
const noRelay = relayOf({
  host: 'mail-server-not-set.invalid',
  port: 25,
  security: 'none',
  user: '',
  password: '',
});

async function loadReady(sql: ShopSql, messageId: bigint): Promise<ReadyMail | null> {
  const rows = await sql.rows<Row>(
    `SELECT m.id, m.key, m.kind, m.class, m.step, m.need_id AS "needId", m.order_id AS "orderId",
       m.order_line_id AS "orderLineId", m.useful_until AS "usefulUntil", m.reason, m.rank, coalesce(m.lead_key, m.key) AS "leadKey",
       m.due_at AS "dueAt", m.approved_hash AS "approvedHash", c.id AS "customerId", c.email_hash AS "emailHash",
       c.email_sealed AS "emailSealed", c.first_name_sealed AS "firstNameSealed", c.locale, c.time_zone AS "timeZone",
       c.shopify_customer_id AS "shopifyCustomerId"
     FROM message a
     JOIN message m ON m.shop_id = $1 AND m.customer_id = a.customer_id AND (m.id = a.id
       OR (a.mail_id IS NOT NULL AND m.mail_id = a.mail_id) OR (coalesce(m.lead_key, m.key) = coalesce(a.lead_key, a.key) AND m.state = a.state))
     JOIN customer c ON c.shop_id = $1 AND c.id = m.customer_id
     WHERE a.shop_id = $1 AND a.id = $2 ORDER BY m.rank DESC, m.key`,
    messageId,
  );
  const [first] = rows;
  if (!first) return null;
  const email = unsealText(first.emailSealed, { shopId: sql.shopId, column: 'customer.email_sealed' });
  if (!email || !first.emailHash) return null;
  const shop = await loadShop(sql);
  return {
    mailId: 0n,
    shop,
    customer: {
      id: first.customerId,
      shopifyCustomerId: first.shopifyCustomerId,
      email,
      emailHash: first.emailHash,
      firstName: unsealText(first.firstNameSealed, {
        shopId: sql.shopId,
        column: 'customer.first_name_sealed',
      }),
      locale: first.locale,
      timeZone: first.timeZone ?? shop.timeZone,
    },
    class: rows.map((row) => row.class).reduce(stricterClass),
    dueAt: first.dueAt,
    messages: rows,
  };
}

interface Row extends LookMessage {
  readonly dueAt: Date;
  readonly customerId: bigint;
  readonly shopifyCustomerId: string | null;
  readonly emailHash: Buffer | null;
  readonly emailSealed: Buffer | null;
  readonly firstNameSealed: Buffer | null;
  readonly locale: string | null;
  readonly timeZone: string | null;
}
