/** A percentage in English. @example percentEn(16) // '16%' */
export const percentEn = (written: number | string): string => `${written}%`;

/** A percentage in German, with a space at which no line breaks. @example percentDe('0,3') // '0,3\u00a0%' */
export const percentDe = (written: number | string): string => `${written}\u00a0%`;
