import { createHmac } from 'node:crypto';
import { now } from '~/base/lib/clock.server';
import { keyFor, seal } from '~/base/lib/sealed.server';
import { redirectOf } from '~/base/settings/send-all-to';
import type { Reason } from '~/base/vocabulary/reasons';
import type { ShopSql } from '~/db.server';
import { env } from '~/env.server';
import { type Channel, NotDeliverable, type PreparedDelivery } from '~/sending/channels/channel';
import { composeMime } from '~/sending/channels/email/compose-mime.server';
import { deliverBySmtp, type SmtpMail } from '~/sending/channels/email/deliver-smtp.server';
import { type MadeMail, makeMail } from '~/sending/channels/email/make-mail.server';
import { markedForMerchant } from '~/sending/channels/email/marked-for-merchant';
import type { Relay } from '~/sending/channels/email/relay';
import { loadRelay, relayOfShop } from '~/sending/channels/email/relay-of-shop.server';
import { type SenderIdentity, senderIdentity } from '~/sending/channels/email/sender-identity';
import type { MailShop, ReadyMail } from '~/sending/ready-mail';

export interface PreparedEmail extends PreparedDelivery, SmtpMail {
  readonly relay: Relay;
  readonly made: MadeMail;
}

/** Mail by SMTP: the merchant's server or the installation's. */
export const emailChannel: Channel<PreparedEmail> = {
  name: 'email',
  async prepare(ready) {
    const relay = await relayOfShop(ready.shop.id);
    if (!relay) throw new NotDeliverable('no mail server');
    return prepareEmail(ready, relay);
  },
  deliver: (prepared, gate) => deliverBySmtp(prepared, prepared.relay, gate),
};

/** Why the shop cannot send mail at present: no server, or no address that mail may come from. */
export async function emailHold(sql: ShopSql, shop: MailShop): Promise<Reason | null> {
  if (!senderIdentity(shop.settings, shop.name, env().MAIL_FROM)) {
    return { code: 'held-not-set-up', missing: 'sender-address' };
  }
  return (await loadRelay(sql)) ? null : { code: 'held-not-set-up', missing: 'mail-server' };
}

/** The very mail: rendered, addressed and put into MIME. Changes nothing anywhere. */
export async function prepareEmail(ready: ReadyMail, relay: Relay): Promise<PreparedEmail> {
  const { shop, customer } = ready;
  const { settings } = shop;
  const sender = senderIdentity(settings, shop.name, env().MAIL_FROM);
  if (!sender) throw new NotDeliverable('no sender address');
  const redirectedTo = redirectOf(settings, now(), shop.timeZone);
  const meant = await makeMail(ready, { isRehearsal: redirectedTo !== null });
  const made = redirectedTo === null ? meant : markedForMerchant(meant, customer.email);
  const to = redirectedTo
    ? { name: shop.name, address: redirectedTo }
    : { name: customer.firstName ?? '', address: customer.email };
  const messageIdHeader = messageIdOf(ready.mailId, sender);
  const raw = composeMime({
    sender,
    to,
    subject: made.subject,
    html: made.html,
    text: made.text,
    messageIdHeader,
    date: now(),
    class: made.class,
    // Whoever gets it instead must not unsubscribe the customer with one click of their mail program.
    unsubscribeUrl: redirectedTo ? null : made.unsubscribeUrl,
    feedbackId: `${ready.messages[0]?.kind ?? 'mail'}:${made.class}:${shop.id}:carafe`,
  });
  return {
    class: made.class,
    answerSeconds: relay.timeoutMs / 1000,
    messageIdHeader,
    subjectSealed: seal(made.subject, { shopId: shop.id, column: 'mail.subject_sealed' }),
    templateVersion: made.templateVersion,
    locale: made.locale,
    emailHash: redirectedTo ? null : customer.emailHash,
    redirectedTo,
    envelope: { from: sender.from.address, to: to.address },
    raw,
    relay,
    made,
  };
}

/** The same for every try of a mail, so that a receiver that got it twice can tell; it tells nobody how many we send. */
function messageIdOf(mailId: bigint, { from }: SenderIdentity): string {
  const digest = createHmac('sha256', keyFor('message-id'))
    .update(String(mailId))
    .digest('base64url')
    .slice(0, 22);
  return `<${mailId.toString(36)}.${digest}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`;
}
