import type { LinkClaims } from '~/care/answers/link-token';
import type { Question } from '~/care/answers/load-question.server';
import { sqlInShop } from '~/db.server';

/** Another thing that the same mail asked about, and that was not answered yet. */
export interface OtherItem {
  readonly item: string;
  readonly messageId: bigint;
  readonly needId: bigint | undefined;
}

const MOST = 12;
const kindOf = { supply: 'running-low', product: 'warranty-expiry' } as const;

/** The other things of a mail: each has an answer page of its own. An order is asked about as a whole. */
export async function loadOthers(
  { shopId, mailId, messageId }: LinkClaims,
  { about }: Question,
): Promise<OtherItem[]> {
  if (about === 'order' || mailId === undefined) return [];
  const rows = await sqlInShop(shopId, (sql) =>
    sql.rows<{ item: string | null; messageId: bigint; needId: bigint | null }>(
      `SELECT m.id AS "messageId", m.need_id AS "needId",
         CASE m.kind WHEN 'warranty-expiry' THEN m.reason ->> 'item' ELSE n.title END AS item
       FROM message m LEFT JOIN need n ON n.shop_id = $1 AND n.id = m.need_id
       WHERE m.shop_id = $1 AND m.mail_id = $2 AND m.kind = $3 AND m.state = 'sent' AND m.id <> $4
         AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.shop_id = $1 AND a.customer_id = m.customer_id AND a.message_id = m.id)
       ORDER BY m.id LIMIT ${MOST}`,
      mailId,
      kindOf[about],
      messageId ?? 0n,
    ),
  );
  return rows.flatMap(({ item, messageId: id, needId }) =>
    item ? [{ item, messageId: id, needId: needId ?? undefined }] : [],
  );
}
