import { now } from '~/base/lib/clock.server';
import { wakePlanner } from '~/base/queue/wake-planner.server';
import { isOpenState, type MessageState } from '~/base/vocabulary/message-states';
import { presentReason, type Reason } from '~/base/vocabulary/reasons';
import { type ShopSql, sqlInShop } from '~/db.server';
import { lockCustomer } from '~/intake/customers/lock-customer.server';
import { firstStepKey } from '~/outreach/kinds/message-key';
import { loadMessages, type MessageRow } from '~/outreach/outbox/load-messages.server';
import { sendNowRefusal } from '~/outreach/outbox/send-now-refusal';
import { hasFallen, isOvertaken, outOfTurn } from '~/outreach/outbox/step-in-turn';
import { subjectRefusal } from '~/outreach/planning/gates';
import { loadGateFacts } from '~/outreach/planning/load-gate-facts.server';

export type DecisionAction = 'skip' | 'move' | 'approve' | 'send_now' | 'undo' | 'confirm_sent' | 'resend';

export interface Decision {
  readonly messageId: bigint;
  readonly action: DecisionAction;
  /** For `move`: not before this instant. */
  readonly moveTo?: Date;
  /** For `send_now`: when it was pressed, where it is carried out message by message; else now. */
  readonly pressedAt?: Date;
  /** Who: the session's `sub`, and their name where it is known. */
  readonly by: string;
  readonly byName?: string;
  /** The batch of which it is a part; for `undo`, the one that is taken back. */
  readonly batchId?: bigint;
  /** Of one press about many: ids of those that it has decided about so far, each with its mail. */
  readonly decidedIds?: ReadonlySet<bigint>;
}

export type DecisionResult =
  | { readonly status: 'done' }
  | { readonly status: 'refused'; readonly reason: Reason | string };

/** Approve, send now, skip and move can be taken back for so long; nothing that was approved or sent now leaves sooner. */
export const UNDO_MS = 10 * 60_000;

/**
 * Carries out a person's word on a message, and keeps it as an override so that it survives the next plan. Approve, move
 * and send now concern the whole mail that the message is part of; skip concerns the one message. The plan is made
 * again right after, so what is stored here is only the first answer.
 */
export async function decideMessage(shopId: bigint, decision: Decision): Promise<DecisionResult> {
  return (await decideMail(shopId, decision)).result;
}

/** The same, and about which messages it decided. */
export async function decideMail(
  shopId: bigint,
  decision: Decision,
): Promise<Pick<Decided, 'result' | 'messageIds'>> {
  const { customerId, ...decided } = await sqlInShop(shopId, (sql) => decideInShop(sql, decision));
  if (customerId !== null) await wakePlanner(shopId, customerId);
  return decided;
}

export interface Decided {
  readonly result: DecisionResult;
  /** What it decided about: the message and what of its mail it concerned; empty where nothing changed. */
  readonly messageIds: readonly bigint[];
  /** Null where nothing changed. */
  readonly customerId: bigint | null;
}

/** The same inside a transaction of the caller's, who wakes the planner after it. */
export async function decideInShop(sql: ShopSql, decision: Decision): Promise<Decided> {
  const [found] = await sql.rows<{ customerId: bigint }>(
    'SELECT customer_id AS "customerId" FROM message WHERE shop_id = $1 AND id = $2',
    decision.messageId,
  );
  const customer = found && (await lockCustomer(sql, found.customerId));
  const all = customer ? await loadMessages(sql, customer.id) : [];
  const message = all.find(({ id }) => id === decision.messageId);
  if (!customer || !message) return unchanged(refuse('not-found'));
  const at = now();
  const decided = await decidedBefore(sql, decision, all);
  if (decided.has(message.key)) return unchanged({ status: 'done' });
  const deciding = { decision, customerId: customer.id, message, all, decided, at };
  const outcome = await actions[decision.action](sql, deciding);
  if ('status' in outcome) return unchanged(outcome);
  await sql.run('UPDATE customer SET replan_due_at = $3 WHERE shop_id = $1 AND id = $2', customer.id, at);
  return { result: { status: 'done' }, messageIds: outcome.map(({ id }) => id), customerId: customer.id };
}

