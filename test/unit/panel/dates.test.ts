import { describe, expect, test } from 'vitest';
import { expectedSentence } from '~/base/strings/expected-sentence';
import type { PanelLocale } from '~/base/strings/panel';
import { panelVoice } from '~/base/strings/panel-voice';
import { sentence } from '~/base/strings/sentence';

const voice = (locale: PanelLocale, countryCode: string | null = 'GB') =>
  panelVoice({ locale, countryCode, timeZone: 'Europe/London', currency: 'GBP', today: '2026-12-01' });
const at = new Date('2026-12-05T10:12:00Z');
const runsLow = {
  code: 'running-low',
  item: 'Tea',
  ownGaps: 3,
  otherCustomers: 12,
  gapFromDays: 29,
  gapToDays: 33,
  lastOn: '2026-12-20',
  lastQuantity: 2,
  lastWas: 'expected',
  runOutOn: '2027-01-05',
  runOutFromOn: '2026-12-29',
  runOutToOn: '2027-01-12',
  probability: 0.34,
  step: 1,
} as const;

describe('days and times', () => {
  test('are written alike on a page and in a reason, as the shop’s country writes English', () => {
    const moved = { code: 'moved-by-person', by: 'Ada', toAt: at.toISOString() } as const;
    for (const [country, written] of [
      ['GB', 'Sat, 5 Dec, 10:12'],
      ['DE', 'Sat, 5 Dec, 10:12'],
      ['US', 'Sat, Dec 5, 10:12 AM'],
    ] as const) {
      const { write, reason } = voice('en', country);
      expect(write.dayTime(at)).toBe(written);
      expect(reason(moved)).toBe(`Moved to ${written} by Ada.`);
    }
    expect(voice('de').write.dayTime(at)).toBe('Sa, 5. Dezember, 10:12');
  });

  test('fit a column of the week', () => {
    expect(voice('de').write.dayInColumn('2026-12-05')).toBe('5.12.');
    expect(voice('en').write.dayInColumn('2026-12-05')).toBe('5 Dec');
  });

  test('name the year only where it is another', () => {
    const { write, reason } = voice('en');
    expect([write.day('2026-12-05'), write.day('2027-01-05')]).toEqual(['5 Dec', '5 Jan 2027']);
    expect(reason({ code: 'held-promise', dueOn: '2026-12-05' })).toBe('Held: a promise was due 5 Dec.');
  });

  test('are the shop’s, with the customer’s clock where it shows another time', () => {
    const { when } = voice('en');
    expect(when(at, null)).toBe('Sat, 5 Dec, 10:12');
    expect(when(at, 'Europe/Lisbon')).toBe('Sat, 5 Dec, 10:12');
    expect(when(at, 'Europe/Berlin')).toBe('Sat, 5 Dec, 10:12 (11:12 their time)');

    expect(when(new Date('2026-12-05T22:00:00Z'), 'Asia/Tokyo')).toBe(
      'Sat, 5 Dec, 22:00 (Sun, 6 Dec, 07:00 their time)',
    );
    expect(voice('de').when(at, 'Europe/Berlin')).toBe('Sa, 5. Dezember, 10:12 (dort 11:12)');
  });
});

