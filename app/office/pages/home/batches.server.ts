import { z } from 'zod';
import { now } from '~/base/lib/clock.server';
import { isDay } from '~/base/lib/days';
import { isDecided, isQueueFilter, parseQueueQuery } from '~/base/vocabulary/queue-query';
import { sqlInShop } from '~/db.server';
import { matchingIds } from '~/office/pages/queue/queue.server';
import { countSendNow } from '~/office/pages/queue/send-now-counts.server';
import { standing } from '~/office/pages/request/deed-key';
import { batchActions, batchOfDeed, startBatch, undoBatch } from '~/outreach/change-plans/batch.server';

/** Decide about all that match the filters of an address, or take such a decision back. */
const schema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('start'),
    action: z.enum(batchActions),
    query: z.string().max(2_000),
    /** How many the person was told of: more are no decision of theirs. */
    most: z.number().int().positive(),
    moveTo: z.string().refine(isDay).optional(),
  }),
  z.object({ intent: z.literal('undo'), id: z.string().regex(/^\d{1,18}$/) }),
]);
export type BatchRequest = z.infer<typeof schema>;

export type BatchResult =
  | { status: 'started'; id: string }
  | { status: 'refused'; reason: 'nothing-matches' | 'more-match-now' | 'too-late-to-undo' };

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

interface Press {
  readonly given: BatchRequest;
  readonly by: string;
  readonly byName: string | undefined;
  /** A second press under the same key, because no answer came, is the same decision. */
  readonly deedKey?: string | undefined;
}

export async function carryOutBatchRequest(
  shopId: bigint,
  { given, by, byName, deedKey }: Press,
): Promise<BatchResult> {
  if (given.intent === 'undo') {
    const result = await undoBatch(shopId, { batchId: BigInt(given.id), by, byName });
    return result.status === 'refused' ? result : { status: 'started', id: String(result.id) };
  }
  const made = await sqlInShop(shopId, (sql) => batchOfDeed(sql, deedKey));
  if (made) return { status: 'started', id: String(standing(made.stands ? made.id : 'spent')) };
  const { action, moveTo, most } = given;
  const parameters = new URLSearchParams(given.query);
  const messageIds = await sqlInShop(shopId, (sql) => matchingIds(sql, parseQueueQuery(parameters)));
  if (messageIds.length === 0) return { status: 'refused', reason: 'nothing-matches' };
  const count = action === 'send_now' ? await countTaken(shopId, parameters) : messageIds.length;
  if (count > most) return { status: 'refused', reason: 'more-match-now' };
  const id = await startBatch(shopId, { action, messageIds, by, byName, deedKey, ...(moveTo && { moveTo }) });
  return { status: 'started', id: String(id) };
}

/** What stays may leave a moment later, when what it waits for is over: it was not among those that were told of. */
async function countTaken(shopId: bigint, parameters: URLSearchParams): Promise<number> {
  const { leaving, waits } = await countSendNow(shopId, parameters, now());
  return waits.reduce((sum, { count }) => sum + count, leaving);
}
