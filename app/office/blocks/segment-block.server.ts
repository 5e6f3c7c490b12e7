import type { SegmentView } from '~/office/blocks/answers';
import type { BlockRequest } from '~/office/blocks/block-request.server';
import { loadSegment } from '~/office/pages/customers/segment.server';

/** Who of a segment may be written to and whether there is a reason; deciding is the page's. Null: no such segment. */
export async function loadSegmentBlock(
  { shopId, now, voice }: Pick<BlockRequest, 'shopId' | 'now' | 'voice'>,
  number: string,
): Promise<SegmentView | null> {
  const page = await loadSegment(shopId, { segmentId: `gid://shopify/Segment/${number}`, kind: null, now });
  if (!page) return null;
  const { s } = voice;
  const reasons = page.kinds.reduce((sum, { waiting, planned, held }) => sum + waiting + planned + held, 0);
  const path = `/app/segments/${number}`;
  if (page.looked === 0) return { name: page.name, sentences: [s.segment.nobody], kinds: [], path };
  return {
    name: page.name,
    sentences: [
      s.segment.people(page.total),
      ...(page.looked < page.total ? [s.segment.cut(page.looked, page.total)] : []),
      s.segment.known(page.known, page.looked),
      s.segment.mayGet(page.mayGet.marketing, page.mayGet.anything),
      ...(reasons > 0
        ? [s.segment.reasons(page.aheadDays, reasons)]
        : [s.segment.noReason(page.aheadDays), s.segment.noReasonAbout]),
    ],
    kinds: page.kinds.map(({ kind, waiting, planned, held }) => ({
      kind: s.kinds[kind],
      counts: s.segment.counts(waiting, planned, held),
    })),
    path,
  };
}
