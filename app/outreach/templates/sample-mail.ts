import { shopSettingsSchema } from '~/base/settings/shop-settings';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import type { Reason } from '~/base/vocabulary/reasons';
import { isLastStep } from '~/base/vocabulary/steps';
import type { MailInput, MailLocale, TemplateSource } from '~/outreach/templates/mail-input';

/** A mail to nobody, to try a template with: enough of everything that it can name. */
export function sampleMail(kind: ActiveKind, locale: MailLocale, template: TemplateSource): MailInput {
  const settings = shopSettingsSchema.parse({});
  const sender = {
    ...settings.sender,
    name: 'Ada’s Coffee',
    postalAddress: 'Hafenstraße 12, 20457 Hamburg',
    signature: 'Ada',
  };
  return {
    shop: {
      name: 'Ada’s Coffee',
      domain: 'adas-coffee.myshopify.com',
      storefrontUrl: null,
      settings: { sender, brand: settings.brand },
    },
    customer: { firstName: 'Mia', timeZone: 'Europe/Berlin' },
    at: new Date('2026-06-28T08:00:00Z'),
    locale,
    template,
    messages: sampleReasons(kind, locale).map((reason, index) => ({
      id: BigInt(index + 1),
      kind,
      needId: BigInt(index + 1),
      reason,
      facts: {
        orderName: '#1042',
        orderedOn: '2026-06-03',
        orderTotalMinor: 4590n,
        orderCurrency: 'EUR',
        imageUrl: null,
        guideUrl: 'https://example.com/guide',
        isLast: isLastStep(kind, 1),
      },
    })),
    links: {
      unsubscribe: 'https://example.com/unsubscribe',
      preferences: 'https://example.com/preferences',
      reorder: ({ kind: of, id }) => (of === 'running-low' ? `https://example.com/reorder/${id}` : null),
      answer: ({ id }) => `https://example.com/answer/${id}`,
    },
  };
}

const titlesIn = {
  en: ['Espresso, 1 kg', 'Filter papers no. 4', 'Oat drink, 6 × 1 l', 'Descaler, 500 ml'],
  de: ['Espresso, 1 kg', 'Filtertüten Nr. 4', 'Haferdrink, 6 × 1 l', 'Entkalker, 500 ml'],
} as const satisfies Readonly<Record<MailLocale, readonly string[]>>;

const machinesIn = {
  en: ['Espresso machine', 'Coffee grinder'],
  de: ['Espressomaschine', 'Kaffeemühle'],
} as const satisfies Readonly<Record<MailLocale, readonly string[]>>;

function sampleReasons(kind: ActiveKind, locale: MailLocale): Reason[] {
  const titles = titlesIn[locale];
  switch (kind) {
    case 'running-low':
      return titles.map((item, index) => ({
        code: 'running-low',
        item,
        ownGaps: 4,
        ownWeight: 0.67,
        otherCustomers: 80,
        gapFromDays: 29,
        gapToDays: 33,
        lastOn: '2026-06-05',
        lastQuantity: 2,
        lastWas: 'delivered',
        runOutOn: '2026-07-05',
        runOutFromOn: '2026-07-02',
        runOutToOn: '2026-07-08',
        probability: 0.6 - index / 100,
        step: 1,
      }));
    case 'warranty-expiry':
      return machinesIn[locale].map((item) => ({
        code: 'warranty-expiry',
        item,
        boughtOn: '2024-07-28',
        months: 24,
        endsOn: '2026-07-28',
        daysBefore: 30,
        restarted: false,
      }));
    case 'thank-you':
      return [{ code: 'thank-you', orderName: '#1042', orderNumber: 1, orderedOn: '2026-06-27' }];
  }
}
