import { type ActiveKind, activeKinds, type MessageClass, stricterClass } from '~/base/vocabulary/kinds';
import { classOfKind } from '~/outreach/kinds/propose';
import type { GateFacts } from '~/outreach/planning/gate-facts';
import { defaultTemplate } from '~/outreach/templates/default-template';
import { mailLocale } from '~/outreach/templates/mail-locale';
import { templateVersion } from '~/outreach/templates/template-version';

export type TemplateChoices = Readonly<
  Record<ActiveKind, { readonly version: string; readonly class: MessageClass }>
>;

/** Which words would render each kind for this customer, and the class that they ask for. */
export function templateChoices(facts: Pick<GateFacts, 'templates' | 'customer' | 'shop'>): TemplateChoices {
  const locale = mailLocale(facts.customer.locale, facts.shop.locale);
  const choices = activeKinds.map((kind) => {
    const own = facts.templates.find((one) => one.kind === kind && one.locale === locale);
    if (own && !own.isDefault) {
      const version = templateVersion(kind, locale, `v${own.version}`);
      return [kind, { version, class: stricterClass(classOfKind[kind], own.class) }] as const;
    }
    const { version, class: wordsClass } = defaultTemplate(kind, locale);
    return [kind, { version, class: stricterClass(classOfKind[kind], wordsClass) }] as const;
  });
  return Object.fromEntries(choices) as TemplateChoices;
}
