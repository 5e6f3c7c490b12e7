import { simpleParser } from 'mailparser';
import { withoutControls } from '~/base/lib/control-characters';
import type { InboundMessage } from '~/care/inbound/inbound-message';

const MACHINE_PARTS = new Set([
  'message/delivery-status',
  'message/feedback-report',
  'message/rfc822',
  'message/global',
  'text/rfc822-headers',
]);
const LONGEST_PART = 200_000;
const MOST_HEADER_BYTES = 64 * 1024;

export interface ParsedInbound {
  readonly message: InboundMessage;
  readonly messageId: string | null;
  readonly sentAt: Date | null;
}

/**
 * A raw mail as we look at it. Malformed mail gives what can be read of it; nothing in it is fetched or run. Throws on
 * what no honest mail looks like: thousands of parts, or headers of which the parser would make a day's work.
 */
export async function parseInbound(raw: Buffer): Promise<ParsedInbound> {
  if (headerBytes(raw) > MOST_HEADER_BYTES) throw new RangeError('The headers of a mail are too long');
  const mail = await simpleParser(raw, {
    skipHtmlToText: false,
    skipTextToHtml: true,
    skipImageLinks: true,
    keepDeliveryStatus: true,
    maxHtmlLengthToParse: LONGEST_PART,
  });
  const headers: Record<string, string> = {};
  for (const { key, line } of mail.headerLines) {
    const value = line
      .slice(line.indexOf(':') + 1)
      .replace(/\r?\n\s*/g, ' ')
      .trim();
    const words = withoutControls(value);
    headers[key] = key in headers ? `${headers[key]}\n${words}` : words;
  }
  return {
    message: {
      headers,
      subject: withoutControls(mail.subject ?? ''),
      fromAddress: withoutControls(mail.from?.value[0]?.address ?? ''),
      text: withoutControls((mail.text ?? '').slice(0, LONGEST_PART)),
      parts: mail.attachments
        .filter(({ contentType }) => MACHINE_PARTS.has(contentType))
        .map(({ contentType, content }) => ({
          type: contentType,
          content: withoutControls(content.subarray(0, LONGEST_PART).toString('utf8')),
        })),
      carriedIds: messageIdsIn(raw).filter((id) => id !== mail.messageId),
    },
    messageId: mail.messageId === undefined ? null : withoutControls(mail.messageId),
    sentAt: mail.date ?? null,
  };
}

/** Up to the first empty line, however lines end. */
function headerBytes(raw: Buffer): number {
  const ends = ['\r\n\r\n', '\n\n'].map((end) => raw.indexOf(end)).filter((at) => at >= 0);
  return Math.min(raw.length, ...ends);
}

const MOST_IDS = 20;

/** Read from the source: a mail that is carried inline is no part of its own to the parser. */
function messageIdsIn(raw: Buffer): string[] {
  const found = raw.toString('latin1').matchAll(/^message-id:[ \t]*(?:\r?\n[ \t]+)?(<[^<>\s]{3,500}>)/gim);
  return [...new Set([...found].map((match) => withoutControls(match[1] ?? '')))].slice(0, MOST_IDS);
}
