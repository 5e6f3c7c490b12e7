import type { ShopSql } from '~/db.server';
import type { MessageContent } from '~/outreach/outbox/message-content';
import type { ActiveOverride } from '~/outreach/outbox/override';

/** A row of the table message with what became of it; structurally what planning calls an existing message. */
export interface MessageRow extends MessageContent {
  readonly id: bigint;
  readonly sentAt: Date | null;
  /** The customer wrote back to its mail, or answered it; "still have plenty" as the last word asks to be asked again. */
  readonly answered: boolean;
  readonly overrides: readonly OverrideRow[] | null;
}

/** A person's word that nobody took back, as JSON hands it over. */
export interface OverrideRow {
  readonly action: ActiveOverride['action'];
  readonly moveTo: string | null;
  readonly byName: string;
  /** hex */
  readonly materialHash: string | null;
}

/** All messages of one customer, whatever became of them. */
export async function loadMessages(sql: ShopSql, customerId: bigint): Promise<MessageRow[]> {
  return sql.prepared<MessageRow>(
    'plan-messages',
    `SELECT m.id, m.key, m.kind, m.class, m.channel, m.need_id AS "needId", m.order_id AS "orderId",
       m.order_line_id AS "orderLineId", m.step, m.state, m.due_at AS "dueAt", m.useful_until AS "usefulUntil",
       m.wanted_on AS "wantedOn", m.lead_key AS "leadKey", m.rank, m.reason, m.why, m.material_hash AS "materialHash",
       m.approved_hash AS "approvedHash",
       m.sent_at AS "sentAt",
       m.state IN ('sent', 'unconfirmed') AND (EXISTS (SELECT 1 FROM mail WHERE mail.id = m.mail_id AND mail.replied_at IS NOT NULL)
         OR coalesce((SELECT a.answer FROM answer a WHERE a.shop_id = $1 AND a.customer_id = $2 AND a.message_id = m.id
           ORDER BY a.at DESC, a.id DESC LIMIT 1) <> 'still_plenty', false)) AS answered,
       (SELECT json_agg(json_build_object('action', o.action, 'moveTo', o.move_to, 'byName', coalesce(o.by_name, o.by),
           'materialHash', encode(o.material_hash, 'hex')) ORDER BY o.id) FROM override o
         WHERE o.shop_id = $1 AND o.message_key = m.key AND o.undone_at IS NULL
           AND o.action IN ('skip', 'move', 'approve', 'send_now', 'release')) AS overrides
     FROM message m WHERE m.shop_id = $1 AND m.customer_id = $2 ORDER BY m.key`,
    customerId,
  );
}
