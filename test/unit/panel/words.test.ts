import { describe, expect, test } from 'vitest';
import { countryName, countryNames } from '~/base/strings/country-name';
import { languagesDe } from '~/base/strings/de/languages';
import { languagesEn } from '~/base/strings/en/languages';
import { languageName } from '~/base/strings/language-name';
import { panelLocale, panelStrings } from '~/base/strings/panel';
import { panelVoice } from '~/base/strings/panel-voice';
import { isCountry } from '~/base/vocabulary/countries';
import type { DayOff, Reason } from '~/base/vocabulary/reasons';
import { PRIOR_GAPS } from '~/insight/model/pools';
import { parseCursor, writeCursor } from '~/office/pages/request/cursor';

test('what a merchant enters about a product is given the weight that the model gives it, and no more', () => {
  expect(PRIOR_GAPS).toBe(8);
  for (const [locale, eight] of [
    ['en', 'eight intervals'],
    ['de', 'acht Abstände'],
  ] as const) {
    const { wordsAbout, weigh } = panelStrings(locale).products.one;
    expect(wordsAbout).toContain(eight);
    expect(wordsAbout).not.toMatch(/comes first|geht vor/);
    expect(weigh.said(96, '50')).toContain(eight);
    expect(weigh.said(96, '50')).toMatch(/\b4\s?%/);
  }
});

describe('the panel’s language', () => {
  test('is the admin’s, else the browser’s, else English', () => {
    expect(panelLocale('de-DE', 'en')).toBe('de');
    expect(panelLocale('fr', 'de')).toBe('en');
    expect(panelLocale(null, 'de-AT,de;q=0.9,en;q=0.8')).toBe('de');
    expect(panelLocale(null, null)).toBe('en');
  });

  test('has every sentence in German as well, none empty and none left in English', () => {
    const same = new Set<string>();
    walk(panelStrings('en'), panelStrings('de'), '', same);
    // Words that both languages write alike: Mail, Status, Name, Host, Port, Text, Computer, Team.
    expect([...same].sort()).toEqual([
      '.customer.history.mail',
      '.customers.columns.status',
      '.lists.customers.csv.columns.0',
      '.lists.customers.csv.columns.2',
      '.message.previewText',
      '.message.previewWide',
      '.settings.sender.name',
      '.settings.smtp.host',
      '.settings.smtp.port',
      '.team.name',
      '.team.title',
    ]);
  });
});

test('one message is not told as many, and what shows some days of many does not say that these are all', () => {
  for (const [locale, many, earlier] of [
    ['en', /messages/, /before that/],
    ['de', /Nachrichten|gingen/, /davor/],
  ] as const) {
    const { customer, holdout } = panelStrings(locale);
    expect(holdout.notYet(1, 1500)).not.toMatch(many);
    expect(holdout.notYet(2, 1500)).toMatch(many);
    expect(customer.supplies.pastOfMore('1, 2')).toMatch(earlier);
    expect(customer.supplies.past('1, 2')).not.toMatch(earlier);
  }
});

test('what a pause of a country would concern says so where only the first messages were looked at', () => {
  for (const [locale, of, none] of [
    ['en', 'Of the 5,000 messages that are due first, ', 'none goes there.'],
    ['de', 'Von den 5.000 Nachrichten, die zuerst fällig sind, ', 'geht keine dorthin.'],
  ] as const) {
    const { effect, effectOfFirst } = panelStrings(locale).reach.paused;
    const first = locale === 'en' ? '5,000' : '5.000';
    expect(effectOfFirst(first, '0')).toBe(of + none);
    expect(effectOfFirst(first, '12')).toMatch(new RegExp(`^${of}.*12 `));
    expect(effect('0')).not.toMatch(/0/);
  }
});

test('a forecast is not said to rest on no customers, nor a number to begin with a hyphen', () => {
  for (const locale of ['en', 'de'] as const) {
    const { learnt } = panelStrings(locale).customer.supplies;
    for (const gaps of [0, 2]) expect(learnt(gaps, 0, 0)).not.toMatch(/\b0 (other|andere)/);
    const setting = { locale, countryCode: null, timeZone: 'UTC', currency: 'EUR', today: '2026-06-02' };
    expect(panelVoice(setting).write.number(-8)).toBe('\u22128');
  }
  expect(panelStrings('de').customer.supplies.learnt(0, 1, 0)).toMatch(/^Aus 1 anderem Kunden;/);
});

