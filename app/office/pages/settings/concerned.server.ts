import { isDay } from '~/base/lib/days';
import { minorDigits, parseAmount } from '~/base/lib/money';
import { isCountry } from '~/base/vocabulary/countries';
import { openStates } from '~/base/vocabulary/message-states';
import { MOST_TAGS, warrantyPrice } from '~/base/vocabulary/setting-bounds';
import { type ShopSql, sqlInShop } from '~/db.server';
import { newestConsent } from '~/intake/customers/newest-consent';
import { hasWarrantySql } from '~/intake/products/has-warranty';
import { loadShop } from '~/intake/shops/load-shop.server';
import { neverLastMonth } from '~/office/last-month/last-month.server';
import { readTags } from '~/office/pages/settings/settings-form';
import { softOptInFrom } from '~/outreach/planning/consent';

/** How many a setting would concern as it is typed now, out of how many; null: it is no setting at all. */
export interface Concerned {
  readonly count: number;
  readonly of: number;
  /** Where there are very many, only so many were looked at. */
  readonly looked?: number;
}

/** Nobody counts more exactly than this, and a page waits for no more. */
const MOST_LOOKED = 5_000;

type Looked = Concerned & { readonly looked: number };

function concerned(row: Looked | undefined): Concerned {
  if (!row) return { count: 0, of: 0 };
  const { count, of, looked } = row;
  return looked < MOST_LOOKED ? { count, of } : { count, of, looked };
}

export function loadConcerned(shopId: bigint, asked: URLSearchParams, at: Date): Promise<Concerned | null> {
  const given = (name: string) => asked.get(name) ?? '';
  return sqlInShop(shopId, async (sql) => {
    switch (given('what')) {
      case 'soft-opt-in':
        return isCountry(given('country')) && isDay(given('on'))
          ? softOptIn(sql, { countryCode: given('country'), since: given('on'), at })
          : null;
      case 'pause':
        return isCountry(given('country')) ? waiting(sql, given('country')) : null;
      case 'never':
        return never(sql, { tags: given('tags'), companies: given('companies'), at });
      case 'warranty':
        return warranties(sql, given('price'), given('months'));
      default:
        return null;
    }
  });
}

interface SoftOptIn {
  readonly countryCode: string;
  readonly since: string;
  readonly at: Date;
}

/**
 * Those who did not subscribe, by whether they bought since that day, counted as the planner's rule has it: of the newest
 * buyers, where there are very many. What is asked of each is looked up behind a LIMIT, see last-month.server.ts.
 */
async function softOptIn(sql: ShopSql, asked: SoftOptIn): Promise<Concerned> {
  const { timeZone: shopTimeZone } = await loadShop(sql);
  const [row] = await sql.rows<Looked>(
    `SELECT (count(*) FILTER (WHERE is_asked AND c.last_order_at >= $3))::int AS count, (count(*) FILTER (WHERE is_asked))::int AS of,
       count(*)::int AS looked
     FROM (SELECT id, last_order_at, country_code, email_hash FROM customer
       WHERE shop_id = $1 AND merged_into_id IS NULL AND deleted_at IS NULL AND redacted_at IS NULL AND last_order_at IS NOT NULL
       ORDER BY last_order_at DESC, id DESC LIMIT ${MOST_LOOKED}) c
     LEFT JOIN LATERAL (SELECT state FROM consent n WHERE n.shop_id = $1 AND n.customer_id = c.id AND n.channel = 'email'
       AND c.country_code = $2 ORDER BY ${newestConsent('n')} LIMIT 1) n ON true
     LEFT JOIN LATERAL (SELECT true AS is_stopped FROM suppression x WHERE x.shop_id = $1 AND x.email_hash = c.email_hash
       AND x.lifted_at IS NULL AND n.state IS NOT NULL LIMIT 1) x ON true
     CROSS JOIN LATERAL (SELECT n.state IS NOT DISTINCT FROM 'NOT_SUBSCRIBED' AND c.email_hash IS NOT NULL AND is_stopped IS NULL AS is_asked) a`,
    asked.countryCode,
    softOptInFrom({ ...asked, shopTimeZone }),
  );
  return concerned(row);
}

/** Messages to that country that are open, out of all that are: of those that are due first, where there are very many. */
async function waiting(sql: ShopSql, country: string): Promise<Concerned> {
  const inState = (state: string) =>
    `(SELECT customer_id, due_at FROM message WHERE shop_id = $1 AND state = '${state}' ORDER BY due_at, id LIMIT ${MOST_LOOKED})`;
  const [row] = await sql.rows<Looked>(
    `SELECT (count(*) FILTER (WHERE c.country_code = $2))::int AS count, count(*)::int AS of, count(*)::int AS looked
     FROM (SELECT customer_id FROM (${openStates.map(inState).join(' UNION ALL ')}) o ORDER BY due_at LIMIT ${MOST_LOOKED}) m
     LEFT JOIN LATERAL (SELECT country_code FROM customer WHERE shop_id = $1 AND id = m.customer_id LIMIT 1) c ON true`,
    country,
  );
  return concerned(row);
}

interface Never {
  readonly tags: string;
  readonly companies: string;
  readonly at: Date;
}

/** Mails of last month that would not have been sent, out of all. */
async function never(sql: ShopSql, { tags, companies, at }: Never): Promise<Concerned | null> {
  const neverTags = readTags(tags);
  if (neverTags.length > MOST_TAGS) return null;
  return neverLastMonth(sql, { neverTags, neverCompanies: companies === 'true' }, at);
}

/** Products that a warranty mail would be about, out of those that have a warranty: their own, or the usual one. */
async function warranties(sql: ShopSql, price: string, months: string): Promise<Concerned | null> {
  const { currency } = await loadShop(sql);
  const minor = parseAmount(price === '' ? String(warrantyPrice.usual) : price.replace(',', '.'), currency);
  if (minor === null || minor < 0n || minor > 10n ** BigInt(minorDigits(currency) + 6)) return null;
  const [row] = await sql.rows<Concerned>(
    `SELECT (count(*) FILTER (WHERE EXISTS (SELECT FROM variant v WHERE v.shop_id = $1 AND v.shopify_product_id = p.shopify_product_id
         AND v.deleted_at IS NULL AND v.price_minor >= $2)))::int AS count, count(*)::int AS of
     FROM product p WHERE p.shop_id = $1 AND p.deleted_at IS NULL AND ${hasWarrantySql('$3')}`,
    minor,
    /^\d{1,3}$/.test(months) ? Number(months) : null,
  );
  return row ?? { count: 0, of: 0 };
}
