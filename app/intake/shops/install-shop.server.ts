import { now } from '~/base/lib/clock.server';
import { isTimeZone } from '~/base/lib/days';
import { log } from '~/base/lib/logger.server';
import { enqueue } from '~/base/queue/enqueue.server';
import { acrossShops, type ShopSql, type Sql } from '~/db.server';
import { adminGraphqlAt } from '~/intake/shopify/admin-client.server';
import { numericId } from '~/intake/shopify/gid';
import { knownZone } from '~/intake/shops/known-zone';
import { type ShopAnswer, shopOperation } from '~/intake/shops/operations';
import { localeOfCountry } from '~/intake/shops/shop-locale';

/** What is loaded at install, in this order: orders want their customers and variants, but do not need them. */
export const backfillSubjects = ['products', 'customers', 'orders'] as const;
export type BackfillSubject = (typeof backfillSubjects)[number];

/**
 * A shop has given us a token: makes or revives its row, takes over webhooks that came too early, and starts loading
 * its history. May be called again and again: for a shop that is installed it only brings name, zone and domain up to
 * date. A reinstall begins a new epoch and finds settings, keys and suppressions as they were, unless shop/redact came
 * between.
 */
export async function installShop(shopDomain: string): Promise<{ shopId: bigint; isNew: boolean }> {
  // An answer to a question asked now proves that the app is there: a goodbye from before is over.
  const askedAt = now();
  const { shop } = await adminGraphqlAt(shopDomain, shopOperation, {});
  const shopId = BigInt(numericId(shop.id) ?? '0');
  if (shopId === 0n) throw new Error('Shopify told no shop id');
  const isNew = await acrossShops('install', async (sql) => {
    // The first page that a merchant opens asks several times at once; a domain can be written by one of them alone.
    await sql.run(
      `SELECT pg_advisory_xact_lock(hashtextextended('install-' || $1, 0))`,
      shop.myshopifyDomain,
    );
    const begun = await writeShop(sql, shop, { shopId, askedAt });
    if (!begun) return false;
    await sql.run(
      `INSERT INTO backfill (shop_id, install_epoch, subject, state, started_at)
       SELECT $1, s.install_epoch, subject, 'waiting', $3 FROM shop s, unnest($2::text[]) AS subject WHERE s.id = $1
       ON CONFLICT DO NOTHING`,
      shopId,
      [...backfillSubjects],
      now(),
    );
    // What came before the install belongs to it, but for goodbyes to an earlier one.
    await sql.run(
      `UPDATE inbox_webhook SET shop_id = $1, state = CASE WHEN topic = 'app/uninstalled' THEN 'ignored' ELSE state END
       WHERE shop_id IS NULL AND shop_domain = $2`,
      shopId,
      shop.myshopifyDomain,
    );
    return true;
  });
  if (isNew) {
    log.info('Shop installed', { shopId });
    await enqueue('start-backfill', { shopId: String(shopId) });
    await enqueue('project-inbox', { shopId: String(shopId) });
  }
  return { shopId, isNew };
}

/** Name, zone, currency and domain of a shop that is installed, as Shopify tells them now. */
export async function saveShopAnswer(sql: ShopSql, shop: ShopAnswer['shop']): Promise<void> {
  await sql.run(
    `UPDATE shop SET name = $2, time_zone = coalesce(${knownZone('$3')}, 'UTC'), currency = $4, country_code = $5, storefront_url = coalesce($6, storefront_url)
     WHERE id = $1 AND state = 'installed'`,
    shop.name.slice(0, 255),
    isTimeZone(shop.ianaTimezone) ? shop.ianaTimezone : null,
    shop.currencyCode,
    shop.shopAddress?.countryCodeV2 ?? null,
    shop.primaryDomain?.url ?? null,
  );
}

/** Writes the shop's row; true when this begins an installation. */
async function writeShop(
  sql: Sql,
  shop: ShopAnswer['shop'],
  { shopId, askedAt }: { readonly shopId: bigint; readonly askedAt: Date },
): Promise<boolean> {
  const countryCode = shop.shopAddress?.countryCodeV2 ?? null;
  // A domain that moved here from a shop that is gone would break its unique key.
  await sql.run(
    `UPDATE shop SET domain = 'former-' || id || '.invalid' WHERE domain = $2 AND id <> $1`,
    shopId,
    shop.myshopifyDomain,
  );
  const before = await sql.rows<{ state: string }>('SELECT state FROM shop WHERE id = $1 FOR UPDATE', shopId);
  // A page that is opened after all was deleted must not bring it back: only another installation does.
  if (before[0]?.state === 'erased') return false;
  await sql.run(
    `INSERT INTO shop (id, domain, name, time_zone, currency, country_code, storefront_url, locale, installed_at, authorized_at)
     VALUES ($1, $2, $3, coalesce(${knownZone('$4')}, 'UTC'), $5, $6, $7, $8, $9, $10)
     ON CONFLICT (id) DO UPDATE SET domain = $2, name = $3, time_zone = excluded.time_zone, currency = $5, country_code = $6, storefront_url = $7,
       install_epoch = shop.install_epoch + (shop.state <> 'installed')::int,
       installed_at = CASE WHEN shop.state = 'installed' THEN shop.installed_at ELSE $9 END,
       reconciled_through = CASE WHEN shop.state = 'installed' THEN shop.reconciled_through END,
       changes_read_through = CASE WHEN shop.state = 'installed' THEN shop.changes_read_through END,
       authorized_at = greatest(shop.authorized_at, $10), state = 'installed', uninstalled_at = NULL`,
    shopId,
    shop.myshopifyDomain,
    shop.name.slice(0, 255),
    isTimeZone(shop.ianaTimezone) ? shop.ianaTimezone : null,
    shop.currencyCode,
    countryCode,
    shop.primaryDomain?.url ?? `https://${shop.myshopifyDomain}`,
    localeOfCountry(countryCode),
    now(),
    askedAt,
  );
  return before[0]?.state !== 'installed';
}
