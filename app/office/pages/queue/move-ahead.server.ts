import { isDay } from '~/base/lib/days';
import { isDecided, isQueueFilter, parseQueueQuery } from '~/base/vocabulary/queue-query';
import { type ShopSql, sqlInShop } from '~/db.server';
import { matchingIds } from '~/office/pages/queue/queue.server';

/** What moving many messages to a day would mean. */
export interface MoveAhead {
  readonly messages: number;
  readonly people: number;
  /** Those of them that leave more than a month earlier than planned. */
  readonly early: number;
  /** Those that cannot be moved: their mail is of no use any more on that day. */
  readonly staying: number;
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
export async function loadMoveAhead(shopId: bigint, { on, ids, filters }: MoveQuestion): Promise<MoveAhead> {
  return sqlInShop(shopId, async (sql) =>
    count(sql, { on, ids: ids ?? (await matchingIds(sql, parseQueueQuery(filters))) }),
  );
}

async function count(sql: ShopSql, { on, ids }: { on: string; ids: readonly bigint[] }): Promise<MoveAhead> {
  const [row] = await sql.rows<MoveAhead>(
    `WITH asked AS (
       SELECT m.customer_id, (m.due_at AT TIME ZONE zone.name)::date AS due_on, (mail.useful_until AT TIME ZONE zone.name)::date AS useful_on
       FROM message m
       JOIN shop s ON s.id = $1
       JOIN customer c ON c.shop_id = $1 AND c.id = m.customer_id
       CROSS JOIN LATERAL (SELECT coalesce(c.time_zone, s.time_zone) AS name) zone
       CROSS JOIN LATERAL (
         SELECT min(o.useful_until) AS useful_until FROM message o
         WHERE o.shop_id = $1 AND o.customer_id = m.customer_id AND o.state IN ('planned', 'awaiting_approval', 'held')
           AND coalesce(o.lead_key, o.key) = coalesce(m.lead_key, m.key)) mail
       WHERE m.shop_id = $1 AND m.id = ANY($2::bigint[]))
     SELECT (count(*) FILTER (WHERE useful_on >= $3::date))::int AS messages,
       (count(DISTINCT customer_id) FILTER (WHERE useful_on >= $3::date))::int AS people,
       (count(*) FILTER (WHERE useful_on >= $3::date AND due_on - $3::date >= ${MUCH_EARLIER_DAYS}))::int AS early,
       (count(*) FILTER (WHERE useful_on < $3::date))::int AS staying
     FROM asked`,
    ids.map(String),
    on,
  );
  return row ?? { messages: 0, people: 0, early: 0, staying: 0 };
}