describe('what is expected', () => {
  const past = { ...runsLow, runOutOn: '2026-10-22' };
  const days = { p10On: '2026-10-01', p50On: '2026-10-22', p90On: '2026-12-20' };

  test('is spoken of as past once its day has passed, in a reason and beside the curve', () => {
    expect(voice('en').reason(runsLow)).toContain('. Expected to run out about 5 Jan 2027 (');
    expect(voice('en').reason(past)).toContain('. Was expected to run out about 22 Oct (');
    expect(voice('de').reason(runsLow)).toContain('; geht voraussichtlich um den 5. Januar 2027 aus (');
    expect(voice('de').reason(past)).toContain('; sollte um den 22. Oktober ausgehen (');

    const said = (todayOn: string) => expectedSentence(days, todayOn, voice('en'));
    expect(said('2026-10-01')).toBe('Likely to order again about 22 Oct, between 1 Oct and 20 Dec.');
    expect(said('2026-10-22')).toBe('Likely to order again about 22 Oct, in nine of ten cases by 20 Dec.');
    expect(said('2026-10-23')).toBe(
      'Was expected to order again about 22 Oct, in nine of ten cases by 20 Dec.',
    );
    expect(said('2026-12-21')).toBe('Was expected about 22 Oct.');
    expect(expectedSentence(days, '2026-12-01', voice('de'))).toBe(
      'Die nächste Bestellung wurde um den 22. Oktober erwartet, in neun von zehn Fällen bis zum 20. Dezember.',
    );
  });

  test('names the day that lists and reasons name, and once it passed by when they may still come', () => {
    const ahead = { p10On: '2026-10-24', p50On: '2026-11-15', p90On: '2026-12-28' };
    const said = (todayOn: string) => expectedSentence({ ...days, ahead }, todayOn, voice('en'));
    expect(said('2026-10-22')).toBe(expectedSentence(days, '2026-10-22', voice('en')));
    expect(said('2026-10-22')).toMatch(/about 22 Oct, in nine of ten cases by/);
    expect(said('2026-10-23')).toBe(
      'Was expected to order again about 22 Oct. If they still do, then about 15 Nov, in nine of ten cases by 28 Dec.',
    );
    expect(said('2026-12-21')).toBe('Was expected about 22 Oct.');
  });

  test('says why a reminder goes on the day of the second when the first was left out', () => {
    const only = { ...past, firstLeftOut: true } as const;
    expect(voice('en').reason(only)).toMatch(/The first reminder was left out.*three in four/);
    expect(voice('de').reason(only)).toMatch(/Die erste Erinnerung ist ausgefallen.*drei von vier/);
    expect(voice('en').reason(past)).not.toMatch(/left out/);
  });
});

describe('sentences', () => {
  test('end in one full stop, whatever they end with', () => {
    expect(sentence('on 5 Jan.')).toBe('on 5 Jan.');
    expect(sentence('on 5 Jan..')).toBe('on 5 Jan.');
    expect(sentence('The server said: “Try again.”.')).toBe('The server said: “Try again.”');
    expect(sentence('well')).toBe('well.');
  });

  test('of reasons do not end in two, not in German and not after a name with its own', () => {
    for (const locale of ['en', 'de'] as const) {
      const { reason, s, write } = voice(locale);
      for (const told of [
        reason({ code: 'held-promise', dueOn: '2026-01-05' }),
        reason({ code: 'skipped-by-person', by: 'Nora P.' }),
        reason({ code: 'template-error', detail: 'a tag is open, z. B.' }),
        reason(runsLow),
        s.customer.supplies.overdue(write.day('2026-01-05')),
        s.customer.supplies.supplied(write.dayOf(new Date('2026-01-05T12:00:00Z'))),
      ])
        expect(told).toMatch(/[^.]\.$/);
    }
  });

  test('about what runs low are right before and after the days they name, and give one range', () => {
    expect(voice('en').reason(runsLow)).toBe(
      'A purchase lasted 29–33 days; last 2 × Tea, arrival estimated 20 Dec. Expected to run out about 5 Jan 2027 (eight chances in ten: 29 Dec to 12 Jan 2027); chance of a reorder in the weeks after this mail: 34%. This rests on 3 reorders of their own and 12 other customers.',
    );
    expect(voice('de').reason(runsLow)).toBe(
      'Ein Kauf reichte 29–33 Tage; zuletzt 2 × Tea, Ankunft geschätzt auf den 20. Dezember; geht voraussichtlich um den 5. Januar 2027 aus (acht von zehn Fällen: 29. Dezember bis 12. Januar 2027); Wahrscheinlichkeit eines Nachkaufs in den Wochen nach dieser Mail: 34\u00a0%. Das beruht auf 3 eigenen Nachkäufen und 12 anderen Kunden.',
    );
  });

  test('say what a forecast rests on in the case of none and of one, too', () => {
    const rests = (locale: 'en' | 'de', ownGaps: number, otherCustomers: number) =>
      voice(locale).reason({ ...runsLow, ownGaps, otherCustomers });
    expect(rests('en', 0, 1)).toMatch(
      /34%. They have not bought it again so far; this rests on one other customer\.$/,
    );
    expect(rests('en', 0, 0)).toMatch(/Nobody has bought it again so far; [^0]*\.$/);
    expect(rests('en', 1, 0)).toMatch(/This rests on one reorder of their own\.$/);
    expect(rests('de', 0, 1)).toMatch(
      /Selbst noch nicht wieder gekauft; das beruht auf einem anderen Kunden\.$/,
    );
    expect(rests('de', 0, 0)).toMatch(/Noch niemand hat es wieder gekauft; [^0]*\.$/);
    expect(rests('de', 1, 2)).toMatch(/Das beruht auf einem eigenen Nachkauf und 2 anderen Kunden\.$/);
  });
});
