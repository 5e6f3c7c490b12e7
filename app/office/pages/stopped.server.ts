import { now } from '~/base/lib/clock.server';
import { activeKinds } from '~/base/vocabulary/kinds';
import { BREAKER, isStopCause, type StopCause } from '~/base/vocabulary/stop-causes';
import { closeStops } from '~/care/inbound/check-breakers.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { resumeShop } from '~/intake/shops/load-shop.server';
import { resumeKinds } from '~/outreach/kinds/switch-kind.server';
import { resumeSender } from '~/sending/sender-health.server';

/** Sending that stopped by itself and waits for a person. */
export interface Stop {
  readonly cause: StopCause;
  readonly since: Date;
  /** The mail server's own words, where it was a server that stopped it. */
  readonly said: string | null;
}

/** What has stopped, the gravest first; one row each, so that every page can ask. */
export async function loadStops(sql: ShopSql): Promise<Stop[]> {
  const [row] = await sql.rows<{
    refusedAt: Date | null;
    said: string | null;
    pausedAt: Date | null;
    pauseReason: string | null;
    kindsPausedAt: Date | null;
  }>(
    `SELECT h.changed_at AS "refusedAt", h.last_error AS said, s.paused_at AS "pausedAt", s.pause_reason AS "pauseReason",
       (SELECT min(paused_at) FROM shop_kind WHERE shop_id = $1 AND paused_by = $2) AS "kindsPausedAt"
     FROM shop s LEFT JOIN sender_health h ON h.shop_id = $1 AND h.state = 'paused' WHERE s.id = $1`,
    BREAKER,
  );
  const stops: Stop[] = [];
  if (row?.pausedAt && isStopCause(row.pauseReason))
    stops.push({ cause: row.pauseReason, since: row.pausedAt, said: null });
  if (row?.refusedAt) stops.push({ cause: 'sender-refused', since: row.refusedAt, said: row.said });
  if (row?.kindsPausedAt) stops.push({ cause: 'spam-reports', since: row.kindsPausedAt, said: null });
  return stops;
}

/** A person has looked: what stopped for this cause goes on, and what it held is judged again. */
export async function resumeSending(
  shopId: bigint,
  cause: StopCause,
  by: string,
): Promise<{ resumed: StopCause }> {
  await sqlInShop(shopId, async (sql) => {
    const isThere = (await loadStops(sql)).some((stop) => stop.cause === cause);
    if (!isThere) return;
    switch (cause) {
      case 'sender-refused':
        await resumeSender(sql);
        break;
      case 'hard-bounces':
      case 'restored':
        await resumeShop(sql);
        break;
      case 'spam-reports':
        await resumeKinds(sql, activeKinds, now());
        break;
    }
    await closeStops(sql, by);
  });
  return { resumed: cause };
}
