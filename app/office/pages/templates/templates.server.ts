import { z } from 'zod';
import { now } from '~/base/lib/clock.server';
import { DAY_MS } from '~/base/lib/days';
import { unsealText } from '~/base/lib/sealed.server';
import { type ActiveKind, activeKinds } from '~/base/vocabulary/kinds';
import { type ShopSql, sqlInShop } from '~/db.server';
import { lookOf } from '~/office/pages/templates/template-look.server';
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

/** One template for its editor: the words that serve now, how they look, for whom they may be shown, earlier versions. */
export async function loadTemplatePage(shopId: bigint, kind: ActiveKind, locale: MailLocale) {
  const { rows, people } = await sqlInShop(shopId, async (sql) => ({
    rows: await sql.rows<VersionRow>(
      `SELECT version, subject, body, text, created_at AS at, created_by AS by FROM template
       WHERE shop_id = $1 AND kind = $2 AND locale = $3 ORDER BY version DESC LIMIT $4`,
      kind,
      locale,
      SHOWN_VERSIONS,
    ),
    people: await upcomingPeople(sql, kind),
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
  const look = await lookOf(shopId, { kind, locale, words, messageId: null });
  return { kind, locale, words, standard, isOwn, basedOn, versions, people, look };
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

const SHOWN_PEOPLE = 20;
const openStates = ['planned', 'awaiting_approval', 'held'] as const;
const leads = `shop_id = $1 AND kind = $2 AND channel = 'email' AND coalesce(lead_key, key) = key`;

/** The next customers who are to get a mail of this kind, whatever it waits for; behind them those who got one last. */
async function upcomingPeople(sql: ShopSql, kind: ActiveKind) {
  const rows = await sql.rows<{
    id: bigint;
    at: Date;
    wasSent: boolean;
    first: Buffer | null;
    last: Buffer | null;
  }>(
    `SELECT m.id, m.at, m.turn = 2 AS "wasSent", c.first_name_sealed AS first, c.last_name_sealed AS last FROM (
       ${openStates.map((state) => `(SELECT id, customer_id, due_at AS at, 1 AS turn FROM message WHERE ${leads} AND state = '${state}' ORDER BY due_at, id LIMIT $3)`).join(' UNION ALL ')}
       UNION ALL (SELECT id, customer_id, sent_at AS at, 2 AS turn FROM message WHERE ${leads} AND state = 'sent' ORDER BY sent_at DESC LIMIT $3)) m
     JOIN customer c ON c.shop_id = $1 AND c.id = m.customer_id AND c.redacted_at IS NULL
     ORDER BY m.turn, CASE m.turn WHEN 1 THEN m.at END, m.at DESC, m.id LIMIT $3`,
    kind,
    SHOWN_PEOPLE,
  );
  return rows.map(({ id, at, wasSent, first, last }) => ({
    messageId: String(id),
    at,
    wasSent,
    name: [
      unsealText(first, { shopId: sql.shopId, column: 'customer.first_name_sealed' }),
      unsealText(last, { shopId: sql.shopId, column: 'customer.last_name_sealed' }),
    ]
      .filter(Boolean)
      .join(' '),
  }));
}

// PostgreSQL has no place for a zero byte in a text.
const part = z.string().refine((text) => !text.includes('\u0000'));

const changeSchema = z.object({
  intent: z.enum(['check', 'save', 'restore', 'test']),
  kind: z.enum(activeKinds),
  locale: z.enum(mailLocales),
  basedOn: z.number().int().min(0),
  words: z.object({ subject: part, preheader: part, body: part, text: part }),
  messageId: z
    .string()
    .regex(/^\d{1,18}$/)
    .nullable()
    .default(null),
  to: z.email().max(320).optional(),
});

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
