import { expect, test } from 'vitest';
import { panelStrings } from '~/base/strings/panel';
import { ComplaintsCard } from '~/components/home/complaints-card';
import { renderInPanel } from '../../support/panel/render-in-panel';

const now = new Date('2026-06-10T10:00:00Z');

test('a complaint that nobody settled for a week is overdue, one of yesterday is not', () => {
  const { overdue } = panelStrings('en').complaints;
  expect(cardOf('2026-06-03T10:00:00Z')).toContain(overdue);
  expect(cardOf('2026-06-09T10:00:00Z')).not.toContain(overdue);
});

test('no sentence on home says that nothing waits while only mails are meant', () => {
  for (const [locale, nothing] of [
    ['en', /\bnothing\b/i],
    ['de', /\bnichts\b/i],
  ] as const) {
    const { home, queue, work } = panelStrings(locale);
    for (const words of [home.waiting.empty, home.health.sendingOk, queue.empty.waiting, work.empty.open])
      expect(words).not.toMatch(nothing);
  }
});

function cardOf(openedAt: string): string {
  const complaint = {
    id: '1',
    customerId: '2',
    customerName: 'Ada',
    orderName: null,
    items: [],
    tapped: null,
    openedAt: new Date(openedAt),
    text: 'Broken',
  };
  return renderInPanel(
    <ComplaintsCard
      complaints={{ count: 1, capped: false, first: [complaint], next: null }}
      now={now}
      showCustomer={false}
    />,
  );
}
