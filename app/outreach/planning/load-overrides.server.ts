import type { ShopSql } from '~/db.server';
import type { ActiveOverride } from '~/outreach/outbox/override';

/** What people decided about this customer's messages and nobody took back, oldest first, by message key. */
export async function loadOverrides(
  sql: ShopSql,
  keys: readonly string[],
): Promise<ReadonlyMap<string, readonly ActiveOverride[]>> {
  const byKey = new Map<string, ActiveOverride[]>();
  if (keys.length === 0) return byKey;
  const rows = await sql.prepared<ActiveOverride & { key: string }>(
    'plan-overrides',
    `SELECT message_key AS key, action, move_to AS "moveTo", coalesce(by_name, by) AS "byName", material_hash AS "materialHash"
     FROM override WHERE shop_id = $1 AND message_key = ANY($2::text[]) AND undone_at IS NULL
       AND action IN ('skip', 'move', 'approve', 'send_now') ORDER BY id`,
    keys,
  );
  for (const { key, ...override } of rows) byKey.set(key, [...(byKey.get(key) ?? []), override]);
  return byKey;
}
