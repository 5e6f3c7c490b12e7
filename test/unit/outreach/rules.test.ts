import { describe, expect, it } from 'vitest';
import { dayNumber, isoDay } from '~/base/lib/days';
import { isPublicHoliday, yearOfHolidays } from '~/base/lib/office-days';
import { shopSettingsSchema } from '~/base/settings/shop-settings';
import type { Kind } from '~/base/vocabulary/kinds';
import { messageKey } from '~/outreach/kinds/message-key';
import { isQuiet, slotAt, spreadHash } from '~/outreach/outbox/quiet-hours';
import { consentRefusal } from '~/outreach/planning/consent';
import { neverWrite, relayDomainOf } from '~/outreach/planning/eligibility';
import { floodLimit } from '~/outreach/planning/flood';
import { capRefusal } from '~/outreach/planning/frequency-cap';
import { openDayRule } from '~/outreach/planning/gates';
import { holdoutArm } from '~/outreach/planning/holdout';
import { countryHold, holdEnds, untroubled } from '~/outreach/planning/holds';
import { nextOpenDay } from '~/outreach/planning/open-days';
import { isInReview } from '~/outreach/planning/review';
import { gateFacts, on } from '../../factories/plan-facts';

const { quiet, caps } = shopSettingsSchema.parse({});
const at = new Date('2026-06-01T09:00:00Z');

describe('a paused country', () => {
  const ask = (kind: Kind, countryCode: string | null) => {
    const { shop, customer } = gateFacts({
      at,
      settings: { pausedCountries: ['FR'] },
      customer: { countryCode },
    });
    return countryHold({ shop, customer }, { kind })?.code ?? 'goes';
  };

  it.each([
    ['running-low', 'FR', 'held-country'],
    ['thank-you', 'FR', 'held-country'],
    ['warranty-expiry', 'FR', 'held-country'],
    ['late-order', 'FR', 'held-country'],
    ['recall', 'FR', 'goes'],
    ['late-order', 'DE', 'goes'],
    ['running-low', null, 'goes'],
  ] as const)('%s to %s: %s', (kind, country, answer) => {
    expect(ask(kind, country)).toBe(answer);
  });
});

describe('what holds a customer’s mail', () => {
  const day = (on: string) => new Date(`${on}T09:00:00Z`);

  it('ends by itself for an illness with a day, seven days after a complaint and thirty after a reply', () => {
    const holds = {
      ...untroubled,
      situation: { word: 'ill', until: day('2026-06-14') } as const,
      marketingAfter: day('2026-06-08'),
      repliedAt: day('2026-06-01'),
    };
    expect(holdEnds(holds)).toEqual(['2026-06-14', '2026-06-08', '2026-07-01'].map(day));
  });

  it('ends by somebody’s word alone otherwise', () => {
    const holds = { ...untroubled, situation: { word: 'in_grief', until: null } as const };
    expect(holdEnds({ ...holds, complaintOpenedAt: at, overduePromiseAt: at })).toEqual([]);
  });
});

