import { expect, test } from 'vitest';
import { panelStrings } from '~/base/strings/panel';
import { HealthCard } from '~/components/home/health-card';
import type { Health } from '~/office/pages/home/health.server';
import { renderInPanel } from '../../support/panel/render-in-panel';

const now = new Date('2026-06-10T12:00:00Z');

test('a mail server is said to work once it took a mail, and until then to be untried', () => {
  for (const locale of ['en', 'de'] as const) {
    const { mailOk, mailUntested, mailUntried } = panelStrings(locale).home.health;
    const works = mailOk('').slice(0, 20);
    expect(cardOf(locale, 'ok')).toContain(works);
    for (const [state, words] of [
      ['untested', mailUntested],
      ['untried', mailUntried],
    ] as const) {
      expect(cardOf(locale, state)).toContain(words);
      expect(cardOf(locale, state)).not.toContain(works);
      expect(greens(cardOf(locale, state))).toBe(greens(cardOf(locale, 'ok')) - 1);
    }
  }
});

function greens(card: string): number {
  return card.split('toneSuccess').length - 1;
}

/** Of a shop that is well otherwise, whose last mail left a while ago. */
function cardOf(locale: 'en' | 'de', state: Health['mail']['state']): string {
  const at = new Date('2026-06-10T11:47:00Z');
  const health: Health = {
    intake: {
      ok: true,
      reconciledThrough: at,
      because: null,
      waiting: 0,
      oldestWaitingAt: null,
      stuck: null,
    },
    sending: { ok: true, overdue: 0, oldestDueAt: null, unreconciled: 0 },
    mail: { state, lastSentAt: at, lastError: null, nextTryAt: null, gap: null, warmUp: null },
    mailbox: 'ok',
  };
  return renderInPanel(<HealthCard health={health} now={now} />, { locale });
}
