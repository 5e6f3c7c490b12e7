import { csvLine } from '~/base/lib/csv';
import { isoDay, localDay } from '~/base/lib/days';
import { minorDigits } from '~/base/lib/money';
import { type PanelLocale, panelStrings } from '~/base/strings/panel';
import type { CustomersQuery } from '~/base/vocabulary/customers-query';
import { sqlInShop } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { type CustomerRow, readCustomers } from '~/office/pages/customers/customers.server';
import { selectCustomers } from '~/office/pages/customers/customers-select.server';

export interface CustomersExport {
  /** How many customers will come: for a progress bar. */
  readonly total: number;
  readonly body: ReadableStream<Uint8Array>;
}

const ROWS_AT_ONCE = 500;

/**
 * The customers of a list as CSV, a few hundred at a time as the browser takes them, each in a transaction of its own:
 * neither memory nor a lock grows with the shop. That it was asked for is in the access log before the first name leaves.
 */
export async function exportCustomers(
  shopId: bigint,
  { query, staff, locale, now }: { query: CustomersQuery; staff: string; locale: PanelLocale; now: Date },
): Promise<CustomersExport> {
  const { total, currency, timeZone } = await sqlInShop(shopId, async (sql) => {
    const select = await selectCustomers(sql, { ...query, after: null, before: null });
    const [row] = await sql.rows<{ total: number }>(
      `SELECT count(*)::int AS total FROM customer c WHERE ${select.where}`,
      ...select.values,
    );
    await sql.run(
      `INSERT INTO access_log (shop_id, staff, what, at) VALUES ($1, $2, 'customers-export', $3)`,
      staff,
      now,
    );
    return { total: row?.total ?? 0, ...(await loadShop(sql)) };
  });
  const words = panelStrings(locale);
  const { columns } = words.lists.customers.csv;
  let after: string | null = null;
  let begun = false;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const place: CustomersQuery = { ...query, before: null, after };
        const { rows, next } = await sqlInShop(shopId, (sql) =>
          readCustomers(sql, place, { size: ROWS_AT_ONCE, now }),
        );
        // The mark at the beginning tells spreadsheets that this is UTF-8.
        const head = begun ? '' : `\uFEFF${csvLine([...columns, words.lists.customers.csv.spent(currency)])}`;
        controller.enqueue(encoder.encode(head + rows.map((row) => lineOf(row)).join('')));
        begun = true;
        after = next;
        if (!next) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return { total, body };

  /** As the panel tells it: a day of the shop's. */
  function dayOf(at: Date): string {
    return isoDay(localDay(at, timeZone));
  }

  function lineOf(row: CustomerRow): string {
    return csvLine([
      row.name,
      row.email,
      row.hasDied ? words.notes.situations.died : words.statuses[row.status],
      row.orders,
      dayOf(row.lastOrderAt),
      row.runsOut?.title ?? null,
      row.runsOut?.p50On ?? null,
      row.next ? words.kinds[row.next.kind] : null,
      row.next ? dayOf(row.next.dueAt) : null,
      row.spentMinor / 10 ** minorDigits(currency),
    ]);
  }
}
