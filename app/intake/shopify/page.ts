import type { Json } from '~/intake/shopify/read';

/** A page of nodes; the readers take the nodes as they come and check each field. */
export interface Page {
  readonly nodes: readonly Json[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}
