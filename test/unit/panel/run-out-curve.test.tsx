import { expect, test } from 'vitest';
import type { PanelLocale } from '~/base/strings/panel';
import { RunOutCurve } from '~/components/charts/run-out-curve';
import { renderInPanel } from '../../support/panel/render-in-panel';

test.each([
  ['en', 'We write', 'Second mail', 'Held mail'],
  ['de', 'Wir schreiben', 'Zweite Mail', 'Angehaltene Mail'],
] as const)('a mail that is held is not told as one that we write (%s)', (locale, first, second, held) => {
  const told = (next: { isHeld: boolean; isSecond: boolean }) => curve(locale, next);
  expect(told({ isHeld: false, isSecond: false })).toContain(first);
  expect(told({ isHeld: false, isSecond: true })).toContain(second);
  for (const isSecond of [false, true]) {
    const html = told({ isHeld: true, isSecond });
    expect(html).toContain(held);
    expect(html).not.toContain(first);
  }
});

function curve(locale: PanelLocale, next: { isHeld: boolean; isSecond: boolean }): string {
  const days = {
    ...{ p10On: '2026-06-04', p25On: '2026-06-08', p50On: '2026-06-12' },
    ...{ p75On: '2026-06-16', p90On: '2026-06-20' },
  };
  return renderInPanel(
    <RunOutCurve title="Tea" days={days} todayOn="2026-06-02" next={{ on: '2026-06-09', ...next }} />,
    { locale, today: '2026-06-02' },
  );
}
