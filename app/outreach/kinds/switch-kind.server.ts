import { now } from '~/base/lib/clock.server';
import type { ActiveKind, KindMode } from '~/base/vocabulary/kinds';
import { type ShopSql, sqlInShop } from '~/db.server';
import { lockPlans } from '~/intake/customers/lock-customer.server';
import { replanKind } from '~/outreach/kinds/replan-kind.server';

/**
 * Switches a kind. Switched on for the first time, its first 25 messages and its first 14 days are reviewed all the
 * same; `review` keeps it so for good. Switched off, what it had planned is taken off the plan. The customers concerned
 * are planned anew by the sweep.
 */
export async function switchKind(
  shopId: bigint,
  kind: ActiveKind,
  mode: KindMode,
  by: string,
): Promise<void> {
  await sqlInShop(shopId, async (sql) => {
    await lockPlans(sql);
    const at = now();
    const [before] = await sql.rows<{ mode: KindMode }>(
      'SELECT mode FROM shop_kind WHERE shop_id = $1 AND kind = $2 FOR UPDATE',
      kind,
    );
    if (before?.mode === mode) return;
    const isNew = (before?.mode ?? 'off') === 'off' && mode !== 'off';
    await sql.run(
      `INSERT INTO shop_kind (shop_id, kind, mode, enabled_at, mode_set_by, mode_set_at) VALUES ($1, $2, $3, $4, $6, $7)
       ON CONFLICT (shop_id, kind) DO UPDATE SET mode = excluded.mode, mode_set_by = excluded.mode_set_by, mode_set_at = excluded.mode_set_at,
         enabled_at = CASE WHEN $5 THEN excluded.enabled_at ELSE shop_kind.enabled_at END`,
      kind,
      mode,
      mode === 'off' ? null : at,
      isNew,
      by,
      at,
    );
    await (isNew ? replanEverybody(sql, at) : replanKind(sql, kind));
  });
}

/** Ends the review of a kind before its time: what waits for approval goes out as planned. */
export async function endReview(shopId: bigint, kind: ActiveKind, by: string): Promise<void> {
  await sqlInShop(shopId, async (sql) => {
    await lockPlans(sql);
    const at = now();
    await sql.run(
      `UPDATE shop_kind SET mode = CASE WHEN mode = 'review' THEN 'on' ELSE mode END, review_ended_at = $3, review_ended_by = $4
       WHERE shop_id = $1 AND kind = $2`,
      kind,
      at,
      by,
    );
    await replanKind(sql, kind);
  });
}

/** Holds all messages of a kind, those to come too. Pausing twice keeps the first time and name. */
export async function pauseKind(shopId: bigint, kind: ActiveKind, by: string): Promise<void> {
  // Committed by itself: it counts from now on, whatever the new plans wait for.
  await sqlInShop(shopId, (sql) =>
    sql.run(
      'UPDATE shop_kind SET paused_at = $3, paused_by = $4 WHERE shop_id = $1 AND kind = $2 AND paused_at IS NULL',
      kind,
      now(),
      by,
    ),
  );
  await sqlInShop(shopId, async (sql) => {
    await lockPlans(sql);
    await replanKind(sql, kind);
  });
}

/** Lets a paused kind go on: what it held is judged again. */
export async function resumeKind(shopId: bigint, kind: ActiveKind): Promise<void> {
  await sqlInShop(shopId, async (sql) => {
    await lockPlans(sql);
    await sql.run(
      'UPDATE shop_kind SET paused_at = NULL, paused_by = NULL WHERE shop_id = $1 AND kind = $2',
      kind,
    );
    await replanKind(sql, kind);
  });
}

/**
 * A person looked at a batch that was too many and lets it go. Their word is kept with each message, so that the next
 * day's count does not hold the same ones again; the rest of the day that was held is free, too.
 */
export async function releaseFlood(shopId: bigint, kind: ActiveKind, by: string): Promise<void> {
  await sqlInShop(shopId, async (sql) => {
    await lockPlans(sql);
    const at = now();
    await sql.run(
      'UPDATE shop_kind SET flood_released_on = flood_held_on WHERE shop_id = $1 AND kind = $2 AND flood_held_on IS NOT NULL',
      kind,
    );
    // Also where something else holds them by now: it was asked about all that the breaker caught.
    await sql.run(
      `INSERT INTO override (shop_id, message_key, action, by, created_at)
       SELECT $1, key, 'release', $3, $4 FROM message
       WHERE shop_id = $1 AND kind = $2 AND state IN ('held', 'awaiting_approval') AND why @> '[{"code": "held-flood"}]'`,
      kind,
      by,
      at,
    );
    await replanKind(sql, kind);
  });
}

async function replanEverybody(sql: ShopSql, at: Date): Promise<void> {
  await sql.run(
    `UPDATE customer SET replan_due_at = $2 WHERE shop_id = $1 AND merged_into_id IS NULL AND last_order_at IS NOT NULL
       AND deleted_at IS NULL AND redacted_at IS NULL`,
    at,
  );
}
