import { now } from '~/base/lib/clock.server';
import { log } from '~/base/lib/logger.server';
import { isRefusedData } from '~/base/lib/refused-data';
import { enqueue } from '~/base/queue/enqueue.server';
import { wakePlanner } from '~/base/queue/wake-planner.server';
import type { Reason } from '~/base/vocabulary/reasons';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import {
  type DecisionAction,
  type DecisionResult,
  decideInShop,
  UNDO_MS,
} from '~/outreach/change-plans/decide.server';
import { movedTo } from '~/outreach/change-plans/moved-to.server';

/** What may be decided about many messages at once, and taken back as a whole. */
export const batchActions = ['approve', 'skip', 'move', 'send_now'] as const;
export type BatchAction = (typeof batchActions)[number];

/** More than so many at once is no decision that a person could have looked at. */
export const MOST_IN_BATCH = 5_000;

/** Up to so many are carried out while the person waits; more become a job that they watch. */
const AT_ONCE = 60;

export interface NewBatch {
  readonly action: BatchAction;
  readonly messageIds: readonly bigint[];
  /** For `move`: a day of each customer's own calendar. */
  readonly moveTo?: string;
  readonly by: string;
  readonly byName: string | undefined;
  /** Pressed again under the same key, it is the same batch. */
  readonly deedKey?: string | undefined;
}

/**
 * Decides about many messages: those that matched when the person looked, whatever matches later. Their ids are stored
 * first, so that a process that dies carries on where it stopped.
 *
 * @returns the batch's id
 */
export async function startBatch(shopId: bigint, batch: NewBatch): Promise<bigint> {
  const { action, messageIds, moveTo = null, by, byName = null, deedKey = null } = batch;
  const ids = [...new Set(messageIds)].slice(0, MOST_IN_BATCH);
  const id = await sqlInShop(shopId, async (sql) => {
    const [row] = await sql.rows<{ id: bigint }>(
      `WITH made AS (
         INSERT INTO batch (shop_id, action, move_to, by, by_name, total, created_at, deed_key)
         VALUES ($1, $2, $3::date, $4, $5, cardinality($6::bigint[]), $7, $8::uuid)
         ON CONFLICT (shop_id, deed_key) WHERE deed_key IS NOT NULL DO NOTHING RETURNING id)
       , listed AS (
         INSERT INTO batch_item (batch_id, message_id, shop_id)
         SELECT made.id, m.id, $1 FROM made, message m WHERE m.shop_id = $1 AND m.id = ANY($6::bigint[]))
       SELECT id FROM made`,
      action,
      moveTo,
      by,
      byName,
      ids.map(String),
      now(),
      deedKey,
    );
    // None was made where two presses of one deed came at once: the other's is theirs.
    return row?.id ?? idOf(await batchOfDeed(sql, deedKey));
  });
  await setOff(shopId, id, ids.length);
  return id;
}

/**
 * The batch that a press of the same deed has made before. It stands while it runs or can be taken back: whoever presses
 * after that means what matches then.
 */
export async function batchOfDeed(
  sql: ShopSql,
  deedKey: string | null | undefined,
): Promise<{ id: bigint; stands: boolean } | undefined> {
  if (!deedKey) return undefined;
  const [row] = await sql.rows<{ id: bigint; stands: boolean }>(
    `SELECT id, (finished_at IS NULL OR created_at > $3)
         AND NOT EXISTS (SELECT FROM batch u WHERE u.shop_id = $1 AND u.undoes_id = batch.id) AS stands
     FROM batch WHERE shop_id = $1 AND deed_key = $2::uuid`,
    deedKey,
    new Date(now().getTime() - UNDO_MS),
  );
  return row;
}

export type UndoneBatch =
  | { status: 'undoing'; id: bigint }
  | { status: 'refused'; reason: 'too-late-to-undo' };

