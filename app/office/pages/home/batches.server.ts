import { z } from 'zod';
import { isDay } from '~/base/lib/days';
import { isDecided, isQueueFilter, parseQueueQuery } from '~/base/vocabulary/queue-query';
import { sqlInShop } from '~/db.server';
import { matchingIds } from '~/office/pages/queue/queue.server';
import { batchActions, startBatch, undoBatch } from '~/outreach/change-plans/batch.server';

/** Decide about all that match the filters of an address, or take such a decision back. */
const schema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('start'),
    action: z.enum(batchActions),
    query: z.string().max(2_000),
    moveTo: z.string().refine(isDay).optional(),
  }),
  z.object({ intent: z.literal('undo'), id: z.string().regex(/^\d{1,18}$/) }),
]);
export type BatchRequest = z.infer<typeof schema>;

export type BatchResult =
  | { status: 'started'; id: string }
  | { status: 'refused'; reason: 'nothing-matches' | 'too-late-to-undo' };

/** Null when what was sent is no such decision. */
export function parseBatchRequest(given: unknown): BatchRequest | null {
  const parsed = schema.safeParse(given);
  if (!parsed.success) return null;
  const { data } = parsed;
  if (data.intent === 'undo') return data;
  if (data.action === 'move' && !data.moveTo) return null;
  const parameters = new URLSearchParams(data.query);
  // A filter that is not understood would leave everything.
  if (!isQueueFilter(parameters)) return null;
  const { view } = parseQueueQuery(parameters);
  const fits = isDecided(view) && (data.action !== 'approve' || view === 'waiting');
  return fits ? data : null;
}

export async function carryOutBatchRequest(
  shopId: bigint,
  { given, by, byName }: { given: BatchRequest; by: string; byName: string | undefined },
): Promise<BatchResult> {
  if (given.intent === 'undo') {
    const result = await undoBatch(shopId, { batchId: BigInt(given.id), by, byName });
    return result.status === 'refused' ? result : { status: 'started', id: String(result.id) };
  }
  const query = parseQueueQuery(new URLSearchParams(given.query));
  const messageIds = await sqlInShop(shopId, (sql) => matchingIds(sql, query));
  if (messageIds.length === 0) return { status: 'refused', reason: 'nothing-matches' };
  const { action, moveTo } = given;
  const id = await startBatch(shopId, { action, messageIds, by, byName, ...(moveTo && { moveTo }) });
  return { status: 'started', id: String(id) };
}
