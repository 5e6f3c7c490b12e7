import { now } from '~/base/lib/clock.server';
import type { MessageClass } from '~/base/vocabulary/kinds';
import { linkUrl, signLink } from '~/care/answers/signed-link.server';
import { sqlInShop } from '~/db.server';
import { loadMailPartsOf, type MailParts } from '~/outreach/templates/load-mail-parts.server';
import { type MailLinks, type RenderedMail, TemplateError } from '~/outreach/templates/mail-input';
import { renderMail } from '~/outreach/templates/render-mail.server';
import { NotDeliverable } from '~/sending/channels/channel';
import { inBatches } from '~/sending/in-batches';
import type { ReadyMail } from '~/sending/ready-mail';

export interface MadeMail extends RenderedMail {
  /** Where one click unsubscribes; null for transactional mail. */
  readonly unsubscribeUrl: string | null;
}

/** The words of a mail with its links, rendered. Throws NotDeliverable for a template that cannot be used. */
export async function makeMail(
  ready: ReadyMail,
  { isRehearsal = false }: { isRehearsal?: boolean } = {},
): Promise<MadeMail> {
  const { shop, customer } = ready;
  const parts = await partsOf(ready);
  if (!parts)
    throw new NotDeliverable(`no template for ${ready.messages[0]?.kind ?? 'a mail without a message'}`);
  const links = linksOf(ready, isRehearsal);
  const rendered = await rendering(() =>
    renderMail({
      ...parts,
      shop,
      customer: { firstName: customer.firstName, timeZone: customer.timeZone },
      at: now(),
      links,
    }),
  );
  const mailClass: MessageClass = rendered.class;
  return { ...rendered, unsubscribeUrl: mailClass === 'transactional' ? null : links.unsubscribe };
}

async function rendering(render: () => Promise<RenderedMail>): Promise<RenderedMail> {
  try {
    return await render();
  } catch (error) {
    if (error instanceof TemplateError) throw new NotDeliverable(`${error.part}: ${error.message}`);
    throw error;
  }
}

const partsOf = inBatches(
  (mails: ReadyMail[]): Promise<(MailParts | null)[]> => {
    const shopId = mails[0]?.shop.id;
    if (shopId === undefined) return Promise.resolve([]);
    return sqlInShop(shopId, (sql) =>
      loadMailPartsOf(
        sql,
        mails.map(({ messages, customer, shop }) => ({
          messages,
          customerLocale: customer.locale,
          shopLocale: shop.locale,
        })),
      ),
    );
  },
  { waitMs: 1, limit: 64, laneOf: ({ shop }) => shop.id },
);

/** Nobody: what a link of a rehearsal asks for is shown, and done to no one. */
const NOBODY = 0n;

/**
 * Each link speaks of this customer and this mail, and opens one purpose alone. In a mail that somebody else gets, it
 * speaks of nobody: a merchant who tries the links must not unsubscribe a customer.
 */
function linksOf({ mailId, shop, customer }: ReadyMail, isRehearsal: boolean): MailLinks {
  return isRehearsal
    ? rehearsalLinks(shop.id)
    : linksFor({ shopId: shop.id, customerId: customer.id, mailId });
}

/** Links that open the real pages and act on nobody. */
export function rehearsalLinks(shopId: bigint): MailLinks {
  return linksFor({ shopId, customerId: NOBODY });
}

/** The links of a customer's mail, each for one purpose, signed for the shop and the customer. */
export function linksFor(claims: { shopId: bigint; customerId: bigint; mailId?: bigint }): MailLinks {
  return {
    unsubscribe: linkUrl('unsubscribe', signLink('unsubscribe', claims)),
    preferences: linkUrl('preferences', signLink('preferences', claims)),
    reorder: ({ id, needId }) =>
      needId === null ? null : linkUrl('reorder', signLink('reorder', { ...claims, messageId: id, needId })),
    answer: ({ id, needId }) =>
      linkUrl('answer', signLink('answer', { ...claims, messageId: id, needId: needId ?? undefined })),
  };
}
