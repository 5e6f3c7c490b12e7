import { GraphQLError } from 'graphql';
import type { AdminContext, Arguments } from './admin-context';

type Key = number | string;
type SortKey<T> = { name: string; of: (item: T) => Key };

/**
 * A page of a list as a GraphQL connection. Cursors carry the sort value and the id of their row, so paging goes
 * on correctly when rows change between two pages. Outside a bulk operation `first` or `last` is a must (1–250).
 */
export function connection<T extends { id: number }>(
  items: readonly T[],
  args: Arguments,
  context: AdminContext,
  sortKey: SortKey<T> = { name: 'id', of: (item) => item.id },
) {
  const direction = args.reverse === true ? -1 : 1;
  const sorted = items.toSorted((a, b) => direction * (compare(sortKey.of(a), sortKey.of(b)) || a.id - b.id));
  if (context.bulkWindow)
    return page(takeWindow(sorted, context), { hasNext: false, hasPrevious: false }, sortKey);
  const { first, last } = args;
  const size = typeof first === 'number' ? first : last;
  if (typeof size !== 'number') throw new GraphQLError('you must provide one of first or last');
  if (size < 0 || size > 250) throw new GraphQLError('first and last must lie between 0 and 250');
  const isAfter = (item: T, cursor: unknown, sign: 1 | -1) => {
    const mark = readCursor(cursor);
    return sign * direction * (compare(sortKey.of(item), mark.last_value) || item.id - mark.last_id) > 0;
  };
  const within = sorted.filter(
    (item) =>
      (args.after == null || isAfter(item, args.after, 1)) &&
      (args.before == null || isAfter(item, args.before, -1)),
  );
  const chosen =
    typeof first === 'number' ? within.slice(0, size) : within.slice(Math.max(0, within.length - size));
  const isCutAtEnd = typeof first === 'number' ? within.length > chosen.length : args.before != null;
  const isCutAtStart = typeof first === 'number' ? args.after != null : within.length > chosen.length;
  return page(chosen, { hasNext: isCutAtEnd, hasPrevious: isCutAtStart }, sortKey);
}

function page<T extends { id: number }>(
  chosen: readonly T[],
  has: { hasNext: boolean; hasPrevious: boolean },
  sortKey: SortKey<T>,
) {
  const edges = chosen.map((node) => ({ node, cursor: writeCursor(node.id, sortKey.of(node)) }));
  return {
    edges,
    nodes: chosen,
    pageInfo: {
      hasNextPage: has.hasNext,
      hasPreviousPage: has.hasPrevious,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

function takeWindow<T>(sorted: readonly T[], context: AdminContext): readonly T[] {
  const window = context.bulkWindow;
  if (!window || window.isRootTaken) return sorted;
  window.isRootTaken = true;
  window.hasMore = sorted.length > window.skip + window.take;
  return sorted.slice(window.skip, window.skip + window.take);
}

function compare(a: Key, b: Key): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function writeCursor(id: number, value: Key): string {
  return Buffer.from(JSON.stringify({ last_id: id, last_value: value })).toString('base64');
}

function readCursor(cursor: unknown): { last_id: number; last_value: Key } {
  try {
    const mark: unknown = JSON.parse(Buffer.from(String(cursor), 'base64').toString('utf8'));
    if (typeof mark === 'object' && mark !== null && 'last_id' in mark && 'last_value' in mark)
      return mark as { last_id: number; last_value: Key };
  } catch {
    // Falls through to the refusal below.
  }
  throw new GraphQLError(`Invalid cursor for current pagination sort: ${String(cursor)}`);
}
