import type { NewsSubject } from '~/base/vocabulary/news';

/** Messages from Shopify that could not be read, and what to do about them. */
export const intakeEn = {
  stuck: (count: number, capped: boolean) =>
    count === 1 && !capped
      ? '1 message from Shopify could not be read, after eight tries.'
      : `${count}${capped ? ' or more' : ''} messages from Shopify could not be read, after eight tries each.`,
  about: (subjects: string, ago: string) => `About: ${subjects}. The first came ${ago}.`,
  subjects: {
    orders: 'orders',
    customers: 'customers',
    products: 'products',
    privacy: 'privacy requests',
    shop: 'the shop itself',
  } satisfies Record<NewsSubject, string>,
  whatNow:
    'Everything else goes on, and the comparison every 12 minutes brings most of what they say. Try them again, best after an update of Carafe. If they stay, tell whoever runs Carafe for you, with the line below.',
  privacyNow:
    'A privacy request is among them: the law gives 30 days. Try again now, and do not leave it there.',
  reason: (error: string) => `For whoever runs Carafe: ${error}`,
  replay: 'Try again',
  replayed: (count: number) =>
    count === 1 ? '1 message is tried again' : `${count} messages are tried again`,
};

export type IntakeStrings = typeof intakeEn;
