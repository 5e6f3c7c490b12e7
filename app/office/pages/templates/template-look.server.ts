import type { ActiveKind } from '~/base/vocabulary/kinds';
import { sqlInShop } from '~/db.server';
import { loadShop } from '~/intake/shops/load-shop.server';
import { loadMailCustomer, loadMailInput } from '~/office/pages/queue/preview.server';
import type { TemplateWords } from '~/outreach/kinds/message-facts';
import { classOfKind } from '~/outreach/kinds/propose';
import { checkTemplate, type TemplateCheck } from '~/outreach/templates/check-template.server';
import type { MailInput, MailLocale, TemplateSource } from '~/outreach/templates/mail-input';
import { mailNames } from '~/outreach/templates/mail-names';
import { sampleMail } from '~/outreach/templates/sample-mail';

export interface LookQuestion {
  readonly kind: ActiveKind;
  readonly locale: MailLocale;
  readonly words: TemplateWords;
  /** The message whose customer the mail is shown for; null: a made-up one. */
  readonly messageId: bigint | null;
  /** To whom a made-up message is shown; null: to somebody made up, too. */
  readonly customerId: bigint | null;
}

/** How words look as a mail, what is wrong with them, and what they could name with its value in that mail. */
export async function lookOf(shopId: bigint, question: LookQuestion) {
  const fill = await filling(shopId, question);
  const { kind, locale, words } = question;
  const { problems, class: asked, findings, preview } = await checkTemplate(kind, locale, words, fill);
  const input = fill({ ...words, version: 'draft', class: asked });
  return {
    problems,
    /** The words by which this mail is an advertisement, where its kind is none. */
    sells: asked === classOfKind[kind] ? [] : findings.map(({ text }) => text),
    names: mailNames(input, asked),
    mail: preview && {
      from: input.shop.settings.sender.name || input.shop.name,
      subject: preview.subject,
      preheader: preview.preheader,
      html: preview.html,
      text: preview.text,
    },
  };
}

/** The mail of these words with links of the caller's choice, for a test mail; or what is wrong with them. */
export async function mailOf(
  shopId: bigint,
  question: LookQuestion,
  links: MailInput['links'],
): Promise<TemplateCheck> {
  const fill = await filling(shopId, question);
  const { kind, locale, words } = question;
  return checkTemplate(kind, locale, words, (template) => ({ ...fill(template), links }));
}

/**
 * For whom the mail is made: the customer of a message that is still there; one who has none of this kind, or somebody
 * made up, gets a made-up one of this very shop.
 */
function filling(
  shopId: bigint,
  { kind, locale, messageId, customerId }: LookQuestion,
): Promise<(template: TemplateSource) => MailInput> {
  return sqlInShop(shopId, async (sql) => {
    const real = messageId === null ? null : await loadMailInput(sql, messageId);
    if (real?.messages[0]?.kind === kind) return (template) => ({ ...real, locale, template });
    const shop = await loadShop(sql);
    const customer = customerId === null ? null : await loadMailCustomer(sql, customerId, shop.timeZone);
    return (template) => ({ ...sampleMail(kind, locale, template), shop, ...(customer && { customer }) });
  });
}
