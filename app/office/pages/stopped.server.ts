import { isStopCause, type StopCause } from '~/base/vocabulary/stop-causes';
import { closeStops } from '~/care/inbound/check-breakers.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { resumeMarketing, resumeShop } from '~/intake/shops/load-shop.server';
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
    pausedAt: Date | null;
    pauseReason: string | null;
    marketingStoppedAt: Date | null;
    marketingStop: Stop['reports'];
  }>(
    `SELECT h.changed_at AS "refusedAt", h.last_error AS said, s.paused_at AS "pausedAt", s.pause_reason AS "pauseReason",
       s.marketing_stopped_at AS "marketingStoppedAt", s.marketing_stop AS "marketingStop"
     FROM shop s LEFT JOIN sender_health h ON h.shop_id = $1 AND h.state = 'paused' WHERE s.id = $1`,
  );
  const stops: Stop[] = [];
  if (row?.pausedAt && isStopCause(row.pauseReason))
    stops.push({ cause: row.pauseReason, since: row.pausedAt, said: null, reports: null });
  if (row?.refusedAt)
    stops.push({ cause: 'sender-refused', since: row.refusedAt, said: row.said, reports: null });
  if (row?.marketingStoppedAt) {
    const { marketingStoppedAt: since, marketingStop: reports } = row;
    stops.push({ cause: 'spam-reports', since, said: null, reports });
  }
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
        await resumeMarketing(sql);
        break;
    }
    await closeStops(sql, by);
  });
  return { resumed: cause };
}
