/**
 * What the store remembers. Amounts are in minor units of the shop's currency, instants in milliseconds of the
 * store's own clock, ids are the numeric part of Shopify's gid. `kind` is the GraphQL type's name.
 */
export type Address = {
  kind: 'MailingAddress';
  id: number;
  firstName: string;
  lastName: string;
  company: string | null;
  address1: string;
  address2: string | null;
  city: string;
  province: string | null;
  provinceCode: string | null;
  country: string;
  countryCode: string;
  zip: string;
  phone: string | null;
};

export type MarketingState =
  | 'NOT_SUBSCRIBED'
  | 'PENDING'
  | 'SUBSCRIBED'
  | 'UNSUBSCRIBED'
  | 'INVALID'
  | 'REDACTED';
export type OptInLevel = 'SINGLE_OPT_IN' | 'CONFIRMED_OPT_IN' | 'UNKNOWN';
export type Consent = { state: MarketingState; optInLevel: OptInLevel | null; updatedAt: number | null };

export type Metafield = {
  kind: 'Metafield';
  id: number;
  namespace: string;
  key: string;
  type: string;
  value: string;
  ownerType: string;
  ownerId: number;
  createdAt: number;
  updatedAt: number;
};

export type Customer = {
  kind: 'Customer';
  id: number;
  email: string | null;
  phone: string | null;
  firstName: string;
  lastName: string;
  locale: string;
  tags: string[];
  note: string | null;
  consent: Consent;
  addresses: Address[];
  orderIds: number[];
  createdAt: number;
  updatedAt: number;
  metafields: Metafield[];
};

export type Variant = {
  kind: 'ProductVariant';
  id: number;
  productId: number;
  title: string;
  sku: string;
  price: number;
  compareAtPrice: number | null;
  inventoryQuantity: number;
  position: number;
  option: { name: string; value: string };
  createdAt: number;
  updatedAt: number;
  metafields: Metafield[];
};

export type Product = {
  kind: 'Product';
  id: number;
  handle: string;
  title: string;
  productType: string;
  vendor: string;
  tags: string[];
  status: 'ACTIVE' | 'ARCHIVED' | 'DRAFT';
  descriptionHtml: string;
  variantIds: number[];
  createdAt: number;
  updatedAt: number;
  metafields: Metafield[];
};

export type LineItem = {
  kind: 'LineItem';
  id: number;
  orderId: number;
  productId: number | null;
  variantId: number | null;
  title: string;
  variantTitle: string | null;
  sku: string | null;
  vendor: string | null;
  quantity: number;
  currentQuantity: number;
  fulfilledQuantity: number;
  price: number;
  discount: number;
  isGiftCard: boolean;
  requiresShipping: boolean;
  properties: { name: string; value: string }[];
  sellingPlan: { id: number; name: string } | null;
};

export type ShipmentStatus =
  | 'CONFIRMED'
  | 'LABEL_PRINTED'
  | 'IN_TRANSIT'
  | 'OUT_FOR_DELIVERY'
  | 'ATTEMPTED_DELIVERY'
  | 'DELAYED'
  | 'READY_FOR_PICKUP'
  | 'DELIVERED'
  | 'FAILURE';

export type FulfillmentEvent = {
  kind: 'FulfillmentEvent';
  id: number;
  fulfillmentId: number;
  status: ShipmentStatus;
  message: string | null;
  happenedAt: number;
};

export type FulfillmentLine = {
  kind: 'FulfillmentLineItem';
  id: number;
  fulfillmentId: number;
  lineItemId: number;
  quantity: number;
};

export type Fulfillment = {
  kind: 'Fulfillment';
  id: number;
  orderId: number;
  name: string;
  status: 'SUCCESS' | 'CANCELLED';
  trackingCompany: string | null;
  trackingNumber: string | null;
  trackingUrl: string | null;
  lines: FulfillmentLine[];
  events: FulfillmentEvent[];
  createdAt: number;
  updatedAt: number;
};

export type RefundLine = {
  kind: 'RefundLineItem';
  id: number;
  refundId: number;
  lineItemId: number;
  quantity: number;
  subtotal: number;
  restockType: 'RETURN' | 'CANCEL' | 'NO_RESTOCK';
};

export type Refund = {
  kind: 'Refund';
  id: number;
  orderId: number;
  note: string | null;
  lines: RefundLine[];
  amount: number;
  returnId: number | null;
  createdAt: number;
};

export type ReturnLine = {
  kind: 'ReturnLineItem';
  id: number;
  returnId: number;
  fulfillmentLineItemId: number;
  lineItemId: number;
  quantity: number;
  reason: 'UNWANTED' | 'DEFECTIVE' | 'WRONG_ITEM' | 'NOT_AS_DESCRIBED' | 'OTHER';
  note: string;
};

export type Return = {
  kind: 'Return';
  id: number;
  orderId: number;
  name: string;
  status: 'REQUESTED' | 'OPEN' | 'CLOSED' | 'CANCELED' | 'DECLINED';
  lines: ReturnLine[];
  createdAt: number;
  closedAt: number | null;
};

type FinancialStatus = 'PAID' | 'PENDING' | 'PARTIALLY_REFUNDED' | 'REFUNDED' | 'VOIDED';

export type Dispute = {
  id: number;
  initiatedAs: 'CHARGEBACK' | 'INQUIRY';
  status: 'NEEDS_RESPONSE' | 'UNDER_REVIEW' | 'WON' | 'LOST' | 'ACCEPTED';
};

export type Order = {
  kind: 'Order';
  id: number;
  number: number;
  customerId: number | null;
  email: string | null;
  phone: string | null;
  locale: string | null;
  sourceName: 'web' | 'pos' | 'shopify_draft_order';
  test: boolean;
  note: string | null;
  tags: string[];
  attributes: { name: string; value: string }[];
  discountCodes: { code: string; amount: number }[];
  lines: LineItem[];
  shippingPrice: number;
  shippingTitle: string | null;
  shippingAddress: Address | null;
  financialStatus: FinancialStatus;
  fulfillments: Fulfillment[];
  refunds: Refund[];
  returns: Return[];
  disputes: Dispute[];
  landingSite: string | null;
  ref: string | null;
  token: string;
  cancelReason: 'CUSTOMER' | 'INVENTORY' | 'FRAUD' | 'DECLINED' | 'OTHER' | 'STAFF' | null;
  cancelledAt: number | null;
  closedAt: number | null;
  edited: boolean;
  createdAt: number;
  processedAt: number;
  updatedAt: number;
};

export type DraftOrder = {
  kind: 'DraftOrder';
  id: number;
  name: string;
  status: 'OPEN' | 'INVOICE_SENT' | 'COMPLETED';
  customerId: number | null;
  email: string | null;
  note: string | null;
  tags: string[];
  attributes: { name: string; value: string }[];
  lines: { id: number; variantId: number | null; title: string; quantity: number; price: number }[];
  discount: { title: string | null; value: number; valueType: 'PERCENTAGE' | 'FIXED_AMOUNT' } | null;
  shippingAddress: Address | null;
  invoiceSentAt: number | null;
  orderId: number | null;
  createdAt: number;
  updatedAt: number;
  completedAt: number | null;
};

export type Shop = {
  kind: 'Shop';
  id: number;
  name: string;
  domain: string;
  email: string;
  ownerName: string;
  currency: string;
  zone: string;
  locale: string;
  createdAt: number;
  address: Omit<Address, 'kind' | 'firstName' | 'lastName'>;
};
