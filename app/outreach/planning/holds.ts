import { addDays, isoDay, localDay } from '~/base/lib/days';
import type { Kind, MessageClass } from '~/base/vocabulary/kinds';
import type { Reason, ReasonOf } from '~/base/vocabulary/reasons';
import type { CareHolds, GateFacts, ShopGate } from '~/outreach/planning/gate-facts';

/** What a customer wrote back holds what advertises no longer than this, even if nobody deals with it. */
export const REPLY_HOLDS_DAYS = 30;

/** Nothing is going on with this customer. */
export const untroubled: CareHolds = {
  complaintOpenedAt: null,
  marketingAfter: null,
  lateOrderName: null,
  pendingRefundOrderName: null,
  disputedOrderName: null,
  overduePromiseAt: null,
  situation: null,
  repliedAt: null,
};

/**
 * Care first: what this customer is going through that holds relationship and marketing mail. Transactional mail goes on,
 * but for somebody who is ill or in grief only because an order is concerned. After a restore nothing goes on: whatever is
 * due may have been sent already.
 */
export function careHold(
  holds: CareHolds,
  mailClass: MessageClass,
  where: {
    readonly at: Date;
    readonly timeZone: string;
    readonly shop: Pick<ShopGate, 'restoredEpoch'>;
  },
): Reason | null {
  const { restoredEpoch } = where.shop;
  if (restoredEpoch !== null) return { code: 'held-restored', epoch: restoredEpoch };
  if (mailClass === 'transactional') return null;
  const on = (at: Date) => isoDay(localDay(at, where.timeZone));
  const { situation } = holds;
  if (situation && (situation.until === null || situation.until > where.at)) {
    return {
      code: 'held-situation',
      situation: situation.word,
      until: situation.until ? on(situation.until) : null,
    };
  }
  if (holds.complaintOpenedAt) return { code: 'held-complaint', openedOn: on(holds.complaintOpenedAt) };
  if (holds.overduePromiseAt) return { code: 'held-promise', dueOn: on(holds.overduePromiseAt) };
  if (holds.lateOrderName !== null) return { code: 'held-late-order', orderName: holds.lateOrderName };
  if (holds.pendingRefundOrderName !== null) {
    return { code: 'held-pending-refund', orderName: holds.pendingRefundOrderName };
  }
  if (holds.disputedOrderName !== null) return { code: 'held-dispute', orderName: holds.disputedOrderName };
  if (mailClass !== 'marketing') return null;
  if (holds.marketingAfter && holds.marketingAfter > where.at) {
    return { code: 'held-after-complaint', until: on(holds.marketingAfter) };
  }
  return holds.repliedAt ? { code: 'held-reply', repliedOn: on(holds.repliedAt) } : null;
}

/** When what holds this customer's mail ends by itself, without anybody's word: then it is judged again. */
export function holdEnds({ situation, marketingAfter, repliedAt }: CareHolds): Date[] {
  const ends = [
    situation?.until ?? null,
    marketingAfter,
    repliedAt ? addDays(repliedAt, REPLY_HOLDS_DAYS) : null,
  ];
  return ends.filter((end) => end !== null);
}

/**
 * A country that the merchant paused holds all mail to its customers, whatever the class: a strike of the carriers, a law
 * that changed. Only a recall goes on. Where nobody knows the customer's country, nothing is held for it.
 */
export function countryHold(
  {
    shop,
    customer,
  }: {
    readonly shop: Pick<ShopGate, 'settings'>;
    readonly customer: Pick<GateFacts['customer'], 'countryCode'>;
  },
  message: { readonly kind: Kind },
): ReasonOf<'held-country'> | null {
  const { countryCode: country } = customer;
  if (message.kind === 'recall' || country === null) return null;
  return shop.settings.pausedCountries.includes(country) ? { code: 'held-country', country } : null;
}
