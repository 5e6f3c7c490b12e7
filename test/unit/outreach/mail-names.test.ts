import { describe, expect, test } from 'vitest';
import { templatesDe } from '~/base/strings/de/templates';
import { templatesEn } from '~/base/strings/en/templates';
import { activeKinds } from '~/base/vocabulary/kinds';
import { defaultTemplate } from '~/outreach/templates/default-template';
import { mailLocales } from '~/outreach/templates/mail-input';
import { mailNames } from '~/outreach/templates/mail-names';
import { sampleMail } from '~/outreach/templates/sample-mail';

const cases = activeKinds.flatMap((kind) => mailLocales.map((locale) => ({ kind, locale })));
const namesOf = ({ kind, locale }: (typeof cases)[number]) =>
  mailNames(sampleMail(kind, locale, defaultTemplate(kind, locale)), 'relationship');

describe('the names that words of a mail can use', () => {
  test.each(cases)('of $kind in $locale are explained in both languages', (of) => {
    for (const { name } of namesOf(of)) {
      expect(templatesEn.nameOf[name], name).toBeTruthy();
      expect(templatesDe.nameOf[name], name).toBeTruthy();
    }
  });

  test.each(cases)('of $kind in $locale hold each that its default words use', (of) => {
    const { subject, preheader, body, text } = defaultTemplate(of.kind, of.locale);
    const used = [subject, preheader, body, text].flatMap((words) =>
      [...words.matchAll(/\{\{\s*((?:item|customer|shop)\.[a-z_]+|signature|more_[a-z]+)/g)].map(
        ([, name]) => name,
      ),
    );
    expect(used.length).toBeGreaterThan(0);
    const known = new Set(namesOf(of).map(({ name }) => name));
    expect(used.filter((name) => name && !known.has(name))).toEqual([]);
  });

  test('tell what each stands for in this mail', () => {
    const names = namesOf({ kind: 'running-low', locale: 'en' });
    expect(names.find(({ name }) => name === 'customer.first_name')).toEqual({
      name: 'customer.first_name',
      value: 'Mia',
    });
  });
});
