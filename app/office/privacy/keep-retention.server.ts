import { now } from '~/base/lib/clock.server';
import { acrossShops, type Sql } from '~/db.server';

/** How many days each kind of row is kept. README quotes this table. */
export const RETENTION_DAYS = {
  /** A webhook of a shop that is not installed, to be replayed if it installs. */
  strangerWebhook: 1,
  /** A projected webhook, for looking into what went wrong. */
  inboxWebhook: 35,
  /** What a second delivery of a webhook is recognised by; Shopify tries for 4 hours. */
  webhookSeen: 14,
  /** A try to send, with the mail server's words. */
  attempt: 365,
  /** The export that a customer asked for, once it was handed over. */
  privacyExport: 30,
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
  for (const [from, days] of past) rows += await inParts(from, days);
  return { rows, partitions };
}

/** Rows beyond a retention, as what follows DELETE's "FROM"; `$1` is the number of days. */
const past: readonly (readonly [string, number])[] = [
  [
    'inbox_webhook WHERE shop_id IS NULL AND received_at < now() - make_interval(days => $1)',
    RETENTION_DAYS.strangerWebhook,
  ],
  [
    'inbox_webhook_default WHERE received_at < now() - make_interval(days => $1)',
    RETENTION_DAYS.inboxWebhook,
  ],
  ['webhook_seen WHERE seen_at < now() - make_interval(days => $1)', RETENTION_DAYS.webhookSeen],
  ['attempt_default WHERE started_at < now() - make_interval(days => $1)', RETENTION_DAYS.attempt],
  ['privacy_request WHERE completed_at < now() - make_interval(days => $1)', RETENTION_DAYS.privacyExport],
  ['access_log WHERE at < now() - make_interval(days => $1)', RETENTION_DAYS.accessLog],
];

/** Many short transactions: a table of millions is never locked for long. */
async function inParts(from: string, days: number): Promise<number> {
  const table = from.slice(0, from.indexOf(' '));
  const part = `DELETE FROM ${table} WHERE (tableoid, ctid) IN (SELECT tableoid, ctid FROM ${from} LIMIT ${ROWS_AT_ONCE})`;
  let rows = 0;
  for (;;) {
    const deleted = await acrossShops('housekeeping', (sql: Sql) => sql.run(part, days));
    rows += deleted;
    if (deleted < ROWS_AT_ONCE) return rows;
  }
}
