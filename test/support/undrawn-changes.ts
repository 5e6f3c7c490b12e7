import { canBecome, type MessageState } from '~/base/vocabulary/message-states';
import { onServer } from './postgres-server';

/** Changes of a message's state that were told in this database and that no arrow of the drawing allows. */
export async function undrawnChanges(databaseUrl: string): Promise<string[]> {
  const { rows } = await onServer(databaseUrl, (client) =>
    client.query<{ from: MessageState; to: MessageState; codes: string }>(
      `SELECT "from", "to", string_agg(DISTINCT reason ->> 'code', ' ') AS codes FROM message_transition
       WHERE "from" IS NOT NULL AND "from" <> "to" GROUP BY 1, 2`,
    ),
  );
  return rows
    .filter(({ from, to }) => !canBecome(from, to))
    .map(({ from, to, codes }) => `${from} → ${to}: ${codes}`);
}
