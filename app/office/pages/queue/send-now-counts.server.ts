import { isoDay, localDay } from '~/base/lib/days';
import { type MailsTogether, mailsTogether } from '~/base/vocabulary/mails-together';
import { parseQueueQuery, type QueueQuery } from '~/base/vocabulary/queue-query';
import type { Reason } from '~/base/vocabulary/reasons';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import { loadShop, type ShopFacts } from '~/intake/shops/load-shop.server';
import { loadSoldOut, type NotNow, notNow } from '~/office/pages/queue/not-now.server';
import { matchingSql } from '~/office/pages/queue/queue.server';
import {
  type LeavingMessage,
  loadAheadOf,
  type SendNowAhead,
} from '~/office/pages/queue/send-now-ahead.server';
import type { MessageRow } from '~/outreach/outbox/load-messages.server';

/** What "send now" would come to for many messages. */
export interface SendNowCounts {
  readonly leaving: number;
  readonly together: MailsTogether;
  readonly waits: readonly Counted<Reason>[];
  readonly stays: readonly Counted<NonNullable<SendNowAhead['refused']>>[];
}

export interface Counted<Because> {
  readonly because: Because;
  readonly count: number;
}

/** Of all messages that the filters of an address leave, up to the most that can be decided at once. */
export async function countSendNow(
  shopId: ShopId,
  parameters: URLSearchParams,
  now: Date,
): Promise<SendNowCounts> {
  return sqlInShop(shopId, async (sql) => {
    const shop = await loadShop(sql);
    const alike = await loadAlike(sql, parseQueueQuery(parameters), { shop, now });
    const aheadOf = await loadAheadOf(sql, alike, { shop, now });
    const ahead = alike.map((messages) => ({ ...aheadOf(messages), messages }));
    const leaving = ahead.flatMap(({ refused, waits, messages }) =>
      refused || waits ? [] : messages.customers.map((customerId) => ({ ...messages, customerId })),
    );
    return {
      leaving: leaving.length,
      together: mailsTogether(leaving),
      waits: counted(
        ahead.map(({ refused, waits, messages }) => [refused ? null : waits, messages.customers.length]),
      ),
      stays: counted(ahead.map(({ refused, messages }) => [refused, messages.customers.length])),
    };
  });
}

/** Messages of which nothing that is asked here differs but whose they are, with the customer of each. */
interface Alike extends LeavingMessage, Pick<MessageRow, 'key' | 'state' | 'reason' | 'why' | 'usefulUntil'> {
  readonly customers: readonly string[];
  readonly notNow: NotNow | null;
}

/** Of what is open and not held nobody asks the reason, which is most of a row, but for when its supply is expected. */
const COLUMNS = `id, customer_id, due_at, useful_until, state, kind, class, channel, CASE WHEN step > 1 THEN key END AS step_key,
  CASE WHEN state NOT IN ('planned', 'awaiting_approval') THEN coalesce(why -> -1, reason) END AS told,
  CASE WHEN kind = 'running-low' THEN need_id END AS reminds_of,
  CASE WHEN kind = 'running-low' AND reason ->> 'lastWas' = 'expected' THEN reason ->> 'lastOn' END AS expected_on`;
const notTold: Reason = { code: 'hold-ended' };

/**
 * Gathered by the database, since a row for each of thousands costs this process more than the statement. A second step
 * stands for itself, and so does what is of no use any more, which says since when. Where no country is paused, nobody's
 * is looked up.
 */
async function loadAlike(
  sql: ShopSql,
  query: QueueQuery,
  { shop, now }: { shop: ShopFacts; now: Date },
): Promise<Alike[]> {
  const { text, values } = matchingSql(query, COLUMNS);
  const asked = matchingSql(query, 'need_id, kind');
  const soldOut = await loadSoldOut(
    sql,
    `SELECT need_id FROM (${asked.text}) asked WHERE kind = 'running-low'`,
    ...asked.values,
  );
  const value = (at: number, type: string) => `$${values.length + at}::${type}`;
  const [at, paused, sold, today] = [
    value(2, 'timestamptz'),
    value(3, 'text[]'),
    value(4, 'bigint[]'),
    value(5, 'text'),
  ];
  const rows = await sql.rows<
    Omit<Alike, 'reason' | 'why' | 'customers' | 'notNow'> & {
      told: Reason | null;
      soldOutId: bigint | null;
      isExpected: boolean;
      customers: string;
    }
  >(
    `SELECT m.state, m.kind, m.class, m.channel, c.country_code AS "countryCode", coalesce(m.step_key, '') AS key, m.told,
       CASE WHEN m.reminds_of = ANY(${sold}) THEN m.reminds_of END AS "soldOutId", coalesce(m.expected_on > ${today}, false) AS "isExpected",
       max(m.useful_until) AS "usefulUntil", string_agg(m.customer_id::text, ' ') AS customers
     FROM (${text}) m
     LEFT JOIN LATERAL (SELECT country_code FROM customer WHERE shop_id = $1 AND id = m.customer_id
       AND cardinality(${paused}) > 0 AND country_code = ANY(${paused}) LIMIT 1) c ON true
     GROUP BY 1, 2, 3, 4, 5, m.step_key, 7, 8, 9, CASE WHEN m.useful_until <= ${at} THEN m.useful_until END
     ORDER BY min(m.due_at), min(m.id)`,
    ...values,
    now,
    shop.settings.pausedCountries,
    [...soldOut.keys()],
    isoDay(localDay(now, shop.timeZone)),
  );
  return rows.map(({ told, customers, soldOutId, isExpected, ...row }) => ({
    ...row,
    notNow: notNow(soldOut.get(String(soldOutId)), isExpected),
    reason: told ?? notTold,
    why: null,
    customers: customers.split(' '),
  }));
}

/** Each reason once, with how many it concerns. */
function counted<Because>(all: readonly (readonly [Because | null, number])[]): Counted<Because>[] {
  const counts = new Map<string, { because: Because; count: number }>();
  for (const [because, count] of all) {
    if (because === null) continue;
    const key = JSON.stringify(because);
    counts.set(key, { because, count: (counts.get(key)?.count ?? 0) + count });
  }
  return [...counts.values()];
}
