import { z } from 'zod';
import { enqueue } from '~/base/queue/enqueue.server';
import { inboundSettingsSchema } from '~/base/settings/shop-settings';
import { mailboxProblem } from '~/care/inbound/read-mailbox.server';
import { type ShopSql, sqlInShop } from '~/db.server';
import { loadInbound, saveInbound } from '~/intake/shops/mail-servers.server';
import { inTurn } from '~/office/pages/request/in-turn.server';

/** The connected mailbox without its password; null where there is none. */
export type MailboxView = {
  readonly user: string;
  readonly host: string;
  readonly readAt: Date | null;
  readonly isBroken: boolean;
} | null;

export async function loadMailbox(sql: ShopSql): Promise<MailboxView> {
  const settings = await loadInbound(sql);
  if (!settings) return null;
  const { user, host, mailbox } = settings;
  const [cursor] = await sql.rows<{ readAt: Date; error: string | null }>(
    `SELECT read_at AS "readAt", error FROM inbound_cursor WHERE shop_id = $1 AND mailbox = $2`,
    `${user}@${host}/${mailbox}`,
  );
  return { user, host, readAt: cursor?.readAt ?? null, isBroken: (cursor?.error ?? null) !== null };
}

const schema = z.discriminatedUnion('intent', [
  z.object({
    intent: z.literal('connect'),
    settings: inboundSettingsSchema.extend({
      user: z.string().min(1).max(255),
      password: z.string().min(1).max(500),
    }),
  }),
  z.object({ intent: z.literal('remove') }),
]);

export type MailboxResult =
  | { readonly status: 'connected' | 'removed' }
  | { readonly status: 'refused'; readonly problem: string };

/** Connects a mailbox, once it has been opened, or forgets it. Its password is typed each time and never handed back. */
export async function changeMailbox(
  shopId: bigint,
  { asked, request }: { asked: unknown; request: Request },
): Promise<MailboxResult> {
  const { data } = schema.safeParse(asked);
  if (!data) return { status: 'refused', problem: 'fields' };
  if (data.intent === 'remove') {
    await sqlInShop(shopId, (sql) => saveInbound(sql, null));
    return { status: 'removed' };
  }
  const turn = { shopId, line: 'mail-server', request } as const;
  const problem = await inTurn(turn, () => mailboxProblem(data.settings));
  if (problem !== null) return { status: 'refused', problem };
  await sqlInShop(shopId, (sql) => saveInbound(sql, data.settings));
  await enqueue('read-inbound', { shopId: String(shopId) }, { dedupeKey: String(shopId) });
  return { status: 'connected' };
}