describe('consent', () => {
  const ask = (change: Partial<Parameters<typeof consentRefusal>[0]>) =>
    consentRefusal({
      class: 'relationship',
      state: 'NOT_SUBSCRIBED',
      countryCode: 'US',
      lastPurchaseAt: new Date('2026-01-01T00:00:00Z'),
      softOptInSince: {},
      shopTimeZone: 'UTC',
      at,
      ...change,
    })?.code ?? 'yes';

  it.each([
    ['transactional', 'UNSUBSCRIBED', 'DE', 'yes'],
    ['relationship', 'SUBSCRIBED', 'DE', 'yes'],
    ['marketing', 'SUBSCRIBED', null, 'yes'],
    ['relationship', 'UNSUBSCRIBED', 'US', 'no-consent'],
    ['marketing', 'UNSUBSCRIBED', 'US', 'no-consent'],
    ['relationship', 'NOT_SUBSCRIBED', 'US', 'yes'],
    ['marketing', 'NOT_SUBSCRIBED', 'US', 'no-consent'],
    ['relationship', 'NOT_SUBSCRIBED', 'CA', 'yes'],
    ['marketing', 'NOT_SUBSCRIBED', 'CA', 'no-consent'],
    ['relationship', 'NOT_SUBSCRIBED', 'DE', 'no-consent'],
    ['relationship', 'NOT_SUBSCRIBED', 'GB', 'no-consent'],
    ['relationship', 'NOT_SUBSCRIBED', 'JP', 'no-consent'],
    ['relationship', 'NOT_SUBSCRIBED', null, 'no-consent'],
    ['relationship', 'UNKNOWN', 'FR', 'no-consent'],
    ['marketing', 'PENDING', 'US', 'no-consent'],
    ['relationship', 'REDACTED', 'US', 'no-consent'],
    ['relationship', 'INVALID', 'US', 'no-consent'],
    ['relationship', 'PENDING', 'US', 'no-consent'],
    ['relationship', 'PENDING', 'CA', 'no-consent'],
    ['relationship', 'UNKNOWN', 'US', 'no-consent'],
    ['relationship', 'UNKNOWN', 'CA', 'no-consent'],
  ] as const)('%s mail, %s, in %s: %s', (mailClass, state, countryCode, answer) => {
    expect(ask({ class: mailClass, state, countryCode })).toBe(answer);
  });

  it('ends in Canada 24 months after the last purchase', () => {
    expect(ask({ countryCode: 'CA', lastPurchaseAt: new Date('2024-06-10T00:00:00Z') })).toBe('yes');
    expect(ask({ countryCode: 'CA', lastPurchaseAt: new Date('2024-05-20T00:00:00Z') })).toBe('no-consent');
    expect(ask({ countryCode: 'CA', lastPurchaseAt: null })).toBe('no-consent');
  });

  it('asks for a clear "not subscribed" before a soft opt-in counts', () => {
    const soft = {
      class: 'marketing',
      countryCode: 'GB',
      softOptInSince: { GB: '2025-01-01' },
      lastPurchaseAt: new Date('2026-03-01T00:00:00Z'),
    } as const;
    expect(ask(soft)).toBe('yes');
    for (const state of ['PENDING', 'UNKNOWN', 'INVALID', 'REDACTED', 'UNSUBSCRIBED'] as const)
      expect(ask({ ...soft, state })).toBe('no-consent');
  });

  it('takes an attested soft opt-in for a purchase since its day, never for one before, never against a word', () => {
    // CASL s. 10(10): an existing business relationship ends two years after the purchase, whatever the shop attested.
    const canada = { class: 'marketing', countryCode: 'CA', softOptInSince: { CA: '2023-01-01' } } as const;
    expect(ask({ ...canada, lastPurchaseAt: new Date('2024-06-10T00:00:00Z') })).toBe('yes');
    expect(ask({ ...canada, lastPurchaseAt: new Date('2024-05-20T00:00:00Z') })).toBe('no-consent');
    const soft = { class: 'marketing', countryCode: 'GB', softOptInSince: { GB: '2026-01-01' } } as const;
    expect(ask({ ...soft, lastPurchaseAt: new Date('2026-03-01T00:00:00Z') })).toBe('yes');
    expect(ask({ ...soft, lastPurchaseAt: new Date('2025-12-31T20:00:00Z') })).toBe('no-consent');
    expect(ask({ ...soft, countryCode: 'DE', lastPurchaseAt: new Date('2026-03-01T00:00:00Z') })).toBe(
      'no-consent',
    );
    expect(ask({ ...soft, state: 'UNSUBSCRIBED', lastPurchaseAt: new Date('2026-03-01T00:00:00Z') })).toBe(
      'no-consent',
    );
  });
});

describe('the first day of a soft opt-in', () => {
  const canSend = (shopTimeZone: string, boughtAt: string) =>
    consentRefusal({
      class: 'marketing',
      state: 'NOT_SUBSCRIBED',
      countryCode: 'GB',
      softOptInSince: { GB: '2026-01-02' },
      shopTimeZone,
      lastPurchaseAt: new Date(boughtAt),
      at: new Date('2026-06-01T10:00:00Z'),
    }) === null;

  it.each([
    ['UTC', '2026-01-02T00:00:00.000Z'],
    ['Europe/Berlin', '2026-01-01T23:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-01-01T10:00:00.000Z'],
    ['America/Los_Angeles', '2026-01-02T08:00:00.000Z'],
  ])('begins with its first instant in the shop’s own zone: %s', (zone, begins) => {
    expect(canSend(zone, begins)).toBe(true);
    expect(canSend(zone, new Date(Date.parse(begins) - 1).toISOString())).toBe(false);
  });
});

