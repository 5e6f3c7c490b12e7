import { describe, expect, it } from 'vitest';
import { type HealthNews, healthy, nextHealth, type SenderHealth } from '~/sending/breaker';

const now = new Date('2026-11-25T12:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const failed: HealthNews = { kind: 'relay-failed', error: 'refused' };

function hearing(news: readonly HealthNews[], from: SenderHealth = healthy): SenderHealth {
  return news.reduce((health, one) => nextHealth(health, one, now), from);
}

describe('the breaker of a shop’s mail server', () => {
  it('opens at the third failure in a row', () => {
    expect(hearing([failed, failed]).state).toBe('ok');
    expect(hearing([failed, failed, failed])).toMatchObject({
      state: 'down',
      failures: 3,
      nextTryAt: later(15),
    });
  });

  it('counts mails that fail together once', () => {
    expect(hearing(Array.from({ length: 50 }, () => failed))).toMatchObject({
      failures: 3,
      nextTryAt: later(15),
    });
  });

  it('waits longer each time, up to 15 minutes', () => {
    let health = hearing([failed, failed, failed]);
    const pauses: number[] = [];
    for (let i = 0; i < 9; i++) {
      const at = health.nextTryAt ?? now;
      health = nextHealth(health, failed, at);
      pauses.push(((health.nextTryAt?.getTime() ?? 0) - at.getTime()) / 1000);
    }
    expect(pauses).toEqual([30, 60, 120, 240, 480, 900, 900, 900, 900]);
  });

  it('closes with one success', () => {
    expect(hearing([failed, failed, failed, { kind: 'accepted' }])).toEqual(healthy);
    expect(hearing([failed, failed, { kind: 'accepted' }, failed, failed]).state).toBe('ok');
  });

  it('stays paused when the sender was refused, until a person resumes', () => {
    const paused = hearing([{ kind: 'sender-refused', error: '550 5.7.1' }]);
    expect(paused.state).toBe('paused');
    expect(hearing([{ kind: 'accepted' }, failed], paused).state).toBe('paused');
    expect(hearing([{ kind: 'resumed' }], paused)).toEqual(healthy);
  });
});
