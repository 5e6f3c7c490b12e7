import { operation } from '~/intake/shopify/operation';

/** One of Shopify's bulk operations, as much of it as the app reads. */
export interface BulkOperation {
  readonly id: string;
  readonly status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELING' | 'CANCELED' | 'EXPIRED';
  readonly errorCode: string | null;
  readonly objectCount: string | number;
  readonly url: string | null;
}

interface StartAnswer {
  readonly bulkOperationRunQuery: {
    readonly bulkOperation: { readonly id: string } | null;
    readonly userErrors: readonly { readonly message: string; readonly code: string | null }[];
  } | null;
}

export const startBulkOperation = operation<
  StartAnswer,
  { query: string; groupObjects: boolean }
>(/* GraphQL */ `
  mutation StartBulkOperation($query: String!, $groupObjects: Boolean!) {
    bulkOperationRunQuery(query: $query, groupObjects: $groupObjects) {
      bulkOperation { id }
      userErrors { message code }
    }
  }
`);

export const bulkOperationOperation = operation<
  { bulkOperation: BulkOperation | null },
  { id: string }
>(/* GraphQL */ `
  query BulkOperationNow($id: ID!) {
    bulkOperation(id: $id) { id status errorCode objectCount url }
  }
`);
