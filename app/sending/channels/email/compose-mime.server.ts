import MailComposer from 'nodemailer/lib/mail-composer';
import { normaliseEmail } from '~/base/lib/sealed.server';
import type { MessageClass } from '~/base/vocabulary/kinds';
import { NotDeliverable } from '~/sending/channels/channel';
import { type MailAddress, oneLine, type SenderIdentity } from '~/sending/channels/email/sender-identity';

export interface MimeInput {
  readonly sender: SenderIdentity;
  readonly to: MailAddress;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly messageIdHeader: string;
  readonly date: Date;
  readonly class: MessageClass;
  /** Address of the one-click unsubscribe; null for transactional mail, which has none. */
  readonly unsubscribeUrl: string | null;
  /** Groups complaints in the receivers' feedback, the sender last: kind, class, shop. */
  readonly feedbackId: string;
}

/**
 * The mail as it goes over the wire. Addresses travel as objects with one plain address each, so that nothing in a name
 * can become a recipient; nothing is read from a file or fetched, whatever a template says.
 */
export async function composeMime(input: MimeInput): Promise<Buffer> {
  if (normaliseEmail(input.to.address) === null)
    throw new NotDeliverable('the address is not one plain address');
  const composer = new MailComposer({
    from: plain(input.sender.from),
    to: plain(input.to),
    ...(input.sender.replyTo ? { replyTo: plain(input.sender.replyTo) } : {}),
    subject: oneLine(input.subject),
    text: input.text,
    html: input.html,
    messageId: input.messageIdHeader,
    date: input.date,
    headers: headersOf(input),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'win',
  });
  const node = composer.compile();
  return new Promise((resolve, reject) => {
    node.build((error, built) => (error ? reject(error) : resolve(built as Buffer)));
  });
}

function plain({ name, address }: MailAddress): { name: string; address: string } {
  return { name: oneLine(name), address };
}

function headersOf({ class: mailClass, unsubscribeUrl, feedbackId }: MimeInput): Record<string, string> {
  const headers: Record<string, string> = {
    'Auto-Submitted': 'auto-generated',
    'X-Auto-Response-Suppress': 'OOF, AutoReply',
    'Feedback-ID': oneLine(feedbackId),
  };
  if (mailClass !== 'transactional' && unsubscribeUrl) {
    // RFC 2369 and RFC 8058: a POST to this address unsubscribes at once.
    headers['List-Unsubscribe'] = `<${unsubscribeUrl}>`;
    headers['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click';
  }
  return headers;
}
