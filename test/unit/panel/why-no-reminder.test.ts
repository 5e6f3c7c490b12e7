import { expect, test } from 'vitest';
import { panelVoice } from '~/base/strings/panel-voice';
import type { Reason } from '~/base/vocabulary/reasons';
import { type Unplanned, whyNoReminder } from '~/components/customers/why-no-reminder';
import type { MessageView } from '~/office/pages/queue/message-view.server';

const voice = panelVoice({
  locale: 'en',
  countryCode: 'GB',
  timeZone: 'Europe/London',
  currency: 'GBP',
  today: '2026-12-01',
});
const tea = { needId: '7', lastPurchaseOn: '2026-10-01', isReminderOver: true };
const message = (change: Partial<MessageView>, why: Reason | null = null): MessageView => ({
  id: '1',
  kind: 'running-low',
  class: 'marketing',
  channel: 'email',
  state: 'skipped',
  hold: null,
  dueAt: new Date('2026-11-15T10:00:00Z'),
  usefulUntil: new Date('2026-11-30T10:00:00Z'),
  sentAt: null,
  changedAt: new Date('2026-11-10T10:00:00Z'),
  reason: { code: 'claimed' },
  why: why ? [why] : [],
  customerId: '1',
  customerName: 'Ada',
  customerTimeZone: null,
  needId: '7',
  needTitle: 'Tea',
  mailKey: 'running-low-1',
  undo: null,
  ...change,
});
const told = (change: Partial<Unplanned>, supply = tea) =>
  whyNoReminder(supply, { mails: [], open: [], closed: [], remindersOn: true, ...change }, voice);
const sentOn = (on: string) => ({
  id: '1',
  sentAt: new Date(`${on}T10:00:00Z`),
  messages: [message({ state: 'sent' })],
  outcome: { what: 'nothing' } as const,
  redirected: false,
});
const late: Reason = { code: 'too-late', wasDueOn: '2026-11-05', days: 9 };

test('a need that is late and not written to says why', () => {
  expect(told({ closed: [message({}, late)] })).toBe('Reminder · Not sent: it was due 5 Nov, 9 days ago.');
  const skipped: Reason = { code: 'skipped-by-person', by: 'Nora' };
  expect(told({ open: [message({}, skipped)] }, { ...tea, isReminderOver: false })).toBe(
    'Reminder · Skipped by Nora.',
  );
  expect(told({ mails: [sentOn('2026-11-12')] })).toBe('No reminder is planned: one went out on 12 Nov.');
  expect(told({ remindersOn: false })).toContain('switched off');
  expect(told({})).toContain('its day had passed');
  expect(told({}, { ...tea, isReminderOver: false })).toContain('when its day comes near');
});

test('what was said about an earlier purchase, or about something else, is no reason', () => {
  const again: Reason = { code: 'bought-again', on: '2026-10-01', item: 'Tea' };
  expect(told({ closed: [message({}, again)] })).toContain('its day had passed');
  expect(told({ closed: [message({ needId: '8' }, late)] })).toContain('its day had passed');
  expect(told({ mails: [sentOn('2026-09-12')] })).toContain('its day had passed');
});