describe('whom never', () => {
  const settings = { neverTags: ['Wholesale', 'staff'], neverCompanies: true };
  it('knows tags in any case, companies, and addresses of marketplaces', () => {
    const who = { tags: [], company: false, relayDomain: null, settings };
    expect(neverWrite(who)).toBeNull();
    expect(neverWrite({ ...who, tags: ['vip', 'WHOLESALE '] })).toMatchObject({ because: 'tag' });
    expect(neverWrite({ ...who, company: true })).toMatchObject({ because: 'company' });
    expect(
      neverWrite({ ...who, company: true, settings: { ...settings, neverCompanies: false } }),
    ).toBeNull();
    expect(neverWrite({ ...who, relayDomain: 'members.ebay.com' })).toMatchObject({ because: 'relay' });
  });

  it.each([
    ['abc123@marketplace.amazon.de', 'marketplace.amazon.de'],
    ['x@eu.marketplace.amazon.de', 'marketplace.amazon.de'],
    ['buyer@members.ebay.com', 'members.ebay.com'],
    ['mia@notmembers.ebay.com.example.com', null],
    ['hidden@privaterelay.appleid.com', null],
  ])('%s belongs to %s', (email, domain) => expect(relayDomainOf(email)).toBe(domain));
});

describe('quiet hours and the slot', () => {
  it.each([
    ['2026-06-01T07:30:00Z', 'Europe/Berlin', false],
    ['2026-06-01T06:59:00Z', 'Europe/Berlin', true],
    ['2026-06-01T17:59:00Z', 'Europe/Berlin', false],
    ['2026-06-01T18:00:00Z', 'Europe/Berlin', true],
    // The clocks went forward at 2 that night: 9 o'clock came an hour sooner in UTC.
    ['2026-03-28T07:30:00Z', 'Europe/Berlin', true],
    ['2026-03-29T07:00:00Z', 'Europe/Berlin', false],
    ['2026-10-25T07:30:00Z', 'Europe/Berlin', true],
    ['2026-12-31T23:30:00Z', 'Asia/Kolkata', true],
  ])('at %s in %s it is quiet: %s', (instant, timeZone, answer) => {
    expect(isQuiet(new Date(instant), timeZone, quiet)).toBe(answer);
  });

  it('is never quiet when both hours are the same', () => {
    expect(isQuiet(at, 'UTC', { ...quiet, fromHour: 9, untilHour: 9 })).toBe(false);
  });

  it('puts a mail between 10:00 and 10:44 of the customer’s day, on both sides of a change of clocks', () => {
    for (const [on, utcHour] of [
      ['2026-03-28', 9],
      ['2026-03-29', 8],
      ['2026-10-24', 8],
      ['2026-10-25', 9],
    ] as const) {
      const instant = slotAt(dayNumber(on), 'running-low-1-1', { timeZone: 'Europe/Berlin', quiet });
      expect(instant.toISOString().slice(0, 10)).toBe(on);
      expect(instant.getUTCHours()).toBe(utcHour);
      expect(instant.getUTCMinutes()).toBeLessThan(45);
    }
  });

  it('keeps the year’s end on the customer’s calendar', () => {
    const instant = slotAt(dayNumber('2027-01-01'), 'k', { timeZone: 'Pacific/Auckland', quiet });
    expect(instant.toISOString().slice(0, 10)).toBe('2026-12-31');
  });

  it('moves a slot that lies in quiet hours to their end, and never spreads into them', () => {
    const early = slotAt(20_000, 'k', { timeZone: 'UTC', quiet: { ...quiet, slotHour: 7 } });
    expect(early.getUTCHours()).toBe(9);
    for (let i = 0; i < 200; i++) {
      const late = slotAt(20_000, `k${i}`, {
        timeZone: 'UTC',
        quiet: { ...quiet, slotHour: 19, slotMinute: 50 },
      });
      expect(late.getUTCHours()).toBe(19);
    }
  });

  it('spreads evenly over the 45 minutes', () => {
    const counts = new Array<number>(45).fill(0);
    for (let i = 0; i < 45_000; i++) {
      const minute = spreadHash(`running-low-${14_000_000 + i * 7}-1`) % 45;
      counts[minute] = (counts[minute] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(850);
    expect(Math.max(...counts)).toBeLessThan(1150);
  });
});

describe('open days', () => {
  const rule = {
    countryCode: 'DE',
    settings: { quiet, closedOn: ['2026-06-08'] },
    ignoreClosedDays: false,
    workingDays: false,
    campaignWeekdays: [] as number[],
  };
  const next = (on: string, change: Partial<typeof rule> & { countryCode?: string | null } = {}) => {
    const { day, reason } = nextOpenDay(dayNumber(on), { ...rule, ...change });
    return [isoDay(day), reason?.code ?? null];
  };

  it('leaves out Sunday, and Saturday in Israel, Friday in Egypt', () => {
    expect(next('2026-06-14')).toEqual(['2026-06-15', 'moved-day-off']);
    expect(next('2026-06-13', { countryCode: 'IL' })).toEqual(['2026-06-14', 'moved-day-off']);
    expect(next('2026-06-12', { countryCode: 'EG' })).toEqual(['2026-06-13', 'moved-day-off']);
    expect(next('2026-06-14', { countryCode: 'IL' })).toEqual(['2026-06-14', null]);
  });

  it('leaves out days on which the shop is closed, but not for what knows no day of rest', () => {
    expect(next('2026-06-07')).toEqual(['2026-06-09', 'moved-day-off']);
    expect(next('2026-06-08')).toEqual(['2026-06-09', 'moved-closed-day']);
    expect(next('2026-06-08', { ignoreClosedDays: true })).toEqual(['2026-06-08', null]);
  });

  it('the warranty of a thing waits for an open day as on a Sunday; a late parcel and a recall wait for none', () => {
    const { shop, customer } = gateFacts({ at, settings: { closedOn: ['2026-06-08'] } });
    const dayOf = (kind: Kind, on: string) =>
      isoDay(
        nextOpenDay(dayNumber(on), openDayRule({ shop, customer }, { kind, class: 'transactional' })).day,
      );
    for (const on of ['2026-06-07', '2026-06-08']) {
      expect(dayOf('warranty-expiry', on)).toBe('2026-06-09');
      for (const kind of ['late-order', 'recall'] as const) expect(dayOf(kind, on)).toBe(on);
    }
  });

  it('leaves out weekdays that belong to the merchant’s own campaigns', () => {
    // 9 June 2026 is a Tuesday.
    expect(next('2026-06-09', { campaignWeekdays: [2, 4] })).toEqual(['2026-06-10', 'moved-campaign-day']);
    expect(next('2026-06-10', { campaignWeekdays: [2, 4] })).toEqual(['2026-06-10', null]);
  });

  it('says whether a day off is the day of rest, a weekend or a public holiday', () => {
    const why = (on: string, workingDays = true) =>
      nextOpenDay(dayNumber(on), { ...rule, workingDays }).reason;
    // 13 June 2026 is a Saturday.
    expect(why('2026-06-13')).toMatchObject({ code: 'moved-day-off', because: 'weekend' });
    expect(why('2026-06-14')).toMatchObject({ code: 'moved-day-off', because: 'rest' });
    expect(why('2026-12-25')).toMatchObject({ code: 'moved-day-off', because: 'holiday' });
    expect(why('2026-06-13', false)).toBeNull();
  });

  it('knows working days over Christmas and New Year', () => {
    expect(next('2026-12-25', { workingDays: true })).toEqual(['2026-12-28', 'moved-day-off']);
    expect(next('2027-01-01', { workingDays: true })).toEqual(['2027-01-04', 'moved-day-off']);
    expect(isPublicHoliday(dayNumber('2026-11-26'), 'US')).toBe(true);
    expect(isPublicHoliday(dayNumber('2026-11-26'), null)).toBe(false);
  });

  it('tells the public holidays of the year to come, of the whole country', () => {
    // Germany's nine of 2027 (Einigungsvertrag, and the Länder's common days); Corpus Christi is not everywhere.
    expect(yearOfHolidays(dayNumber('2027-01-01'), 'DE')).toEqual([
      '2027-01-01',
      '2027-03-26',
      '2027-03-29',
      '2027-05-01',
      '2027-05-06',
      '2027-05-17',
      '2027-10-03',
      '2027-12-25',
      '2027-12-26',
    ]);
    expect(yearOfHolidays(dayNumber('2026-11-30'), 'GB')[0]).toBe('2026-12-25');
    expect(yearOfHolidays(dayNumber('2026-11-30'), null)).toEqual([]);
  });
});

describe('caps', () => {
  const mail = (day: number, mailClass: 'transactional' | 'relationship' | 'marketing') => ({
    on: day,
    class: mailClass,
    kind: 'thank-you',
  });
  const refused = (
    day: number,
    mailClass: Parameters<typeof capRefusal>[1],
    others: ReturnType<typeof mail>[],
  ) => capRefusal(day, mailClass, { others, caps });

  it('counts two in seven days, back and ahead', () => {
    const others = [mail(100, 'relationship'), mail(104, 'relationship')];
    expect(refused(106, 'relationship', others)).toEqual({ code: 'cap', limit: 2, days: 7 });
    expect(refused(98, 'relationship', others)).toMatchObject({ code: 'cap' });
    expect(refused(107, 'relationship', others)).toBeNull();
  });

  it('counts four in thirty days', () => {
    const others = [100, 108, 116, 124].map((day) => mail(day, 'relationship'));
    expect(refused(129, 'relationship', others)).toEqual({ code: 'cap', limit: 4, days: 30 });
    expect(refused(130, 'relationship', others)).toBeNull();
  });

  it('lets transactional mail pass, and counts it', () => {
    const others = [mail(100, 'transactional'), mail(101, 'transactional')];
    expect(refused(101, 'transactional', others)).toBeNull();
    expect(refused(105, 'marketing', others)).toEqual({ code: 'cap', limit: 2, days: 7 });
  });

  it('allows marketing once in seven days, and keeps three days between classes', () => {
    expect(refused(106, 'marketing', [mail(100, 'marketing')])).toEqual({ code: 'cap', limit: 1, days: 7 });
    expect(refused(107, 'marketing', [mail(100, 'marketing')])).toBeNull();
    expect(refused(102, 'marketing', [mail(100, 'transactional')])).toEqual({
      code: 'class-gap',
      otherKind: 'thank-you',
    });
    expect(refused(103, 'marketing', [mail(100, 'transactional')])).toBeNull();
  });
});

describe('review, flood and holdout', () => {
  it('reviews the first 25 messages and the first 14 days, whichever lasts longer, until a person ends it', () => {
    const kind = { ...on, reviewEndedAt: null, enabledAt: new Date('2026-05-20T00:00:00Z') };
    expect(isInReview({ ...kind, reviewed: 30 }, new Date('2026-06-02T00:00:00Z'))).toBe(true);
    expect(isInReview({ ...kind, reviewed: 30 }, new Date('2026-06-03T00:00:01Z'))).toBe(false);
    expect(isInReview({ ...kind, reviewed: 24 }, new Date('2026-09-01T00:00:00Z'))).toBe(true);
    expect(isInReview({ ...kind, reviewed: 0, reviewEndedAt: at }, at)).toBe(false);
    expect(isInReview({ ...kind, mode: 'review', reviewed: 99, reviewEndedAt: at }, at)).toBe(true);
  });

  it('calls more than three usual days a flood, and never fewer than 25', () => {
    expect(floodLimit(new Array(28).fill(0), 25)).toBe(25);
    expect(floodLimit([...new Array(14).fill(20), ...new Array(14).fill(40)], 25)).toBe(90);
    expect(floodLimit([], 25)).toBe(25);
  });

  it('puts one customer in five into the holdout, always the same ones, independently by kind', () => {
    const arm = (id: number, kind: 'running-low' | 'thank-you') =>
      holdoutArm({ shopId: 1n, customerId: BigInt(id), kind }, 20) === 'holdout';
    const ids = Array.from({ length: 10_000 }, (_, id) => id);
    const held = ids.filter((id) => arm(id, 'running-low'));
    expect(held.length).toBeGreaterThan(1850);
    expect(held.length).toBeLessThan(2150);
    const both = held.filter((id) => arm(id, 'thank-you')).length;
    expect(both / held.length).toBeGreaterThan(0.16);
    expect(both / held.length).toBeLessThan(0.24);
    expect(
      ids.filter(
        (id) => holdoutArm({ shopId: 1n, customerId: BigInt(id), kind: 'running-low' }, 0) === 'holdout',
      ),
    ).toEqual([]);
  });
});

describe('message keys', () => {
  it('hold the kind, the digits of the anchor and the step, and nothing else', () => {
    expect(messageKey('running-low', 'gid://shopify/LineItem/866550311766439020', 1)).toBe(
      'running-low-866550311766439020-1',
    );
    expect(messageKey('thank-you', 'gid://shopify/Order/450789469?x=1', 1)).toBe('thank-you-450789469-1');
    expect(() => messageKey('thank-you', 'gid://shopify/Order/abc', 1)).toThrow();
    for (const unknown of ['import:order:#101', 'import:gid://shopify/Order/55:parcel', '1', 'x/1'])
      expect(() => messageKey('thank-you', unknown, 1)).toThrow();
  });

  it('of a thing that an export told of first names its order and place, also of an order known by its name alone', () => {
    const key = (gid: string) => messageKey('running-low', gid, 1);
    expect(key('import:gid://shopify/Order/55:2')).toBe('running-low-import-55-2-1');
    const named = ['#A9', '#B9', '9:1'].map((name) => key(`import:import:order:${name}:1`));
    expect(new Set(named).size).toBe(3);
    for (const one of named) expect(one).toMatch(/^running-low-import-n[0-9a-f]{16}-1-1$/);
  });
});
