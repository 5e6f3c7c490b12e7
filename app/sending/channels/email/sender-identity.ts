import type { ShopSettings } from '~/base/settings/shop-settings';

export interface MailAddress {
  readonly name: string;
  readonly address: string;
}

export interface SenderIdentity {
  readonly from: MailAddress;
  readonly replyTo: MailAddress | null;
}

/**
 * Who a mail says that it is from. The store's own address only once its domain was checked (SPF, DKIM, DMARC): else
 * receivers would call it forged, and the app's address writes in the store's name with Reply-To the store.
 * Null when neither is there.
 */
export function senderIdentity(
  { sender }: ShopSettings,
  shopName: string,
  appAddress: string | undefined,
): SenderIdentity | null {
  const name = oneLine(sender.name || shopName);
  const answersTo = sender.replyTo || sender.email;
  if (sender.email && sender.domainVerified) {
    return {
      from: { name, address: sender.email },
      replyTo: sender.replyTo && sender.replyTo !== sender.email ? { name, address: sender.replyTo } : null,
    };
  }
  if (!appAddress) return null;
  return { from: { name, address: appAddress }, replyTo: answersTo ? { name, address: answersTo } : null };
}

/** Header text on one line: line breaks and other control characters, with which headers are forged, become spaces. */
export function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\u2028\u2029\s]+/gu, ' ')
    .trim()
    .slice(0, 300);
}
