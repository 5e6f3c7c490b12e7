import { BlockStack, Card, SkeletonBodyText, SkeletonDisplayText, SkeletonPage } from '@shopify/polaris';
import { pageShape } from '~/components/frame/page-shape';
import { usePanel } from '~/components/frame/panel-context';
import { Columns } from '~/components/parts/columns';

/** What stands in place of a page that is on its way: cards where it will have some. */
export function LoadingPage({ path }: { path: string }) {
  const { s } = usePanel();
  const { width, hasAside, leadsBack } = pageShape(path);
  const cards = [4, 6].map((lines) => <LoadingCard key={lines} lines={lines} />);
  return (
    <div aria-busy="true">
      <span role="status" aria-label={s.common.loading} />
      <SkeletonPage fullWidth={width === 'full'} narrowWidth={width === 'narrow'} backAction={leadsBack}>
        {hasAside ? (
          <Columns aside={<LoadingCard lines={4} />}>{cards}</Columns>
        ) : (
          <BlockStack gap="400">{cards}</BlockStack>
        )}
      </SkeletonPage>
    </div>
  );
}

function LoadingCard({ lines }: { lines: number }) {
  return (
    <Card>
      <BlockStack gap="400">
        <SkeletonDisplayText size="small" />
        <SkeletonBodyText lines={lines} />
      </BlockStack>
    </Card>
  );
}
