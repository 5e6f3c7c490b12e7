import { now } from '~/base/lib/clock.server';
import type { MessageState } from '~/base/vocabulary/message-states';
import { presentReason, type Reason } from '~/base/vocabulary/reasons';
import type { ShopSql } from '~/db.server';
import type { MessageRow } from '~/outreach/outbox/load-messages.server';
import type { MessageContent } from '~/outreach/outbox/message-content';
import { planDiff } from '~/outreach/outbox/plan-diff';

export interface PlanToSave {
  readonly customerId: bigint;
  readonly messages: readonly MessageContent[];
  readonly gone: readonly { readonly key: string; readonly state: MessageState; readonly reason: Reason }[];
  /** The rows as they were read in this transaction, under the customer's lock. */
  readonly stored: readonly MessageRow[];
  /** The owed plan that this one pays; a newer one stays owed. */
  readonly replanDueAt: Date | null;
}

export interface SavedMessage {
  readonly id: bigint;
  readonly key: string;
  readonly state: MessageState;
  readonly dueAt: Date;
  readonly leadKey: string;
}

/**
 * Makes the rows what the plan says: inserts and updates by key, ends open rows that are no longer wanted, and tells the
 * timeline. One statement, and none at all when nothing changes. Spent rows (sending, sent, failed, unconfirmed) and
 * expired ones are never touched, even when sending took one of them since they were read, nor is another customer's,
 * unless their order has become this customer's.
 *
 * @returns the rows that changed
 */
export async function savePlan(sql: ShopSql, plan: PlanToSave): Promise<SavedMessage[]> {
  const stored = new Map(plan.stored.map((row) => [row.key, row]));
  const changes = planDiff(plan.messages, stored);
  if (changes.length === 0 && plan.gone.length === 0) {
    if (plan.replanDueAt) await sql.run(payDebt, plan.customerId, now(), plan.replanDueAt);
    return [];
  }
  const rows = changes.map(({ message, from, transition }) => ({
    key: message.key,
    kind: message.kind,
    class: message.class,
    channel: message.channel,
    need_id: text(message.needId),
    order_id: text(message.orderId),
    order_line_id: text(message.orderLineId),
    step: message.step,
    state: message.state,
    due_at: message.dueAt,
    useful_until: message.usefulUntil,
    wanted_on: message.wantedOn,
    lead_key: message.leadKey,
    rank: message.rank,
    reason: message.reason,
    why: message.why?.length ? message.why : null,
    material: hex(message.materialHash),
    approved: hex(message.approvedHash),
    was: from,
    told: transition,
  }));
  const gone = plan.gone.map(({ key, state, reason }) => {
    const was = stored.get(key);
    const why = was?.why ?? [];
    return {
      key,
      state,
      was: was?.state ?? null,
      told: reason,
      why: was && isToldAlready(was, reason) ? why : [...why, reason],
    };
  });
  return sql.prepared<SavedMessage>(
    'save-plan',
    statement,
    plan.customerId,
    now(),
    plan.replanDueAt,
    JSON.stringify(rows),
    JSON.stringify(gone),
  );
}

function isToldAlready(row: MessageRow, reason: Reason): boolean {
  return presentReason(row).code === reason.code;
}

function hex(bytes: Uint8Array | null): string | null {
  return bytes && Buffer.from(bytes).toString('hex');
}

function text(id: bigint | null): string | null {
  return id === null ? null : String(id);
}

const payDebt = `
UPDATE customer SET replan_due_at = NULL, planned_at = $3
WHERE shop_id = $1 AND id = $2 AND replan_due_at = $4`;

const statement = `
WITH wanted AS (
  SELECT * FROM jsonb_to_recordset($5::jsonb) AS w(key text, kind text, class text, channel text, need_id bigint,
    order_id bigint, order_line_id bigint, step int, state text, due_at timestamptz, useful_until timestamptz, wanted_on date,
    lead_key text, rank float8, reason jsonb, why jsonb, material text, approved text, was text, told jsonb)
), written AS (
  INSERT INTO message AS m (shop_id, customer_id, key, kind, class, channel, need_id, order_id, order_line_id, step, state,
    due_at, useful_until, wanted_on, lead_key, rank, reason, why, material_hash, approved_hash, planned_at, changed_at)
  SELECT $1, $2, key, kind, class, channel, need_id, order_id, order_line_id, step, state,
    due_at, useful_until, wanted_on, nullif(lead_key, key), rank, reason, why, decode(material, 'hex'), decode(approved, 'hex'), $3, $3
  FROM wanted ORDER BY key
  ON CONFLICT (shop_id, key) DO UPDATE SET customer_id = excluded.customer_id, kind = excluded.kind, class = excluded.class,
    channel = excluded.channel, need_id = excluded.need_id, order_id = excluded.order_id, order_line_id = excluded.order_line_id,
    step = excluded.step, state = excluded.state, due_at = excluded.due_at, useful_until = excluded.useful_until,
    wanted_on = excluded.wanted_on, lead_key = excluded.lead_key, rank = excluded.rank, reason = excluded.reason, why = excluded.why,
    material_hash = excluded.material_hash, approved_hash = excluded.approved_hash, mail_id = NULL, changed_at = excluded.changed_at
  WHERE m.state IN ('planned', 'awaiting_approval', 'held', 'skipped', 'cancelled')
    AND (m.customer_id = $2 OR NOT EXISTS (SELECT FROM orders o
      JOIN customer c ON c.shop_id = $1 AND c.id = o.customer_id AND c.merged_into_id IS NULL
      WHERE o.shop_id = $1 AND o.id = m.order_id AND o.customer_id = m.customer_id))
  RETURNING id, key, state, due_at, coalesce(lead_key, key) AS lead_key
), dropped AS (
  UPDATE message m SET state = g.state, why = g.why, approved_hash = NULL, changed_at = $3
  FROM jsonb_to_recordset($6::jsonb) AS g(key text, state text, was text, told jsonb, why jsonb)
  WHERE m.shop_id = $1 AND m.key = g.key AND m.customer_id = $2 AND m.state IN ('planned', 'awaiting_approval', 'held')
  RETURNING m.id, m.key, m.state, m.due_at, coalesce(m.lead_key, m.key) AS lead_key, g.was, g.told
), told AS (
  INSERT INTO message_transition (shop_id, message_id, "from", "to", actor, reason, at)
  SELECT $1, r.id, w.was, r.state, 'plan', w.told, $3 FROM written r JOIN wanted w USING (key) WHERE w.told IS NOT NULL
  UNION ALL SELECT $1, id, was, state, 'plan', told, $3 FROM dropped
), paid AS (
  UPDATE customer SET replan_due_at = CASE WHEN replan_due_at = $4::timestamptz THEN NULL ELSE replan_due_at END,
    planned_at = $3, plan_version = plan_version + 1
  WHERE shop_id = $1 AND id = $2
)
SELECT id, key, state, due_at AS "dueAt", lead_key AS "leadKey" FROM written
UNION ALL SELECT id, key, state, due_at, lead_key FROM dropped`;
