import { AppProvider } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { PanelLocale } from '~/base/strings/panel';
import { PanelProvider } from '~/components/frame/panel-context';

/** The HTML of a piece of the panel, as somebody with full access in a shop of the euro is shown it. */
export function renderInPanel(
  content: ReactNode,
  {
    locale = 'en',
    today = '2026-06-10',
    timeZone = 'UTC',
  }: { locale?: PanelLocale; today?: string; timeZone?: string } = {},
): string {
  return renderToStaticMarkup(
    <AppProvider i18n={{}}>
      <PanelProvider
        staffRole="full"
        colleagues={{}}
        locale={locale}
        countryCode={null}
        timeZone={timeZone}
        currency="EUR"
        shopDomain="tea.myshopify.com"
        today={today}
      >
        {content}
      </PanelProvider>
    </AppProvider>,
  );
}
