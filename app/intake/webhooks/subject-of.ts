import { gidOf } from '~/intake/shopify/gid';

/** Whose data a webhook carries, so that its row can be found when that person must be forgotten. */
export interface Subject {
  readonly shopifyCustomerId: string | null;
  readonly email: string | null;
  /** The order that it is about: parcels and refunds name no customer. */
  readonly shopifyOrderId: string | null;
}

export function subjectOf(topic: string, payload: unknown): Subject {
  const root = recordOf(payload);
  const customer = recordOf(root.customer);
  const own = topic.startsWith('customers/') && customer.id === undefined ? root : {};
  return {
    shopifyCustomerId:
      gidOf('Customer', customer.admin_graphql_api_id, customer.id) ??
      gidOf('Customer', own.admin_graphql_api_id, own.id) ??
      gidOf('Customer', root.customer_id),
    shopifyOrderId: topic.startsWith('orders/')
      ? gidOf('Order', root.admin_graphql_api_id, root.id)
      : (gidOf('Order', root.order_id) ??
        gidOf('Order', recordOf(root.order).admin_graphql_api_id, recordOf(root.order).id)),
    email: firstEmail(root.email, root.contact_email, customer.email, root.email_address),
  };
}

function firstEmail(...candidates: unknown[]): string | null {
  for (const candidate of candidates) {
    if (typeof candidate === 'string' && candidate.includes('@')) return candidate.slice(0, 400);
  }
  return null;
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
