import { AppProvider } from '@shopify/polaris';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { panelStrings } from '~/base/strings/panel';
import { PanelProvider } from '~/components/frame/panel-context';
import { SetUpChecklist } from '~/components/home/set-up-checklist';

test('where the installation’s relay takes the mail, nobody is said to have connected a mail server', () => {
  for (const locale of ['en', 'de'] as const) {
    const { relay, steps } = panelStrings(locale).home.setUp;
    expect(listOf(locale, true)).toContain(relay);
    expect(listOf(locale, true)).not.toContain(steps.smtp.title);
    expect(listOf(locale, false)).toContain(steps.smtp.title);
  }
});

function listOf(locale: 'en' | 'de', byRelay: boolean): string {
  return renderToStaticMarkup(
    <AppProvider i18n={{}}>
      <PanelProvider
        staffRole="full"
        colleagues={{}}
        shopDomain="tea.myshopify.com"
        locale={locale}
        countryCode={null}
        timeZone="UTC"
        currency="EUR"
        today="2026-06-10"
      >
        <SetUpChecklist
          steps={[
            { step: 'smtp', done: true, ...(byRelay && { byRelay: true }) },
            { step: 'kinds', done: false },
          ]}
        />
      </PanelProvider>
    </AppProvider>,
  );
}
