import { type MailLocale, mailLocales } from '~/outreach/templates/mail-input';

/**
 * The language of a mail, asked by the plan and by the mail alike: the customer's where we can write it, else the shop's,
 * else English. A customer without a language of their own has that of their newest order (`link-orders`).
 *
 * @example mailLocale('de-AT', 'en') // 'de'
 */
export function mailLocale(customerLocale: string | null, shopLocale: string | null): MailLocale {
  for (const wish of [customerLocale, shopLocale]) {
    const language = wish?.slice(0, 2).toLowerCase();
    const found = mailLocales.find((locale) => locale === language);
    if (found) return found;
  }
  return 'en';
}
