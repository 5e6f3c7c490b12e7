import type { Table } from '~/base/lib/table';
import type { LineQuantities } from '~/intake/orders/order-snapshot';
import type { Versions } from '~/intake/shopify/version';

interface Versioned {
  readonly sourceUpdatedAt: Date | null;
  readonly sourceHash: Buffer | null;
}

/** The columns of an order that come from Shopify. customer_id and the ordinal are worked out by linkOrders. */
export interface OrderRow extends Versioned {
  readonly shopifyOrderId: string;
  readonly shopifyCustomerId: string | null;
  readonly emailHash: Buffer | null;
  readonly name: string;
  readonly purpose: string;
  readonly sourceName: string | null;
  readonly processedAt: Date;
  readonly cancelledAt: Date | null;
  readonly paidAt: Date | null;
  readonly financialStatus: string | null;
  readonly fulfillmentStatus: string | null;
  readonly currency: string;
  readonly totalMinor: bigint;
  readonly presentmentCurrency: string | null;
  readonly presentmentTotalMinor: bigint | null;
  readonly locale: string | null;
  readonly countryCode: string | null;
  readonly provinceCode: string | null;
  readonly versions: Versions;
  readonly isCompany: boolean;
  readonly forSomeoneElse: boolean;
  readonly isTest: boolean;
  readonly isPos: boolean;
  readonly isDigital: boolean;
  readonly onHold: boolean;
  readonly highRisk: boolean;
  readonly attributionToken: string | null;
  readonly arrivedBy: string;
}

export const orderTable: Table<OrderRow> = {
  name: 'orders',
  key: 'shopifyOrderId',
  columns: {
    shopifyOrderId: ['shopify_order_id', 'text'],
    shopifyCustomerId: ['shopify_customer_id', 'text'],
    emailHash: ['email_hash', 'bytea'],
    name: ['name', 'text'],
    purpose: ['purpose', 'text'],
    sourceName: ['source_name', 'text'],
    processedAt: ['processed_at', 'timestamptz'],
    cancelledAt: ['cancelled_at', 'timestamptz'],
    paidAt: ['paid_at', 'timestamptz'],
    financialStatus: ['financial_status', 'text'],
    fulfillmentStatus: ['fulfillment_status', 'text'],
    currency: ['currency', 'text'],
    totalMinor: ['total_minor', 'int8'],
    presentmentCurrency: ['presentment_currency', 'text'],
    presentmentTotalMinor: ['presentment_total_minor', 'int8'],
    locale: ['locale', 'text'],
    countryCode: ['country_code', 'text'],
    provinceCode: ['province_code', 'text'],
    versions: ['versions', 'jsonb'],
    isCompany: ['is_company', 'bool'],
    forSomeoneElse: ['for_someone_else', 'bool'],
    isTest: ['is_test', 'bool'],
    isPos: ['is_pos', 'bool'],
    isDigital: ['is_digital', 'bool'],
    onHold: ['on_hold', 'bool'],
    highRisk: ['high_risk', 'bool'],
    attributionToken: ['attribution_token', 'text'],
    arrivedBy: ['arrived_by', 'text'],
    sourceUpdatedAt: ['source_updated_at', 'timestamptz'],
    sourceHash: ['source_hash', 'bytea'],
  },
};

export interface LineRow extends Versioned {
  readonly shopifyLineItemId: string;
  readonly shopifyOrderId: string;
  readonly shopifyVariantId: string | null;
  readonly shopifyProductId: string | null;
  readonly title: string;
  readonly quantity: number;
  readonly currentQuantity: number;
  readonly unitPriceMinor: bigint;
  readonly isGiftCard: boolean;
  readonly requiresShipping: boolean;
  readonly onSubscription: boolean;
}

export const lineTable: Table<LineRow> = {
  name: 'order_line',
  key: 'shopifyLineItemId',
  columns: {
    shopifyLineItemId: ['shopify_line_item_id', 'text'],
    shopifyOrderId: ['shopify_order_id', 'text'],
    shopifyVariantId: ['shopify_variant_id', 'text'],
    shopifyProductId: ['shopify_product_id', 'text'],
    title: ['title', 'text'],
    quantity: ['quantity', 'int4'],
    currentQuantity: ['current_quantity', 'int4'],
    unitPriceMinor: ['unit_price_minor', 'int8'],
    isGiftCard: ['is_gift_card', 'bool'],
    requiresShipping: ['requires_shipping', 'bool'],
    onSubscription: ['on_subscription', 'bool'],
    sourceUpdatedAt: ['source_updated_at', 'timestamptz'],
    sourceHash: ['source_hash', 'bytea'],
  },
};

