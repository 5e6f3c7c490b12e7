import type { ShopSql } from '~/db.server';
import type { MailLocale } from '~/outreach/templates/mail-input';
import { mailLocale } from '~/outreach/templates/mail-locale';

/** How many of the shop's buyers speak a language, and in which one they are written to. */
export interface LanguageShare {
  /** Two letters; null for those of whom none is known. */
  readonly language: string | null;
  readonly customers: number;
  /** There may be more: counting stopped here. */
  readonly isCapped: boolean;
  /** What mail to them is written in. */
  readonly writtenIn: MailLocale;
}

const MOST_COUNTED = 1_000;
const MOST_LANGUAGES = 12;

/** The languages of a shop's buyers, the commonest first; each is counted up to a bound, so that no shop is too large to ask. */
export async function loadLanguages(sql: ShopSql, shopLocale: string | null): Promise<LanguageShare[]> {
  const buyers = 'shop_id = $1 AND merged_into_id IS NULL AND last_order_at IS NOT NULL';
  // One step of the index for each language, and not one for each buyer.
  const rows = await sql.rows<{ language: string; customers: number }>(
    `WITH RECURSIVE spoken (language, place) AS (
       (SELECT language, 1 FROM customer WHERE ${buyers} ORDER BY language LIMIT 1)
       UNION ALL
       SELECT next.language, s.place + 1 FROM spoken s, LATERAL
         (SELECT language FROM customer WHERE ${buyers} AND language > s.language ORDER BY language LIMIT 1) next
       WHERE s.place < ${MOST_LANGUAGES}
     )
     SELECT s.language, (SELECT count(*)::int FROM (SELECT language FROM customer
         WHERE ${buyers} AND language >= s.language ORDER BY language LIMIT ${MOST_COUNTED}) c
       WHERE c.language = s.language) AS customers
     FROM spoken s ORDER BY 2 DESC, 1`,
  );
  return rows.map(({ language, customers }) => ({
    language: /^[a-z]{2}$/.test(language) ? language : null,
    customers,
    isCapped: customers === MOST_COUNTED,
    writtenIn: mailLocale(language, shopLocale),
  }));
}
