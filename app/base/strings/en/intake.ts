import type { NewsSubject } from '~/base/vocabulary/news';

/** Notices from Shopify that could not be worked in, and what to do about them. */
export const intakeEn = {
  stuck: (count: number, capped: boolean) =>
    count === 1 && !capped
      ? '1 notice from Shopify could not be worked in, after eight tries.'
      : `${count}${capped ? ' or more' : ''} notices from Shopify could not be worked in, after eight tries each.`,
  about: (subjects: string, ago: string) => `About: ${subjects}. The first came ${ago}.`,
  subjects: {
    orders: 'orders',
    customers: 'customers',
    products: 'products',
    privacy: 'privacy requests',
    shop: 'the shop itself',
  } satisfies Record<NewsSubject, string>,
  whatNow:
    'Everything else goes on, and the comparison every 15 minutes brings most of what they say. Try them again, best after an update of Carafe. If they stay, tell whoever runs this installation: the reason is in its log.',
  privacyNow:
    'A privacy request is among them: the law gives 30 days. Try again now, and do not leave it there.',
  reason: (error: string) => `For the log: ${error}`,
  replay: 'Try again',
  replayed: (count: number) => (count === 1 ? '1 notice is tried again' : `${count} notices are tried again`),
};

export type IntakeStrings = typeof intakeEn;
