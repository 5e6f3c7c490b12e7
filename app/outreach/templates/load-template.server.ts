import { createHash } from 'node:crypto';
import { type ActiveKind, type MessageClass, stricterClass } from '~/base/vocabulary/kinds';
import type { ShopSql } from '~/db.server';
import type { TemplateWords } from '~/outreach/kinds/message-facts';
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
    class: stricterClass(row.class, judgedClass(words)),
  };
}

const judged = new Map<string, MessageClass>();
const MOST_JUDGED = 1_000;

/** Long words take tens of milliseconds to judge, and the signs stay as they are while a process lives: once is enough. */
function judgedClass(words: TemplateWords): MessageClass {
  const key = createHash('sha256').update(JSON.stringify(words)).digest('base64');
  const known = judged.get(key);
  if (known) return known;
  const asked = contentClass(words).class;
  if (judged.size >= MOST_JUDGED) judged.clear();
  judged.set(key, asked);
  return asked;
}

/** Subject and preheader share a column: the preheader is the second line. */
export function splitSubject(stored: string): { subject: string; preheader: string } {
  const [subject = '', ...rest] = stored.split('\n');
  return { subject, preheader: rest.join(' ') };
}
