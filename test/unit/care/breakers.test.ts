import { describe, expect, it } from 'vitest';
import { breakerLevels } from '~/care/inbound/breakers';

const quiet = { sent: 1_000, spamReports: 0, lastSent: 100, hardBounces: 0 };

describe('bounces and spam reports', () => {
  it('three reports stop marketing only from 0.3 % on, two warn', () => {
    const spam = (spamReports: number, sent: number) => breakerLevels({ ...quiet, spamReports, sent }).spam;
    expect([spam(1, 10), spam(2, 100_000), spam(3, 1_000), spam(3, 1_001), spam(3, 0)]).toEqual([
      'ok',
      'warn',
      'stop',
      'warn',
      'stop',
    ]);
  });

  it('five of the last hundred stop everything, three warn', () => {
    const bounces = (hardBounces: number, lastSent = 100) =>
      breakerLevels({ ...quiet, hardBounces, lastSent }).bounces;
    expect([bounces(2), bounces(3), bounces(4), bounces(5), bounces(5, 40)]).toEqual([
      'ok',
      'warn',
      'warn',
      'stop',
      'stop',
    ]);
  });
});
