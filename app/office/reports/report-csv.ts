import { csvLine } from '~/base/lib/csv';
import { minorDigits } from '~/base/lib/money';
import type { PanelStrings } from '~/base/strings/panel';
import type { KindReport } from '~/office/reports/reports-page.server';

/** The table of kinds as a CSV file; shares and differences in percent with one decimal, as spreadsheets count. */
export function reportCsv(lines: readonly KindReport[], s: PanelStrings, currency: string): string {
  const words = s.reports.csv;
  const money = (minor: number) => minor / 10 ** minorDigits(currency);
  const points = (share: number) => Math.round(share * 1_000) / 10;
  const head = [...words.columns, words.amountLink(currency), words.amountAfter(currency)];
  const rows = lines.map((line) => {
    const { lift } = line;
    const claims = 'difference' in lift ? lift : null;
    return csvLine([
      s.kinds[line.kind],
      line.written,
      line.leftOut,
      line.treated.customers,
      line.treated.reordered,
      line.holdout.customers,
      line.holdout.reordered,
      s.reports.verdictNames[lift.verdict],
      claims && points(claims.difference),
      claims && points(claims.from),
      claims && points(claims.to),
      line.mails,
      line.clicked,
      line.answered,
      line.complained,
      line.replied,
      line.unsubscribed,
      line.bounced,
      line.spamReports,
      line.ordersThroughLink,
      line.ordersAfter,
      money(line.amountThroughLinkMinor),
      money(line.amountAfterMinor),
    ]);
  });
  return `\uFEFF${csvLine(head)}${rows.join('')}`;
}
