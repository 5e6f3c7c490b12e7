import { describe, expect, it } from 'vitest';
import { type HealthNews, healthAfter, healthy, nextHealth, type SenderHealth } from '~/sending/breaker';

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
    const batch = Array.from({ length: 50 }, () => failed);
    const once = healthAfter(healthy, batch, now);
    expect(once).toMatchObject({ state: 'ok', failures: 1 });
    expect(healthAfter(healthAfter(once, batch, now), batch, now)).toMatchObject({
      state: 'down',
      failures: 3,
    });
  });

  it('hears of a batch in its order: a yes after the failures ends the row, a failure after it begins one', () => {
    const yes: HealthNews = { kind: 'accepted' };
    expect(healthAfter(hearing([failed, failed]), [failed, failed, yes], now)).toEqual(healthy);
    expect(healthAfter(hearing([failed, failed]), [yes, failed, failed], now)).toMatchObject({ failures: 1 });
  });

  it('hears nothing new from mails that were under way when it opened', () => {
    expect(hearing([failed, failed, failed, failed])).toMatchObject({ failures: 3, nextTryAt: later(15) });
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
