import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Page } from '@shopify/polaris';
import { now } from '~/base/lib/clock.server';
import { usePanel } from '~/components/frame/panel-context';
import { SegmentAbout } from '~/components/queue/segment-about';
import { SegmentMessages } from '~/components/queue/segment-messages';
import { loadSegment } from '~/office/pages/customers/segment.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { parseId } from '~/office/pages/request/parse-id';
import { readParameters } from '~/office/pages/request/read-request.server';

export { ErrorPage as ErrorBoundary } from '~/components/frame/error-page';
export { keepShown as clientLoader } from '~/components/frame/stale/keep-shown';

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.segments.$id');
  const id = parseId(params.id);
  const kind = readParameters(request).get('kind');
  const segmentId = `gid://shopify/Segment/${id}`;
  const page = id === null ? null : await loadSegment(shopId, { segmentId, kind, now: now() });
  if (!page) throw new Response(null, { status: 404 });
  return page;
}

export default function Segment() {
  const page = useLoaderData<typeof loader>();
  const { s } = usePanel();
  return (
    <Page
      title={page.name}
      subtitle={s.segment.people(page.total)}
      backAction={{ content: s.segment.back, url: '/app/customers' }}
    >
      <BlockStack gap="400">
        <SegmentAbout page={page} />
        {page.rows.length > 0 && <SegmentMessages page={page} />}
      </BlockStack>
    </Page>
  );
}
