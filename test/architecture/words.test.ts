import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { percentDe, percentEn } from '~/base/strings/write-percent';
import { activeKinds } from '~/base/vocabulary/kinds';
import { defaultTemplate } from '~/outreach/templates/default-template';
import { appFiles } from './source-files';

const locales = ['en', 'de'] as const;

/** Codes of reasons as their union declares them. */
function reasonCodes(): string[] {
  const text = readFileSync('app/base/vocabulary/reasons.ts', 'utf8');
  return [...text.matchAll(/code: '([a-z-]+)'/g)].map(([, code = '']) => code);
}

describe('words', () => {
  it.each(locales)('every reason code has its sentence (%s)', (locale) => {
    const sentences = readFileSync(`app/base/strings/reasons-${locale}.ts`, 'utf8');
    const codes = reasonCodes();
    expect(codes.length).toBeGreaterThan(60);
    expect(
      codes.filter((code) => !new RegExp(`(^|\\W)'?${code}'?\\s*[:(]|case '${code}'`, 'm').test(sentences)),
    ).toEqual([]);
  });

  it('percentages are written by the helper of their language: "16%", "16 %" without a break', () => {
    expect([percentEn(16), percentDe('0,3')]).toEqual(['16%', '0,3\u00a0%']);
    const byHand = appFiles()
      .filter(
        ({ path }) => /^app\/(base\/strings|components)\//.test(path) && !path.endsWith('/write-percent.ts'),
      )
      .filter(({ code }) => /[\d}][ \u00a0\u202f]%(?!\})/.test(code));
    expect(byHand.map(({ path }) => path)).toEqual([]);
  });

  it.each(activeKinds.flatMap((kind) => locales.map((locale) => [kind, locale] as const)))(
    '%s has subject, HTML and text to send unchanged (%s)',
    (kind, locale) => {
      const template = defaultTemplate(kind, locale);
      expect(template.subject.trim()).not.toBe('');
      expect(template.text.trim()).not.toBe('');
      expect(template.body.trim()).not.toBe('');
    },
  );
});
