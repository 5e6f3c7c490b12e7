import { now } from '~/base/lib/clock.server';
import { sqlInShop } from '~/db.server';
import { lockPlans } from '~/intake/customers/lock-customer.server';
import { loadShop, saveSettings } from '~/intake/shops/load-shop.server';
import { loadRelay } from '~/sending/channels/email/relay-of-shop.server';
import {
  checkSenderDomain,
  type DomainCheck,
  type TxtResolver,
} from '~/sending/domain/check-sender-domain.server';
import { mailSourceOf } from '~/sending/domain/mail-source';

/** What the merchant says about the domain. */
export interface DomainWord {
  /** Where the DKIM key is; undefined: as stored. */
  readonly selector?: string | undefined;
  /** It has sent to many customers before, so that receivers know it: no slow start, or none any more. */
  readonly isEstablished?: boolean;
}

/**
 * Checks the domain of the shop's sender address for the mail server in use, and keeps the verdict: from then on mails
 * come from that address, a domain that we never sent from starting slowly. Name servers that do not answer change
 * nothing.
 */
export async function verifySenderDomain(
  shopId: bigint,
  { selector, isEstablished = false }: DomainWord = {},
  resolver?: TxtResolver,
): Promise<DomainCheck> {
  const { sender, host, asked } = await sqlInShop(shopId, async (sql) => {
    const { settings } = await loadShop(sql);
    const relay = await loadRelay(sql);
    return {
      sender: settings.sender,
      host: relay?.host ?? '',
      asked: selector?.trim() ?? settings.senderDomain.selector,
    };
  });
  const domain = domainOf(sender.email);
  const check = await checkSenderDomain(domain, mailSourceOf(host, asked), resolver);
  const isUnknown =
    check.status === 'checked' &&
    !check.isVerified &&
    [check.spf, check.dkim, check.dmarc].some(({ status }) => status === 'unanswered');
  if (isUnknown) return check;
  const isVerified = check.status === 'checked' && check.isVerified;
  await sqlInShop(shopId, async (sql) => {
    // Before it is read: somebody may be saving the same sender just now, whose words would be taken back.
    await lockPlans(sql);
    const { settings } = await loadShop(sql);
    // The address may have been changed while the name servers were asked.
    if (settings.sender.email !== sender.email) return;
    const isNew = isVerified && settings.senderDomain.domain !== domain;
    await saveSettings(sql, {
      sender: { ...settings.sender, domainVerified: isVerified },
      senderDomain: {
        selector: asked,
        domain: isVerified ? domain : settings.senderDomain.domain,
        warmUpSince: isEstablished ? null : isNew ? now().toISOString() : settings.senderDomain.warmUpSince,
      },
    });
  });
  return check;
}

function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1).toLowerCase();
}
