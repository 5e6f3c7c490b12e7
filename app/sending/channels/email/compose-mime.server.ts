import MailComposer from 'nodemailer/lib/mail-composer';
import { normaliseEmail } from '~/base/lib/sealed.server';
import type { MessageClass } from '~/base/vocabulary/kinds';
import { NotDeliverable } from '~/sending/channels/channel';
import { quotedPrintable } from '~/sending/channels/email/quoted-printable';
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
export function composeMime(input: MimeInput): Buffer {
  if (normaliseEmail(input.to.address) === null)
    throw new NotDeliverable('the address is not one plain address');
  const composer = new MailComposer({
    from: plain(input.sender.from),
    to: plain(input.to),
    ...(input.sender.replyTo ? { replyTo: plain(input.sender.replyTo) } : {}),
    subject: oneLine(input.subject),
    // The composer writes the headers; the parts are ours, since it would spend most of the sender's time on them.
    text: '-',
    html: '-',
    messageId: input.messageIdHeader,
    date: input.date,
    headers: headersOf(input),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const root = composer.compile();
  const headers = root.buildHeaders();
  const boundary = /boundary="([^"]+)"/.exec(headers)?.[1];
  if (!boundary) throw new Error('The composer made no multipart');
  return Buffer.concat([
    Buffer.from(`${headers}\r\n\r\n`),
    ...part('plain', input.text, boundary),
    ...part('html', input.html, boundary),
    Buffer.from(`--${boundary}--\r\n`),
  ]);
}

function part(kind: 'plain' | 'html', text: string, boundary: string): Buffer[] {
  return [
    Buffer.from(
      `--${boundary}\r\nContent-Type: text/${kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`,
    ),
    quotedPrintable(text),
    Buffer.from('\r\n'),
  ];
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
