import { describe, expect, it } from 'vitest';
import { classify } from '~/care/inbound/classify';
import type { InboundMessage } from '~/care/inbound/inbound-message';
import { shortReply } from '~/sending/outcome';
import { growth } from '../../support/growth';

const bounce: InboundMessage = {
  headers: {},
  subject: 'Undeliverable',
  fromAddress: 'mailer-daemon@mx.example',
  text: '',
  parts: [],
  carriedIds: [],
};

const report = (field: string, value: string) =>
  classify({
    ...bounce,
    parts: [
      { type: 'message/delivery-status', content: `Action: failed\nStatus: 5.0.0\n${field}: ${value}\n` },
    ],
  });

/** What anybody may send: the time must grow with its length, and no faster. */
const nasty: Record<string, (length: number) => unknown> = {
  'a recipient without an at sign': (n) => report('Original-Recipient', 'a'.repeat(n)),
  'a recipient of at signs': (n) => report('Final-Recipient', `rfc822;${'a@'.repeat(n / 2)}`),
  'a diagnostic of digits': (n) => report('Diagnostic-Code', '5.1'.repeat(n / 3)),
  'a report of empty lines': (n) => report('X', `${'\n \r'.repeat(n / 3)}x`),
  'empty lines': (n) => classify({ ...bounce, text: `x${'\n'.repeat(n)}x` }),
  'a line of blanks': (n) => classify({ ...bounce, text: `\n${' '.repeat(n)}x` }),
  'at signs in a bracket': (n) => classify({ ...bounce, text: `<${'@'.repeat(n)}` }),
  'opened brackets': (n) => classify({ ...bounce, text: '<a@'.repeat(n / 3) }),
  'a long subject': (n) => classify({ ...bounce, subject: `fail ${'\n<'.repeat(n / 2)}` }),
  'references without an end': (n) => classify({ ...bounce, headers: { references: '<a@b'.repeat(n / 4) } }),
  'a reply of dashes': (n) =>
    classify({
      ...bounce,
      fromAddress: 'mia@buyer.example',
      headers: { 'in-reply-to': '<a@b>' },
      text: `${'-'.repeat(n / 2)}\n${' '.repeat(n / 2)}x`,
    }),
  'a server’s answer of letters': (n) => shortReply(`550 ${'a'.repeat(n)}`),
  'a server’s answer of at signs': (n) => shortReply(`550 ${'@ '.repeat(n / 2)}`),
};

describe('a long mail from anybody', () => {
  it.each(Object.keys(nasty))('takes no more time than its length warrants: %s', (name) => {
    expect(growth((length) => nasty[name]?.(length))).toBeLessThan(9);
  });
});
