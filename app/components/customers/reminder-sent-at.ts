import type { CustomerPage, SupplyView } from '~/office/pages/customers/customer.server';

/** When the newest reminder of the last purchase went out; null where none did. */
export function reminderSentAt(
  { needId, lastPurchaseOn }: Pick<SupplyView, 'needId' | 'lastPurchaseOn'>,
  mails: CustomerPage['mails'],
): Date | null {
  const since = new Date(`${lastPurchaseOn}T00:00:00Z`);
  const mail = mails.find(
    ({ messages, sentAt }) =>
      sentAt >= since && messages.some((one) => one.kind === 'running-low' && one.needId === needId),
  );
  return mail?.sentAt ?? null;
}
