import { operation } from '~/intake/shopify/operation';

/** One of Shopify's bulk operations, as much of it as the app reads. */
export interface BulkOperation {
  readonly id: string;
  readonly status: 'CREATED' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'CANCELING' | 'CANCELED' | 'EXPIRED';
  readonly errorCode: string | null;
  /** Root objects and those below them: the number of lines of the result. */
  readonly objectCount: string | number;
  /** The result's bytes; null where there is none. */
  readonly fileSize: string | number | null;
  readonly url: string | null;
}

/** The result ended before its last line. */
export const RESULT_CUT = 'RESULT_CUT';
/** The result holds what is no object of Shopify's: half a line, or another page in its place. */
export const RESULT_DAMAGED = 'RESULT_DAMAGED';

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
    bulkOperation(id: $id) { id status errorCode objectCount fileSize url }
  }
`);
