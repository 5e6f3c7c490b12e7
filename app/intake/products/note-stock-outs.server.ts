import type { ShopSql } from '~/db.server';

/** A variant that can be bought now, or no longer, as the product's newest version says. */
export interface AvailabilityChange {
  readonly variant: string;
  readonly available: boolean;
  readonly at: Date;
}

/** What is over sooner moves nobody's habit, and of a variant that comes and goes by the hour it would be thousands of rows. */
const SHORTEST = `interval '1 day'`;

/**
 * Keeps when a variant could not be bought, for a day at least. Told twice it is one time; a word that came late, after a
 * newer one, is not looked back at, so at worst a short time is not known.
 */
export async function noteStockOuts(sql: ShopSql, changes: readonly AvailabilityChange[]): Promise<void> {
  let rest = changes;
  while (rest.length > 0) {
    const next = new Map<string, AvailabilityChange>();
    for (const change of rest) if (!next.has(change.variant)) next.set(change.variant, change);
    await noteOneEach(sql, [...next.values()]);
    rest = rest.filter((change) => next.get(change.variant) !== change);
  }
}

/** At most one change of a variant: its next one builds upon it. */
async function noteOneEach(sql: ShopSql, changes: readonly AvailabilityChange[]): Promise<void> {
  const gone = changes.filter(({ available }) => !available);
  const back = changes.filter(({ available }) => available);
  if (gone.length > 0)
    await sql.run(
      `INSERT INTO stock_out (shop_id, shopify_variant_id, from_at)
       SELECT $1::bigint, gid, at FROM unnest($2::text[], $3::timestamptz[]) AS g (gid, at) ON CONFLICT DO NOTHING`,
      gone.map(({ variant }) => variant),
      gone.map(({ at }) => at),
    );
  if (back.length === 0) return;
  const given = [back.map(({ variant }) => variant), back.map(({ at }) => at)];
  // Two words of one moment (a webhook, then what GraphQL says of it) leave nothing behind either.
  await sql.run(
    `DELETE FROM stock_out o USING unnest($2::text[], $3::timestamptz[]) AS g (gid, at)
     WHERE o.shop_id = $1 AND o.shopify_variant_id = g.gid AND o.until_at IS NULL AND o.from_at > g.at - ${SHORTEST}`,
    ...given,
  );
  await sql.run(
    `UPDATE stock_out o SET until_at = g.at FROM unnest($2::text[], $3::timestamptz[]) AS g (gid, at)
     WHERE o.shop_id = $1 AND o.shopify_variant_id = g.gid AND o.until_at IS NULL`,
    ...given,
  );
}
