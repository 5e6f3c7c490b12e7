/** What a notice of Shopify's is about, as a merchant would say it. */
export const newsSubjects = ['orders', 'customers', 'products', 'privacy', 'shop'] as const;
export type NewsSubject = (typeof newsSubjects)[number];

const compliance = new Set(['customers/data_request', 'customers/redact', 'shop/redact']);

/** @example newsSubject('refunds/create') // 'orders' */
export function newsSubject(topic: string): NewsSubject {
  if (compliance.has(topic)) return 'privacy';
  if (/^(orders|refunds|returns|fulfillments|fulfillment_events)\//.test(topic)) return 'orders';
  if (topic.startsWith('customers')) return 'customers';
  return topic.startsWith('products/') ? 'products' : 'shop';
}