/** Takes a whole batch back within ten minutes, as a batch of its own. One that is still running stops. */
export async function undoBatch(
  shopId: bigint,
  { batchId, by, byName }: { batchId: bigint; by: string; byName: string | undefined },
): Promise<UndoneBatch> {
  const at = now();
  const undoing = await sqlInShop(shopId, async (sql) => {
    const [stopped] = await sql.rows<{ id: bigint }>(
      `UPDATE batch SET finished_at = coalesce(finished_at, $3) WHERE shop_id = $1 AND id = $2 AND action <> 'undo'
         AND created_at > $4 AND NOT EXISTS (SELECT 1 FROM batch u WHERE u.shop_id = $1 AND u.undoes_id = $2) RETURNING id`,
      batchId,
      at,
      new Date(at.getTime() - UNDO_MS),
    );
    if (!stopped) return null;
    // What somebody decided anew in the meantime is theirs, and stays. What fell with its first step comes back with it.
    const [row] = await sql.rows<{ id: bigint; total: number }>(
      `WITH done AS (
         SELECT m.id AS message_id FROM override o JOIN message m ON m.shop_id = $1 AND m.key = o.message_key
         WHERE o.shop_id = $1 AND o.batch_id = $2 AND o.undone_at IS NULL AND NOT EXISTS (
           SELECT FROM override later WHERE later.shop_id = $1 AND later.message_key = o.message_key AND later.id > o.id
             AND later.undone_at IS NULL AND later.action <> 'release')
       ), fallen AS (
         SELECT m.id AS message_id FROM batch_item i JOIN message m ON m.shop_id = $1 AND m.id = i.message_id
         JOIN message f ON f.shop_id = $1 AND f.key = regexp_replace(m.key, '-\\d+$', '-1') JOIN done ON done.message_id = f.id
         WHERE i.shop_id = $1 AND i.batch_id = $2 AND i.done AND m.state = 'cancelled' AND f.state = 'skipped'
       ), back AS (SELECT message_id FROM done UNION SELECT message_id FROM fallen
       ), made AS (
         INSERT INTO batch (shop_id, action, by, by_name, total, undoes_id, created_at)
         VALUES ($1, 'undo', $3, $4, (SELECT count(*) FROM back), $2, $5)
         ON CONFLICT (undoes_id) WHERE undoes_id IS NOT NULL DO NOTHING RETURNING id, total
       ), listed AS (
         INSERT INTO batch_item (batch_id, message_id, shop_id) SELECT made.id, back.message_id, $1 FROM made, back)
       SELECT id, total FROM made`,
      batchId,
      by,
      byName ?? null,
      at,
    );
    return row ?? null;
  });
  if (!undoing) return { status: 'refused', reason: 'too-late-to-undo' };
  await setOff(shopId, undoing.id, undoing.total);
  return { status: 'undoing', id: undoing.id };
}

async function setOff(shopId: bigint, batchId: bigint, total: number): Promise<void> {
  if (total <= AT_ONCE) return carryOutBatch(shopId, batchId);
  const payload = { shopId: String(shopId), batchId: String(batchId) };
  await enqueue('carry-out-batch', payload, { dedupeKey: `${shopId}-${batchId}` });
}

/**
 * Carries out what is left of a batch, a message a transaction: the message and the note that it was decided are stored
 * together, so two processes at once, or one that dies, decide about each message exactly once. A message that fails is
 * noted as refused: tried again each time, it would keep all that come after it from being decided.
 */
export async function carryOutBatch(shopId: bigint, batchId: bigint): Promise<void> {
  for (let after = 0n; ; ) {
    const step = await takeStep(shopId, { batchId, after });
    if (!step) return;
    if (step.customerId !== null) await wakePlanner(shopId, step.customerId);
    after = step.messageId;
  }
}

interface BatchRow {
  action: DecisionAction;
  created_at: Date;
  move_to: string | null;
  by: string;
  by_name: string | null;
  undoes_id: bigint | null;
}

interface Place {
  readonly batchId: bigint;
  readonly after: bigint;
}

interface Step {
  readonly messageId: bigint;
  readonly customerId: bigint | null;
}

async function takeStep(shopId: ShopId, place: Place): Promise<Step | null> {
  let failed = undefined as bigint | undefined;
  try {
    return await sqlInShop(shopId, async (sql) => {
      const next = await nextItem(sql, place);
      if (!next) return null;
      const { batch, messageId } = next;
      const decided = await decide(sql, { batch, batchId: place.batchId, messageId }).catch(
        async (failure: unknown) => {
          if (await isOfThisMessage(sql, failure)) failed = messageId;
          throw failure;
        },
      );
      const { result, customerId } = decided;
      await noteItem(sql, place.batchId, {
        messageId,
        done: result.status === 'done' || isAlready(batch.action, result.reason),
        refusal: result.status === 'refused' ? result.reason : null,
      });
      const along = decided.messageIds.filter((id) => id !== messageId);
      // All that a batch takes back was listed when it was made.
      if (batch.action !== 'undo' && along.length > 0) await noteAlong(sql, place.batchId, along);
      return { messageId, customerId };
    });
  } catch (failure) {
    if (failed === undefined) throw failure;
    const item = { messageId: failed, done: false, refusal: 'failed' };
    log.warn('A message of a batch could not be decided about', { shopId, ...item, error: failure });
    await sqlInShop(shopId, (sql) => noteItem(sql, place.batchId, item));
    return { messageId: failed, customerId: null };
  }
}

