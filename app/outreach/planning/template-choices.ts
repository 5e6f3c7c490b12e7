import { type ActiveKind, activeKinds, type MessageClass, stricterClass } from '~/base/vocabulary/kinds';
import { classOfKind } from '~/outreach/kinds/propose';
import type { GateFacts } from '~/outreach/planning/gate-facts';
import { defaultTemplate } from '~/outreach/templates/default-template';
import { mailLocale } from '~/outreach/templates/mail-locale';
import { templateVersion } from '~/outreach/templates/template-version';
import { senderClass } from '~/outreach/templates/text/content-class';

export type TemplateChoices = Readonly<
  Record<ActiveKind, { readonly version: string; readonly class: MessageClass }>
>;

/** Which words would render each kind for this customer, and the class that they and the sender's own ask for. */
export function templateChoices(facts: Pick<GateFacts, 'templates' | 'customer' | 'shop'>): TemplateChoices {
  const locale = mailLocale(facts.customer.locale, facts.shop.locale);
  const { name, settings } = facts.shop;
  const ofSender = senderClass({ name, sender: settings.sender });
  const classOf = (kind: ActiveKind, ofWords: MessageClass) =>
    [ofWords, ofSender].reduce(stricterClass, classOfKind[kind]);
  const choices = activeKinds.map((kind) => {
    const own = facts.templates.find((one) => one.kind === kind && one.locale === locale);
    if (own && !own.isDefault) {
      const version = templateVersion(kind, locale, `v${own.version}`);
      return [kind, { version, class: classOf(kind, own.class) }] as const;
    }
    const { version, class: wordsClass } = defaultTemplate(kind, locale);
    return [kind, { version, class: classOf(kind, wordsClass) }] as const;
  });
  return Object.fromEntries(choices) as TemplateChoices;
}
