import { type ActiveKind, type MessageClass, stricterClass } from '~/base/vocabulary/kinds';
import type { ShopSql } from '~/db.server';
import type { MailLocale, TemplateSource } from '~/outreach/templates/mail-input';
import { templateVersion } from '~/outreach/templates/template-version';
import { contentClass } from '~/outreach/templates/text/content-class';

/**
 * The merchant's own words for a kind, in their newest version; null: the default serves. Their class is asked anew: they
 * may have been saved before something in them was known to sell.
 */
export async function loadTemplate(
  sql: ShopSql,
  kind: ActiveKind,
  locale: MailLocale,
): Promise<TemplateSource | null> {
  const [row] = await sql.prepared<{
    version: number;
    class: MessageClass;
    subject: string;
    body: string;
    text: string;
  }>(
    'mail-template',
    `SELECT version, class, subject, body, text FROM template
     WHERE shop_id = $1 AND kind = $2 AND locale = $3 ORDER BY version DESC LIMIT 1`,
    kind,
    locale,
  );
  // An empty body marks a return to the default; the version stays, so that history can be told.
  if (!row || row.body === '') return null;
  const words = { ...splitSubject(row.subject), body: row.body, text: row.text };
  return {
    ...words,
    version: templateVersion(kind, locale, `v${row.version}`),
    class: stricterClass(row.class, contentClass(words).class),
  };
}

/** Subject and preheader share a column: the preheader is the second line. */
export function splitSubject(stored: string): { subject: string; preheader: string } {
  const [subject = '', ...rest] = stored.split('\n');
  return { subject, preheader: rest.join(' ') };
}
