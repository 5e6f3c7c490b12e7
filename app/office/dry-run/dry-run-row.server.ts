import { now } from '~/base/lib/clock.server';
import type { DryRunExample, DryRunTally } from '~/base/vocabulary/dry-run';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import type { ShopSql } from '~/db.server';
import { lockProjection } from '~/intake/customers/lock-customer.server';

/** How a kind's dry run stands. */
export interface DryRunRow {
  readonly kind: ActiveKind;
  readonly run: number;
  /** 'YYYY-MM-DD' */
  readonly fromOn: string;
  readonly untilAt: Date;
  /** Customers with an order, and of how many one is looked at. */
  readonly customers: number;
  readonly oneIn: number;
  /** Moments of the past for which the worker that is at it has built the shop's knowledge. */
  readonly learnt: number;
  /** Workers that took it since it last came on. */
  readonly tries: number;
  readonly done: number;
  readonly cursor: bigint;
  readonly tally: DryRunTally;
  readonly startedAt: Date;
  readonly startedBy: string;
  readonly finishedAt: Date | null;
  readonly cancelledAt: Date | null;
  readonly failedAt: Date | null;
}

const COLUMNS = `kind, run, from_on AS "fromOn", until_at AS "untilAt", customers, one_in AS "oneIn", learnt, tries, done, cursor, tally,
  started_at AS "startedAt", started_by AS "startedBy", finished_at AS "finishedAt", cancelled_at AS "cancelledAt", failed_at AS "failedAt"`;
/** Under way: neither at its end, nor called off, nor given up. */
export const OPEN = 'finished_at IS NULL AND cancelled_at IS NULL AND failed_at IS NULL';

/** Real time, not the app's: how long a worker may be silent before another one takes over. */
const LEASE = `clock_timestamp() + interval '2 minutes'`;
/** A run that breaks off so often without coming on is told as failed. */
const MOST_TRIES = 5;

export async function readDryRun(sql: ShopSql, kind: ActiveKind): Promise<DryRunRow | null> {
  const [row] = await sql.rows<DryRunRow>(
    `SELECT ${COLUMNS} FROM dry_run WHERE shop_id = $1 AND kind = $2`,
    kind,
  );
  return row ?? null;
}

/** Takes the run for this worker. Null: nothing is left to do, another one is at it, or it broke off too often. */
export async function claimDryRun(sql: ShopSql, kind: ActiveKind): Promise<DryRunRow | null> {
  await sql.run(
    `UPDATE dry_run SET failed_at = $3 WHERE shop_id = $1 AND kind = $2 AND ${OPEN} AND tries >= ${MOST_TRIES}
       AND lease_until < clock_timestamp()`,
    kind,
    now(),
  );
  const [row] = await sql.rows<DryRunRow>(
    `UPDATE dry_run SET lease_until = ${LEASE}, tries = tries + 1
     WHERE shop_id = $1 AND kind = $2 AND ${OPEN} AND (lease_until IS NULL OR lease_until < clock_timestamp())
     RETURNING ${COLUMNS}`,
    kind,
  );
  return row ?? null;
}

type Progress = Pick<DryRunRow, 'learnt' | 'done' | 'cursor' | 'tally' | 'finishedAt'>;

/**
 * Notes how far the run has come. False: it was cancelled, or begun anew, and this worker has to stop. Customers are read
 * long before they are noted here: who was redacted meanwhile is no example, and no redaction runs beside this.
 */
export async function noteDryRun(
  sql: ShopSql,
  row: DryRunRow,
  progress: Partial<Progress>,
): Promise<boolean> {
  const { learnt, done, cursor, tally, finishedAt } = { ...row, ...progress };
  const came = done > row.done;
  await lockProjection(sql);
  const examples = await withoutRedacted(sql, tally.examples);
  const noted = await sql.run(
    `UPDATE dry_run SET learnt = $4, done = $5, cursor = $6, tally = $7, finished_at = $8, lease_until = ${LEASE},
       tries = CASE WHEN $9 THEN 0 ELSE tries END
     WHERE shop_id = $1 AND kind = $2 AND run = $3 AND ${OPEN}`,
    row.kind,
    row.run,
    learnt,
    done,
    cursor,
    JSON.stringify({ ...tally, examples }),
    finishedAt,
    came,
  );
  return noted > 0;
}

async function withoutRedacted(
  sql: ShopSql,
  examples: readonly DryRunExample[],
): Promise<readonly DryRunExample[]> {
  if (examples.length === 0) return examples;
  const redacted = await sql.rows<{ id: string }>(
    `SELECT id::text FROM customer WHERE shop_id = $1 AND id = ANY($2::int8[]) AND redacted_at IS NOT NULL`,
    examples.map(({ customerId }) => customerId),
  );
  return examples.filter(({ customerId }) => !redacted.some(({ id }) => id === customerId));
}

/** A worker that stops on the way leaves the run to the next one at once. */
export async function leaveDryRun(sql: ShopSql, row: DryRunRow): Promise<void> {
  await sql.run(
    `UPDATE dry_run SET lease_until = clock_timestamp() WHERE shop_id = $1 AND kind = $2 AND run = $3 AND ${OPEN}`,
    row.kind,
    row.run,
  );
}
