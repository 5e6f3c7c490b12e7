import { createHash } from 'node:crypto';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import { wordsOfKind } from '~/outreach/kinds/words-of-kind';
import type { MailLocale, TemplateSource } from '~/outreach/templates/mail-input';
import { templateVersion } from '~/outreach/templates/template-version';
import { contentClass } from '~/outreach/templates/text/content-class';

const made = new Map<string, TemplateSource>();

/** The words that serve until a merchant writes their own. Their version changes with every letter of them. */
export function defaultTemplate(kind: ActiveKind, locale: MailLocale): TemplateSource {
  const name = `${kind}/${locale}`;
  let template = made.get(name);
  if (!template) {
    const words = wordsOfKind[kind][locale];
    const hash = createHash('sha256').update(JSON.stringify(words)).digest('hex').slice(0, 8);
    template = {
      ...words,
      version: templateVersion(kind, locale, `default-${hash}`),
      class: contentClass(words).class,
    };
    made.set(name, template);
  }
  return template;
}
