const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * A calendar day as people write it, with the year only where it is another than today's.
 *
 * @example dayWords('2026-07-05', { locale: 'en', todayOn: '2026-06-28' }) // '5 July'
 * @example dayWords('2027-01-05', { locale: 'de', todayOn: '2026-12-28' }) // '5. Januar 2027'
 */
export function dayWords(on: string, { locale, todayOn }: { locale: 'en' | 'de'; todayOn: string }): string {
  const withYear = on.slice(0, 4) !== todayOn.slice(0, 4);
  const name = `${locale}|${withYear}`;
  let format = formats.get(name);
  if (!format) {
    format = new Intl.DateTimeFormat(locale === 'de' ? 'de-DE' : 'en-GB', {
      day: 'numeric',
      month: 'long',
      ...(withYear && { year: 'numeric' }),
      timeZone: 'UTC',
    });
    formats.set(name, format);
  }
  return format.format(new Date(`${on}T00:00:00Z`));
}
