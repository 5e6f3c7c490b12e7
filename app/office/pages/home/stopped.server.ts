import { refusalOf, type StopCause } from '~/base/vocabulary/stop-causes';
import { closeStop } from '~/care/inbound/check-breakers.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { liftStop } from '~/intake/shops/load-shop.server';
import { resumeSender } from '~/sending/sender-health.server';

/** Sending that stopped by itself and waits for a person. */
export interface Stop {
  readonly cause: StopCause;
  readonly since: Date;
  /** The mail server's own words, where it was a server that stopped it. */
  readonly said: string | null;
  /** The reports behind a stop of marketing, and the mails of the same 30 days. */
  readonly reports: { readonly spamReports: number; readonly sent: number } | null;
}

/** What has stopped, the gravest first; one row each, so that every page can ask. */
export async function loadStops(sql: ShopSql): Promise<Stop[]> {
  const [row] = await sql.rows<{
    refusedAt: Date | null;
    said: string | null;
    bouncesStoppedAt: Date | null;
    restoredAt: Date | null;
    marketingStoppedAt: Date | null;
    marketingStop: Stop['reports'];
  }>(
    `SELECT h.changed_at AS "refusedAt", h.last_error AS said, s.bounces_stopped_at AS "bouncesStoppedAt", s.restored_at AS "restoredAt",
       s.marketing_stopped_at AS "marketingStoppedAt", s.marketing_stop AS "marketingStop"
     FROM shop s LEFT JOIN sender_health h ON h.shop_id = $1 AND h.state = 'paused' WHERE s.id = $1`,
  );
  const stops: Stop[] = [];
  if (row?.restoredAt) stops.push({ cause: 'restored', since: row.restoredAt, said: null, reports: null });
  if (row?.bouncesStoppedAt)
    stops.push({ cause: 'hard-bounces', since: row.bouncesStoppedAt, said: null, reports: null });
  if (row?.refusedAt)
    stops.push({ cause: refusalOf(row.said ?? ''), since: row.refusedAt, said: row.said, reports: null });
  if (row?.marketingStoppedAt) {
    const { marketingStoppedAt: since, marketingStop: reports } = row;
    stops.push({ cause: 'spam-reports', since, said: null, reports });
  }
  return stops;
}

/** A person has looked: what stopped for this cause alone goes on, and what it held is judged again. */
export async function resumeSending(
  shopId: bigint,
  cause: StopCause,
  by: string,
): Promise<{ resumed: StopCause }> {
  await sqlInShop(shopId, async (sql) => {
    const isThere = (await loadStops(sql)).some((stop) => stop.cause === cause);
    if (!isThere) return;
    if (cause === 'sender-refused' || cause === 'login-refused') return resumeSender(sql);
    await liftStop(sql, cause);
    await closeStop(sql, cause, by);
  });
  return { resumed: cause };
}
