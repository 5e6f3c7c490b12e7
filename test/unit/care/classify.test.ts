import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bounceKindOf } from '~/care/inbound/bounce-kind';
import { classify } from '~/care/inbound/classify';
import { parseInbound } from '~/care/inbound/parse-inbound.server';

const folder = 'test/fixtures/inbound';
const ours = '<1z.abcDEF@shop.example>';

async function meaningOf(name: string) {
  const raw = readFileSync(`${folder}/${name}.eml`, 'utf8')
    .replaceAll('{{MESSAGE_ID}}', ours)
    .replaceAll('{{RECIPIENT}}', 'mia@buyer.example');
  return classify((await parseInbound(Buffer.from(raw))).message);
}

describe('a mail that came back', () => {
  it.each([
    ['dsn-postfix-unknown-user', 'hard', '5.1.1'],
    ['dsn-mailbox-full', 'soft', '5.2.2'],
    ['dsn-expired', 'soft', '4.4.7'],
    ['dsn-policy', 'policy', '5.7.606'],
    ['bounce-prose', 'hard', ''],
  ])('%s is a %s bounce of that recipient and that mail', async (name, bounce, status) => {
    const meaning = await meaningOf(name);
    expect(meaning).toMatchObject({ kind: 'bounce', bounce, status, recipient: 'mia@buyer.example' });
    expect(meaning.messageIds).toContain(ours);
  });

  it('a delay is no bounce', async () => {
    expect(await meaningOf('dsn-delayed')).toMatchObject({ kind: 'other' });
  });

  it('a spam report names the mail', async () => {
    expect(await meaningOf('spam-report')).toMatchObject({
      kind: 'spam-report',
      recipient: 'mia@buyer.example',
      messageIds: [ours],
    });
  });

  it('a reply is what the person wrote, without the quoted mail', async () => {
    expect(await meaningOf('reply')).toEqual({
      kind: 'reply',
      text: 'Thanks, but could you grind it for espresso next time?\n\nMia',
      messageIds: [ours],
    });
  });

  it('a reply that says no more than "unsubscribe" is one, in German too', async () => {
    expect(await meaningOf('reply-unsubscribe')).toEqual({ kind: 'unsubscribe', messageIds: [ours] });
  });

  it('an automatic reply is nobody’s word, whatever it says', async () => {
    expect(await meaningOf('out-of-office')).toMatchObject({ kind: 'auto-reply' });
  });

  it('somebody else’s mail is none of our business', async () => {
    expect(await meaningOf('somebody-else')).toEqual({ kind: 'other', messageIds: [] });
  });

  it('every example in the folder is looked at here', () => {
    expect(readdirSync(folder)).toHaveLength(11);
  });

  it('is refused unread when its headers are longer than any honest mail’s', async () => {
    const raw = Buffer.from(`To: ${'a:'.repeat(100_000)}\r\n\r\nx`);
    await expect(parseInbound(raw)).rejects.toThrow('too long');
  });

  it('never throws, whatever comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ maxLength: 2_000 }), async (text) => {
        expect(classify((await parseInbound(Buffer.from(text))).message).kind).toBeTypeOf('string');
      }),
      { numRuns: 200 },
    );
  });
});

describe('the code of a bounce', () => {
  it.each([
    ['5.1.1', '', 'hard'],
    ['5.1.10', '', 'hard'],
    ['5.2.1', '', 'hard'],
    ['5.2.2', '', 'soft'],
    ['4.7.1', 'greylisted', 'soft'],
    ['5.7.1', 'blocked', 'policy'],
    ['5.7.13', 'account disabled', 'hard'],
    ['5.0.0', 'mailbox is full', 'soft'],
    ['', '550 message refused: poor reputation', 'policy'],
    ['', '550 no such user', 'hard'],
  ])('%s "%s" is %s', (status, words, kind) => {
    expect(bounceKindOf(status, words)).toBe(kind);
  });
});
