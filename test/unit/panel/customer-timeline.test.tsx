import { AppProvider } from '@shopify/polaris';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { type PanelLocale, panelStrings } from '~/base/strings/panel';
import { answers } from '~/base/vocabulary/answers';
import { CustomerTimeline } from '~/components/customers/customer-timeline';
import { PanelProvider } from '~/components/frame/panel-context';
import type { CustomerPage } from '~/office/pages/customers/customer.server';

describe('the timeline of a customer', () => {
  test.each(['en', 'de'] as const)('tells each answer in words, never as its code (%s)', (locale) => {
    const html = timeline(locale, {
      answers: answers.map((answer) => ({ answer, at: new Date('2026-06-01T10:00:00Z'), needTitle: 'Tea' })),
    });
    const { history } = panelStrings(locale).customer;
    for (const answer of answers) expect(html).not.toContain(history.answer(answer));
    expect(html).toContain(history.answer(locale === 'de' ? 'Noch genug da' : 'Still have plenty'));
  });
});

function timeline(locale: PanelLocale, page: Pick<CustomerPage, 'answers'>): string {
  const rest = { orders: [], mails: [], closed: [], open: [], now: new Date('2026-06-02T10:00:00Z') };
  return renderToStaticMarkup(
    <AppProvider i18n={{}}>
      <PanelProvider
        staffRole="full"
        colleagues={{}}
        locale={locale}
        countryCode={null}
        timeZone="UTC"
        currency="EUR"
        shopDomain="tea.myshopify.com"
        today="2026-06-02"
      >
        <CustomerTimeline page={{ ...rest, ...page } as unknown as CustomerPage} />
      </PanelProvider>
    </AppProvider>,
  );
}
