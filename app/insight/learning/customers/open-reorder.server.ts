import { now } from '~/base/lib/clock.server';
import { localDay } from '~/base/lib/days';
import { type CartItem, cartPermalink } from '~/care/answers/cart-permalink';
import type { LinkClaims } from '~/care/answers/link-token';
import { recordClick } from '~/care/answers/record-click.server';
import { shopOrigin } from '~/care/answers/shop-origin';
import { signLink } from '~/care/answers/signed-link.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { readInsight } from '~/insight/learning/customers/learn-customer.server';
import { resolveCustomer } from '~/intake/customers/lock-customer.server';

/** Where a reorder link leads; `gone` with what was to be reordered, of which nothing can be bought now. */
export type Reorder =
  | { readonly leadsTo: 'cart'; readonly url: string }
  | { readonly leadsTo: 'gone'; readonly items: readonly string[] };

/**
 * Where a reorder link leads: the shop's own checkout, filled with what the customer bought last of the need (or of all
 * needs of the mail), as many as last time. Null when the shop is gone.
 */
export async function openReorder(
  claims: LinkClaims,
  visitor: { readonly isScanner: boolean },
): Promise<Reorder | null> {
  return sqlInShop(claims.shopId, async (sql) => {
    const [shop] = await sql.rows<{ domain: string; storefrontUrl: string | null }>(
      `SELECT domain, storefront_url AS "storefrontUrl" FROM shop WHERE id = $1 AND redacted_at IS NULL`,
    );
    const origin = shop && shopOrigin(shop);
    if (!origin) return null;
    await recordClick(sql, claims, visitor);
    const wanted = await wantedOf(sql, claims);
    const cart = wanted.flatMap(({ item }) => item ?? []);
    if (wanted.length > 0 && cart.length === 0)
      return { leadsTo: 'gone', items: wanted.map(({ title }) => title) };
    return { leadsTo: 'cart', url: cartPermalink(origin, cart, signLink('attribution', claims)) };
  });
}

interface Wanted {
  readonly title: string;
  /** Null while it cannot be bought. */
  readonly item: CartItem | null;
}

async function wantedOf(sql: ShopSql, claims: LinkClaims): Promise<Wanted[]> {
  const customerId = await resolveCustomer(sql, claims.customerId);
  const insight = await readInsight(sql, customerId, localDay(now(), 'UTC'));
  if (!insight) return [];
  const wanted = await needsOf(sql, claims);
  return insight.needs.flatMap(({ need, reorderVariantId, reorderQuantity }) =>
    wanted.has(need.id)
      ? [
          {
            title: need.title,
            item: reorderVariantId ? { shopifyVariantId: reorderVariantId, quantity: reorderQuantity } : null,
          },
        ]
      : [],
  );
}

async function needsOf(sql: ShopSql, { needId, messageId, mailId }: LinkClaims): Promise<Set<bigint>> {
  if (needId !== undefined) return new Set([needId]);
  const rows = await sql.rows<{ needId: bigint }>(
    `SELECT DISTINCT need_id AS "needId" FROM message
     WHERE shop_id = $1 AND need_id IS NOT NULL AND (id = $2 OR ($2::bigint IS NULL AND mail_id = $3))`,
    messageId ?? null,
    mailId ?? null,
  );
  return new Set(rows.map((row) => row.needId));
}
