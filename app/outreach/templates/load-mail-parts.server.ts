import { isoDay, localDay } from '~/base/lib/days';
import { type ActiveKind, isActiveKind, type Kind } from '~/base/vocabulary/kinds';
import type { Reason } from '~/base/vocabulary/reasons';
import { isLastStep } from '~/base/vocabulary/steps';
import type { ShopSql } from '~/db.server';
import { knownTimeZone } from '~/insight/learning/history/own-day';
import type { MessageFacts } from '~/outreach/kinds/message-facts';
import { defaultTemplate } from '~/outreach/templates/default-template';
import { loadTemplate } from '~/outreach/templates/load-template.server';
import type { MailLocale, MailMessage, TemplateSource } from '~/outreach/templates/mail-input';
import { mailLocale } from '~/outreach/templates/mail-locale';

export interface MailPartsQuestion {
  /** The most important first. */
  readonly messages: readonly {
    readonly id: bigint;
    readonly kind: Kind;
    readonly step: number;
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

/** The words and facts of one mail, of messages that need not be in the rows: two round trips. Throws for a kind that is not built. */
export async function loadMailParts(sql: ShopSql, question: MailPartsQuestion): Promise<MailParts> {
  const [parts] = await loadMailPartsOf(sql, [question]);
  if (!parts) throw new Error(`No template for ${question.messages[0]?.kind ?? 'a mail without a message'}`);
  return parts;
}

/** The same for many mails of a shop: one round trip, and one for each kind and language. Null for a kind that is not built. */
export async function loadMailPartsOf(
  sql: ShopSql,
  questions: readonly MailPartsQuestion[],
): Promise<(MailParts | null)[]> {
  const asked = questions.flatMap(({ messages }) => messages);
  const rows = await sql.prepared<FactRow>(
    'mail-facts',
    `SELECT m.id, o.name AS "orderName", coalesce(o.presentment_total_minor, o.total_minor) AS "orderTotalMinor",
       coalesce(o.presentment_currency, o.currency) AS "orderCurrency", coalesce(v.image_url, p.image_url) AS "imageUrl",
       p.guide_url AS "guideUrl", o.processed_at AS "orderedAt", coalesce(r.time_zone, c.time_zone) AS "customerZone",
       s.time_zone AS "shopZone"
     FROM unnest($2::bigint[], $3::bigint[], $4::bigint[]) AS m (id, order_id, order_line_id) JOIN shop s ON s.id = $1
     LEFT JOIN orders o ON o.shop_id = $1 AND o.id = m.order_id
     LEFT JOIN customer c ON c.shop_id = $1 AND c.id = o.customer_id
     LEFT JOIN customer r ON r.shop_id = $1 AND r.id = c.merged_into_id
     LEFT JOIN order_line l ON l.shop_id = $1 AND l.id = m.order_line_id
     LEFT JOIN variant v ON v.shop_id = $1 AND v.shopify_variant_id = l.shopify_variant_id
     LEFT JOIN product p ON p.shop_id = $1 AND p.shopify_product_id = l.shopify_product_id`,
    asked.map(({ id }) => id),
    asked.map(({ orderId }) => orderId),
    asked.map(({ orderLineId }) => orderLineId),
  );
  const facts = new Map(rows.map((row) => [row.id, row]));
  const templates = new Map<string, TemplateSource>();
  const templateOf = async (kind: ActiveKind, locale: MailLocale): Promise<TemplateSource> => {
    const known = templates.get(`${kind}/${locale}`);
    if (known) return known;
    const template = (await loadTemplate(sql, kind, locale)) ?? defaultTemplate(kind, locale);
    templates.set(`${kind}/${locale}`, template);
    return template;
  };
  const found: (MailParts | null)[] = [];
  for (const question of questions) {
    const lead = question.messages[0];
    if (!lead || !isActiveKind(lead.kind)) {
      found.push(null);
      continue;
    }
    const locale = mailLocale(question.customerLocale, question.shopLocale);
    const messages = question.messages.flatMap(({ id, kind, step, needId, reason }): MailMessage[] =>
      isActiveKind(kind)
        ? [{ id, kind, needId, reason, facts: factsOf(facts.get(id), isLastStep(kind, step)) }]
        : [],
    );
    found.push({ locale, template: await templateOf(lead.kind, locale), messages });
  }
  return found;
}

function factsOf(row: FactRow | undefined, isLast: boolean): MessageFacts {
  const {
    orderName = null,
    orderTotalMinor = null,
    orderCurrency = null,
    imageUrl = null,
    guideUrl = null,
  } = row ?? {};
  const orderedOn = row?.orderedAt
    ? isoDay(localDay(row.orderedAt, knownTimeZone(row.customerZone, row.shopZone)))
    : null;
  return { orderName, orderedOn, orderTotalMinor, orderCurrency, imageUrl, guideUrl, isLast };
}

interface FactRow {
  id: bigint;
  orderedAt: Date | null;
  customerZone: string | null;
  shopZone: string;
  orderName: string | null;
  orderTotalMinor: bigint | null;
  orderCurrency: string | null;
  imageUrl: string | null;
  guideUrl: string | null;
}
