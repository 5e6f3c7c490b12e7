import { now } from '~/base/lib/clock.server';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import { type ShopSql, sqlInShop } from '~/db.server';
import type { TemplateWords } from '~/outreach/kinds/message-facts';
import { checkTemplate, type TemplateProblem } from '~/outreach/templates/check-template.server';
import { contentClass } from '~/outreach/templates/content-class';
import type { MailLocale } from '~/outreach/templates/mail-input';

export type TemplateSaved =
  | { readonly status: 'saved'; readonly version: number }
  | { readonly status: 'refused'; readonly problems: readonly TemplateProblem[] };

/**
 * Saves a merchant's words as a new version, if they can be used. Older versions stay. Open messages of the kind are
 * planned anew: their class may have changed, and approvals of the old words fall.
 */
export async function saveTemplate(
  shopId: bigint,
  of: { readonly kind: ActiveKind; readonly locale: MailLocale; readonly by: string },
  words: TemplateWords,
): Promise<TemplateSaved> {
  const { problems } = await checkTemplate(of.kind, of.locale, words);
  if (problems.length > 0) return { status: 'refused', problems };
  return { status: 'saved', version: await sqlInShop(shopId, (sql) => insertVersion(sql, of, words)) };
}

/** Goes back to the default words; what was written stays as an older version. */
export async function restoreDefaultTemplate(
  shopId: bigint,
  of: { readonly kind: ActiveKind; readonly locale: MailLocale; readonly by: string },
): Promise<number> {
  const empty = { subject: '', preheader: '', body: '', text: '' };
  return sqlInShop(shopId, (sql) => insertVersion(sql, of, empty));
}

async function insertVersion(
  sql: ShopSql,
  { kind, locale, by }: { kind: ActiveKind; locale: MailLocale; by: string },
  words: TemplateWords,
): Promise<number> {
  const at = now();
  await sql.run(`SELECT 1 FROM shop WHERE id = $1 FOR UPDATE`);
  const [row] = await sql.rows<{ version: number }>(
    `INSERT INTO template (shop_id, kind, locale, version, class, subject, body, text, created_at, created_by)
     SELECT $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, $8, $9 FROM template
     WHERE shop_id = $1 AND kind = $2 AND locale = $3 RETURNING version`,
    kind,
    locale,
    words.body === '' ? 'transactional' : contentClass(words).class,
    `${words.subject.trim()}\n${words.preheader.trim()}`,
    words.body,
    words.text,
    at,
    by,
  );
  await sql.run(
    `UPDATE customer SET replan_due_at = $3 WHERE shop_id = $1 AND id IN (SELECT customer_id FROM message
       WHERE shop_id = $1 AND kind = $2 AND state IN ('planned', 'awaiting_approval', 'held'))`,
    kind,
    at,
  );
  return row?.version ?? 1;
}
