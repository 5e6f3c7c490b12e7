import { performance } from 'node:perf_hooks';
import { now } from '~/base/lib/clock.server';
import { type ReportDays, reportDays } from '~/base/vocabulary/reports';
import { sqlInShop } from '~/db.server';
import { countReport, type ReportCounts } from '~/office/reports/count-report.server';

export interface StoredReport {
  readonly counts: ReportCounts;
  readonly madeAt: Date;
}

const MINUTE_MS = 60_000;

/** What is quick to count is counted for each look; what takes some time, every ten minutes; what takes long, once a night. */
function freshForMs(tookMs: number): number {
  if (tookMs <= 40) return 0;
  return tookMs <= 200 ? 10 * MINUTE_MS : 26 * 60 * MINUTE_MS;
}

/** The newest counts of a report, counted now where the last ones are too old for what they cost. */
export async function readReport(shopId: bigint, days: ReportDays, at: Date): Promise<StoredReport> {
  const [stored] = await sqlInShop(shopId, (sql) =>
    sql.rows<StoredReport & { tookMs: number }>(
      `SELECT counts, made_at AS "madeAt", took_ms AS "tookMs" FROM report WHERE shop_id = $1 AND days = $2`,
      days,
    ),
  );
  const ageMs = stored ? at.getTime() - stored.madeAt.getTime() : 0;
  const isFresh = stored && ageMs >= 0 && ageMs < freshForMs(stored.tookMs);
  return isFresh ? stored : makeReport(shopId, days, at);
}

/** Daily, so that nobody who opens the page waits for a year of mails to be counted. */
export async function refreshReports(shopId: bigint): Promise<void> {
  for (const days of reportDays) await makeReport(shopId, days, now());
}

async function makeReport(shopId: bigint, days: ReportDays, at: Date): Promise<StoredReport> {
  const startedMs = performance.now();
  return sqlInShop(shopId, async (sql) => {
    const counts = await countReport(sql, days, at);
    await sql.run(
      `INSERT INTO report (shop_id, days, counts, made_at, took_ms) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (shop_id, days) DO UPDATE SET counts = excluded.counts, made_at = excluded.made_at, took_ms = excluded.took_ms`,
      days,
      JSON.stringify(counts),
      at,
      Math.round(performance.now() - startedMs),
    );
    return { counts, madeAt: at };
  });
}
