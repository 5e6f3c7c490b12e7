import { expect, test } from 'vitest';
import { panelStrings } from '~/base/strings/panel';
import { BackfillCard } from '~/components/home/backfill-card';
import { renderInPanel } from '../../support/panel/render-in-panel';

test('a store without orders is told so, and no count of nothing', () => {
  for (const locale of ['en', 'de'] as const) {
    const { noOrders, done } = panelStrings(locale).home.backfill;
    expect(cardOf(locale, 0)).toContain(noOrders);
    expect(cardOf(locale, 0)).not.toContain(done('40'));
    expect(cardOf(locale, 2)).toContain(done('42'));
  }
});

function cardOf(locale: 'en' | 'de', orders: number): string {
  const part = (subject: string, loaded: number) => ({ subject, state: 'done', loaded, total: loaded });
  const backfill = {
    state: 'done',
    parts: [part('products', 40), part('orders', orders)],
    loaded: 40 + orders,
    total: 40 + orders,
    secondsLeft: null,
    isRetrying: false,
    because: null,
  } as const;
  return renderInPanel(<BackfillCard backfill={backfill} />, { locale });
}
