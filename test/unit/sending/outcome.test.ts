import { describe, expect, it } from 'vitest';
import type { DeliveryAnswer } from '~/sending/channels/channel';
import { enhancedCode, MAX_TRIES, nextTryAt, outcomeOf, shortReply, type TryFacts } from '~/sending/outcome';

const now = new Date('2026-11-25T12:00:00Z');
const facts: TryFacts = {
  attempts: 1,
  addressTries: 0,
  phase: 'committing',
  now,
  usefulUntil: new Date('2026-12-01T12:00:00Z'),
};

function refused(
  at: 'greeting' | 'connection' | 'sender' | 'recipient' | 'content',
  reply: string,
): DeliveryAnswer {
  return { kind: 'refused', at, status: Number(reply.slice(0, 3)), reply };
}

describe('what a server’s answer means', () => {
  it.each([
    ['recipient', '550 5.1.1 no such user', 'failed', 'hard'],
    ['recipient', '550 no such user', 'failed', 'hard'],
    ['recipient', '551 5.2.1 mailbox disabled', 'failed', 'hard'],
    ['recipient', '552 5.3.4 message too big', 'failed', null],
    ['sender', '552 5.3.4 Message size exceeds fixed limit', 'failed', null],
    ['sender', '552 message too big', 'failed', null],
    ['content', '554 5.6.0 content rejected', 'failed', null],
    ['content', '554 transaction failed', 'failed', null],
    ['content', '550 5.1.1 no such user after all', 'failed', 'hard'],
    ['recipient', '550 5.5.0 Requested action not taken: mailbox unavailable', 'failed', 'hard'],
    ['recipient', '552 5.2.3 message too large for the mailbox', 'failed', null],
    ['recipient', '552 5.3.4 Message size exceeds fixed limit', 'failed', null],
    ['recipient', '554 no SMTP service here', 'failed', null],
    ['content', '550 looks like spam', 'failed', null],
  ] as const)('%s: %s → %s, bounce %s', (at, reply, to, bounce) => {
    expect(outcomeOf(refused(at, reply), facts)).toMatchObject({ to, bounce });
  });

  it.each([
    ['recipient', '550 5.7.1 policy'],
    ['content', '550 5.7.26 unauthenticated'],
    ['sender', '553 5.1.8 sender domain not found'],
    ['sender', '550 sender refused'],
    ['connection', '535 5.0.0 bad password'],
    ['connection', '535 bad password'],
    ['sender', '530 5.7.0 Authentication required'],
  ] as const)('%s: %s pauses the shop and blames no address', (at, reply) => {
    expect(outcomeOf(refused(at, reply), facts)).toMatchObject({
      to: 'waiting',
      reason: { code: 'held-sender' },
    });
  });

  it.each([
    ['greeting', '554 5.7.1 Client host [192.0.2.1] blocked', 'relay'],
    ['greeting', '554 No SMTP service here', 'relay'],
    ['recipient', '452 4.2.2 mailbox full', 'address'],
    ['recipient', '552 5.2.2 mailbox full', 'address'],
    ['content', '451 4.3.0 try again', 'address'],
    ['sender', '421 too many mails', 'relay'],
    ['recipient', '421 4.7.0 Try again later, closing connection', 'relay'],
    ['recipient', '450 4.2.1 The user you are trying to contact is receiving mail too quickly', 'address'],
    ['recipient', '554 5.2.122 The recipient has exceeded their limit for the number of messages', 'address'],
    ['recipient', '550 5.4.4 Unable to route: no mail hosts for domain', 'address'],
    ['content', '554 5.4.6 too many hops', 'address'],
  ] as const)('%s: %s is tried again, for the sake of the %s', (at, reply, blame) => {
    expect(outcomeOf(refused(at, reply), facts)).toMatchObject({ to: 'retry', blame });
  });

  // As the providers write them: Gmail, Microsoft 365, Amazon SES, IONOS, Zoho, SendGrid, Plesk, cPanel and others.
  describe.each(['recipient', 'content'] as const)('a limit of the relay, said to the %s', (at) => {
    it.each([
      '550 5.4.5 Daily user sending limit exceeded. For more information on Gmail sending limits go to',
      '550-5.4.5 Daily sending quota exceeded. - gsmtp',
      '550 5.7.1 Daily SMTP relay limit exceeded for customer. For more information on SMTP relay',
      '450 4.2.1 Peak SMTP relay limit exceeded for customer. This is a temporary error.',
      '554 5.2.0 STOREDRV.Submission.Exception:SubmissionQuotaExceededException; Failed to process message',
      '554 5.2.2 mailbox full; STOREDRV.Submission.Exception:QuotaExceededException.MapiExceptionShutoffQuotaExceeded',
      "550 5.1.90 Your message can't be sent because you've reached your daily limit for message recipients",
      '432 4.3.2 Concurrent connections limit exceeded.',
      '432 4.3.2 STOREDRV.ClientSubmit; sender thread limit exceeded.',
      '421 4.4.2 Message submission rate for this client has exceeded the configured limit',
      '454 Throttling failure: Daily message quota exceeded.',
      '454 Throttling failure: Maximum sending rate exceeded.',
      '450-Requested mail action not taken: mailbox unavailable\r\n450 Mail send limit exceeded.',
      '421 Rate limit reached. Please try again later',
      '550 5.4.6 mail rate exceeded limit',
      '451 Authentication failed: Maximum credits exceeded',
      '550 5.7.1 Your mail limit has been reached.',
      '554 5.7.0 Your message could not be sent. The limit on the number of allowed outgoing messages was exceeded. Try again later.',
      '554 5.7.1 <ada@buyer.example>: Recipient address rejected: You have exceeded your Outmail quota.',
      '550 Domain adas.example has exceeded the max emails per hour (200/200 (100%)) allowed. Message discarded.',
      '552 Message would take you over your relay quota of 500 Current quota used: 487',
      '452 4.4.5 Messages per second limit exceeded',
      '450 Your account reached its email quota limit. Contact support to increase it.',
      '450 4.7.1 message count quota exceeded',
      '550 quota exceeded for sender',
      '550 Too many messages. Try again in 92 seconds.',
    ])('%s blames no address, and waits', (reply) => {
      const often = { ...facts, attempts: MAX_TRIES };
      expect(outcomeOf(refused(at, reply), often)).toMatchObject({ to: 'retry', blame: 'relay' });
    });

    it.each([
      '552 5.2.2 The email account that you tried to reach is over quota',
      '452 4.2.2 The recipient’s inbox is out of storage space',
      '432 4.3.2 STOREDRV.Deliver; recipient thread limit exceeded',
      '450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages',
      '552 5.2.2 user quota exceeded',
      '451 4.7.1 Greylisted, come back later',
    ])('%s is none', (reply) => {
      expect(outcomeOf(refused(at, reply), facts)).toMatchObject({ to: 'retry', blame: 'address' });
    });
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
    const last = { ...facts, attempts: MAX_TRIES, addressTries: MAX_TRIES - 1 };
    expect(outcomeOf(refused('recipient', '451 later'), last).to).toBe('failed');
    expect(outcomeOf({ kind: 'unreachable', detail: 'refused' }, last).to).toBe('retry');
  });
});

describe('tries that failed for the relay', () => {
  const afterOutage = { ...facts, attempts: 40, addressTries: 0 };

  it('leave an address that is not ready all of its own', () => {
    expect(outcomeOf(refused('recipient', '451 4.7.1 Greylisted'), afterOutage)).toMatchObject({
      to: 'retry',
      blame: 'address',
      at: new Date(now.getTime() + 60_000),
    });
    const sixth = { ...afterOutage, addressTries: MAX_TRIES - 2 };
    expect(outcomeOf(refused('recipient', '451 later'), sixth).to).toBe('retry');
    const last = { ...afterOutage, addressTries: MAX_TRIES - 1 };
    expect(outcomeOf(refused('recipient', '451 later'), last)).toMatchObject({
      to: 'failed',
      bounce: 'soft',
    });
  });

  it('are counted without those that the address put off', () => {
    const fourth = { ...facts, attempts: 9, addressTries: 5 };
    expect(outcomeOf({ kind: 'unreachable', detail: 'refused' }, fourth)).toMatchObject({
      blame: 'relay',
      at: new Date(now.getTime() + 60_000),
    });
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