test('what was brought forward is not called sent before it leaves', () => {
  for (const [locale, sent] of [
    ['en', /\bsent\b/i],
    ['de', /gesendet/i],
  ] as const) {
    const { reason } = panelVoice({
      locale,
      countryCode: null,
      timeZone: 'UTC',
      currency: 'EUR',
      today: '2026-06-02',
    });
    const words = reason({ code: 'sent-now-by-person', by: 'Ada' });
    expect(words).toContain('Ada');
    expect(words).not.toMatch(sent);
  }
});

describe('languages', () => {
  test('have a name in both languages, with the country of those that differ by it', () => {
    expect(Object.keys(languagesEn)).toEqual(Object.keys(languagesDe));
    expect(languageName('pt-BR', 'de')).toBe('Portugiesisch (Brasilien)');
    expect(languageName('zh-Hant-TW', 'en')).toBe('Chinese (Taiwan)');
    expect(languageName('xx', 'en')).toBe('xx');
  });
});

describe('countries', () => {
  test('have a name in both languages, and nothing else has', () => {
    for (const locale of ['en', 'de'] as const) {
      const named = countryNames(locale);
      expect(named.length).toBeGreaterThan(235);
      expect(named.filter(([code, name]) => !isCountry(code) || name === '' || name === code)).toEqual([]);
    }
    expect(
      countryNames('en')
        .map(([code]) => code)
        .sort(),
    ).toEqual(
      countryNames('de')
        .map(([code]) => code)
        .sort(),
    );
    expect(countryName('DE', 'de')).toBe('Deutschland');
    expect(countryName('XX', 'en')).toBe('XX');
  });
});

function walk(en: unknown, de: unknown, path: string, same: Set<string>): void {
  // Where there is nothing to say, there is nothing in either language.
  if (en === null) {
    expect(de, path).toBeNull();
    return;
  }
  if (typeof en === 'object') {
    for (const [key, value] of Object.entries(en)) {
      expect(de, path).toHaveProperty([key]);
      walk(value, (de as Record<string, unknown>)[key], `${path}.${key}`, same);
    }
    return;
  }
  if (typeof en === 'function' && typeof de === 'function') {
    const [one, other] = [en, de].map((say) => String(say(3, 'x', 4, 'y')));
    expect(other, path).not.toMatch(/undefined|NaN/);
    if (one === other && /[a-z]{4}/i.test(String(one).replaceAll(/[x\d]/g, ''))) same.add(path);
    return;
  }
  expect(String(de).trim(), path).not.toBe('');
  if (en === de) same.add(path);
}

describe('a cursor', () => {
  test('comes back from an address as it was, and what is none begins at the start', () => {
    const cursor = { at: new Date(1_700_000_000_123), id: 9_007_199_254_740_993n };
    expect(parseCursor(writeCursor(cursor))).toEqual(cursor);
    for (const text of ['', '1', 'x-1', '1-x', '1-1;drop', null]) expect(parseCursor(text)).toBeNull();
  });
});

describe('what a setting would have done to last month’s mails', () => {
  test('is said right for none, one and many, of one mail and of many', () => {
    const en = panelStrings('en').lastMonth;
    const de = panelStrings('de').lastMonth;
    expect(en.cap('2', '1', '1')).toBe('With 2, the only mail of the last 30 days would have moved.');
    expect(en.cap('2', '0', '1')).toBe('With 2, the only mail of the last 30 days would not have moved.');
    expect(en.quiet('0', '5')).toBe('In these quiet hours 0 of the 5 mails of the last 30 days left.');
    expect(en.quiet('1', '5')).toMatch(/; it would have waited\.$/);
    expect(en.quiet('1', '1')).toMatch(
      /only mail of the last 30 days left in these quiet hours; it would have waited\.$/,
    );
    expect(de.cap('2', '1', '5')).toBe('Mit 2 wäre 1 der 5 Mails der letzten 30 Tage verschoben worden.');
    expect(de.quiet('1', '5')).toMatch(/ging 1 der 5 Mails .* hinaus; sie hätte gewartet\.$/);
    expect(en.cycle('20', '3', '10')).toBe(
      'With 20 days, about 3 of the 10 reminders of the last 30 days would not have been sent.',
    );
    expect(en.cycle('14', '0', '10')).toMatch(/all 10 reminders .* would still have been sent\.$/);
    expect(en.cycle('14', '0', '1')).toMatch(/the only reminder .* would still have been sent\.$/);
    expect(en.cycle('20', '1', '1')).toMatch(/would probably not have been sent\.$/);
    expect(de.cycle('20', '1', '10')).toBe(
      'Mit 20 Tagen wäre etwa 1 der 10 Erinnerungen der letzten 30 Tage nicht gesendet worden.',
    );
    expect(de.cycle('20', '3', '10')).toMatch(/^Mit 20 Tagen wären etwa 3 der 10 Erinnerungen/);
    expect(de.cycle('7', '0', '10')).toMatch(/wären alle 10 Erinnerungen .* trotzdem gesendet worden\.$/);
    expect(de.slot('10:00', '0', '1')).toMatch(/wäre die einzige Mail .* nicht zu einer anderen Zeit/);
  });
});