const unchanged = (result: DecisionResult): Decided => ({ result, messageIds: [], customerId: null });

interface Deciding {
  readonly decision: Decision;
  readonly customerId: bigint;
  readonly message: MessageRow;
  readonly all: readonly MessageRow[];
  /** Keys of those that the same batch or press has decided about, with another message of their mail. */
  readonly decided: ReadonlySet<string>;
  readonly at: Date;
}

/** The messages that were decided about, or why not. */
type Outcome = readonly Pick<MessageRow, 'id'>[] | Refusal;
type Refusal = Extract<DecisionResult, { status: 'refused' }>;

type Action = (sql: ShopSql, deciding: Deciding) => Promise<Outcome>;

const actions: Readonly<Record<DecisionAction, Action>> = {
  skip,
  move,
  approve,
  send_now: sendNow,
  undo,
  confirm_sent: confirmSent,
  resend,
};

function refuse(reason: Reason | string): Refusal {
  return { status: 'refused', reason };
}

function isOpen({ state }: MessageRow): boolean {
  return isOpenState(state);
}

/**
 * A batch or a press decides about each message once, also where the plan has put it into another mail in the meantime:
 * deciding again would keep what the batch itself has made as what was there before.
 */
async function decidedBefore(
  sql: ShopSql,
  { action, batchId, decidedIds }: Decision,
  all: readonly MessageRow[],
): Promise<Set<string>> {
  if (batchId === undefined) return new Set(all.flatMap(({ id, key }) => (decidedIds?.has(id) ? [key] : [])));
  if (action === 'undo') return new Set();
  const rows = await sql.rows<{ key: string }>(
    `SELECT message_key AS key FROM override WHERE shop_id = $1 AND message_key = ANY($2::text[]) AND batch_id = $3`,
    all.map(({ key }) => key),
    batchId,
  );
  return new Set(rows.map(({ key }) => key));
}

/** The open messages that share a mail with this one and are still to be decided about, itself first. */
function mailOf({ message, all, decided }: Deciding): MessageRow[] {
  const lead = message.leadKey ?? message.key;
  const others = all.filter(
    (other) =>
      other.id !== message.id &&
      isOpen(other) &&
      !decided.has(other.key) &&
      (other.leadKey ?? other.key) === lead,
  );
  return [message, ...others];
}

function expired({ message, at }: Deciding): Refusal | null {
  return message.usefulUntil > at
    ? null
    : refuse({ code: 'expired', usefulUntil: message.usefulUntil.toISOString() });
}

function nameOf({ by, byName }: Decision): string {
  return byName ?? by;
}

async function skip(sql: ShopSql, deciding: Deciding): Promise<Outcome> {
  const { message, decision, all } = deciding;
  if (!isOpen(message)) return refuse(hasFallen(message, all) ? 'fell-with-first' : presentReason(message));
  const reason: Reason = { code: 'skipped-by-person', by: nameOf(decision) };
  await change(sql, deciding, {
    messages: [message],
    reason,
    to: { state: 'skipped', leadKey: message.key },
  });
  // Who was led by it needs another lead, or nobody would send them before the next plan.
  const [heir, ...rest] = mailOf(deciding)
    .slice(1)
    .sort((a, b) => b.rank - a.rank || (a.key < b.key ? -1 : 1));
  if (heir && (message.leadKey ?? message.key) === message.key) {
    await sql.run(
      'UPDATE message SET lead_key = nullif($2, key) WHERE shop_id = $1 AND id = ANY($3::bigint[])',
      heir.key,
      [heir, ...rest].map(({ id }) => id),
    );
  }
  await countReview(sql, message.state === 'awaiting_approval' ? [message] : []);
  return [message];
}

