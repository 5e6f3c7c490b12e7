import { describe, expect, test } from 'vitest';
import { type PanelLocale, panelStrings } from '~/base/strings/panel';
import { answers } from '~/base/vocabulary/answers';
import { CustomerTimeline } from '~/components/customers/customer-timeline';
import type { CustomerPage } from '~/office/pages/customers/customer.server';
import { renderInPanel } from '../../support/panel/render-in-panel';

describe('the timeline of a customer', () => {
  test.each(['en', 'de'] as const)('tells each answer in words, never as its code (%s)', (locale) => {
    const html = timeline(locale, {
      answers: answers.map((answer) => ({ answer, at: new Date('2026-06-01T10:00:00Z'), needTitle: 'Tea' })),
    });
    const { history } = panelStrings(locale).customer;
    for (const answer of answers) expect(html).not.toContain(history.answer(answer));
    expect(html).toContain(history.answer(locale === 'de' ? 'Ich habe noch genug' : 'I still have plenty'));
  });

  test('names each thing whose warranty ends, with its day, under the mail that tells of it', () => {
    const due = new Date('2026-06-10T08:00:00Z');
    const message = (id: string, item: string, endsOn: string, mailKey: string) => ({
      id,
      kind: 'warranty-expiry',
      state: 'planned',
      hold: null,
      dueAt: due,
      needTitle: null,
      mailKey,
      why: [],
      reason: { code: 'warranty-expiry', item, endsOn, boughtOn: '2025-07-10', months: 12, daysBefore: 30 },
    });
    const lamp = message('1', 'Desk lamp', '2026-07-10', 'a');
    const clock = message('2', 'Wall clock', '2026-07-11', 'a');
    const scale = message('3', 'Kitchen scale', '2026-07-12', 'b');
    const mail = { id: '9', sentAt: due, messages: [lamp, clock], outcome: { what: 'nothing' } };
    const coming = timeline('en', { open: [lamp, clock, scale] as unknown as CustomerPage['open'] });
    // Two mails to come: one with two things, one with a third.
    expect(coming.match(/data-what="future"/g)).toHaveLength(2);
    const past = timeline('en', { mails: [mail] as unknown as CustomerPage['mails'] });
    expect(past.match(/data-what="mail"/g)).toHaveLength(1);
    for (const html of [coming, past]) {
      expect(html).toMatch(/Desk lamp: warranty ends .*10 Jul/);
      expect(html).toMatch(/Wall clock: warranty ends .*11 Jul/);
    }
    expect(coming).toMatch(/Kitchen scale: warranty ends .*12 Jul/);
  });
});

test.each([
  ['en', 'Tea: runs out about', 'Tea: was expected to run out about'],
  ['de', 'Tea: geht um den', 'Tea: sollte um den'],
] as const)('a day on which something should have run out is told as past (%s)', (locale, ahead, over) => {
  const coming = (runOutOn: string) =>
    timeline(locale, {
      open: [
        {
          ...{ id: '1', kind: 'running-low', state: 'held', hold: 'held-complaint', needTitle: 'Tea' },
          ...{ dueAt: new Date('2026-06-10T08:00:00Z'), mailKey: 'a', why: [] },
          reason: { code: 'running-low', item: 'Tea', runOutOn },
        },
      ] as unknown as CustomerPage['open'],
    });
  expect(coming('2026-06-12')).toContain(ahead);
  expect(coming('2026-06-01')).toContain(over);
  expect(coming('2026-06-01')).not.toContain(ahead);
});

test('a complaint that was settled stays, with the words and the remedy', () => {
  const complaint = {
    id: '1',
    closedAt: new Date('2026-06-01T10:00:00Z'),
    remedy: 'refunded',
    cause: 'delivery',
    text: 'Torn bag',
  } as const;
  for (const locale of ['en', 'de'] as const) {
    const { settledAs, remedies, causes } = panelStrings(locale).complaints;
    const html = timeline(locale, { settled: [complaint] });
    for (const told of [settledAs, remedies.refunded, causes.delivery, 'Torn bag'])
      expect(html).toContain(told);
  }
});

function timeline(locale: PanelLocale, page: Partial<CustomerPage>): string {
  const rest = {
    orders: [],
    mails: [],
    closed: [],
    open: [],
    answers: [],
    settled: [],
    notes: [],
    now: new Date('2026-06-02T10:00:00Z'),
    todayOn: '2026-06-02',
  };
  return renderInPanel(<CustomerTimeline page={{ ...rest, ...page } as unknown as CustomerPage} />, {
    locale,
    today: '2026-06-02',
  });
}
