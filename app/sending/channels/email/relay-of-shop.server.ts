import { createHash } from 'node:crypto';
import { unsealText } from '~/base/lib/sealed.server';
import { smtpSettingsSchema } from '~/base/settings/shop-settings';
import { type ShopSql, sqlInShop } from '~/db.server';
import { env } from '~/env.server';
import { type Relay, relayFromUrl, relayOf } from '~/sending/channels/email/relay';

const FRESH_MS = 2_000;
const bySealed = new Map<string, Relay>();
const byShop = new Map<bigint, { relay: Relay | null; atMs: number }>();
let fallback: { url: string; relay: Relay } | undefined;

/** The mail server of the shop: the merchant's own, else the installation's default, else null. */
export async function loadRelay(sql: ShopSql): Promise<Relay | null> {
  const [row] = await sql.rows<{ sealed: Buffer | null }>(
    'SELECT smtp_sealed AS sealed FROM shop WHERE id = $1',
  );
  const relay = row?.sealed ? opened(row.sealed, sql.shopId) : defaultRelay();
  byShop.set(sql.shopId, { relay, atMs: Date.now() });
  return relay;
}

/** The same for a mail that was just looked at, without asking the database again within two seconds. */
export async function relayOfShop(shopId: bigint): Promise<Relay | null> {
  const known = byShop.get(shopId);
  if (known && Date.now() - known.atMs < FRESH_MS) return known.relay;
  return sqlInShop(shopId, loadRelay);
}

function defaultRelay(): Relay | null {
  const url = env().SMTP_URL;
  if (!url) return null;
  if (fallback?.url !== url) fallback = { url, relay: relayFromUrl(url) };
  return fallback.relay;
}

/** Opening a seal and hashing for the pool's key costs more than it should for each mail: equal bytes, equal relay. */
function opened(sealed: Buffer, shopId: bigint): Relay {
  const key = createHash('sha256').update(sealed).digest('base64url');
  let relay = bySealed.get(key);
  if (!relay) {
    const text = unsealText(sealed, { shopId, column: 'shop.smtp_sealed' });
    relay = relayOf(smtpSettingsSchema.parse(JSON.parse(text ?? '{}')));
    if (bySealed.size > 1000) bySealed.clear();
    bySealed.set(key, relay);
  }
  return relay;
}