async function move(sql: ShopSql, deciding: Deciding): Promise<Outcome> {
  const { message, decision, at } = deciding;
  const { moveTo } = decision;
  if (!isOpen(message)) return refuse(presentReason(message));
  if (!moveTo || moveTo <= at) return refuse('move-to-the-past');
  const messages = mailOf(deciding);
  const shortest = messages.reduce((a, b) => (b.usefulUntil < a.usefulUntil ? b : a));
  if (moveTo >= shortest.usefulUntil) {
    return refuse({ code: 'expired', usefulUntil: shortest.usefulUntil.toISOString() });
  }
  const reason: Reason = { code: 'moved-by-person', by: nameOf(decision), toAt: moveTo.toISOString() };
  await change(sql, deciding, { messages, reason, to: { dueAt: moveTo }, moveTo });
  return messages;
}

async function approve(sql: ShopSql, deciding: Deciding): Promise<Outcome> {
  const { message, decision, at } = deciding;
  const waits = ({ state, ...row }: MessageRow) =>
    state === 'awaiting_approval' || (state === 'held' && presentReason(row).code === 'held-review');
  if (!waits(message)) return refuse(presentReason(message));
  const late = expired(deciding);
  if (late) return late;
  const messages = mailOf(deciding).filter(waits);
  const reason: Reason = { code: 'approved-by-person', by: nameOf(decision) };
  const notBefore = new Date(at.getTime() + UNDO_MS);
  await change(sql, deciding, {
    messages,
    reason,
    to: { state: 'planned', notBefore, isApproved: true },
    moveTo: notBefore,
  });
  await countReview(sql, messages);
  return messages;
}

async function sendNow(sql: ShopSql, deciding: Deciding): Promise<Outcome> {
  const { message, decision, at } = deciding;
  const refusal = sendNowRefusal(message, deciding.all, at);
  if (refusal) return refuse(refusal);
  const facts = await loadGateFacts(sql, deciding.customerId, at);
  const pointless = (one: MessageRow) => facts && subjectRefusal(facts, one);
  const leftOut = pointless(message);
  if (leftOut) return refuse(leftOut);
  const dueAt = leavesAt(decision.pressedAt ?? at, at);
  // What shares its mail and is not in turn, or would be left out today, waits for its own day.
  const messages = mailOf(deciding).filter((one) => !outOfTurn(one, deciding.all, at) && !pointless(one));
  const reason: Reason = { code: 'sent-now-by-person', by: nameOf(decision) };
  await change(sql, deciding, {
    messages,
    reason,
    to: { state: 'planned', dueAt, isApproved: true },
    moveTo: dueAt,
  });
  await countReview(
    sql,
    messages.filter(({ state }) => state === 'awaiting_approval'),
  );
  return messages;
}

/** Less than this is no time to take anything back, nor for the plan to make one mail of what leaves together. */
const LEAST_UNDO_MS = 60_000;

/**
 * One instant for all that was sent by one press, since what leaves together is one mail of its kind: in ten minutes, or
 * at the end of the ten minutes that run when it is carried out late, or of the next ten where they are almost over.
 */
function leavesAt(pressedAt: Date, at: Date): Date {
  const passed = Math.max(0, Math.floor((at.getTime() - pressedAt.getTime() + LEAST_UNDO_MS) / UNDO_MS));
  return new Date(pressedAt.getTime() + (passed + 1) * UNDO_MS);
}

/** What was reviewed counts towards the first 25 of its kind. */
async function countReview(sql: ShopSql, messages: readonly MessageRow[]): Promise<void> {
  if (messages.length > 0) {
    await sql.run(
      `UPDATE shop_kind SET reviewed = reviewed + n.count FROM
         (SELECT kind, count(*)::int AS count FROM unnest($2::text[]) AS m(kind) GROUP BY kind) n
       WHERE shop_kind.shop_id = $1 AND shop_kind.kind = n.kind`,
      messages.map(({ kind }) => kind),
    );
  }
}