test('home says within how many days an order follows a mail, as it is set', () => {
  for (const [locale, one, thirty] of [
    ['en', 'within 1 day.', 'within 30 days.'],
    ['de', 'binnen 1 Tag dasselbe', 'binnen 30 Tagen dasselbe'],
  ] as const) {
    const { sent } = panelStrings(locale).lists.why;
    expect([sent(1), sent(30)]).toEqual([expect.stringContaining(one), expect.stringContaining(thirty)]);
  }
});

test('one mail that is overdue is not told as many, and the time is said as one', () => {
  const { sendingLate } = panelStrings('en').home.health;
  expect(sendingLate('1', '5 minutes ago')).toBe('1 message is overdue; it was due 5 minutes ago.');
  expect(sendingLate('2', '5 minutes ago')).toBe('2 messages are overdue; the oldest was due 5 minutes ago.');
});

test('a warranty of one month and a cycle of one day are told as one', () => {
  const tell = (locale: 'en' | 'de', told: Reason) =>
    panelVoice({
      locale,
      countryCode: null,
      timeZone: 'UTC',
      currency: 'EUR',
      today: '2026-06-02',
    }).reason(told);
  const days = { boughtOn: '2026-05-20', endsOn: '2026-06-20', daysBefore: 7, restarted: false };
  const warranty: Reason = { code: 'warranty-expiry', item: 'Kettle', months: 1, ...days };
  expect(tell('de', warranty)).toContain('Die Garantie von 1 Monat auf Kettle');
  const daily: Reason = { code: 'cycle-too-short', days: 1, minimum: 14 };
  expect(tell('en', daily)).toContain('bought again every day,');
  expect(tell('de', daily)).toContain('wird jeden Tag gekauft');
});

test('a person is told by name where one is known, and never by a bare number', () => {
  for (const [locale, colleague] of [
    ['en', 'a colleague'],
    ['de', 'jemand aus dem Team'],
  ] as const) {
    const { person, reason } = panelVoice({
      locale,
      colleagues: { '89705382103': 'Grete Hermann' },
      countryCode: null,
      timeZone: 'UTC',
      currency: 'EUR',
      today: '2026-06-02',
    });
    expect([person('89705382103'), person('89705382104'), person('Ada')]).toEqual([
      'Grete Hermann',
      colleague,
      'Ada',
    ]);
    expect(reason({ code: 'skipped-by-person', by: '89705382103' })).toContain('Grete Hermann');
  }
});

test('who reads what they did themselves reads “you”, whatever name the store knows', () => {
  for (const [locale, said] of [
    ['en', 'Skipped by you.'],
    ['de', 'Ausgelassen von Ihnen.'],
  ] as const) {
    const { person, reason } = panelVoice({
      locale,
      colleagues: { '89705382103': 'Grete Hermann' },
      me: '89705382103',
      countryCode: null,
      timeZone: 'UTC',
      currency: 'EUR',
      today: '2026-06-02',
    });
    expect(reason({ code: 'skipped-by-person', by: '89705382103' })).toBe(said);
    expect(person('89705382104')).not.toBe(person('89705382103'));
  }
});

test('a day off is told as what it is, and a row that does not say which as a day off', () => {
  const say = (because?: DayOff) => {
    const moved: Reason = {
      code: 'moved-day-off',
      fromOn: '2026-06-06',
      toOn: '2026-06-08',
      ...(because && { because }),
    };
    return (['en', 'de'] as const).map((locale) =>
      panelVoice({ locale, countryCode: null, timeZone: 'UTC', currency: 'EUR', today: '2026-06-02' }).reason(
        moved,
      ),
    );
  };
  expect(say('weekend')).toEqual([
    '6 Jun is at the weekend, when such mails do not leave, so it goes on 8 Jun.',
    'Der 6. Juni liegt am Wochenende, an dem solche Mails nicht hinausgehen, deshalb geht sie am 8. Juni.',
  ]);
  expect(say('rest')[0]).toContain('that you keep free');
  expect(say('holiday')[1]).toContain('ein Feiertag');
  expect(say()[0]).toBe('6 Jun is a day off, so it goes on 8 Jun.');
});
