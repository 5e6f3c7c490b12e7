import { randomUUID } from 'node:crypto';
import { now } from '~/base/lib/clock.server';
import { sqlInShop } from '~/db.server';
import { env } from '~/env.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import type { RenderedMail } from '~/outreach/templates/mail-input';
import {
  type DeliveryAnswer,
  type Gate,
  type NotAsked,
  NotDeliverable,
  type Withheld,
} from '~/sending/channels/channel';
import { composeMime } from '~/sending/channels/email/compose-mime.server';
import { deliverBySmtp } from '~/sending/channels/email/deliver-smtp.server';
import { relayOfShop } from '~/sending/channels/email/relay-of-shop.server';
import { senderIdentity } from '~/sending/channels/email/sender-identity';

export type TestMailResult =
  | { readonly status: 'sent' }
  | { readonly status: 'failed'; readonly problem: 'not-set-up' | 'refused'; readonly detail: string };

/**
 * Sends a mail to an address of the merchant's, over the shop's own mail server. No row knows of it: it counts for no
 * cap, is nobody's history, and carries no one-click unsubscribe.
 */
export async function sendTestMail(
  shopId: bigint,
  { to, mail }: { to: string; mail: Pick<RenderedMail, 'subject' | 'html' | 'text' | 'class'> },
): Promise<TestMailResult> {
  const shop = await sqlInShop(shopId, loadShop);
  const sender = senderIdentity(shop.settings, shop.name, env().MAIL_FROM);
  const relay = await relayOfShop(shopId);
  if (!sender || !relay) return { status: 'failed', problem: 'not-set-up', detail: '' };
  try {
    const raw = composeMime({
      ...mail,
      sender,
      to: { name: shop.name, address: to },
      messageIdHeader: `<test.${randomUUID()}@${sender.from.address.split('@').at(-1)}>`,
      date: now(),
      unsubscribeUrl: null,
      feedbackId: `test:${mail.class}:${shopId}:carafe`,
    });
    const envelope = { from: sender.from.address, to };
    const answer = await deliverBySmtp({ raw, envelope }, relay, openGate);
    return answer.kind === 'accepted'
      ? { status: 'sent' }
      : { status: 'failed', problem: 'refused', detail: wordsOf(answer) };
  } catch (error) {
    if (error instanceof NotDeliverable)
      return { status: 'failed', problem: 'refused', detail: error.message };
    throw error;
  }
}

/** A test mail has no row whose phase could be stored. */
const openGate: Gate = { reached: async () => {}, mayCommit: async () => true };

function wordsOf(answer: DeliveryAnswer | Withheld | NotAsked): string {
  if ('reply' in answer) return answer.reply;
  return 'detail' in answer ? answer.detail : '';
}
