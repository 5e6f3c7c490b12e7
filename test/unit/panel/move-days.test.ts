import { describe, expect, it } from 'vitest';
import { shopSettingsSchema } from '~/base/settings/shop-settings';
import { type MoveQuestion, moveDays, moveDaysOfAll } from '~/office/pages/queue/move-days';

const settings = shopSettingsSchema.parse({});
const shop = { countryCode: 'GB', timeZone: 'Europe/London', settings };
const question: MoveQuestion = {
  kind: 'running-low',
  class: 'marketing',
  // A Thursday.
  dueAt: new Date('2026-12-17T10:00:00Z'),
  usefulUntil: new Date('2027-01-31T23:59:00Z'),
  now: new Date('2026-12-01T10:00:00Z'),
  customerCountry: null,
  customerZone: null,
  shop,
};

describe('the days that a message is offered to be moved to', () => {
  it('are the next day, in three days and in a week', () => {
    expect(moveDays({ ...question, dueAt: new Date('2026-12-08T10:00:00Z') })).toEqual([
      '2026-12-09',
      '2026-12-11',
      '2026-12-15',
    ]);
  });

  it('leave out days of rest, closed days and the merchant’s own campaign days, each day once', () => {
    // 20 December is a Sunday; in three days is Monday then.
    expect(moveDays(question)).toEqual(['2026-12-18', '2026-12-21', '2026-12-24']);
    const closed = { ...settings, closedOn: ['2026-12-18', '2026-12-24'], campaignWeekdays: [1] };
    expect(moveDays({ ...question, shop: { ...shop, settings: closed } })).toEqual([
      '2026-12-19',
      '2026-12-22',
      '2026-12-29',
    ]);
  });

  it('leave out holidays of the customer’s country, even for mail that may go on one', () => {
    const eve = { ...question, dueAt: new Date('2026-12-24T10:00:00Z') };
    expect(moveDays(eve)).toEqual(['2026-12-29', '2026-12-30', '2026-12-31']);
    expect(moveDays({ ...eve, customerCountry: 'US' })).toEqual(['2026-12-26', '2026-12-28', '2026-12-31']);
  });

  it('end with the last day on which it is of use, by the customer’s calendar', () => {
    // The last minute of the 21st in Auckland is the morning of the 21st in London.
    const usefulUntil = new Date('2026-12-21T10:59:00Z');
    const days = moveDays({ ...question, usefulUntil, customerZone: 'Pacific/Auckland' });
    expect(days).toEqual(['2026-12-18', '2026-12-21']);
  });

  it('of many at once are open to every kind at home', () => {
    expect(moveDaysOfAll(shop, new Date('2026-12-17T10:00:00Z'))).toEqual([
      '2026-12-18',
      '2026-12-21',
      '2026-12-24',
    ]);
    expect(moveDaysOfAll(shop, new Date('2026-12-18T10:00:00Z'))[0]).toBe('2026-12-21');
  });
});
