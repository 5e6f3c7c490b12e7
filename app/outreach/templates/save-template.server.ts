import { now } from '~/base/lib/clock.server';
import { wakePlannerFor } from '~/base/queue/wake-planner.server';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import { type ShopSql, sqlInShop } from '~/db.server';
import { lockPlans } from '~/intake/customers/lock-customer.server';
import type { TemplateWords } from '~/outreach/kinds/message-facts';
import { replanKind } from '~/outreach/kinds/replan-kind.server';
import { checkTemplate, type TemplateProblem } from '~/outreach/templates/check-template.server';
import type { MailLocale } from '~/outreach/templates/mail-input';
import { contentClass } from '~/outreach/templates/text/content-class';

export type TemplateSaved =
  | { readonly status: 'saved'; readonly version: number }
  /** Somebody saved after these words were opened; nothing is written over unseen. */
  | { readonly status: 'changed' }
  | { readonly status: 'refused'; readonly problems: readonly TemplateProblem[] };

interface TemplateChange {
  readonly kind: ActiveKind;
  readonly locale: MailLocale;
  readonly by: string;
}

/**
 * Saves a merchant's words as a new version, if they can be used. Older versions stay. Open messages of the kind are
 * planned anew: their class may have changed, and approvals of the old words fall.
 */
export async function saveTemplate(
  shopId: bigint,
  of: TemplateChange & { readonly basedOn?: number },
  words: TemplateWords,
): Promise<TemplateSaved> {
  const { problems } = await checkTemplate(of.kind, of.locale, words);
  if (problems.length > 0) return { status: 'refused', problems };
  const version = await saveVersion(shopId, of, words);
  return version === null ? { status: 'changed' } : { status: 'saved', version };
}

/** Goes back to the default words; what was written stays as an older version. */
export async function restoreDefaultTemplate(
  shopId: bigint,
  of: TemplateChange & { readonly basedOn?: number },
): Promise<{ readonly status: 'restored' | 'changed' }> {
  const empty = { subject: '', preheader: '', body: '', text: '' };
  const version = await saveVersion(shopId, of, empty);
  return { status: version === null ? 'changed' : 'restored' };
}

/** How soon a message must be due for its plan not to wait for the sweep, and how many are woken for it at most. */
const SOON_MS = 60 * 60_000;
const MOST_AT_ONCE = 5_000;

/** Whose mail is near is planned anew at once, so that their approvals fall before their hour; the sweep finds the rest. */
async function saveVersion(
  shopId: bigint,
  of: TemplateChange & { readonly basedOn?: number },
  words: TemplateWords,
): Promise<number | null> {
  const { version, soon } = await sqlInShop(shopId, async (sql) => {
    const version = await insertVersion(sql, of, words);
    return { version, soon: version === null ? [] : await dueSoon(sql, of.kind) };
  });
  await wakePlannerFor(
    shopId,
    soon.map(({ customerId }) => customerId),
  );
  return version;
}

async function dueSoon(sql: ShopSql, kind: ActiveKind): Promise<{ customerId: bigint }[]> {
  return sql.rows(
    `SELECT DISTINCT customer_id AS "customerId" FROM message
     WHERE shop_id = $1 AND kind = $2 AND state IN ('planned', 'awaiting_approval', 'held') AND due_at < $3 LIMIT ${MOST_AT_ONCE}`,
    kind,
    new Date(now().getTime() + SOON_MS),
  );
}

async function insertVersion(
  sql: ShopSql,
  { kind, locale, by, basedOn }: TemplateChange & { readonly basedOn?: number },
  words: TemplateWords,
): Promise<number | null> {
  // Two who save at once take turns, too.
  await lockPlans(sql);
  const [row] = await sql.rows<{ version: number }>(
    `INSERT INTO template (shop_id, kind, locale, version, class, subject, body, text, created_at, created_by)
     SELECT $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, $8, $9 FROM template
     WHERE shop_id = $1 AND kind = $2 AND locale = $3
     HAVING $10::int IS NULL OR coalesce(max(version), 0) = $10::int RETURNING version`,
    kind,
    locale,
    words.body === '' ? 'transactional' : contentClass(words).class,
    `${words.subject.trim()}\n${words.preheader.trim()}`,
    words.body,
    words.text,
    now(),
    by,
    basedOn ?? null,
  );
  if (!row) return null;
  await replanKind(sql, kind);
  return row.version;
}
