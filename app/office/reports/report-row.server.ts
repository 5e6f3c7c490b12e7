import { now } from '~/base/lib/clock.server';
import { type ReportDays, reportDays } from '~/base/vocabulary/reports';
import { sqlInShop } from '~/db.server';
import { countReport, type ReportCounts } from '~/office/reports/count-report.server';

export interface StoredReport {
  readonly counts: ReportCounts;
  readonly madeAt: Date;
}

const MINUTE_MS = 60_000;

/**
 * Few rows are counted for each look, more every ten minutes, very many once a night. By rows and not by the time that
 * it took: a busy moment must not keep a small shop's numbers for a day.
 */
function freshForMs(rows: number): number {
  if (rows <= 2_000) return 0;
  return rows <= 8_000 ? 10 * MINUTE_MS : 26 * 60 * MINUTE_MS;
}

/** The newest counts of a report, counted now where the last ones are too old for what they cost. */
export async function readReport(shopId: bigint, days: ReportDays, at: Date): Promise<StoredReport> {
  const [stored] = await sqlInShop(shopId, (sql) =>
    sql.rows<StoredReport & { rows: number }>(
      `SELECT counts, made_at AS "madeAt", rows FROM report WHERE shop_id = $1 AND days = $2`,
      days,
    ),
  );
  const ageMs = stored ? at.getTime() - stored.madeAt.getTime() : 0;
  const isFresh = stored && ageMs >= 0 && ageMs < freshForMs(stored.rows);
  return isFresh ? stored : makeReport(shopId, days, at);
}

/** Daily, so that nobody who opens the page waits for a year of mails to be counted. */
export async function refreshReports(shopId: bigint): Promise<void> {
  for (const days of reportDays) await makeReport(shopId, days, now());
}

async function makeReport(shopId: bigint, days: ReportDays, at: Date): Promise<StoredReport> {
  return sqlInShop(shopId, async (sql) => {
    const counts = await countReport(sql, days, at);
    await sql.run(
      `INSERT INTO report (shop_id, days, counts, made_at, rows) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (shop_id, days) DO UPDATE SET counts = excluded.counts, made_at = excluded.made_at, rows = excluded.rows`,
      days,
      JSON.stringify(counts),
      at,
      rowsOf(counts),
    );
    return { counts, madeAt: at };
  });
}

/** How much was counted: what a report costs grows with it. */
function rowsOf({ kinds, refused, answers, timing }: ReportCounts): number {
  const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
  return sum([
    ...kinds.map(({ mails, compared }) => mails + compared),
    ...[...refused, ...answers].map(({ count }) => count),
    ...Object.values(timing ?? {}),
  ]);
}
