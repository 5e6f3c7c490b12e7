import { isActiveKind, type Kind } from '~/base/vocabulary/kinds';
import type { Reason } from '~/base/vocabulary/reasons';
import type { ShopSql } from '~/db.server';
import { defaultTemplate } from '~/outreach/templates/default-template';
import { loadTemplate } from '~/outreach/templates/load-template.server';
import type { MailLocale, MailMessage, TemplateSource } from '~/outreach/templates/mail-input';
import { mailLocale } from '~/outreach/templates/mail-locale';

export interface MailPartsQuestion {
  /** The most important first. */
  readonly messages: readonly {
    readonly id: bigint;
    readonly kind: Kind;
    readonly needId: bigint | null;
    readonly orderLineId: bigint | null;
    readonly orderId: bigint | null;
    readonly reason: Reason;
  }[];
  readonly customerLocale: string | null;
  readonly shopLocale: string;
}

export interface MailParts {
  readonly locale: MailLocale;
  readonly template: TemplateSource;
  readonly messages: readonly MailMessage[];
}

/** The words and facts of one mail: two round trips. Throws for a kind that is not built. */
export async function loadMailParts(sql: ShopSql, question: MailPartsQuestion): Promise<MailParts> {
  const rows = await sql.prepared<FactRow>(
    'mail-facts',
    `SELECT m.id, o.name AS "orderName", coalesce(o.presentment_total_minor, o.total_minor) AS "orderTotalMinor",
       coalesce(o.presentment_currency, o.currency) AS "orderCurrency", coalesce(v.image_url, p.image_url) AS "imageUrl",
       p.guide_url AS "guideUrl", o.locale AS "orderLocale"
     FROM message m
     LEFT JOIN orders o ON o.shop_id = $1 AND o.id = m.order_id
     LEFT JOIN order_line l ON l.shop_id = $1 AND l.id = m.order_line_id
     LEFT JOIN variant v ON v.shop_id = $1 AND v.shopify_variant_id = l.shopify_variant_id
     LEFT JOIN product p ON p.shop_id = $1 AND p.shopify_product_id = l.shopify_product_id
     WHERE m.shop_id = $1 AND m.id = ANY($2::bigint[])`,
    question.messages.map(({ id }) => id),
  );
  const facts = new Map(rows.map((row) => [row.id, row]));
  const lead = question.messages[0];
  if (!lead || !isActiveKind(lead.kind)) throw new Error(`No template for ${lead?.kind ?? 'a mail without a message'}`);
  const orderLocale = facts.get(lead.id)?.orderLocale ?? null;
  const locale = mailLocale(question.customerLocale, orderLocale, question.shopLocale);
  const own = await loadTemplate(sql, lead.kind, locale);
  const messages = question.messages.flatMap(({ id, kind, needId, reason }): MailMessage[] => {
    const row = facts.get(id);
    if (!isActiveKind(kind)) return [];
    const { orderName = null, orderTotalMinor = null, orderCurrency = null, imageUrl = null, guideUrl = null } = row ?? {};
    return [{ id, kind, needId, reason, facts: { orderName, orderTotalMinor, orderCurrency, imageUrl, guideUrl } }];
  });
  return { locale, template: own ?? defaultTemplate(lead.kind, locale), messages };
}

interface FactRow {
  id: bigint;
  orderName: string | null;
  orderTotalMinor: bigint | null;
  orderCurrency: string | null;
  imageUrl: string | null;
  guideUrl: string | null;
  orderLocale: string | null;
}
