import { isDay } from '~/base/lib/days';
import { openStatesSql } from '~/base/vocabulary/message-state-sql';
import { isDecided, isQueueFilter, parseQueueQuery } from '~/base/vocabulary/queue-query';
import { type ShopSql, sqlInShop } from '~/db.server';
import { matchingSql } from '~/office/pages/queue/queue.server';

/** What moving many messages to a day would mean. */
export interface MoveAhead {
  /** Those that go, with all of their mails. */
  readonly messages: number;
  readonly people: number;
  /** Those of them that leave more than a month earlier than planned. */
  readonly early: number;
  /** Those that were asked about and cannot be moved: their mail is of no use any more on that day. */
  readonly staying: number;
  /** Those that go and were not asked about: they share a mail with what was. */
  readonly along: number;
}

export interface MoveQuestion {
  /** The day, 'YYYY-MM-DD' in each customer's own calendar. */
  readonly on: string;
  /** Which messages: these, or all that match the filters of an address. */
  readonly ids: readonly bigint[] | null;
  readonly filters: URLSearchParams;
}

const MUCH_EARLIER_DAYS = 31;
const MOST_IDS = 100;

/** Null when what was asked is no such question. */
export function parseMoveQuestion(parameters: URLSearchParams): MoveQuestion | null {
  const on = parameters.get('on') ?? '';
  if (!isDay(on)) return null;
  const given = parameters.get('ids');
  const filters = new URLSearchParams(parameters.get('query') ?? '');
  if (given === null)
    return isQueueFilter(filters) && isDecided(parseQueueQuery(filters).view)
      ? { on, ids: null, filters }
      : null;
  const ids = given.split(',');
  const isList = ids.length <= MOST_IDS && ids.every((id) => /^\d{1,18}$/.test(id));
  return isList ? { on, ids: ids.map(BigInt), filters } : null;
}

/** A message goes with its mail, so what is of use for the shortest time of all that is in it counts for each. */
export async function loadMoveAhead(shopId: bigint, question: MoveQuestion): Promise<MoveAhead> {
  return sqlInShop(shopId, (sql) => count(sql, question));
}

const COLUMNS = 'customer_id, key, lead_key, due_at, useful_until';

function askedSql({ ids, filters }: MoveQuestion): { text: string; values: unknown[] } {
  return ids
    ? {
        text: `SELECT ${COLUMNS} FROM message WHERE shop_id = $1 AND id = ANY($2::bigint[]) AND ${isOpen}`,
        values: [ids.map(String)],
      }
    : matchingSql(parseQueueQuery(filters), COLUMNS);
}

/**
 * The rest of each mail is looked up by its key: who leads where that was not asked about, and who follows. They all leave
 * at one time, so what was asked about tells it. Nobody's calendar is more than a day beside that of UTC, so a customer is
 * asked for theirs only where that day decides.
 */
async function count(sql: ShopSql, question: MoveQuestion): Promise<MoveAhead> {
  const { text, values } = askedSql(question);
  const on = `$${values.length + 2}::date`;
  const days = (instant: string) => `(${instant} AT TIME ZONE 'UTC')::date - ${on}`;
  const total = (what: string, which: string) => `coalesce(sum(${what}) FILTER (WHERE ${which}), 0)::int`;
  const [row] = await sql.rows<MoveAhead>(
    // The key of a mail is made here: an expression as what is looked for would find nothing in an index.
    `WITH asked AS MATERIALIZED (SELECT customer_id, key, coalesce(lead_key, key) AS mail_key, due_at, useful_until FROM (${text}) m),
     part AS MATERIALIZED (
       SELECT mail_key, CASE WHEN NOT bool_or(key = mail_key) THEN mail_key END AS lead_key, min(customer_id) AS customer_id,
         count(*) AS asked, min(due_at) AS due_at, min(useful_until) AS useful_until FROM asked GROUP BY mail_key),
     mail AS MATERIALIZED (
       SELECT p.customer_id, p.asked, p.due_at, least(p.useful_until, leader.useful_until, followers.useful_until) AS useful_until,
         followers.count + (p.lead_key IS NULL OR leader.useful_until IS NOT NULL)::int AS messages
       FROM part p
       LEFT JOIN LATERAL (SELECT useful_until FROM message WHERE shop_id = $1 AND key = p.lead_key
         AND coalesce(lead_key, key) = key AND ${isOpen} LIMIT 1) leader ON true
       CROSS JOIN LATERAL (SELECT count(*), min(useful_until) AS useful_until FROM message
         WHERE shop_id = $1 AND lead_key = p.mail_key AND lead_key <> key AND ${isOpen}) followers),
     told AS MATERIALIZED (
       SELECT m.customer_id, m.asked, m.messages, (m.useful_until AT TIME ZONE zone.name)::date >= ${on} AS goes,
         (m.due_at AT TIME ZONE zone.name)::date - ${on} >= ${MUCH_EARLIER_DAYS} AS is_early
       FROM mail m
       JOIN shop s ON s.id = $1
       LEFT JOIN LATERAL (SELECT time_zone FROM customer WHERE shop_id = $1 AND id = m.customer_id AND
         (${days('m.useful_until')} IN (-1, 0) OR ${days('m.due_at')} IN (${MUCH_EARLIER_DAYS - 1}, ${MUCH_EARLIER_DAYS})) LIMIT 1) c ON true
       CROSS JOIN LATERAL (SELECT coalesce(c.time_zone, s.time_zone) AS name) zone)
     SELECT ${total('messages', 'goes')} AS messages, (count(DISTINCT customer_id) FILTER (WHERE goes))::int AS people,
       ${total('messages', 'goes AND is_early')} AS early, ${total('asked', 'NOT goes')} AS staying,
       ${total('messages - asked', 'goes')} AS along
     FROM told`,
    ...values,
    question.on,
  );
  return row ?? { messages: 0, people: 0, early: 0, staying: 0, along: 0 };
}

const isOpen = `state IN (${openStatesSql})`;
