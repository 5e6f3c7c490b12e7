import type { ShopId } from '~/db.server';
import { type SegmentMembers, segmentMembersOperation } from '~/intake/customers/operations';
import { adminGraphql } from '~/intake/shopify/admin-client.server';
import { numericId } from '~/intake/shopify/gid';
import { line } from '~/intake/shopify/read';

/** A segment of the merchant's, with its members as far as they were read. */
export interface Segment {
  readonly name: string;
  /** How many Shopify counts in it. */
  readonly total: number;
  readonly shopifyCustomerIds: readonly string[];
}

/** A page waits for this: of a bigger segment the first are read, and the page says so. */
export const MOST_MEMBERS = 5_000;

/** Who is in a segment now; membership is Shopify's, asked anew each time. Null when there is no such segment. */
export async function readSegment(shopId: ShopId, segmentId: string): Promise<Segment | null> {
  const shopifyCustomerIds: string[] = [];
  for (let after: string | null = null; ; ) {
    const answer: SegmentMembers = await adminGraphql(shopId, segmentMembersOperation, {
      id: segmentId,
      after,
    });
    const { segment, customerSegmentMembers: page } = answer;
    if (!segment) return null;
    for (const { node } of page.edges) {
      // A member is named by the customer's own number under another type.
      const number = numericId(node.id);
      if (number) shopifyCustomerIds.push(`gid://shopify/Customer/${number}`);
    }
    after = page.pageInfo.endCursor;
    if (!page.pageInfo.hasNextPage || !after || shopifyCustomerIds.length >= MOST_MEMBERS) {
      return { name: line(segment.name) ?? '', total: page.totalCount, shopifyCustomerIds };
    }
  }
}
