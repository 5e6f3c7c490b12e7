import { operation } from '~/intake/shopify/operation';
import type { Page } from '~/intake/shopify/page';
import type { Json } from '~/intake/shopify/read';

const money = 'shopMoney { amount }';

const addressFields = 'firstName lastName address1 address2 zip city countryCodeV2 provinceCode phone';

/** What an order itself says; readOrderNode understands it. */
const orderFields = /* GraphQL */ `
  id
  name
  createdAt
  updatedAt
  processedAt
  cancelledAt
  test
  tags
  sourceName
  email
  phone
  customerLocale
  currencyCode
  displayFinancialStatus
  displayFulfillmentStatus
  requiresShipping
  currentTotalPriceSet { shopMoney { amount } presentmentMoney { amount currencyCode } }
  subtotalPriceSet { ${money} }
  totalDiscountsSet { ${money} }
  customAttributes { key value }
  note
  billingAddress { ${addressFields} }
  customer { id }
  purchasingEntity { __typename }
  risk { recommendation }
  shippingAddress { ${addressFields} }
`;

const parcelFields = /* GraphQL */ `
  id
  status
  displayStatus
  createdAt
  updatedAt
  deliveredAt
  estimatedDeliveryAt
  trackingInfo(first: 1) { company }
`;

const refundFields = /* GraphQL */ `
  id
  createdAt
  processedAt
  totalRefundedSet { ${money} }
`;

const lineFields = /* GraphQL */ `
  id
  title
  quantity
  currentQuantity
  isGiftCard
  requiresShipping
  originalUnitPriceSet { ${money} }
  variant { id }
  product { id }
  sellingPlan { name }
`;

interface PageSizes {
  readonly lines: number;
  readonly parcelLines: number;
  readonly events: number;
  readonly refundLines: number;
  readonly returns: number;
  readonly returnLines: number;
}

/**
 * Everything of one order, with what bulk operations cannot tell: connections inside lists. Shopify counts a query's
 * points by page sizes and refuses one above 1,000, so pages are small here and a larger order is read alone.
 */
const wholeOrderFields = (most: PageSizes) => /* GraphQL */ `
  ${orderFields}
  fulfillments(first: 10) {
    ${parcelFields}
    fulfillmentLineItems(first: ${most.parcelLines}) { nodes { quantity lineItem { id } } pageInfo { hasNextPage } }
    events(first: ${most.events}) { nodes { id status happenedAt } }
  }
  refunds(first: 10) {
    ${refundFields}
    refundLineItems(first: ${most.refundLines}) { nodes { quantity lineItem { id } } pageInfo { hasNextPage } }
  }
  returns(first: ${most.returns}) {
    nodes {
      id
      status
      createdAt
      closedAt
      returnLineItems(first: ${most.returnLines}) {
        nodes { quantity ... on ReturnLineItem { fulfillmentLineItem { lineItem { id } } } }
        pageInfo { hasNextPage }
      }
    }
  }
  lineItems(first: ${most.lines}) { nodes { ${lineFields} } pageInfo { hasNextPage endCursor } }
`;

const few: PageSizes = {
  lines: 20,
  parcelLines: 20,
  events: 10,
  refundLines: 15,
  returns: 2,
  returnLines: 8,
};
const many: PageSizes = {
  lines: 50,
  parcelLines: 100,
  events: 20,
  refundLines: 50,
  returns: 3,
  returnLines: 20,
};

export const changedOrdersOperation = operation<
  { orders: Page },
  { query: string; after: string | null }
>(/* GraphQL */ `
  query ChangedOrders($query: String!, $after: String) {
    orders(first: 3, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes { ${wholeOrderFields(few)} }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

export const oneOrderOperation = operation<{ order: Json | null }, { id: string }>(/* GraphQL */ `
  query OneOrder($id: ID!) { order(id: $id) { ${wholeOrderFields(many)} } }
`);

export const moreLinesOperation = operation<
  { order: { lineItems: Page } | null },
  { id: string; after: string }
>(/* GraphQL */ `
  query MoreLines($id: ID!, $after: String!) {
    order(id: $id) { lineItems(first: 100, after: $after) { nodes { ${lineFields} } pageInfo { hasNextPage endCursor } } }
  }
`);

/** Orders whose payment the buyer's bank questions at this moment. */
export const disputedOrdersOperation = operation<{ orders: Page }, { after: string | null }>(/* GraphQL */ `
  query DisputedOrders($after: String) {
    orders(first: 50, after: $after, query: "chargeback_status:needs_response OR chargeback_status:under_review") {
      nodes { id disputes { status } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

/** All orders, for a bulk operation: lines come as rows of their own, below or far below their order. */
export const allOrdersQuery = /* GraphQL */ `
  query AllOrders {
    orders {
      edges {
        node {
          ${orderFields}
          fulfillments { ${parcelFields} }
          refunds { ${refundFields} }
          lineItems { edges { node { ${lineFields} } } }
        }
      }
    }
  }
`;