export interface FulfillmentRow extends Versioned {
  readonly shopifyFulfillmentId: string;
  readonly shopifyOrderId: string;
  readonly status: string;
  readonly shipmentStatus: string | null;
  readonly trackingCompany: string | null;
  readonly fulfilledAt: Date;
  readonly estimatedDeliveryAt: Date | null;
  readonly deliveredAt: Date | null;
  readonly lineQuantities: LineQuantities;
  readonly versions: Versions;
}

export const fulfillmentTable: Table<FulfillmentRow> = {
  name: 'fulfillment',
  key: 'shopifyFulfillmentId',
  columns: {
    shopifyFulfillmentId: ['shopify_fulfillment_id', 'text'],
    shopifyOrderId: ['shopify_order_id', 'text'],
    status: ['status', 'text'],
    shipmentStatus: ['shipment_status', 'text'],
    trackingCompany: ['tracking_company', 'text'],
    fulfilledAt: ['fulfilled_at', 'timestamptz'],
    estimatedDeliveryAt: ['estimated_delivery_at', 'timestamptz'],
    deliveredAt: ['delivered_at', 'timestamptz'],
    lineQuantities: ['line_quantities', 'jsonb'],
    versions: ['versions', 'jsonb'],
    sourceUpdatedAt: ['source_updated_at', 'timestamptz'],
    sourceHash: ['source_hash', 'bytea'],
  },
};

export interface FulfillmentEventRow {
  readonly shopifyFulfillmentEventId: string;
  readonly shopifyFulfillmentId: string;
  readonly shopifyOrderId: string | null;
  readonly status: string;
  readonly happenedAt: Date;
}

export const fulfillmentEventTable: Table<FulfillmentEventRow> = {
  name: 'fulfillment_event',
  key: 'shopifyFulfillmentEventId',
  columns: {
    shopifyFulfillmentEventId: ['shopify_fulfillment_event_id', 'text'],
    shopifyFulfillmentId: ['shopify_fulfillment_id', 'text'],
    shopifyOrderId: ['shopify_order_id', 'text'],
    status: ['status', 'text'],
    happenedAt: ['happened_at', 'timestamptz'],
  },
};

export interface RefundRow extends Versioned {
  readonly shopifyRefundId: string;
  readonly shopifyOrderId: string;
  readonly refundedAt: Date;
  readonly amountMinor: bigint;
  readonly lineQuantities: LineQuantities;
  readonly versions: Versions;
}

export const refundTable: Table<RefundRow> = {
  name: 'refund',
  key: 'shopifyRefundId',
  columns: {
    shopifyRefundId: ['shopify_refund_id', 'text'],
    shopifyOrderId: ['shopify_order_id', 'text'],
    refundedAt: ['refunded_at', 'timestamptz'],
    amountMinor: ['amount_minor', 'int8'],
    lineQuantities: ['line_quantities', 'jsonb'],
    versions: ['versions', 'jsonb'],
    sourceUpdatedAt: ['source_updated_at', 'timestamptz'],
    sourceHash: ['source_hash', 'bytea'],
  },
};

export interface ReturnRow extends Versioned {
  readonly shopifyReturnId: string;
  readonly shopifyOrderId: string;
  readonly status: string;
  readonly lineQuantities: LineQuantities;
  readonly versions: Versions;
}

export const returnTable: Table<ReturnRow> = {
  name: 'order_return',
  key: 'shopifyReturnId',
  columns: {
    shopifyReturnId: ['shopify_return_id', 'text'],
    shopifyOrderId: ['shopify_order_id', 'text'],
    status: ['status', 'text'],
    lineQuantities: ['line_quantities', 'jsonb'],
    versions: ['versions', 'jsonb'],
    sourceUpdatedAt: ['source_updated_at', 'timestamptz'],
    sourceHash: ['source_hash', 'bytea'],
  },
};
