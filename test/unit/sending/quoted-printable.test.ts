import fc from 'fast-check';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { quotedPrintable } from '~/sending/channels/email/quoted-printable';

async function readBack(text: string): Promise<string> {
  const head =
    'Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n';
  const mail = await simpleParser(Buffer.concat([Buffer.from(head), quotedPrintable(text)]));
  return mail.text ?? '';
}

describe('quoted-printable', () => {
  it('writes what RFC 2045 says', () => {
    expect(String(quotedPrintable('Tee für zwei = 12 €'))).toBe('Tee f=C3=BCr zwei =3D 12 =E2=82=AC');
    expect(String(quotedPrintable('space at the end \nnext\t'))).toBe('space at the end=20\r\nnext=09');
    expect(String(quotedPrintable('a\r\nb\nc\rd'))).toBe('a\r\nb\r\nc=0Dd');
  });

  it('never makes a line of more than 76 characters, and none that ends in a space', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        for (const line of String(quotedPrintable(text)).split('\r\n')) {
          expect(line.length).toBeLessThanOrEqual(76);
          expect(line).not.toMatch(/[ \t]$/);
          expect(line).toMatch(/^[\t\x20-\x7e]*$/);
        }
      }),
    );
  });

  it('is read back by a mail reader as it was', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 300 }), async (raw) => {
        // Readers trim the ends of a text and unify line breaks: both are not ours to keep.
        const text = `<${raw.replace(/\p{Cc}/gu, '')}>`;
        expect((await readBack(text)).trimEnd()).toBe(text);
      }),
      { numRuns: 100 },
    );
  });
});