interface Change {
  readonly messages: readonly MessageRow[];
  readonly reason: Reason;
  readonly to: {
    readonly state?: MessageState;
    readonly dueAt?: Date;
    readonly notBefore?: Date;
    readonly leadKey?: string;
    readonly isApproved?: true;
  };
  readonly moveTo?: Date;
}

/** Changes rows that are still open, keeps the override with what was there before, and tells the timeline. */
async function change(
  sql: ShopSql,
  { decision, at }: Deciding,
  { messages, reason, to, moveTo }: Change,
): Promise<void> {
  const previous = messages.map(({ state, dueAt, leadKey, why, approvedHash }) =>
    JSON.stringify({
      state,
      dueAt,
      leadKey,
      why,
      approved: approvedHash ? Buffer.from(approvedHash).toString('hex') : null,
    }),
  );
  await sql.run(
    `WITH asked AS (SELECT * FROM unnest($2::bigint[], $3::jsonb[]) AS a(id, previous)),
     changed AS (
       UPDATE message m SET state = coalesce($4, m.state), due_at = greatest(coalesce($5::timestamptz, m.due_at), coalesce($6::timestamptz, m.due_at)),
         lead_key = coalesce($7, m.lead_key), approved_hash = CASE WHEN $8 THEN m.material_hash ELSE m.approved_hash END,
         why = coalesce(m.why, '[]') || $9::jsonb, changed_at = $10
       FROM asked WHERE m.shop_id = $1 AND m.id = asked.id AND m.state IN ('planned', 'awaiting_approval', 'held')
       RETURNING m.id, m.key, m.state, m.material_hash, asked.previous
     ), kept AS (
       INSERT INTO override (shop_id, message_key, action, move_to, by, by_name, material_hash, previous, created_at, batch_id)
       SELECT $1, key, $11, $12, $13, $14, material_hash, previous, $10, $15 FROM changed
     )
     INSERT INTO message_transition (shop_id, message_id, "from", "to", actor, reason, at)
     SELECT $1, id, previous ->> 'state', state, $13, $9::jsonb, $10 FROM changed`,
    messages.map(({ id }) => id),
    previous,
    to.state ?? null,
    to.dueAt ?? null,
    to.notBefore ?? null,
    to.leadKey ?? null,
    to.isApproved === true,
    JSON.stringify(reason),
    at,
    decision.action,
    moveTo ?? null,
    decision.by,
    decision.byName ?? null,
    decision.batchId ?? null,
  );
}

interface Standing {
  readonly action: string;
  readonly by: string;
  readonly createdAt: Date;
  readonly batchId: bigint | null;
}

/**
 * Takes back the newest decision on this message, and with it the same decision on the rest of its mail; of a batch, all
 * that it has decided about this customer. What somebody decided anew in the meantime is theirs, and stays.
 */
