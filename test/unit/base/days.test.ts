import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantAt, localTime } from '~/base/lib/days';

const zones = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'Africa/Monrovia',
] as const;

/** What the machine's own calendar shows, asked for this very instant. */
function shown(at: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(at);
}

function ours(at: Date, timeZone: string): string {
  const { day, minuteOfDay } = localTime(at, timeZone);
  return new Date(day * 86_400_000 + minuteOfDay * 60_000).toISOString().slice(0, 16).replace('T', ' ');
}

describe('the local time', () => {
  it('is what the calendar of the zone shows, at any instant since 1960', () => {
    const instants = fc.date({
      min: new Date('1960-01-01'),
      max: new Date('2060-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(instants, fc.constantFrom(...zones), (at, zone) => {
        expect(ours(at, zone)).toBe(shown(at, zone));
      }),
    );
  });

  it('is right on both sides of a change within the hour', () => {
    // Newfoundland changed at one minute past midnight until 2011.
    for (const minute of ['03:30', '03:31', '03:32', '04:00'])
      for (const day of ['2009-03-08', '2009-11-01']) {
        const at = new Date(`${day}T${minute}:30Z`);
        expect(ours(at, 'America/St_Johns')).toBe(shown(at, 'America/St_Johns'));
      }
  });

  it('of an instant of a local time is that local time, where it exists', () => {
    const day = 20_000;
    for (const zone of zones)
      expect(localTime(instantAt({ day, minuteOfDay: 615 }, zone), zone)).toEqual({ day, minuteOfDay: 615 });
  });
});
