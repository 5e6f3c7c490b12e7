import { operation } from '~/intake/shopify/operation';
import type { Page } from '~/intake/shopify/page';

/** A customer as reconcile and backfill read it; readCustomerNode understands it. */
export const customerFields = /* GraphQL */ `
  id
  firstName
  lastName
  createdAt
  updatedAt
  locale
  tags
  numberOfOrders
  amountSpent { amount currencyCode }
  defaultEmailAddress { emailAddress marketingState marketingOptInLevel marketingUpdatedAt }
  defaultPhoneNumber { phoneNumber }
  defaultAddress { address1 address2 zip city countryCodeV2 provinceCode phone }
`;

export const changedCustomersOperation = operation<
  { customers: Page },
  { query: string; after: string | null }
>(/* GraphQL */ `
  query ChangedCustomers($query: String!, $after: String) {
    customers(first: 50, after: $after, query: $query, sortKey: UPDATED_AT) {
      nodes { ${customerFields} }
      pageInfo { hasNextPage endCursor }
    }
  }
`);

/** All customers, for a bulk operation. */
export const allCustomersQuery = /* GraphQL */ `
  query AllCustomers { customers { edges { node { ${customerFields} } } } }
`;

export interface SegmentMembers {
  readonly segment: { readonly name: string } | null;
  readonly customerSegmentMembers: {
    readonly totalCount: number;
    readonly edges: readonly { readonly node: { readonly id: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

export const segmentMembersOperation = operation<
  SegmentMembers,
  { id: string; after: string | null }
>(/* GraphQL */ `
  query SegmentMembers($id: ID!, $after: String) {
    segment(id: $id) { name }
    customerSegmentMembers(segmentId: $id, first: 250, after: $after) {
      totalCount
      edges { node { id } }
      pageInfo { hasNextPage endCursor }
    }
  }
`);
