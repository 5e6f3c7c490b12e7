import { expect, it } from 'vitest';
import { afterBusinessHours, type Desk } from '~/care/inbound/business-hours';

const berlin: Desk = { timeZone: 'Europe/Berlin', countryCode: 'DE', closedOn: [] };
const after = (at: string, desk: Partial<Desk> = {}, hours = 4) =>
  afterBusinessHours(new Date(at), hours, { ...berlin, ...desk }).toISOString();

it.each([
  ['within one day', '2026-06-03T08:30:00Z', '2026-06-03T12:30:00.000Z'],
  ['to the last minute of a day', '2026-06-03T11:00:00Z', '2026-06-03T15:00:00.000Z'],
  ['before the desk opens', '2026-06-03T03:00:00Z', '2026-06-03T11:00:00.000Z'],
  ['from one day to the next', '2026-06-02T14:00:00Z', '2026-06-03T10:00:00.000Z'],
  ['from Friday evening to Monday', '2026-06-05T16:00:00Z', '2026-06-08T11:00:00.000Z'],
  ['from Saturday to Monday', '2026-06-06T10:00:00Z', '2026-06-08T11:00:00.000Z'],
  ['over a weekend on which summer time begins', '2026-03-27T15:00:00Z', '2026-03-30T10:00:00.000Z'],
  ['over a weekend on which summer time ends', '2026-10-23T14:00:00Z', '2026-10-26T11:00:00.000Z'],
  ['over Christmas', '2026-12-24T15:00:00Z', '2026-12-28T11:00:00.000Z'],
])('four business hours %s', (_, at, due) => {
  expect(after(at)).toBe(due);
});

it('more hours than a day has go on the next', () => {
  expect(after('2026-06-01T07:00:00Z', {}, 20)).toBe('2026-06-03T11:00:00.000Z');
});

it('days on which the shop is closed are left out', () => {
  expect(after('2026-06-05T16:00:00Z', { closedOn: ['2026-06-08', '2026-06-09'] })).toBe(
    '2026-06-10T11:00:00.000Z',
  );
});

it('where Friday is no working day, Thursday evening leads to Sunday', () => {
  const israel = { timeZone: 'Asia/Jerusalem', countryCode: 'IL' };
  expect(after('2026-06-04T15:00:00Z', israel)).toBe('2026-06-07T10:00:00.000Z');
  const djibouti = { timeZone: 'Africa/Djibouti', countryCode: 'DJ' };
  expect(after('2026-06-04T15:00:00Z', djibouti)).toBe('2026-06-07T10:00:00.000Z');
});

it('of a country that nobody knows Saturday and Sunday are free', () => {
  expect(after('2026-06-05T16:00:00Z', { countryCode: null })).toBe('2026-06-08T11:00:00.000Z');
});

it('a shop that is closed for ever has its clock hours', () => {
  const closedOn = Array.from({ length: 500 }, (_, day) =>
    new Date(Date.UTC(2026, 5, 1 + day)).toISOString().slice(0, 10),
  );
  expect(after('2026-06-05T16:00:00Z', { closedOn })).toBe('2026-06-05T20:00:00.000Z');
});
