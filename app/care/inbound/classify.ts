import { bounceKindOf } from '~/care/inbound/bounce-kind';
import type { InboundMeaning, InboundMessage } from '~/care/inbound/inbound-message';

/**
 * What a mail that came back means. Machines first: a delivery report (RFC 3464), a spam report (RFC 5965), then
 * automatic replies (RFC 3834 and the habits of the time before it), and only then a person's reply.
 *
 * Delivered or delayed is no bounce; a report about several recipients is about the first that failed, because we send
 * to one at a time.
 *
 * Anybody may write to a mailbox, and mails are long: each expression here ends in a time that grows no faster than the
 * text. A pattern that begins with an unbounded class, such as `[^@]+@`, would not.
 */
export function classify(message: InboundMessage): InboundMeaning {
  const report = partOf(message, 'message/feedback-report');
  if (report !== null) return spamReport(message, report);
  const status = partOf(message, 'message/delivery-status');
  if (status !== null) return deliveryReport(message, status);
  if (isFromMailSystem(message)) return plainBounce(message);
  const messageIds = threadIds(message);
  if (isAutomatic(message)) return { kind: 'auto-reply', messageIds };
  if (messageIds.length === 0) return { kind: 'other', messageIds };
  const text = ownWords(message.text);
  return isUnsubscribe(message.subject, text)
    ? { kind: 'unsubscribe', messageIds }
    : { kind: 'reply', text, messageIds };
}

function spamReport(message: InboundMessage, report: string): InboundMeaning {
  const fields = fieldsOf(report);
  const messageIds = [...originalIds(message), ...threadIds(message)];
  const type = (fields['feedback-type'] ?? '').toLowerCase();
  // "not-spam" takes a report back; authentication failures are for whoever runs the domain.
  if (type === 'not-spam' || type === 'auth-failure') return { kind: 'other', messageIds };
  return { kind: 'spam-report', recipient: addressIn(fields['original-rcpt-to'] ?? ''), messageIds };
}

function deliveryReport(message: InboundMessage, status: string): InboundMeaning {
  const messageIds = [...originalIds(message), ...threadIds(message)];
  const blocks = blocksOf(status).map(fieldsOf);
  const failed = blocks.find(({ action = '' }) => action.toLowerCase() === 'failed');
  if (!failed) return { kind: 'other', messageIds };
  const code = /[245]\.\d{1,3}\.\d{1,3}/.exec(failed.status ?? '')?.[0] ?? '';
  const detail = withoutType(failed['diagnostic-code'] ?? '');
  const told = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(detail)?.[0] ?? '';
  // Some servers report 5.0.0 and put the true code into the diagnostic.
  const precise = /^5\.0\.0$|^$/.test(code) && told ? told : code;
  return {
    kind: 'bounce',
    bounce: bounceKindOf(precise, detail),
    status: precise,
    detail: detail.slice(0, 300),
    recipient: addressIn(
      withoutType(failed['original-recipient'] ?? '') || withoutType(failed['final-recipient'] ?? ''),
    ),
    messageIds,
  };
}

/** What a server says of a failure stands at the beginning; below it is the mail that failed. */
const LONGEST_PROSE = 20_000;

/** A bounce in prose, as qmail and many small servers write it. */
function plainBounce(message: InboundMessage): InboundMeaning {
  const text = message.text.slice(0, LONGEST_PROSE);
  const words = `${message.subject.slice(0, LONGEST_LINE)}\n${text}`;
  const messageIds = [...originalIds(message), ...idsIn(message.text), ...threadIds(message)];
  const status = /\b[45]\.\d{1,3}\.\d{1,3}\b/.exec(words)?.[0] ?? '';
  const reply = /\b[45]\d{2}[ -]/.exec(words)?.[0] ?? '';
  const isFailure = /undeliver|fail|return(ed|ing)|could ?n.t be delivered|unzustellbar|rejected/i.test(
    words,
  );
  const isWarning = /delay|will (be )?(re)?tr(y|ied)|warning/i.test(message.subject);
  if (isWarning || !(status || reply || isFailure)) return { kind: 'other', messageIds };
  const precise = status || (reply.startsWith('4') ? '4.0.0' : '');
  return {
    kind: 'bounce',
    bounce: bounceKindOf(precise, words),
    status: precise,
    detail: words.replace(/\s+/g, ' ').slice(0, 300),
    recipient: addressIn(/^[ \t]{0,20}<([^<>\s@]{1,255}@[^<>\s@]{1,255})>/m.exec(text)?.[1] ?? ''),
    messageIds,
  };
}

