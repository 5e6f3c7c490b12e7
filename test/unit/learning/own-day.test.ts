import { describe, expect, it } from 'vitest';
import { localDay } from '~/base/lib/days';
import { dayOf, knownTimeZone } from '~/insight/learning/history/own-day';

describe('the day of an order', () => {
  it.each([
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Pacific/Apia',
    'UTC',
  ])('is the calendar’s in %s, every 97 minutes of 2026 and over each change of the clocks', (zone) => {
    const start = Date.UTC(2026, 0, 1);
    for (let ms = start; ms < start + 366 * 86_400_000; ms += 97 * 60_000) {
      if (dayOf(ms, zone) !== localDay(new Date(ms), zone)) expect(new Date(ms).toISOString()).toBe(zone);
    }
  });

  it('falls back to a zone that is known', () => {
    expect(knownTimeZone('Mars/Olympus', null, 'Europe/Vienna')).toBe('Europe/Vienna');
    expect(knownTimeZone('', 'nonsense')).toBe('UTC');
  });
});