async function undo(sql: ShopSql, { decision, message: asked, all, at }: Deciding): Promise<Outcome> {
  const { batchId } = decision;
  const message = batchId === undefined ? asked : comesBackWith(asked, all);
  const standing = await sql.rows<Standing>(
    `SELECT action, by, created_at AS "createdAt", batch_id AS "batchId" FROM override
     WHERE shop_id = $1 AND message_key = $2 AND undone_at IS NULL AND action <> 'release' ORDER BY id DESC`,
    message.key,
  );
  const [newest] = standing;
  // Taken back with another message of the customer, or by a person.
  if (batchId !== undefined && !standing.some((one) => one.batchId === batchId)) return [];
  if (batchId !== undefined && newest?.batchId !== batchId) return refuse(presentReason(message));
  // Of a batch the press was in time, however long it takes to get through.
  const isLate = batchId === undefined && newest && at.getTime() - newest.createdAt.getTime() > UNDO_MS;
  if (!newest || isLate) return refuse('too-late-to-undo');
  const isSpent = (one: MessageRow) => !isOpen(one) && one.state !== 'skipped';
  if (isSpent(message)) return refuse(presentReason(message));
  const sentNow = newest.action === 'skip' ? await sentNowByPerson(sql, all) : new Set<string>();
  const mayReturn = (one: MessageRow) => newest.action !== 'skip' || !isOvertaken(one, all, sentNow);
  if (!mayReturn(message)) return refuse('second-step-went');
  const reason: Reason = { code: 'undone-by-person', by: nameOf(decision) };
  const undone = await sql.rows<{ id: bigint }>(
    `WITH taken AS (
       UPDATE override o SET undone_at = $2 WHERE o.shop_id = $1 AND o.message_key = ANY($3::text[]) AND o.undone_at IS NULL
         AND CASE WHEN $9::bigint IS NULL THEN o.action = $4 AND o.by = $5 AND o.created_at = $6 ELSE o.batch_id = $9 END
         AND NOT EXISTS (SELECT FROM override later WHERE later.shop_id = $1 AND later.message_key = o.message_key
           AND later.id > o.id AND later.undone_at IS NULL AND later.action <> 'release')
       RETURNING o.message_key, o.previous
     ), was AS (SELECT m.id, m.state, t.previous FROM message m JOIN taken t ON t.message_key = m.key WHERE m.shop_id = $1
     ), restored AS (
       UPDATE message m SET state = was.previous ->> 'state', due_at = (was.previous ->> 'dueAt')::timestamptz,
         lead_key = was.previous ->> 'leadKey', why = nullif(was.previous -> 'why', 'null'),
         approved_hash = decode(was.previous ->> 'approved', 'hex'),
         mail_id = coalesce((was.previous ->> 'mailId')::bigint, m.mail_id), changed_at = $2
       FROM was WHERE m.shop_id = $1 AND m.id = was.id AND m.state IN ('planned', 'awaiting_approval', 'held', 'skipped')
       RETURNING m.id, m.key, m.state, was.state AS was, (was.previous ->> 'mailId')::bigint AS "mailId"
     ), revived AS (
       UPDATE mail SET state = r.state FROM restored r WHERE mail.shop_id = $1 AND mail.id = r."mailId" AND mail.state = 'dropped'
     ), told AS (
       INSERT INTO message_transition (shop_id, message_id, "from", "to", actor, reason, at)
       SELECT $1, id, was, state, $7, $8::jsonb, $2 FROM restored
     ), counted AS (
       UPDATE shop_kind SET reviewed = greatest(0, reviewed - n.count) FROM
         (SELECT m.kind, count(*)::int AS count FROM restored r JOIN message m ON m.id = r.id
           WHERE m.shop_id = $1 AND r.state = 'awaiting_approval' AND $4 <> 'move' GROUP BY m.kind) n
       WHERE shop_kind.shop_id = $1 AND shop_kind.kind = n.kind
     )
     SELECT id FROM restored`,
    at,
    all.filter((one) => mayReturn(one) && !isSpent(one)).map(({ key }) => key),
    newest.action,
    newest.by,
    newest.createdAt,
    decision.by,
    JSON.stringify(reason),
    batchId ?? null,
  );
  return undone.length > 0 ? undone : refuse(presentReason(message));
}

/** A second step that fell with its first comes back with it, or stays for the same reason. */
function comesBackWith(message: MessageRow, all: readonly MessageRow[]): MessageRow {
  const first = hasFallen(message, all) && all.find(({ key }) => key === firstStepKey(message.key));
  return first || message;
}

