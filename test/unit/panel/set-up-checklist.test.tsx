import { expect, test } from 'vitest';
import { panelStrings } from '~/base/strings/panel';
import { SetUpChecklist } from '~/components/home/set-up-checklist';
import { renderInPanel } from '../../support/panel/render-in-panel';

test('where the installation’s relay takes the mail, nobody is said to have connected a mail server', () => {
  for (const locale of ['en', 'de'] as const) {
    const { relay, steps } = panelStrings(locale).home.setUp;
    expect(listOf(locale, true)).toContain(relay);
    expect(listOf(locale, true)).not.toContain(steps.smtp.title);
    expect(listOf(locale, false)).toContain(steps.smtp.title);
  }
});

test('once mail has left, what is open again is not said to come before the first one', () => {
  for (const locale of ['en', 'de'] as const) {
    const { title, titleLater } = panelStrings(locale).home.setUp;
    expect(listOf(locale, false)).toContain(title);
    expect(listOf(locale, false, true)).toContain(titleLater);
    expect(listOf(locale, false, true)).not.toContain(title);
  }
});

function listOf(locale: 'en' | 'de', byRelay: boolean, hasSent = false): string {
  return renderInPanel(
    <SetUpChecklist
      hasSent={hasSent}
      steps={[
        { step: 'smtp', done: true, ...(byRelay && { byRelay: true }) },
        { step: 'kinds', done: false },
      ]}
    />,
    { locale },
  );
}
