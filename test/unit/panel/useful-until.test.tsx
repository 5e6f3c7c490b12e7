import { expect, test } from 'vitest';
import type { MessageState } from '~/base/vocabulary/message-states';
import type { Reason } from '~/base/vocabulary/reasons';
import { UsefulUntil } from '~/components/queue/useful-until';
import { renderInPanel } from '../../support/panel/render-in-panel';

const moved: Reason = { code: 'moved-cap', limit: 2, days: 7, fromOn: '2026-06-12', toOn: '2026-06-15' };

test('what was moved or is held says until when it is of use, by the customer’s calendar', () => {
  expect(shown('planned', [moved])).toContain('Useful until Sat, 20 Jun;');
  expect(shown('held', [{ code: 'held-complaint', openedOn: '2026-06-09' }])).toContain('Useful until Sat');
  expect(shown('planned', [])).not.toContain('Useful');
  expect(shown('sent', [moved])).not.toContain('Useful');
});

function shown(state: MessageState, why: readonly Reason[]): string {
  // The last minute of Saturday in Los Angeles is Sunday in Berlin.
  const usefulUntil = new Date('2026-06-21T06:59:00Z');
  return renderInPanel(
    <UsefulUntil message={{ state, why, usefulUntil, customerTimeZone: 'America/Los_Angeles' }} />,
    { timeZone: 'Europe/Berlin' },
  );
}
