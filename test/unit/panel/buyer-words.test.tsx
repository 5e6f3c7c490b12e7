import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { pageStrings } from '~/base/strings/pages';
import { panelVoice } from '~/base/strings/panel-voice';
import { AnswerPage } from '~/components/public/answer-page';
import { PreferencesPage } from '~/components/public/preferences-page';

const shop = {
  name: 'Northwind',
  siteUrl: null,
  logoUrl: '',
  accentColour: '#1a1a1a',
  backgroundColour: '#ffffff',
};

describe('what a buyer said', () => {
  test('about one product is told as about that product, and about a kind with the kind’s own name', () => {
    for (const [locale, product, kind] of [
      ['en', /this product/, 'Running low'],
      ['de', /dieses Produkt/, 'Geht zur Neige'],
    ] as const) {
      const { reason } = panelVoice({
        locale,
        countryCode: null,
        timeZone: 'UTC',
        currency: 'EUR',
        today: '2026-06-02',
      });
      const ofItem = reason({ code: 'preference-off', kind: 'running-low', ofItem: true });
      const ofKind = reason({ code: 'preference-off', kind: 'running-low' });
      expect(ofItem).toMatch(product);
      expect(ofItem).not.toContain(kind);
      expect(ofKind).toContain(kind);
      for (const words of [ofItem, ofKind]) expect(words).not.toContain('running-low');
    }
  });
});

describe('the preferences page', () => {
  const page = (locale: 'en' | 'de', unconsented: readonly ('running-low' | 'thank-you')[]) =>
    renderToStaticMarkup(
      <PreferencesPage
        shop={shop}
        strings={pageStrings(locale)}
        choices={{
          kinds: { 'running-low': true, 'thank-you': true, 'warranty-expiry': true },
          unconsented,
          rate: 'usual',
          pausedUntil: null,
          stopped: null,
        }}
        done={null}
      />,
    );

  test('does not say that somebody gets what goes to subscribers only, and keeps their choices', () => {
    for (const locale of ['en', 'de'] as const) {
      const words = pageStrings(locale).preferences;
      const told = page(locale, ['running-low', 'thank-you']);
      expect(told).toContain(words.notSubscribed('Northwind'));
      expect(told).toContain(`<legend>${words.kindsLegendThen}</legend>`);
      expect(told.split(words.notThisYet)).toHaveLength(3);
      expect(told.match(/type="checkbox"[^>]*checked/g)).toHaveLength(3);
      const subscribed = page(locale, []);
      expect(subscribed).toContain(`<legend>${words.kindsLegend}</legend>`);
      expect(subscribed).not.toContain(words.notThisYet);
      expect(subscribed).not.toContain(words.notSubscribed('Northwind'));
    }
  });
});

test('the page of somebody with whom something is wrong is not headed by words about our own mails', () => {
  for (const [locale, ours] of [
    ['en', /we (only )?write/i],
    ['de', /wir schreiben/i],
  ] as const) {
    const html = renderToStaticMarkup(
      <AnswerPage
        shop={shop}
        strings={pageStrings(locale)}
        question={{ about: 'product', item: 'Desk lamp' } as never}
        others={[]}
        chosen="something_wrong"
        error={null}
      />,
    );
    expect(html).toMatch(/<legend>/);
    expect(html).not.toMatch(ours);
  }
});