/** The batch, locked, and its next message; null when it is over, or is now. */
async function nextItem(
  sql: ShopSql,
  { batchId, after }: Place,
): Promise<{ batch: BatchRow; messageId: bigint } | null> {
  const [batch] = await sql.rows<BatchRow>(
    `SELECT action, created_at, move_to, by, by_name, undoes_id FROM batch WHERE shop_id = $1 AND id = $2 AND finished_at IS NULL FOR UPDATE`,
    batchId,
  );
  if (!batch) return null;
  const [item] = await sql.rows<{ message_id: bigint }>(
    `SELECT message_id FROM batch_item WHERE shop_id = $1 AND batch_id = $2 AND message_id > $3 AND done IS NULL
     ORDER BY message_id LIMIT 1`,
    batchId,
    after,
  );
  if (item) return { batch, messageId: item.message_id };
  await sql.run('UPDATE batch SET finished_at = $3 WHERE shop_id = $1 AND id = $2', batchId, now());
  return null;
}

async function noteItem(
  sql: ShopSql,
  batchId: bigint,
  { messageId, done, refusal }: { messageId: bigint; done: boolean; refusal: Reason | string | null },
): Promise<void> {
  await sql.run(
    `UPDATE batch_item SET done = $4, refusal = $5::jsonb
     WHERE shop_id = $1 AND batch_id = $2 AND message_id = $3 AND done IS NULL`,
    batchId,
    messageId,
    done,
    refusal === null ? null : JSON.stringify(refusal),
  );
}

/** What goes along with the mail of another was decided about as well: a batch counts it, as taking it back will. */
async function noteAlong(sql: ShopSql, batchId: bigint, messageIds: readonly bigint[]): Promise<void> {
  await sql.run(
    `WITH listed AS (
       UPDATE batch_item SET done = true, refusal = NULL
       WHERE shop_id = $1 AND batch_id = $2 AND message_id = ANY($3::bigint[])
     ), added AS (
       INSERT INTO batch_item (batch_id, message_id, shop_id, done) SELECT $2, id, $1, true FROM unnest($3::bigint[]) AS along(id)
       ON CONFLICT DO NOTHING RETURNING message_id)
     UPDATE batch SET total = total + (SELECT count(*) FROM added) WHERE shop_id = $1 AND id = $2`,
    batchId,
    messageIds,
  );
}

/**
 * Whether it fails for what the message is, and would each time. A mistake of ours leaves the transaction whole; where
 * nothing more can be asked in it, the failure is the database's, and says nothing of the message unless it refused data.
 */
async function isOfThisMessage(sql: ShopSql, failure: unknown): Promise<boolean> {
  if (isRefusedData(failure)) return true;
  return sql.rows('SELECT $1::bigint AS id').then(
    () => true,
    () => false,
  );
}

async function decide(
  sql: ShopSql,
  { batch, batchId, messageId }: { batch: BatchRow; batchId: bigint; messageId: bigint },
) {
  const moved = batch.move_to ? await movedTo(sql, { messageId, on: batch.move_to, at: now() }) : undefined;
  return decideInShop(sql, {
    messageId,
    action: batch.action,
    batchId: batch.undoes_id ?? batchId,
    pressedAt: batch.created_at,
    by: batch.by,
    ...(batch.by_name !== null && { byName: batch.by_name }),
    ...(moved && { moveTo: moved.at }),
  });
}

const already: Partial<Record<DecisionAction, Reason['code']>> = {
  approve: 'approved-by-person',
  send_now: 'sent-now-by-person',
  skip: 'skipped-by-person',
};

/**
 * An approval concerns the whole mail, and a skip the second one about the same purchase too: what a message before it in
 * the batch has brought about is no refusal.
 */
function isAlready(action: DecisionAction, reason: Extract<DecisionResult, { status: 'refused' }>['reason']) {
  return reason === 'fell-with-first' || (typeof reason === 'object' && reason.code === already[action]);
}

function idOf(row: { id: bigint } | undefined): bigint {
  if (!row) throw new Error('A batch was not stored');
  return row.id;
}
