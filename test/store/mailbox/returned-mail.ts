import type { StoredMail } from './mail-store';

/** A mail that travels back to the sender: whom it is for, and its whole text. */
export type ReturnedMail = { to: string; raw: string };

/** A delivery status notification (RFC 3464) for a mail that could not be delivered. */
export function bounceOf(mail: StoredMail, now: number, status = '5.1.1'): ReturnedMail {
  const recipient = mail.envelopeTo[0] ?? '';
  const boundary = `bounce-${mail.id}`;
  const raw = [
    'From: Mail Delivery System <mailer-daemon@example.net>',
    `To: ${mail.envelopeFrom}`,
    'Subject: Undelivered Mail Returned to Sender',
    `Date: ${new Date(now).toUTCString()}`,
    `Message-ID: <bounce-${mail.id}-${now}@example.net>`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=delivery-status; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Your message to ${recipient} could not be delivered.`,
    '',
    `--${boundary}`,
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example.net',
    '',
    `Final-Recipient: rfc822; ${recipient}`,
    `Action: ${status.startsWith('4') ? 'delayed' : 'failed'}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${status.startsWith('4') ? 450 : 550} ${status} ${wordsFor(status)}`,
    '',
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    headersOf(mail),
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n');
  return { to: mail.envelopeFrom, raw };
}

/** An abuse report (ARF, RFC 5965): the customer pressed "spam". */
export function spamReportOf(mail: StoredMail, now: number): ReturnedMail {
  const boundary = `arf-${mail.id}`;
  const raw = [
    'From: Feedback Loop <fbl@example.net>',
    `To: ${mail.envelopeFrom}`,
    'Subject: Abuse report',
    `Date: ${new Date(now).toUTCString()}`,
    `Message-ID: <arf-${mail.id}-${now}@example.net>`,
    'MIME-Version: 1.0',
    `Content-Type: multipart/report; report-type=feedback-report; boundary="${boundary}"`,
    '',
    `--${boundary}`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    'This is an abuse report for a message from your network.',
    '',
    `--${boundary}`,
    'Content-Type: message/feedback-report',
    '',
    'Feedback-Type: abuse',
    'User-Agent: LocalStore/1.0',
    'Version: 1',
    `Original-Rcpt-To: ${mail.envelopeTo[0] ?? ''}`,
    '',
    `--${boundary}`,
    'Content-Type: text/rfc822-headers',
    '',
    headersOf(mail),
    '',
    `--${boundary}--`,
    '',
  ].join('\r\n');
  return { to: mail.envelopeFrom, raw };
}

/** The customer writes back. */
export function replyTo(mail: StoredMail, text: string, now: number): ReturnedMail {
  const to = mail.replyTo ?? mail.from;
  const raw = [
    `From: ${mail.to}`,
    `To: ${to}`,
    `Subject: Re: ${mail.subject}`,
    `Date: ${new Date(now).toUTCString()}`,
    `Message-ID: <reply-${mail.id}-${now}@example.com>`,
    `In-Reply-To: ${mail.messageId ?? ''}`,
    `References: ${mail.messageId ?? ''}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    '',
    text,
    '',
  ].join('\r\n');
  return { to, raw };
}

function headersOf(mail: StoredMail): string {
  const end = mail.raw.search(/\r?\n\r?\n/);
  return end < 0 ? mail.raw : mail.raw.slice(0, end);
}

function wordsFor(status: string): string {
  if (status === '5.1.1') return 'User unknown';
  if (status.startsWith('5.7')) return 'Message rejected due to policy';
  return status.startsWith('4') ? 'Mailbox full, will retry' : 'Delivery failed';
}
