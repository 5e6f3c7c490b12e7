/** The webhooks that we ask for; shopify.app.toml names the same, and a test compares them with Shopify's schema. */
export const trackedTopics = [
  'orders/create',
  'orders/paid',
  'orders/updated',
  'orders/cancelled',
  'orders/edited',
  'refunds/create',
  'fulfillments/create',
  'fulfillments/update',
  'fulfillment_events/create',
  'returns/request',
  'returns/approve',
  'returns/decline',
  'returns/cancel',
  'returns/close',
  'returns/reopen',
  'returns/update',
  'returns/process',
  'products/create',
  'products/update',
  'products/delete',
  'customers/create',
  'customers/update',
  'customers/delete',
  'customers/merge',
  'customers_email_marketing_consent/update',
  'shop/update',
  'app/uninstalled',
  'app/scopes_update',
  'bulk_operations/finish',
] as const;

/** What privacy law demands; subscribed by compliance_topics in shopify.app.toml only. */
export const complianceTopics = ['customers/data_request', 'customers/redact', 'shop/redact'] as const;

/** Not asked for, but understood when they come: an app's earlier version may have subscribed to them. */
const understoodTopics = ['orders/fulfilled', 'orders/partially_fulfilled'] as const;

export type TrackedTopic = (typeof trackedTopics | typeof understoodTopics)[number];
export type ComplianceTopic = (typeof complianceTopics)[number];
export type Topic = TrackedTopic | ComplianceTopic;

const known = new Set<string>([...trackedTopics, ...understoodTopics, ...complianceTopics]);

export function isTopic(text: string): text is Topic {
  return known.has(text);
}

export function isComplianceTopic(text: string): text is ComplianceTopic {
  return (complianceTopics as readonly string[]).includes(text);
}
