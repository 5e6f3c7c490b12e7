import { expect, test } from 'vitest';
import { panelStrings } from '~/base/strings/panel';
import { SentMail } from '~/components/parts/sent-mail';
import { renderInPanel } from '../../support/panel/render-in-panel';

test.each(['en', 'de'] as const)('what went to Shopify Flow is told as no mail of ours (%s)', (locale) => {
  const { flow } = panelStrings(locale).message;
  const row = (channel: 'email' | 'flow') =>
    renderInPanel(
      <SentMail
        mail={{
          ...{ mailId: '1', kind: 'thank-you', channel, customerId: '2', customerName: 'Ada', reasons: 1 },
          ...{ sentAt: new Date('2026-06-10T08:00:00Z'), outcome: { what: 'nothing' } },
          ...{ isRedirected: false, isCustomerThere: false },
        }}
        when="10:00"
      />,
      { locale },
    );
  expect(row('flow')).toContain(flow);
  expect(row('email')).not.toContain(flow);
});
