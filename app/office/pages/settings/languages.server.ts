import type { ShopSql } from '~/db.server';
import type { MailLocale } from '~/outreach/templates/mail-input';
import { mailLocale } from '~/outreach/templates/mail-locale';

/** How many of the shop's buyers speak a language, and in which one they are written to. */
export interface LanguageShare {
  /** Two letters; null for those of whom none is known. */
  readonly language: string | null;
  readonly customers: number;
  readonly writtenIn: MailLocale;
}

export interface Languages {
  /** The commonest first. */
  readonly shares: readonly LanguageShare[];
  /** Only so many, who bought last, were asked; null: all were. */
  readonly amongNewest: number | null;
}

const MOST_ASKED = 1_000;

/** The languages of those who bought last: a bounded look, so that no shop is too large for it. */
export async function loadLanguages(sql: ShopSql, shopLocale: string | null): Promise<Languages> {
  const rows = await sql.rows<{ language: string | null; customers: number }>(
    `SELECT substring(lower(locale) FROM '^[a-z]{2}(?![a-z])') AS language, count(*)::int AS customers FROM
       (SELECT locale FROM customer WHERE shop_id = $1 AND merged_into_id IS NULL AND last_order_at IS NOT NULL
        ORDER BY last_order_at DESC, id DESC LIMIT ${MOST_ASKED}) newest
     GROUP BY 1 ORDER BY 2 DESC, 1`,
  );
  const asked = rows.reduce((sum, { customers }) => sum + customers, 0);
  return {
    shares: rows.map((row) => ({ ...row, writtenIn: mailLocale(row.language, shopLocale) })),
    amongNewest: asked === MOST_ASKED ? asked : null,
  };
}
