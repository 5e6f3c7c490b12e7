import { unsealText } from '~/base/lib/sealed.server';
import { flowKinds, flowTriggerNames, isActiveKind } from '~/base/vocabulary/kinds';
import type { Reason } from '~/base/vocabulary/reasons';
import { type ShopSql, sqlInShop } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { loadMailParts } from '~/outreach/templates/load-mail-parts.server';
import { type MailInput, TemplateError } from '~/outreach/templates/mail-input';
import { renderMail } from '~/outreach/templates/render-mail.server';
import { flowCall } from '~/sending/channels/flow/flow-payload';

export type MailPreview =
  | { status: 'rendered'; subject: string; html: string; text: string }
  /** No mail: what Shopify Flow is told under which trigger; null where it has none for this message. */
  | { status: 'flow'; trigger: string; told: Readonly<Record<string, string | number>> | null }
  | { status: 'failed'; detail: string };

interface PreviewRow {
  id: bigint;
  kind: string;
  step: number;
  need_id: bigint | null;
  order_id: bigint | null;
  order_line_id: bigint | null;
  reason: Reason;
  due_at: Date;
  first_name_sealed: Buffer | null;
  locale: string | null;
  time_zone: string | null;
}

/** Where every link of a preview leads: nowhere, so that looking at a mail acts on nothing. */
const NOWHERE = '#';
export const nowhere: MailInput['links'] = {
  unsubscribe: NOWHERE,
  preferences: NOWHERE,
  reorder: ({ needId }) => (needId === null ? null : NOWHERE),
  answer: () => NOWHERE,
};

/**
 * The very mail that a message would become: the words, facts, brand and companions in the same mail that it has now,
 * rendered by the code that sends. Of a message that goes to Flow, what is handed over.
 */
export async function previewOf(shopId: bigint, messageId: bigint): Promise<MailPreview> {
  const { handedOver, input } = await sqlInShop(shopId, async (sql) => ({
    handedOver: await flowPreview(sql, messageId),
    input: await loadMailInput(sql, messageId),
  }));
  if (handedOver) return handedOver;
  return input ? renderPreview(input) : { status: 'failed', detail: '' };
}

async function flowPreview(sql: ShopSql, messageId: bigint): Promise<MailPreview | null> {
  const [row] = await sql.rows<{ kind: string; reason: Reason; customer: string | null }>(
    `SELECT m.kind, m.reason, c.shopify_customer_id AS customer FROM message m
     JOIN customer c ON c.shop_id = $1 AND c.id = m.customer_id WHERE m.shop_id = $1 AND m.id = $2 AND m.channel = 'flow'`,
    messageId,
  );
  const kind = flowKinds.find((known) => known === row?.kind);
  if (!row || !kind) return null;
  const call = flowCall({ kind, reason: row.reason }, row.customer);
  return { status: 'flow', trigger: flowTriggerNames[kind], told: call?.payload ?? null };
}

/** A mail rendered by the code that sends. */
export async function renderPreview(input: MailInput): Promise<MailPreview> {
  try {
    const { subject, html, text } = await renderMail(input);
    return { status: 'rendered', subject, html, text };
  } catch (error) {
    if (error instanceof TemplateError)
      return { status: 'failed', detail: `${error.part}: ${error.message}` };
    throw error;
  }
}

/** A customer as a mail addresses them; null when there is none. */
export async function loadMailCustomer(
  sql: ShopSql,
  customerId: bigint,
  shopZone: string,
): Promise<MailInput['customer'] | null> {
  const [row] = await sql.rows<MailCustomerRow>(
    'SELECT first_name_sealed, time_zone FROM customer WHERE shop_id = $1 AND id = $2 AND redacted_at IS NULL',
    customerId,
  );
  return row ? mailCustomer(sql.shopId, row, shopZone) : null;
}

type MailCustomerRow = Pick<PreviewRow, 'first_name_sealed' | 'time_zone'>;

function mailCustomer(shopId: bigint, row: MailCustomerRow, shopZone: string): MailInput['customer'] {
  return {
    firstName: unsealText(row.first_name_sealed, { shopId, column: 'customer.first_name_sealed' }),
    timeZone: row.time_zone ?? shopZone,
  };
}

/** All that the mail of this message is made of, with links that lead nowhere; null when there is no such message. */
export async function loadMailInput(sql: ShopSql, messageId: bigint): Promise<MailInput | null> {
  const rows = await sql.rows<PreviewRow>(
    `SELECT m.id, m.kind, m.step, m.need_id, m.order_id, m.order_line_id, m.reason, m.due_at, c.first_name_sealed, c.locale,
       c.time_zone
     FROM message a
     JOIN message m ON m.shop_id = $1 AND m.customer_id = a.customer_id AND (m.id = a.id OR (coalesce(m.lead_key, m.key) = coalesce(a.lead_key, a.key)
       AND m.state IN ('planned', 'awaiting_approval') AND a.state IN ('planned', 'awaiting_approval')))
     JOIN customer c ON c.id = m.customer_id AND c.shop_id = $1
     WHERE a.shop_id = $1 AND a.id = $2 ORDER BY (m.lead_key IS NULL OR m.lead_key = m.key) DESC, m.rank DESC, m.id`,
    messageId,
  );
  const messages = rows.flatMap(({ id, kind, step, need_id, order_id, order_line_id, reason }) =>
    isActiveKind(kind)
      ? [{ id, kind, step, reason, needId: need_id, orderId: order_id, orderLineId: order_line_id }]
      : [],
  );
  const [first] = rows;
  if (!first || messages.length === 0) return null;
  const shop = await loadShop(sql);
  const parts = await loadMailParts(sql, {
    messages,
    customerLocale: first.locale,
    shopLocale: shop.locale,
  });
  return {
    ...parts,
    shop,
    customer: mailCustomer(sql.shopId, first, shop.timeZone),
    at: first.due_at,
    links: nowhere,
  };
}
