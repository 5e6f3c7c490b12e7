import { z } from 'zod';
import { type ActiveKind, activeKinds, stricterClass } from '~/base/vocabulary/kinds';
import { sqlInShop } from '~/db.server';
import type { TemplateWords } from '~/outreach/kinds/message-facts';
import { classOfKind } from '~/outreach/kinds/propose';
import { checkTemplate } from '~/outreach/templates/check-template.server';
import { defaultTemplate } from '~/outreach/templates/default-template';
import { splitSubject } from '~/outreach/templates/load-template.server';
import { type MailLocale, mailLocales } from '~/outreach/templates/mail-input';
import { restoreDefaultTemplate, saveTemplate } from '~/outreach/templates/save-template.server';

/** Every kind in every language: whose words serve, and who changed them last. */
export async function loadTemplates(shopId: bigint) {
  const newest = await sqlInShop(shopId, (sql) =>
    sql.rows<{ kind: string; locale: string; isOwn: boolean; at: Date; by: string }>(
      `SELECT DISTINCT ON (kind, locale) kind, locale, body <> '' AS "isOwn", created_at AS at, created_by AS by
       FROM template WHERE shop_id = $1 ORDER BY kind, locale, version DESC`,
    ),
  );
  return activeKinds.flatMap((kind) =>
    mailLocales.map((locale) => {
      const row = newest.find((each) => each.kind === kind && each.locale === locale);
      return { kind, locale, isOwn: row?.isOwn ?? false, changed: row ? { at: row.at, by: row.by } : null };
    }),
  );
}

const SHOWN_VERSIONS = 20;

/** One template for its editor: the words that serve now, how they look, and the versions before. */
export async function loadTemplatePage(shopId: bigint, kind: ActiveKind, locale: MailLocale) {
  const rows = await sqlInShop(shopId, (sql) =>
    sql.rows<VersionRow>(
      `SELECT version, subject, body, text, created_at AS at, created_by AS by FROM template
       WHERE shop_id = $1 AND kind = $2 AND locale = $3 ORDER BY version DESC LIMIT $4`,
      kind,
      locale,
      SHOWN_VERSIONS,
    ),
  );
  const versions = rows.map(({ version, at, by, ...row }) => ({
    version,
    at,
    by,
    words: row.body === '' ? null : { body: row.body, text: row.text, ...splitSubject(row.subject) },
  }));
  const { subject, preheader, body, text } = versions[0]?.words ?? defaultTemplate(kind, locale);
  const words = { subject, preheader, body, text };
  const isOwn = versions[0]?.words != null;
  const basedOn = versions[0]?.version ?? 0;
  return { kind, locale, words, isOwn, basedOn, versions, look: await lookOf(kind, locale, words) };
}

interface VersionRow {
  readonly version: number;
  readonly subject: string;
  readonly body: string;
  readonly text: string;
  readonly at: Date;
  readonly by: string;
}

// PostgreSQL has no place for a zero byte in a text.
const part = z.string().refine((text) => !text.includes('\u0000'));

const changeSchema = z.object({
  intent: z.enum(['check', 'save', 'restore']),
  kind: z.enum(activeKinds),
  locale: z.enum(mailLocales),
  basedOn: z.number().int().min(0),
  words: z.object({ subject: part, preheader: part, body: part, text: part }),
});

/** Looks at words, saves them, or goes back to the default. Null: what was sent is no such request. */
export async function changeTemplate(shopId: bigint, by: string, asked: unknown) {
  const { data } = changeSchema.safeParse(asked);
  if (!data) return null;
  const { intent, kind, locale, basedOn, words } = data;
  switch (intent) {
    case 'check':
      return { status: 'checked' as const, look: await lookOf(kind, locale, words) };
    case 'save':
      return saveTemplate(shopId, { kind, locale, by, basedOn }, words);
    case 'restore':
      await restoreDefaultTemplate(shopId, { kind, locale, by });
      return { status: 'restored' as const };
  }
}

async function lookOf(kind: ActiveKind, locale: MailLocale, words: TemplateWords) {
  const { problems, class: asked, preview } = await checkTemplate(kind, locale, words);
  const raised = stricterClass(classOfKind[kind], asked) !== classOfKind[kind];
  return {
    problems,
    raised,
    mail: preview && { subject: preview.subject, html: preview.html, text: preview.text },
  };
}
