import { unsealText } from '~/base/lib/sealed.server';
import { readShopSettings } from '~/base/settings/shop-settings';
import type { SignedClaims } from '~/care/answers/link-token';
import { shopOrigin } from '~/care/answers/shop-origin';
import { type ShopSql, sqlInShop } from '~/db.server';

/** Whose page is shown to whom. */
export interface Visit {
  readonly claims: SignedClaims;
  readonly shop: ShopLook;
  /** Language of the mail, else of the customer, else of the shop. */
  readonly locale: string;
  readonly firstName: string | null;
}

/** A shop as its customers know it. */
export interface ShopLook {
  readonly name: string;
  readonly siteUrl: string | null;
  readonly logoUrl: string;
  readonly accentColour: string;
  readonly backgroundColour: string;
}

/** The shop and person behind a link; null when the shop is gone. */
export async function loadVisit(claims: SignedClaims): Promise<Visit | null> {
  return sqlInShop(claims.shopId, (sql) => visitOf(sql, claims));
}

async function visitOf(sql: ShopSql, claims: SignedClaims): Promise<Visit | null> {
  const [row] = await sql.rows<{
    name: string;
    domain: string;
    storefrontUrl: string | null;
    settings: unknown;
    shopLocale: string;
    customerLocale: string | null;
    mailLocale: string | null;
    firstNameSealed: Buffer | null;
  }>(
    `SELECT s.name, s.domain, s.storefront_url AS "storefrontUrl", s.settings, s.locale AS "shopLocale",
       c.locale AS "customerLocale", c.first_name_sealed AS "firstNameSealed",
       (SELECT m.locale FROM mail m WHERE m.shop_id = $1 AND m.id = $3) AS "mailLocale"
     FROM shop s LEFT JOIN customer c ON c.shop_id = $1 AND c.id = $2 AND c.redacted_at IS NULL
     WHERE s.id = $1 AND s.redacted_at IS NULL`,
    claims.customerId,
    claims.mailId ?? 0n,
  );
  if (!row) return null;
  const { brand, sender } = readShopSettings(row.settings);
  return {
    claims,
    shop: {
      name: sender.name || row.name || row.domain,
      siteUrl: shopOrigin(row),
      ...brand,
    },
    locale: row.mailLocale ?? row.customerLocale ?? row.shopLocale,
    firstName: unsealText(row.firstNameSealed, { shopId: sql.shopId, column: 'customer.first_name_sealed' }),
  };
}
