import { AdminApiError } from '~/intake/shopify/admin-api-error';
import type { Json } from '~/intake/shopify/read';

/** A page of nodes; the readers take the nodes as they come and check each field. */
export interface Page {
  readonly nodes: readonly Json[];
  readonly pageInfo: PageInfo;
}

interface PageInfo {
  readonly hasNextPage?: unknown;
  readonly endCursor?: unknown;
}

/** A list said that it goes on and not where, or led back to where it had been: read by that, it would never end. */
export const PAGES_BROKEN = 'PAGES_BROKEN';

/**
 * Walks through a list: where its next page begins, or null after the last one. One walker a list, which remembers where
 * it was. Throws AdminApiError PAGES_BROKEN.
 */
export function pageWalker(): (info: PageInfo) => string | null {
  const seen = new Set<string>();
  return ({ hasNextPage, endCursor }) => {
    if (hasNextPage !== true) return null;
    if (typeof endCursor !== 'string' || endCursor === '' || seen.has(endCursor))
      throw new AdminApiError('permanent', PAGES_BROKEN);
    seen.add(endCursor);
    return endCursor;
  };
}
