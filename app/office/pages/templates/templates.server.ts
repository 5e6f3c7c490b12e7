import { z } from 'zod';
import { now } from '~/base/lib/clock.server';
import { DAY_MS } from '~/base/lib/days';
import { type ActiveKind, activeKinds } from '~/base/vocabulary/kinds';
import { sqlInShop } from '~/db.server';
import { inTurn, type Turn } from '~/office/pages/request/in-turn.server';
import { lookOf } from '~/office/pages/templates/template-look.server';
import { peopleOfKind } from '~/office/pages/templates/template-people.server';
import { testTemplate } from '~/office/pages/templates/template-test.server';
import { defaultTemplate } from '~/outreach/templates/default-template';
import { splitSubject } from '~/outreach/templates/load-template.server';
import { type MailLocale, mailLocales } from '~/outreach/templates/mail-input';
import { restoreDefaultTemplate, saveTemplate } from '~/outreach/templates/save-template.server';

const COUNTED_DAYS = 7;

/** Every kind in every language: whose words serve, who changed them last, and how many mails they made of late. */
export async function loadTemplates(shopId: bigint) {
  const { newest, sent } = await sqlInShop(shopId, async (sql) => ({
    newest: await sql.rows<{ kind: string; locale: string; isOwn: boolean; at: Date; by: string }>(
      `SELECT DISTINCT ON (kind, locale) kind, locale, body <> '' AS "isOwn", created_at AS at, created_by AS by
       FROM template WHERE shop_id = $1 ORDER BY kind, locale, version DESC`,
    ),
    sent: await sql.rows<{ of: string; mails: number }>(
      `SELECT split_part(template_version, '@', 1) AS of, count(*)::int AS mails FROM mail
       WHERE shop_id = $1 AND sent_at >= $2 AND NOT redirected GROUP BY 1`,
      new Date(now().getTime() - COUNTED_DAYS * DAY_MS),
    ),
  }));
  return activeKinds.flatMap((kind) =>
    mailLocales.map((locale) => {
      const row = newest.find((each) => each.kind === kind && each.locale === locale);
      return {
        kind,
        locale,
        isOwn: row?.isOwn ?? false,
        changed: row ? { at: row.at, by: row.by } : null,
        sent: sent.find(({ of }) => of === `${kind}/${locale}`)?.mails ?? 0,
      };
    }),
  );
}

const SHOWN_VERSIONS = 20;

interface TemplateAsked {
  readonly kind: ActiveKind;
  readonly locale: MailLocale;
  readonly request: Request;
}

/** One template for its editor: the words that serve now, how they look, for whom they may be shown, earlier versions. */
export async function loadTemplatePage(shopId: bigint, { kind, locale, request }: TemplateAsked) {
  const { rows, people } = await sqlInShop(shopId, async (sql) => ({
    rows: await sql.rows<VersionRow>(
      `SELECT version, subject, body, text, created_at AS at, created_by AS by FROM template
       WHERE shop_id = $1 AND kind = $2 AND locale = $3 ORDER BY version DESC LIMIT $4`,
      kind,
      locale,
      SHOWN_VERSIONS,
    ),
    people: await peopleOfKind(sql, kind),
  }));
  const versions = rows.map(({ version, at, by, ...row }) => ({
    version,
    at,
    by,
    words: row.body === '' ? null : { body: row.body, text: row.text, ...splitSubject(row.subject) },
  }));
  const standard = wordsOf(defaultTemplate(kind, locale));
  const words = versions[0]?.words ? wordsOf(versions[0].words) : standard;
  const isOwn = versions[0]?.words != null;
  const basedOn = versions[0]?.version ?? 0;
  const question = { kind, locale, words, messageId: null, customerId: null };
  const look = await inTurn({ shopId, line: 'template', request }, () => lookOf(shopId, question)).catch(
    nullWhereLineIsFull,
  );
  return { kind, locale, words, standard, isOwn, basedOn, versions, people, look };
}

/** The words are there all the same: the editor asks for their look again by itself. */
function nullWhereLineIsFull(failure: unknown): null {
  if (failure instanceof Response && (failure.status === 429 || failure.status === 504)) return null;
  throw failure;
}

interface VersionRow {
  readonly version: number;
  readonly subject: string;
  readonly body: string;
  readonly text: string;
  readonly at: Date;
  readonly by: string;
}

function wordsOf({
  subject,
  preheader,
  body,
  text,
}: Record<'subject' | 'preheader' | 'body' | 'text', string>) {
  return { subject, preheader, body, text };
}

// PostgreSQL has no place for a zero byte in a text.
const part = z.string().refine((text) => !text.includes('\u0000'));

const id = z
  .string()
  .regex(/^\d{1,18}$/)
  .nullable()
  .default(null);

const changeSchema = z.object({
  intent: z.enum(['check', 'save', 'restore', 'test']),
  kind: z.enum(activeKinds),
  locale: z.enum(mailLocales),
  basedOn: z.number().int().min(0),
  words: z.object({ subject: part, preheader: part, body: part, text: part }),
  messageId: id,
  customerId: id,
  to: z.email().max(320).optional(),
});

/** Saving does not stand behind the looks that typing asks for, nor do these behind a mail server that a test waits for. */
export function templateLine(asked: unknown): Turn['line'] {
  const { data } = changeSchema.pick({ intent: true }).safeParse(asked);
  if (data?.intent === 'test') return 'mail-server';
  return data?.intent === 'save' || data?.intent === 'restore' ? 'template-save' : 'template';
}

/** Looks at words, tries them, saves them, or goes back to the default. Null: what was sent is no such request. */
export async function changeTemplate(shopId: bigint, by: string, asked: unknown) {
  const { data } = changeSchema.safeParse(asked);
  if (!data) return null;
  const { intent, kind, locale, basedOn, words, to } = data;
  const question = {
    kind,
    locale,
    words,
    messageId: data.messageId === null ? null : BigInt(data.messageId),
    customerId: data.customerId === null ? null : BigInt(data.customerId),
  };
  switch (intent) {
    case 'check':
      return { status: 'checked' as const, look: await lookOf(shopId, question) };
    case 'test':
      return to ? testTemplate(shopId, question, to) : null;
    case 'save':
      return saveTemplate(shopId, { kind, locale, by, basedOn }, words);
    case 'restore':
      return restoreDefaultTemplate(shopId, { kind, locale, by, basedOn });
  }
}
