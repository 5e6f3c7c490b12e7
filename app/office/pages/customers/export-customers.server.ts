import { csvLine } from '~/base/lib/csv';
import { isoDay, localDay } from '~/base/lib/days';
import { minorDigits } from '~/base/lib/money';
import { type PanelLocale, panelStrings } from '~/base/strings/panel';
import type { CustomersQuery } from '~/base/vocabulary/customers-query';
import { sqlInShop } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { type CustomerRow, readAmong } from '~/office/pages/customers/customers.server';
import { selectCustomers } from '~/office/pages/customers/customers-select.server';

export interface CustomersExport {
  /** How many customers will come: for a progress bar. */
  readonly total: number;
  readonly body: ReadableStream<Uint8Array>;
}

const ROWS_AT_ONCE = 500;

/**
 * The customers of a list as CSV, a few hundred at a time as the browser takes them, each in a transaction of its own: no
 * lock grows with the shop, and of its memory no more than a number for each customer. Who is in it is settled at the
 * beginning: who buys while the file is loading moves within the list, and would be left out or told twice. That it was
 * asked for is in the access log before the first name leaves.
 */
export async function exportCustomers(
  shopId: bigint,
  { query, staff, locale, now }: { query: CustomersQuery; staff: string; locale: PanelLocale; now: Date },
): Promise<CustomersExport> {
  const { ids, currency, timeZone } = await sqlInShop(shopId, async (sql) => {
    const select = await selectCustomers(sql, { ...query, after: null, before: null });
    const rows = await sql.rows<{ id: bigint }>(
      `SELECT c.id FROM customer c WHERE ${select.where} ORDER BY ${select.orderBy}`,
      ...select.values,
    );
    await sql.run(
      `INSERT INTO access_log (shop_id, staff, what, at) VALUES ($1, $2, 'customers-export', $3)`,
      staff,
      now,
    );
    return { ids: BigInt64Array.from(rows, ({ id }) => id), ...(await loadShop(sql)) };
  });
  const words = panelStrings(locale);
  const { columns } = words.lists.customers.csv;
  let done = 0;
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = [...ids.subarray(done, done + ROWS_AT_ONCE)];
        const rows = await sqlInShop(shopId, (sql) => readAmong(sql, next, now));
        // The mark at the beginning tells spreadsheets that this is UTF-8.
        const head =
          done > 0 ? '' : `\uFEFF${csvLine([...columns, words.lists.customers.csv.spent(currency)])}`;
        controller.enqueue(encoder.encode(head + rows.map((row) => lineOf(row)).join('')));
        done += ROWS_AT_ONCE;
        if (done >= ids.length) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
  return { total: ids.length, body };

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
