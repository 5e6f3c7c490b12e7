import { isDay } from '~/base/lib/days';
import { minorDigits, parseAmount } from '~/base/lib/money';
import { isCountry } from '~/base/vocabulary/countries';
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

/** Those who did not subscribe, by whether they bought since that day, counted as the planner's rule has it. */
async function softOptIn(sql: ShopSql, asked: SoftOptIn): Promise<Concerned> {
  const { timeZone: shopTimeZone } = await loadShop(sql);
  const [row] = await sql.rows<Concerned>(
    `SELECT (count(*) FILTER (WHERE c.last_order_at >= $3))::int AS count, count(*)::int AS of
     FROM customer c JOIN LATERAL (SELECT state FROM consent n WHERE n.shop_id = $1 AND n.customer_id = c.id AND n.channel = 'email'
       ORDER BY ${newestConsent('n')} LIMIT 1) n ON n.state = 'NOT_SUBSCRIBED'
     WHERE c.shop_id = $1 AND c.country_code = $2 AND c.email_hash IS NOT NULL AND c.merged_into_id IS NULL
       AND c.deleted_at IS NULL AND c.redacted_at IS NULL AND c.last_order_at IS NOT NULL
       AND NOT EXISTS (SELECT FROM suppression x WHERE x.shop_id = $1 AND x.email_hash = c.email_hash AND x.lifted_at IS NULL)`,
    asked.countryCode,
    softOptInFrom({ ...asked, shopTimeZone }),
  );
  return row ?? { count: 0, of: 0 };
}

/** Messages to that country that are open, out of all that are. */
async function waiting(sql: ShopSql, country: string): Promise<Concerned> {
  const [row] = await sql.rows<Concerned>(
    `SELECT (count(*) FILTER (WHERE c.country_code = $2))::int AS count, count(*)::int AS of
     FROM message m JOIN customer c ON c.shop_id = $1 AND c.id = m.customer_id
     WHERE m.shop_id = $1 AND m.state IN ('planned', 'awaiting_approval', 'held')`,
    country,
  );
  return row ?? { count: 0, of: 0 };
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
