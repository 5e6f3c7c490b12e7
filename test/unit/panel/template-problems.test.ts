import { expect, test } from 'vitest';
import { templateProblemDe } from '~/base/strings/de/template-problems';
import { templateProblems } from '~/base/strings/en/template-problems';
import { panelVoice } from '~/base/strings/panel-voice';

test.each(Object.entries(templateProblems))('a German reads in German what is wrong: %s', (_, problem) => {
  const [told, other] = ['500', 'item.title'];
  const english = typeof problem === 'string' ? problem : String((problem as Say)(told, other));
  const german = templateProblemDe(english);
  expect(german).not.toBe(english);
  if (typeof problem !== 'string') expect(german).toContain(told);
  // "There is no x" is the beginning of "There is no x. Did you mean y?".
  expect(german).not.toMatch(/Did you mean|\$\d/);
});

type Say = (...given: string[]) => string;

test('a mail that failed for its template names part and mistake in the reader’s language', () => {
  const reason = { code: 'template-error', detail: `subject: ${templateProblems.empty}` } as const;
  const tell = (locale: 'en' | 'de') =>
    panelVoice({
      locale,
      countryCode: null,
      timeZone: 'UTC',
      currency: 'EUR',
      today: '2026-06-02',
    }).reason(reason);
  expect(tell('de')).toBe('Die Vorlage hat einen Fehler: Betreff: Das ist leer.');
  expect(tell('en')).toBe('The template has an error: subject: This is empty.');
});
