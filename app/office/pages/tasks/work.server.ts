import { addDays } from '~/base/lib/days';
import { unsealText } from '~/base/lib/sealed.server';
import {
  outcomesOfThemselves,
  type PromiseKind,
  type PromiseStanding,
  promiseKinds,
  REMIND_OF_PROMISE_HOURS,
  type TaskKind,
  taskKinds,
  WORK_UNDO_MINUTES,
  type WorkQuery,
} from '~/base/vocabulary/work';
import { promiseStanding } from '~/care/commitments/promise-standing';
import { type ShopSql, sqlInShop } from '~/db.server';
import { loadComplaints, type OpenComplaints } from '~/office/pages/home/complaints.server';
import { type KeysetPage, keysetPage, parseCursor, writeCursor } from '~/office/pages/request/cursor';
import { loadTalkingPoints, type TalkingPoints } from '~/office/pages/tasks/talking-points.server';

/** Something that a person is to do, or has done. */
export type WorkItem = TaskItem | PromiseItem;

interface Item {
  readonly id: string;
  readonly customerId: string | null;
  readonly talk: TalkingPoints | null;
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly doneAt: Date | null;
  /** Until when what was done can be taken back; null: no longer. */
  readonly undoUntil: Date | null;
}

export interface TaskItem extends Item {
  readonly what: 'task';
  readonly kind: TaskKind;
  readonly isOverdue: boolean;
  /** Who does it, or did it. */
  readonly owner: string | null;
  readonly isMine: boolean;
  readonly outcome: string | null;
}

export interface PromiseItem extends Item {
  readonly what: 'promise';
  readonly kind: PromiseKind;
  readonly words: string;
  readonly by: string;
  readonly standing: PromiseStanding;
}

export interface WorkPage {
  readonly query: WorkQuery;
  readonly now: Date;
  readonly items: readonly WorkItem[];
  readonly previous: string | null;
  readonly next: string | null;
  readonly counts: WorkCounts;
  /** With the first page of what is to be done: complaints are work as well. */
  readonly complaints: OpenComplaints | null;
  readonly keeping: PromiseKeeping;
}

/** Of the promises whose first day came in the last 90 days: how many were kept by then. */
export interface PromiseKeeping {
  readonly kept: number;
  readonly late: number;
  readonly stillBroken: number;
  readonly since: Date;
}

interface Reader {
  /** As rows name a person: by name, else by Shopify's number. */
  readonly reader: string;
  readonly now: Date;
}

const PAGE_SIZE = 25;
const KEEPING_DAYS = 90;

/** One page of what only people can do: the longest overdue first, or what was done last. */
export async function loadWork(shopId: bigint, query: WorkQuery, who: Reader): Promise<WorkPage> {
  return sqlInShop(shopId, async (sql) => {
    const { rows, previous, next } = await readPage(sql, query);
    const isFirst = query.view === 'open' && !query.after && !query.before;
    return {
      query,
      now: who.now,
      items: await itemsOf(sql, rows, who),
      previous,
      next,
      counts: await countWork(sql, who.now),
      complaints: isFirst ? await loadComplaints(sql, { after: query.complaints, size: PAGE_SIZE }) : null,
      keeping: await loadKeeping(sql, who.now),
    };
  });
}

const MOST_OF_CUSTOMER = 50;

/** What is to be done for one customer. */
export async function loadCustomerWork(sql: ShopSql, customerId: bigint, who: Reader): Promise<WorkItem[]> {
  const rows = await sql.rows<WorkRow>(
    `(SELECT ${columns.task} FROM task WHERE shop_id = $1 AND customer_id = $2 AND state = 'open')
     UNION ALL (SELECT ${columns.commitment} FROM commitment WHERE shop_id = $1 AND customer_id = $2 AND state = 'open')
     ORDER BY at, place LIMIT ${MOST_OF_CUSTOMER}`,
    customerId,
  );
  return itemsOf(sql, rows, who);
}

interface WorkRow {
  readonly what: 'task' | 'commitment';
  readonly id: bigint;
  /** Orders tasks and promises of one instant: no two rows share it. */
  readonly place: bigint;
  readonly at: Date;
  readonly customerId: bigint | null;
  readonly kind: string;
  /** Who does a task, or gave a promise. */
  readonly person: string | null;
  readonly outcome: string | null;
  readonly whatSealed: Buffer | null;
  readonly createdAt: Date;
  readonly dueAt: Date;
  readonly doneAt: Date | null;
  readonly brokenAt: Date | null;
}

const columns = {
  task: `'task' AS what, id, id * 2 AS place, coalesce(done_at, due_at) AS at, customer_id AS "customerId", kind, owner AS person,
    outcome, NULL::bytea AS "whatSealed", created_at AS "createdAt", due_at AS "dueAt", done_at AS "doneAt", NULL::timestamptz AS "brokenAt"`,
  commitment: `'commitment' AS what, id, id * 2 + 1 AS place, coalesce(kept_at, due_at) AS at, customer_id AS "customerId", kind, by AS person,
    NULL AS outcome, what_sealed AS "whatSealed", created_at AS "createdAt", due_at AS "dueAt", kept_at AS "doneAt", broken_at AS "brokenAt"`,
};

const lists = {
  open: {
    task: { state: 'open', by: 'due_at' },
    commitment: { state: 'open', by: 'due_at' },
  },
  done: {
    task: { state: 'done', by: 'done_at' },
    commitment: { state: 'kept', by: 'kept_at' },
  },
} as const;

