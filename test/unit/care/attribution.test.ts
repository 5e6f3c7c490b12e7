import { describe, expect, it } from 'vitest';
import { attribute } from '~/care/answers/attribution';

const sent = (messageId: bigint, on: string, mailId = messageId) => ({
  messageId,
  mailId,
  needId: 1n,
  isOwn: true,
  sentAt: new Date(`${on}T10:00:00Z`),
});
const ordered = (
  orderId: bigint,
  on: string,
  through: { mailId?: bigint; messageId?: bigint } | null = null,
) => ({
  orderId,
  orderedAt: new Date(`${on}T12:00:00Z`),
  amountMinor: 1250n,
  through,
});

describe('an order follows a message', () => {
  it('within the window, and not a day later or before', () => {
    const of = (on: string) => attribute([{ ...sent(1n, '2026-06-01'), ...ordered(9n, on) }], 14).length;
    expect([of('2026-05-31'), of('2026-06-01'), of('2026-06-15'), of('2026-06-16')]).toEqual([0, 1, 0, 0]);
    expect(of('2026-06-14')).toBe(1);
  });

  it('one order follows one message of its need: the last before it', () => {
    const found = attribute(
      [
        { ...sent(1n, '2026-06-01'), ...ordered(9n, '2026-06-10') },
        { ...sent(2n, '2026-06-08'), ...ordered(9n, '2026-06-10') },
      ],
      14,
    );
    expect(found).toMatchObject([{ messageId: 2n, orderId: 9n, via: 'after' }]);
  });

  it('or the one whose link it came through', () => {
    const found = attribute(
      [
        { ...sent(1n, '2026-06-01'), ...ordered(9n, '2026-06-10', { mailId: 1n }) },
        { ...sent(2n, '2026-06-08'), ...ordered(9n, '2026-06-10', { mailId: 1n }) },
      ],
      14,
    );
    expect(found).toMatchObject([{ messageId: 1n, via: 'link' }]);
  });

  it('two needs in one order follow their own messages', () => {
    const found = attribute(
      [
        { ...sent(1n, '2026-06-01'), ...ordered(9n, '2026-06-10') },
        { ...sent(2n, '2026-06-01'), needId: 2n, ...ordered(9n, '2026-06-10') },
      ],
      14,
    );
    expect(found.map(({ messageId }) => messageId)).toEqual([1n, 2n]);
  });
});