function isFromMailSystem({ fromAddress, headers }: InboundMessage): boolean {
  return (
    /^(mailer-daemon|postmaster|mail-daemon)(@|$)/i.test(fromAddress) ||
    'x-failed-recipients' in headers ||
    (headers['return-path'] === '<>' && !threadHeader(headers) && !headers['auto-submitted'])
  );
}

function isAutomatic({ headers, subject }: InboundMessage): boolean {
  const submitted = (headers['auto-submitted'] ?? 'no').toLowerCase();
  const precedence = (headers.precedence ?? '').toLowerCase();
  return (
    submitted !== 'no' ||
    ['bulk', 'junk', 'list', 'auto_reply'].includes(precedence) ||
    'x-autoreply' in headers ||
    'x-autorespond' in headers ||
    'x-auto-response-suppress' in headers ||
    'list-id' in headers ||
    headers['return-path'] === '<>' ||
    /^(auto(matic|mated)?[ -:]|out of (the )?office|abwesen|automatische antwort|réponse automatique)/i.test(
      subject,
    )
  );
}

/** A whole mail that says no more than "unsubscribe". A longer one is for a person to read. */
function isUnsubscribe(subject: string, text: string): boolean {
  const word =
    /^\W*(please )?(unsubscribe( me)?|stop|remove me|abmelden|bitte abmelden|abbestellen|keine (e-?)?mails? mehr)\W*$/i;
  return word.test(text.trim()) || (text.trim() === '' && word.test(subject.trim()));
}

/** What the person wrote, without what they quote. */
function ownWords(text: string): string {
  const lines: string[] = [];
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*>/.test(line)) continue;
    if (/^(-{2,} ?(original|ursprüngliche)|_{5,}|on .{5,200} wrote:|am .{5,200} schrieb)/i.test(line)) break;
    lines.push(line);
  }
  return lines.join('\n').trim().slice(0, 4_000);
}

function partOf({ parts }: InboundMessage, type: string): string | null {
  return parts.find((part) => part.type === type)?.content ?? null;
}

/** Message-ID of the mail that a report carries, whole or as headers alone. */
function originalIds({ parts, carriedIds }: InboundMessage): string[] {
  const told = parts
    .filter(
      ({ type }) => type === 'message/rfc822' || type === 'text/rfc822-headers' || type === 'message/global',
    )
    .flatMap(({ content }) => idsIn(fieldsOf(content)['message-id'] ?? ''));
  return [...new Set([...told, ...carriedIds])];
}

function threadHeader(headers: InboundMessage['headers']): string {
  return `${headers['in-reply-to'] ?? ''} ${headers.references ?? ''}`.trim();
}

function threadIds({ headers }: InboundMessage): string[] {
  const answered = idsIn(headers['in-reply-to'] ?? '');
  return [...new Set([...answered, ...idsIn(headers.references ?? '').reverse()])];
}

const MOST_IDS = 30;

function idsIn(text: string): string[] {
  return (text.match(/<[^<>\s@]{1,250}@[^<>\s@]{1,250}>/g) ?? []).slice(0, MOST_IDS);
}

/** The parts of a delivery report, which empty lines divide. */
function blocksOf(report: string): string[] {
  const blocks: string[][] = [[]];
  for (const line of report.split(/\r?\n/)) {
    if (line.trim() === '') blocks.push([]);
    else blocks.at(-1)?.push(line);
  }
  return blocks.map((lines) => lines.join('\n'));
}

/** Header-like fields with folded lines joined; names in lower case, the first of a name counts. */
function fieldsOf(block: string): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const line of block
    .trimStart()
    .replace(/\r?\n[ \t]+/g, ' ')
    .split(/\r?\n/)) {
    if (line.trim() === '') break;
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    if (colon > 0 && !(name in fields)) fields[name] = line.slice(colon + 1).trim();
  }
  return fields;
}

/** "rfc822; a@b.example" → "a@b.example". */
function withoutType(field: string): string {
  return field.replace(/^[\w-]+\s*;\s*/, '').trim();
}

/** RFC 5322: a line is no longer than 998 characters. */
const LONGEST_LINE = 998;

function addressIn(text: string): string | null {
  const found = /[^\s<>"(),:;@]{1,255}@[^\s<>"(),:;@]{1,255}/.exec(text.slice(0, LONGEST_LINE));
  return found?.[0].toLowerCase() ?? null;
}