/** Each table is read from its own end of its own index, no further than the page is long. */
async function readPage(sql: ShopSql, query: WorkQuery): Promise<KeysetPage<WorkRow>> {
  const after = parseCursor(query.after);
  const before = after ? null : parseCursor(query.before);
  const from = after ?? before;
  const downwards = (query.view === 'done') !== (before !== null);
  const [order, beyond] = downwards ? ['DESC', '<'] : ['ASC', '>'];
  const branch = (table: 'task' | 'commitment') => {
    const { state, by } = lists[query.view][table];
    const place = table === 'task' ? 'id * 2' : 'id * 2 + 1';
    const past = from
      ? `AND ${by} ${beyond}= $2::timestamptz AND (${by}, ${place}) ${beyond} ($2::timestamptz, $3::bigint)`
      : '';
    return `(SELECT ${columns[table]} FROM ${table} WHERE shop_id = $1 AND state = '${state}' ${past}
      ORDER BY ${by} ${order}, id ${order} LIMIT ${PAGE_SIZE + 1})`;
  };
  const found = await sql.rows<WorkRow>(
    `${branch('task')} UNION ALL ${branch('commitment')} ORDER BY at ${order}, place ${order} LIMIT ${PAGE_SIZE + 1}`,
    ...(from ? [from.at, from.id] : []),
  );
  const place = { size: PAGE_SIZE, isAfter: after !== null, isBefore: before !== null };
  return keysetPage(found, place, (row) => writeCursor({ at: row.at, id: row.place }));
}

async function itemsOf(sql: ShopSql, rows: readonly WorkRow[], { reader, now }: Reader): Promise<WorkItem[]> {
  const ids = new Set(rows.flatMap(({ customerId }) => (customerId === null ? [] : [customerId])));
  const talks = await loadTalkingPoints(sql, [...ids], now);
  return rows.map((row) => {
    const talk = row.customerId === null ? null : (talks.get(row.customerId) ?? null);
    const item = {
      id: String(row.id),
      customerId: row.customerId === null ? null : String(row.customerId),
      talk,
      createdAt: row.createdAt,
      dueAt: row.dueAt,
      doneAt: row.doneAt,
      undoUntil: outcomesOfThemselves.some((one) => one === row.outcome) ? null : undoUntil(row.doneAt, now),
    };
    if (row.what === 'commitment') {
      return {
        ...item,
        what: 'promise',
        kind: promiseKinds.find((known) => known === row.kind) ?? 'other',
        words: unsealText(row.whatSealed, { shopId: sql.shopId, column: 'commitment.what_sealed' }) ?? '',
        by: row.person ?? '',
        standing: promiseStanding({ dueAt: row.dueAt, keptAt: row.doneAt, brokenAt: row.brokenAt }, now),
      };
    }
    return {
      ...item,
      what: 'task',
      kind: taskKinds.find((known) => known === row.kind) ?? 'answer-reply',
      isOverdue: row.doneAt === null && row.dueAt <= now,
      owner: row.person,
      isMine: row.person === reader,
      outcome: row.outcome,
    };
  });
}

function undoUntil(doneAt: Date | null, now: Date): Date | null {
  if (!doneAt) return null;
  const until = new Date(doneAt.getTime() + WORK_UNDO_MINUTES * 60_000);
  return until > now ? until : null;
}

/** What is open, and what of it is overdue, each counted no further than a hundred. */
export interface WorkCounts {
  readonly open: number;
  readonly overdue: number;
  /** Promises that break within a day if nobody keeps them. */
  readonly breaking: number;
  readonly cap: number;
}

const COUNT_CAP = 100;

export async function countWork(sql: ShopSql, now: Date): Promise<WorkCounts> {
  const counted = (past: string) => `(SELECT count(*)::int FROM (
      (SELECT 1 FROM task WHERE shop_id = $1 AND state = 'open' ${past} ORDER BY due_at LIMIT ${COUNT_CAP})
      UNION ALL (SELECT 1 FROM commitment WHERE shop_id = $1 AND state = 'open' ${past} ORDER BY due_at LIMIT ${COUNT_CAP})
      LIMIT ${COUNT_CAP}) one)`;
  const [row] = await sql.rows<Omit<WorkCounts, 'cap'>>(
    `SELECT ${counted('')} AS open, ${counted('AND due_at <= $2')} AS overdue,
       (SELECT count(*)::int FROM (SELECT 1 FROM commitment WHERE shop_id = $1 AND state = 'open' AND due_at > $2
         AND due_at <= $2::timestamptz + make_interval(hours => ${REMIND_OF_PROMISE_HOURS}) LIMIT ${COUNT_CAP}) few) AS breaking`,
    now,
  );
  return { open: row?.open ?? 0, overdue: row?.overdue ?? 0, breaking: row?.breaking ?? 0, cap: COUNT_CAP };
}

async function loadKeeping(sql: ShopSql, now: Date): Promise<PromiseKeeping> {
  const since = addDays(now, -KEEPING_DAYS);
  const [row] = await sql.rows<Omit<PromiseKeeping, 'since'>>(
    `SELECT count(*) FILTER (WHERE state = 'kept' AND broken_at IS NULL)::int AS kept,
       count(*) FILTER (WHERE state = 'kept' AND broken_at IS NOT NULL)::int AS late,
       count(*) FILTER (WHERE state = 'open')::int AS "stillBroken"
     FROM (
       (SELECT state, broken_at FROM commitment WHERE shop_id = $1 AND state = 'kept' AND kept_at >= $2 ORDER BY kept_at DESC LIMIT 1000)
       UNION ALL (SELECT state, broken_at FROM commitment WHERE shop_id = $1 AND state = 'open' AND due_at <= $3 ORDER BY due_at DESC LIMIT 1000)
     ) one`,
    since,
    now,
  );
  return { kept: row?.kept ?? 0, late: row?.late ?? 0, stillBroken: row?.stillBroken ?? 0, since };
}
