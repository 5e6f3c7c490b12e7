import { instantAt, localDay } from '~/base/lib/days';
import type { ShopSettings } from '~/base/settings/shop-settings';
import type { ShopSql } from '~/db.server';
import { type WarmUp, warmUpLimit } from '~/sending/domain/warm-up';

export interface WarmUpShop {
  readonly settings: Pick<ShopSettings, 'sender' | 'senderDomain'>;
  readonly timeZone: string;
}

export interface WarmUpDay {
  readonly limit: number;
  readonly sentToday: number;
  /** Day number of the domain's first mail, in the shop's zone; today where there was none. */
  readonly firstDay: number;
  /** When the shop's day began. */
  readonly since: Date;
}

/** The shop's day under a warm-up; null when its domain is known, or is not the one that mails come from. */
export async function loadWarmUpDay(sql: ShopSql, shop: WarmUpShop, at: Date): Promise<WarmUpDay | null> {
  const { sender, senderDomain } = shop.settings;
  if (!senderDomain.warmUpSince || !sender.domainVerified || sender.email === '') return null;
  const today = localDay(at, shop.timeZone);
  const since = instantAt({ day: today, minuteOfDay: 0 }, shop.timeZone);
  const [first] = await sql.rows<{ at: Date | null }>(
    'SELECT min(sent_at) AS at FROM mail WHERE shop_id = $1 AND sent_at >= $2',
    new Date(senderDomain.warmUpSince),
  );
  const firstDay = first?.at ? localDay(first.at, shop.timeZone) : today;
  const limit = warmUpLimit(today - firstDay);
  if (limit === null) return null;
  const [sent] = await sql.rows<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT 1 FROM mail WHERE shop_id = $1 AND sent_at >= $2 AND channel = 'email'
       LIMIT $3) counted`,
    since,
    limit,
  );
  return { limit, sentToday: sent?.count ?? 0, firstDay, since };
}

/**
 * What stands before each of these mails today: mails that went out, and those on their way that were claimed earlier.
 * Many looks at once thus agree on who is within the limit, without waiting for each other.
 */
export async function loadWarmUps(
  sql: ShopSql,
  shop: WarmUpShop,
  mails: { readonly ids: readonly bigint[]; readonly at: Date },
): Promise<ReadonlyMap<bigint, WarmUp>> {
  const day = await loadWarmUpDay(sql, shop, mails.at);
  if (!day || mails.ids.length === 0) return new Map();
  const rows = await sql.rows<{ id: bigint; taken: number }>(
    `SELECT asked.id, (s.sent + (SELECT count(*) FROM mail m WHERE m.shop_id = $1 AND m.state = 'sending'
        AND m.channel = 'email' AND m.claimed_at >= $2 AND m.id < asked.id))::int AS taken
     FROM unnest($3::bigint[]) AS asked(id),
       (SELECT count(*) AS sent FROM (SELECT 1 FROM mail WHERE shop_id = $1 AND sent_at >= $2 AND channel = 'email'
          LIMIT $4) counted) s`,
    day.since,
    mails.ids,
    day.limit,
  );
  return new Map(rows.map(({ id, taken }) => [id, { limit: day.limit, taken }]));
}
