import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { reasonSentence } from '~/base/strings/reasons';
import type { Reason } from '~/base/vocabulary/reasons';

const setting = {
  countryCode: 'DK',
  timeZone: 'Europe/Copenhagen',
  thisYear: '2026',
  currency: 'DKK',
  today: '2026-11-30',
};

/** Codes of reasons as their union declares them. */
const codes = [
  ...readFileSync('app/base/vocabulary/reasons.ts', 'utf8').matchAll(/code: '([a-z-]+)'/g),
].flatMap(([, code]) => (code === undefined ? [] : [code]));

const numbers = {
  ...{
    ownGaps: 3,
    otherCustomers: 40,
    gapFromDays: 29,
    gapToDays: 33,
    lastQuantity: 2,
    probability: 0.6,
    step: 1,
  },
  ...{
    months: 24,
    daysBefore: 30,
    orderNumber: 2,
    limit: 2,
    days: 7,
    withCount: 2,
    of: 25,
    count: 60,
    minimum: 0.3,
  },
  ...{ unitPriceMinor: 900, minimumMinor: 5_000, percent: 10, tries: 5, epoch: 2, restarted: false },
};
const words = {
  ...{
    item: 'Beans',
    lastWas: 'ordered',
    orderName: '#1',
    by: 'Ada',
    scope: 'shop',
    country: 'DE',
    detail: 'vip',
  },
  ...{ situation: 'moved', missing: 'smtp', state: 'NOT_SUBSCRIBED', class: 'marketing', kind: 'thank-you' },
  ...{ otherKind: 'thank-you', currency: 'DKK', reply: '250 OK', phase: 'data' },
};
const becauses: Readonly<Record<string, string>> = {
  'customer-gone': 'deleted',
  'moved-day-off': 'rest',
  'approval-fell': 'text',
};
const dayFields = ['lastOn', 'runOutOn', 'runOutFromOn', 'runOutToOn', 'boughtOn', 'endsOn', 'orderedOn'];
const moreDayFields = ['fromOn', 'toOn', 'openedOn', 'dueOn', 'repliedOn', 'wasDueOn', 'on'];
const dayOrInstantFields = ['until', 'since', 'usefulUntil'];
const instantFields = ['fromAt', 'toAt', 'through', 'nextTryAt'];

/** A reason of this code with every number that any code has; the last minute of 5 December in Copenhagen as its time. */
function reasonOf(code: string, until: string): Reason {
  const all = (fields: readonly string[], value: string) =>
    Object.fromEntries(fields.map((field) => [field, value]));
  const times = {
    ...all([...dayFields, ...moreDayFields], '2026-12-05'),
    ...all(dayOrInstantFields, until),
    ...all(instantFields, '2026-12-05T22:59:00.000Z'),
  };
  const because = becauses[code] ?? 'tag';
  return { code, because, ...numbers, ...words, ...times } as unknown as Reason;
}

// A kind that was off for an hour had planned it weeks before.
it('a day that was over is told by what was switched on after it, and never as one that nobody had planned', () => {
  const over: Reason = { code: 'moved-day-over', fromOn: '2026-11-28', toOn: '2026-12-01' };
  const told = (locale: 'en' | 'de') => reasonSentence(over, { ...setting, locale });
  expect(told('en')).toBe(
    'Its day, 28 Nov, was over when the app was installed or this kind last switched on: moved to 1 Dec.',
  );
  expect(told('de')).toBe(
    'Der 28. November war vorbei, als die App installiert oder diese Art zuletzt eingeschaltet wurde: auf den 1. Dezember verschoben.',
  );
});

describe.each(['en', 'de'] as const)('a reason, told in %s', (locale) => {
  it.each(codes)('%s holds no date as a machine writes it', (code) => {
    const told = ['2026-12-05', '2026-12-05T22:59:00.000Z'].map((until) =>
      reasonSentence(reasonOf(code, until), { ...setting, locale }),
    );
    expect(told[0]).not.toMatch(/\d{4}-\d{2}-\d{2}/);
    expect(told[1]).toBe(told[0]);
  });
});
