import type { ActiveKind } from '~/base/vocabulary/kinds';
import { openStatesSql } from '~/base/vocabulary/message-state-sql';
import { openStates } from '~/base/vocabulary/message-states';
import { type ShopSql, sqlInShop } from '~/db.server';
import { isSearched, LISTED } from '~/office/pages/customers/customers-select.server';
import { fullName, type SealedPerson } from '~/office/pages/customers/person.server';

/** Somebody for whom a template can be shown. */
export interface TemplatePerson {
  readonly customerId: string;
  readonly name: string;
  /** The mail of this kind that they are to get or got last; null: they have none, so one is made up for them. */
  readonly mail: { readonly messageId: string; readonly at: Date; readonly wasSent: boolean } | null;
}

interface PersonRow extends SealedPerson {
  readonly customerId: bigint;
  readonly messageId: bigint | null;
  readonly at: Date | null;
  readonly wasSent: boolean;
}

const SHOWN_PEOPLE = 20;
const listed = LISTED.join(' AND ');
const person = 'c.id AS "customerId", c.first_name_sealed, c.last_name_sealed, c.email_sealed';
const leads = `shop_id = $1 AND kind = $2 AND channel = 'email' AND coalesce(lead_key, key) = key`;

/** The next customers who are to get a mail of this kind, whatever it waits for; behind them those who got one last. */
export async function peopleOfKind(sql: ShopSql, kind: ActiveKind): Promise<TemplatePerson[]> {
  const rows = await sql.rows<PersonRow>(
    `SELECT ${person}, m.id AS "messageId", m.at, m.turn = 2 AS "wasSent" FROM (
       ${openStates.map((state) => `(SELECT id, customer_id, due_at AS at, 1 AS turn FROM message WHERE ${leads} AND state = '${state}' ORDER BY due_at, id LIMIT $3)`).join(' UNION ALL ')}
       UNION ALL (SELECT id, customer_id, sent_at AS at, 2 AS turn FROM message WHERE ${leads} AND state = 'sent' ORDER BY sent_at DESC LIMIT $3)) m
     JOIN customer c ON c.id = m.customer_id AND ${listed}
     ORDER BY m.turn, CASE m.turn WHEN 1 THEN m.at END, m.at DESC, m.id LIMIT $3`,
    kind,
    SHOWN_PEOPLE,
  );
  return rows.map((row) => personOf(sql.shopId, row));
}

/** Customers of the shop by a name or a whole address, whether or not a mail of this kind is meant for them. */
export async function findPeople(
  shopId: bigint,
  kind: ActiveKind,
  search: string,
): Promise<TemplatePerson[]> {
  const values: unknown[] = [kind, SHOWN_PEOPLE];
  const who = isSearched(shopId, search, (given) => `$${values.push(given) + 1}`);
  const rows = await sqlInShop(shopId, (sql) =>
    sql.rows<PersonRow>(
      `SELECT ${person}, m.id AS "messageId", m.at, coalesce(m.was_sent, false) AS "wasSent" FROM (
         SELECT * FROM customer c WHERE ${listed} AND ${who} ORDER BY c.id DESC LIMIT $3) c
       LEFT JOIN LATERAL (
         SELECT id, coalesce(sent_at, due_at) AS at, state = 'sent' AS was_sent FROM message
         WHERE ${leads} AND customer_id = c.id AND state IN ('sent', ${openStatesSql})
         ORDER BY state = 'sent', CASE WHEN state <> 'sent' THEN due_at END, sent_at DESC LIMIT 1) m ON true
       ORDER BY c.id DESC`,
      ...values,
    ),
  );
  return rows.map((row) => personOf(shopId, row));
}

function personOf(shopId: bigint, row: PersonRow): TemplatePerson {
  const { customerId, messageId, at, wasSent } = row;
  return {
    customerId: String(customerId),
    name: fullName(shopId, row),
    mail: messageId === null || at === null ? null : { messageId: String(messageId), at, wasSent },
  };
}
