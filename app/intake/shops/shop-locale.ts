const germanCountries = new Set(['DE', 'AT', 'CH', 'LI']);

/**
 * The language that a shop's customers are written to when neither they nor their orders name one. The Admin API tells
 * a shop's main language only to apps with read_locales, so at install it follows the country.
 */
export function localeOfCountry(countryCode: string | null): string {
  return countryCode !== null && germanCountries.has(countryCode) ? 'de' : 'en';
}
