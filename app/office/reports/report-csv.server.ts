import { type PanelLocale, panelStrings } from '~/base/strings/panel';
import type { ReportDays } from '~/base/vocabulary/reports';
import { sqlInShop } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { reportCsv } from '~/office/reports/report-csv';
import { loadReport } from '~/office/reports/reports-page.server';

/** The table of a report as CSV text: the same counts that the page shows. */
export async function loadReportTable(
  shopId: bigint,
  { days, locale, now }: { days: ReportDays; locale: PanelLocale; now: Date },
): Promise<string> {
  const { currency } = await sqlInShop(shopId, loadShop);
  const { kinds } = await loadReport(shopId, days, now);
  return reportCsv(kinds, panelStrings(locale), currency);
}
