import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { funnelHealth, type KindCounts, shareOf } from '~/office/reports/funnel';

describe('a share with its uncertainty', () => {
  // scipy 1.10: binomtest(x, n).proportion_ci(method='wilson')
  it.each([
    [0, 10, 0, 0.2775328],
    [3, 10, 0.1077913, 0.6032219],
    [50, 100, 0.4038315, 0.5961685],
    [1, 1, 0.2065493, 1],
  ])('%i of %i is what scipy says', (count, of, from, to) => {
    const share = shareOf(count, of);
    expect(share.from).toBeCloseTo(from, 6);
    expect(share.to).toBeCloseTo(to, 6);
  });

  it('holds the share itself and stays between none and all', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.integer({ min: 1, max: 1_000 }), (count, of) => {
        const { share, from, to } = shareOf(Math.min(count, of), of);
        return from >= 0 && from <= share + 1e-12 && share <= to + 1e-12 && to <= 1;
      }),
    );
  });
});

describe('how a kind is doing', () => {
  const counts = (sent: number, change: Partial<KindCounts> = {}): KindCounts => ({
    kind: 'running-low',
    sent,
    customers: sent,
    clicked: 0,
    answered: 0,
    complained: 0,
    replied: 0,
    unsubscribed: 0,
    bounced: 0,
    spamReports: 0,
    ordersThroughLink: 0,
    ordersAfter: 0,
    amountMinor: 0n,
    amountThroughLinkMinor: 0n,
    ...change,
  });

  it('below fifty mails it is too early to say, unless harm is sure', () => {
    expect(funnelHealth(counts(0))).toEqual({ state: 'nothing-sent' });
    expect(funnelHealth(counts(49, { unsubscribed: 1 }))).toEqual({ state: 'too-early', sent: 49 });
    expect(funnelHealth(counts(20, { bounced: 10 }))).toEqual({ state: 'trouble', because: ['bounces'] });
  });

  it('says what to worry about', () => {
    expect(funnelHealth(counts(1_000, { unsubscribed: 8 }))).toEqual({ state: 'well', because: [] });
    expect(funnelHealth(counts(1_000, { unsubscribed: 19 }))).toEqual({
      state: 'watch',
      because: ['unsubscribes'],
    });
    expect(funnelHealth(counts(1_000, { unsubscribed: 40, spamReports: 9 }))).toEqual({
      state: 'trouble',
      because: ['unsubscribes', 'spam-reports'],
    });
  });
});
