import { type MailLocale, mailLocales } from '~/outreach/templates/mail-input';

/**
 * The language of a mail: the first of these that we can write, else English. Give the customer's, then the order's, then
 * the shop's.
 *
 * @example mailLocale('de-AT', 'en') // 'de'
 */
export function mailLocale(...wishes: readonly (string | null)[]): MailLocale {
  for (const wish of wishes) {
    const language = wish?.slice(0, 2).toLowerCase();
    const found = mailLocales.find((locale) => locale === language);
    if (found) return found;
  }
  return 'en';
}
