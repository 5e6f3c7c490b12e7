import { parseQueueQuery } from '~/base/vocabulary/queue-query';
import type { Reason } from '~/base/vocabulary/reasons';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { matchingIds } from '~/office/pages/queue/queue.server';
import { type LeavingMessage, loadAheadOf } from '~/office/pages/queue/send-now-ahead.server';
import type { MessageRow } from '~/outreach/outbox/load-messages.server';
import type { OutOfTurn } from '~/outreach/outbox/step-in-turn';

/** What "send now" would come to for many messages. */
export interface SendNowCounts {
  readonly leaving: number;
  readonly waits: readonly Counted<Reason>[];
  readonly stays: readonly Counted<Reason | OutOfTurn>[];
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
    const messages = await loadMessages(sql, await matchingIds(sql, parseQueueQuery(parameters)));
    const aheadOf = await loadAheadOf(sql, messages, { shop: await loadShop(sql), now });
    const ahead = messages.map(aheadOf);
    return {
      leaving: ahead.filter(({ refused, waits }) => !refused && !waits).length,
      waits: counted(ahead.map(({ refused, waits }) => (refused ? null : waits))),
      stays: counted(ahead.map(({ refused }) => refused)),
    };
  });
}

type Asked = LeavingMessage & Pick<MessageRow, 'key' | 'state' | 'reason' | 'why' | 'usefulUntil'>;

function loadMessages(sql: ShopSql, messageIds: readonly bigint[]): Promise<Asked[]> {
  return sql.rows<Asked>(
    `SELECT m.key, m.state, m.reason, m.why, m.useful_until AS "usefulUntil", m.kind, m.class, m.channel, c.country_code AS "countryCode"
     FROM message m JOIN customer c ON c.shop_id = $1 AND c.id = m.customer_id WHERE m.shop_id = $1 AND m.id = ANY($2::bigint[])
     ORDER BY m.due_at, m.id`,
    messageIds,
  );
}

/** Each reason once, with how many it concerns. */
function counted<Because>(all: readonly (Because | null)[]): Counted<Because>[] {
  const counts = new Map<string, { because: Because; count: number }>();
  for (const because of all) {
    if (because === null) continue;
    const one = counts.get(JSON.stringify(because)) ?? { because, count: 0 };
    one.count += 1;
    counts.set(JSON.stringify(because), one);
  }
  return [...counts.values()];
}
