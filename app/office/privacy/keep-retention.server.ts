import { now } from '~/base/lib/clock.server';
import { acrossShops } from '~/db.server';

/** How many days each kind of row is kept. README quotes this table. */
export const RETENTION_DAYS = {
  /** A webhook of a shop that is not installed, to be replayed if it installs. */
  strangerWebhook: 1,
  /** A webhook in any shop; each shop may set fewer days for its own (`settings.retentionDays.inbox`, 14 by default). */
  inboxWebhook: 90,
  /** What a second delivery of a webhook is recognised by; Shopify tries for 4 hours. */
  webhookSeen: 14,
  /** A try to send, with the mail server's words; again fewer by the shop's settings, 180 by default. */
  attempt: 730,
  /** The export that a customer asked for, once it was handed over. */
  privacyExport: 30,
  /** The list of what one decision about many messages concerned; each message keeps its own story. */
  batch: 30,
  /** Who of the staff looked at whose personal data. */
  accessLog: 365,
} as const;

const WEEKS_AHEAD = 4;
const ROWS_AT_ONCE = 20_000;

/**
 * Makes next weeks' partitions and lets go of what is past its retention. Measured on the database's own clock: a
 * jump of the test clock drops nothing. Running it twice, or twice at once, changes nothing more.
 */
export async function keepRetention(): Promise<{ rows: number; partitions: number }> {
  const planned = now();
  const partitions = await acrossShops('housekeeping', async (sql) => {
    // Rows are stamped by the database, some by the application's clock: both need a partition to go to.
    await sql.rows(
      'SELECT carafe_ensure_partitions(now(), $1), carafe_ensure_partitions($2, $1)',
      WEEKS_AHEAD,
      planned,
    );
    const [dropped] = await sql.rows<{ count: number }>(
      `SELECT carafe_drop_partitions('inbox_webhook', now() - make_interval(days => $1))
            + carafe_drop_partitions('attempt', now() - make_interval(days => $2)) AS count`,
      RETENTION_DAYS.inboxWebhook,
      RETENTION_DAYS.attempt,
    );
    return dropped?.count ?? 0;
  });
  let rows = 0;
  for (const from of past) rows += await inParts(from);
  return { rows, partitions };
}

/** The days that the row's shop has set, else the default of its settings. */
const daysOfShop = (table: string, name: 'inbox' | 'attempts', otherwise: number) =>
  `make_interval(days => coalesce((SELECT (settings->'retentionDays'->>'${name}')::int FROM shop WHERE shop.id = ${table}.shop_id), ${otherwise}))`;

/** Rows beyond a retention, as what follows DELETE's "FROM". */
const past: readonly string[] = [
  `inbox_webhook WHERE shop_id IS NULL AND received_at < now() - make_interval(days => ${RETENTION_DAYS.strangerWebhook})`,
  // What was not worked in yet may be told nowhere else (a deletion, a redaction): it waits, however old it is.
  `inbox_webhook WHERE shop_id IS NOT NULL AND state NOT IN ('received', 'stuck') AND received_at < now() - ${daysOfShop('inbox_webhook', 'inbox', 14)}`,
  `attempt WHERE started_at < now() - ${daysOfShop('attempt', 'attempts', 180)}`,
  `webhook_seen WHERE seen_at < now() - make_interval(days => ${RETENTION_DAYS.webhookSeen})`,
  `privacy_request WHERE completed_at < now() - make_interval(days => ${RETENTION_DAYS.privacyExport})`,
  `batch_item WHERE batch_id IN (SELECT id FROM batch WHERE created_at < now() - make_interval(days => ${RETENTION_DAYS.batch}))`,
  `batch WHERE created_at < now() - make_interval(days => ${RETENTION_DAYS.batch})`,
  `access_log WHERE at < now() - make_interval(days => ${RETENTION_DAYS.accessLog})`,
];

/** Many short transactions: a table of millions is never locked for long. */
async function inParts(from: string): Promise<number> {
  const table = from.slice(0, from.indexOf(' '));
  const part = `DELETE FROM ${table} WHERE (tableoid, ctid) IN (SELECT tableoid, ctid FROM ${from} LIMIT ${ROWS_AT_ONCE})`;
  let rows = 0;
  for (;;) {
    const deleted = await acrossShops('housekeeping', (sql) => sql.run(part));
    rows += deleted;
    if (deleted < ROWS_AT_ONCE) return rows;
  }
}
