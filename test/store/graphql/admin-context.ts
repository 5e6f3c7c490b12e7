import type { BulkOperations } from '../bulk/bulk-operations';
import type { DraftOrder } from '../world/entities';
import type { World } from '../world/world';

/** A call of an app that the store keeps, for the demo to show and tests to read. */
export type RecordedCall = { name: string; input: Record<string, unknown>; at: number };

type WebhookSubscription = {
  kind: 'WebhookSubscription';
  id: number;
  topic: string;
  uri: string;
  filter: string | null;
  includeFields: string[];
  createdAt: number;
};

/** What resolvers may use. */
export type AdminContext = {
  world: World;
  /** The store's own address, which is the shop's storefront too. */
  storeUrl: string;
  apiKey: string;
  scopes: readonly string[];
  bulk: BulkOperations;
  calls: RecordedCall[];
  subscriptions: WebhookSubscription[];
  enabledDefinitions: { namespace: string; key: string; ownerType: string }[];
  sendInvoice: (
    draft: DraftOrder,
    email: { to: string; subject: string; text: string; from: string },
  ) => void;
  /** Inside a bulk operation connections are read whole; `window` cuts the outermost one into portions. */
  bulkWindow?: { skip: number; take: number; isRootTaken: boolean; hasMore: boolean };
};

export type Arguments = Record<string, unknown>;
export type FieldResolvers<S> = Record<
  string,
  (source: S, args: Arguments, context: AdminContext) => unknown
>;
