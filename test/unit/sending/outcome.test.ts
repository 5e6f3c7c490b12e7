import { describe, expect, it } from 'vitest';
import type { DeliveryAnswer } from '~/sending/channels/channel';
import { enhancedCode, MAX_TRIES, nextTryAt, outcomeOf, shortReply, type TryFacts } from '~/sending/outcome';

const now = new Date('2026-11-25T12:00:00Z');
const facts: TryFacts = {
  attempts: 1,
  phase: 'committing',
  now,
  usefulUntil: new Date('2026-12-01T12:00:00Z'),
};

function refused(at: 'connection' | 'sender' | 'recipient' | 'content', reply: string): DeliveryAnswer {
  return { kind: 'refused', at, status: Number(reply.slice(0, 3)), reply };
}

describe('what a server’s answer means', () => {
  it.each([
    ['recipient', '550 5.1.1 no such user', 'failed', 'hard'],
    ['recipient', '550 no such user', 'failed', 'hard'],
    ['recipient', '551 5.2.1 mailbox disabled', 'failed', 'hard'],
    ['recipient', '552 5.3.4 message too big', 'failed', null],
    ['content', '554 5.6.0 content rejected', 'failed', null],
    ['content', '554 transaction failed', 'failed', null],
    ['content', '550 5.1.1 no such user after all', 'failed', 'hard'],
  ] as const)('%s: %s → %s, bounce %s', (at, reply, to, bounce) => {
    expect(outcomeOf(refused(at, reply), facts)).toMatchObject({ to, bounce });
  });

  it.each([
    ['recipient', '550 5.7.1 policy'],
    ['content', '550 5.7.26 unauthenticated'],
    ['sender', '553 5.1.8 sender domain not found'],
    ['sender', '550 sender refused'],
  ] as const)('%s: %s pauses the shop and blames no address', (at, reply) => {
    expect(outcomeOf(refused(at, reply), facts)).toMatchObject({
      to: 'waiting',
      reason: { code: 'held-sender' },
    });
  });

  it.each([
    ['recipient', '452 4.2.2 mailbox full', 'address'],
    ['recipient', '552 5.2.2 mailbox full', 'address'],
    ['content', '451 4.3.0 try again', 'address'],
    ['sender', '421 too many mails', 'relay'],
    ['connection', '535 5.0.0 bad password', 'relay'],
  ] as const)('%s: %s is tried again, for the sake of the %s', (at, reply, blame) => {
    expect(outcomeOf(refused(at, reply), facts)).toMatchObject({ to: 'retry', blame });
  });

  it('no answer after the dot is unconfirmed, whatever the reason', () => {
    expect(outcomeOf({ kind: 'unanswered', detail: 'connection reset' }, facts).to).toBe('unconfirmed');
  });

  it('a mail that cannot be made has failed', () => {
    expect(outcomeOf({ kind: 'broken', detail: 'body: tag not closed' }, facts)).toMatchObject({
      to: 'failed',
      reason: { code: 'template-error' },
    });
  });
});

describe('trying again', () => {
  it('waits 1, 5, 15, 60, 180 and then 360 minutes for an address', () => {
    const minutes = [1, 2, 3, 4, 5, 6, 7].map(
      (tries) => (nextTryAt(tries, now, 'address').getTime() - now.getTime()) / 60_000,
    );
    expect(minutes).toEqual([1, 5, 15, 60, 180, 360, 360]);
  });

  it('waits no more than 5 minutes for a relay', () => {
    const minutes = [1, 5, 6, 100].map(
      (tries) => (nextTryAt(tries, now, 'relay').getTime() - now.getTime()) / 60_000,
    );
    expect(minutes).toEqual([1, 1, 5, 5]);
  });

  it('ends when the next try would come after the usefulness', () => {
    const soon = { ...facts, usefulUntil: new Date(now.getTime() + 30_000) };
    expect(outcomeOf(refused('recipient', '451 later'), soon)).toMatchObject({
      to: 'failed',
      bounce: 'soft',
      reason: { code: 'out-of-tries', tries: 1 },
    });
    expect(outcomeOf({ kind: 'unreachable', detail: 'refused' }, soon)).toMatchObject({
      to: 'failed',
      bounce: null,
    });
  });

  it('ends for an address after the last try, for a relay only with the usefulness', () => {
    const last = { ...facts, attempts: MAX_TRIES };
    expect(outcomeOf(refused('recipient', '451 later'), last).to).toBe('failed');
    expect(outcomeOf({ kind: 'unreachable', detail: 'refused' }, last).to).toBe('retry');
  });
});

describe('a server’s words', () => {
  it('are stored without the addresses that they repeat', () => {
    expect(shortReply('550 5.1.1 <ada@buyer.example>: unknown\r\n  ada@buyer.example')).toBe(
      '550 5.1.1 <address>: unknown <address>',
    );
  });

  it('carry a code of RFC 3463, or none', () => {
    expect(enhancedCode('550 5.1.1 no')).toEqual([5, 1, 1]);
    expect(enhancedCode('550-5.7.26 no')).toEqual([5, 7, 26]);
    expect(enhancedCode('550 no such user 5.1.1')).toBeNull();
  });
});
