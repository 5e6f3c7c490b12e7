import { isKind, type Kind } from '~/base/vocabulary/kinds';
import type { MessageState } from '~/base/vocabulary/message-states';
import { sqlInShop } from '~/db.server';
import { parseCursor, writeCursor } from '~/office/pages/cursor';
import { countOpen } from '~/office/pages/home.server';
import {
  type MessageRow,
  type MessageView,
  messageColumns,
  messageView,
} from '~/office/pages/message-view.server';
import { loadStops, type Stop } from '~/office/pages/stopped.server';

/** The lists of the queue. `past` is what will not be sent any more, with the reason why not. */
export const queueViews = ['waiting', 'upcoming', 'held', 'unconfirmed', 'past'] as const;
export type QueueView = (typeof queueViews)[number];

const statesOf: Record<QueueView, readonly MessageState[]> = {
  waiting: ['awaiting_approval'],
  upcoming: ['planned'],
  held: ['held'],
  unconfirmed: ['unconfirmed', 'failed'],
  past: ['skipped', 'expired', 'cancelled'],
};

/** Lists that look back are read from their newest end. */
const newestFirst: readonly QueueView[] = ['unconfirmed', 'past'];

export interface QueueQuery {
  readonly view: QueueView;
  readonly kind: Kind | null;
  readonly after: string | null;
}

export interface QueuePage {
  readonly query: QueueQuery;
  readonly now: Date;
  readonly stops: readonly Stop[];
  readonly rows: readonly MessageView[];
  readonly next: string | null;
  readonly counts: { awaiting: number; held: number; unconfirmed: number; planned: number };
}

const PAGE_SIZE = 50;

export function parseQueueQuery(parameters: URLSearchParams): QueueQuery {
  const kind = parameters.get('kind') ?? '';
  const view = parameters.get('view');
  return {
    view: queueViews.find((known) => known === view) ?? 'upcoming',
    kind: isKind(kind) ? kind : null,
    after: parameters.get('after'),
  };
}

/** One page of one list of the queue, by due time. Each state is read from its own end of the index. */
export async function listQueue(shopId: bigint, query: QueueQuery, now: Date): Promise<QueuePage> {
  return sqlInShop(shopId, async (sql) => {
    const values: unknown[] = [];
    const value = (given: unknown) => `$${values.push(given) + 1}`;
    const filters: string[] = [];
    if (query.kind) filters.push(`AND kind = ${value(query.kind)}`);
    const back = newestFirst.includes(query.view);
    const from = parseCursor(query.after);
    if (from) {
      filters.push(
        `AND (due_at, id) ${back ? '<' : '>'} (${value(from.at)}::timestamptz, ${value(from.id)}::bigint)`,
      );
    }
    const order = back ? 'DESC' : 'ASC';
    const branches = statesOf[query.view].map(
      (state) =>
        `(SELECT * FROM message WHERE shop_id = $1 AND state = '${state}' ${filters.join(' ')}
          ORDER BY due_at ${order}, id ${order} LIMIT ${PAGE_SIZE + 1})`,
    );
    const found = await sql.rows<MessageRow>(
      `SELECT ${messageColumns} FROM (${branches.join(' UNION ALL ')}) m
       JOIN customer c ON c.id = m.customer_id AND c.shop_id = $1
       ORDER BY m.due_at ${order}, m.id ${order} LIMIT ${PAGE_SIZE + 1}`,
      ...values,
    );
    const rows = found.slice(0, PAGE_SIZE);
    const last = rows.at(-1);
    return {
      query,
      now,
      stops: await loadStops(sql),
      rows: rows.map((row) => messageView(shopId, row, now)),
      next: last && found.length > PAGE_SIZE ? writeCursor({ at: last.due_at, id: last.id }) : null,
      counts: await countOpen(sql),
    };
  });
}
