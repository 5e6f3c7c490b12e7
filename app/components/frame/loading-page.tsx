import { BlockStack, Card, SkeletonBodyText, SkeletonDisplayText, SkeletonPage } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { Columns } from '~/components/parts/columns';

/** What stands in place of a page that is on its way. */
export function LoadingPage() {
  const { s } = usePanel();
  return (
    <div aria-busy="true">
      <span role="status" aria-label={s.common.loading} />
      <SkeletonPage>
        <Columns
          aside={
            <Card>
              <BlockStack gap="400">
                <SkeletonDisplayText size="small" />
                <SkeletonBodyText lines={4} />
              </BlockStack>
            </Card>
          }
        >
          {[4, 6].map((lines) => (
            <Card key={lines}>
              <BlockStack gap="400">
                <SkeletonDisplayText size="small" />
                <SkeletonBodyText lines={lines} />
              </BlockStack>
            </Card>
          ))}
        </Columns>
      </SkeletonPage>
    </div>
  );
}
