import type { OrderPurpose } from '~/base/vocabulary/orders';

/**
 * Why an order exists. Whatever cost something is a purchase. What cost nothing brings supply, but is not the customer's
 * own rhythm: a replacement when its tags or a draft say so, a sample when its goods are free, else a gift.
 */
export function purposeOf(order: {
  readonly isTest: boolean;
  readonly tags: readonly string[];
  readonly sourceName: string | null;
  /** Of the goods before and after discounts, before returns. */
  readonly goodsMinor: bigint;
  readonly subtotalMinor: bigint;
  readonly hasLines: boolean;
}): OrderPurpose {
  if (order.isTest) return 'test';
  if (order.subtotalMinor > 0n || !order.hasLines) return 'purchase';
  const tags = order.tags.join(' ').toLowerCase();
  if (/replace|reship|resend|ersatz/.test(tags)) return 'replacement';
  if (/sample|probe|muster/.test(tags)) return 'sample';
  if (/gift|geschenk|influencer|giveaway/.test(tags)) return 'gift';
  if (order.goodsMinor === 0n) return 'sample';
  return order.sourceName === 'shopify_draft_order' ? 'replacement' : 'gift';
}