/** The keys of those that a person sends now, as long as nobody takes that back. */
async function sentNowByPerson(sql: ShopSql, all: readonly MessageRow[]): Promise<Set<string>> {
  const rows = await sql.rows<{ key: string }>(
    `SELECT message_key AS key FROM override
     WHERE shop_id = $1 AND message_key = ANY($2::text[]) AND action = 'send_now' AND undone_at IS NULL`,
    all.map(({ key }) => key),
  );
  return new Set(rows.map(({ key }) => key));
}

/** A person looked into the mailbox: it did arrive. */
async function confirmSent(sql: ShopSql, { decision, message, at }: Deciding): Promise<Outcome> {
  if (message.state !== 'unconfirmed') return refuse(presentReason(message));
  const reason: Reason = { code: 'confirmed-sent-by-person', by: nameOf(decision) };
  await sql.run(
    `WITH mine AS (SELECT mail_id FROM message WHERE shop_id = $1 AND id = $2),
     mail_done AS (
       UPDATE mail SET state = 'sent', sent_at = coalesce(sent_at, claimed_at), lease_until = NULL, retry_at = NULL
       WHERE shop_id = $1 AND id IN (SELECT mail_id FROM mine) AND state = 'unconfirmed' RETURNING id, sent_at
     ), changed AS (
       UPDATE message m SET state = 'sent', sent_at = d.sent_at, why = coalesce(m.why, '[]') || $3::jsonb, changed_at = $4
       FROM mail_done d WHERE m.shop_id = $1 AND m.mail_id = d.id AND m.state = 'unconfirmed' RETURNING m.id
     )
     INSERT INTO message_transition (shop_id, message_id, "from", "to", actor, reason, at)
     SELECT $1, id, 'unconfirmed', 'sent', $5, $3::jsonb, $4 FROM changed`,
    message.id,
    JSON.stringify(reason),
    at,
    decision.by,
  );
  return [message];
}

/** It did not arrive, or failed and the cause is gone: it is due again, as a new mail, and can be taken back until then. */
async function resend(sql: ShopSql, deciding: Deciding): Promise<Outcome> {
  const { decision, message, at } = deciding;
  if (message.state !== 'unconfirmed' && message.state !== 'failed') return refuse(presentReason(message));
  const late = expired(deciding);
  if (late) return late;
  const reason: Reason = { code: 'resent-by-person', by: nameOf(decision) };
  await sql.run(
    `WITH mine AS (SELECT mail_id FROM message WHERE shop_id = $1 AND id = $2),
     mail_over AS (
       UPDATE mail SET state = 'dropped', lease_until = NULL, retry_at = NULL
       WHERE shop_id = $1 AND id IN (SELECT mail_id FROM mine) AND state IN ('unconfirmed', 'failed') RETURNING id
     ), changed AS (
       UPDATE message m SET state = 'planned', due_at = $7, mail_id = NULL, approved_hash = m.material_hash,
         why = coalesce(m.why, '[]') || $3::jsonb, changed_at = $4
       FROM (SELECT id, state, jsonb_build_object('state', state, 'dueAt', due_at, 'leadKey', lead_key, 'why', why,
           'approved', encode(approved_hash, 'hex'), 'mailId', mail_id::text) AS previous FROM message WHERE shop_id = $1 AND mail_id IN (SELECT mail_id FROM mine) AND state IN ('unconfirmed', 'failed')) was
       WHERE m.shop_id = $1 AND m.id = was.id RETURNING m.id, m.key, m.material_hash, was.state, was.previous
     ), kept AS (
       INSERT INTO override (shop_id, message_key, action, move_to, by, by_name, material_hash, previous, created_at)
       SELECT $1, key, 'send_now', $7, $5, $6, material_hash, previous, $4 FROM changed
     )
     INSERT INTO message_transition (shop_id, message_id, "from", "to", actor, reason, at)
     SELECT $1, id, state, 'planned', $5, $3::jsonb, $4 FROM changed`,
    message.id,
    JSON.stringify(reason),
    at,
    decision.by,
    decision.byName ?? null,
    new Date(at.getTime() + UNDO_MS),
  );
  return [message];
}
