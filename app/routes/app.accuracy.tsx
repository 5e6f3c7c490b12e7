import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Card, Page } from '@shopify/polaris';
import { now } from '~/base/lib/clock.server';
import { ScoreCards, SentTimingCard } from '~/components/charts/accuracy-cards';
import { EmptyPage } from '~/components/frame/empty-page';
import { usePanel } from '~/components/frame/panel-context';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { loadAccuracy } from '~/office/reports/accuracy-report.server';

export { ErrorPage as ErrorBoundary } from '~/components/frame/error-page';
export { keepShown as clientLoader } from '~/components/frame/stale/keep-shown';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.accuracy');
  return loadAccuracy(shopId, now());
}

export default function Accuracy() {
  const { score, sent, sentUntil } = useLoaderData<typeof loader>();
  const { s } = usePanel();
  return (
    <Page
      narrowWidth
      title={s.accuracy.title}
      backAction={{ content: s.products.title, url: '/app/products' }}
    >
      <BlockStack gap="400">
        {score ? (
          <ScoreCards score={score} />
        ) : (
          <Card>
            <EmptyPage title={s.accuracy.empty} about={s.accuracy.emptyAbout} />
          </Card>
        )}
        <SentTimingCard sent={sent} until={sentUntil} />
      </BlockStack>
    </Page>
  );
}
