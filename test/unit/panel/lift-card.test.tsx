import { expect, test } from 'vitest';
import { panelStrings } from '~/base/strings/panel';
import { LiftCard } from '~/components/reports/lift-card';
import type { ReportPage } from '~/office/reports/reports-page.server';
import { renderInPanel } from '../../support/panel/render-in-panel';

test('the columns of the comparison have names, each its own', () => {
  for (const locale of ['en', 'de'] as const) {
    const heads = [...cardIn(locale).matchAll(/<th scope="col">([^<]*)/g)].map(([, name]) => name);
    expect(heads).toHaveLength(2);
    expect(new Set(heads).size).toBe(2);
    expect(heads).not.toContain('');
    const words = panelStrings(locale).reports.lift;
    expect(words.treatedReordered).not.toBe(words.holdoutReordered);
  }
});

function cardIn(locale: 'en' | 'de'): string {
  const arm = { customers: 200, reordered: 60 };
  const page = {
    windowDays: 30,
    kinds: [
      {
        kind: 'running-low',
        written: 200,
        leftOut: 200,
        treated: arm,
        holdout: { ...arm, reordered: 20 },
        lift: {
          verdict: 'brings',
          difference: 0.2,
          from: 0.1,
          to: 0.3,
          extra: { difference: 40, from: 20, to: 60 },
        },
      },
    ],
  } as unknown as ReportPage;
  return renderInPanel(<LiftCard page={page} />, { locale });
}
