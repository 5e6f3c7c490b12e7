import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Banner, BlockStack, Card, Page } from '@shopify/polaris';
import { EmptyPage } from '~/components/frame/empty-page';
import { usePanel } from '~/components/frame/panel-context';
import { Pager } from '~/components/parts/pager';
import { ProductFilters } from '~/components/products/product-filters';
import { ProductList } from '~/components/products/product-list';
import { listProducts, parseProductsQuery } from '~/office/pages/products/products.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readParameters } from '~/office/pages/request/read-request.server';

export { ErrorPage as ErrorBoundary } from '~/components/frame/error-page';
export { keepShown as clientLoader } from '~/components/frame/stale/keep-shown';
export { staysAfterFailure as shouldRevalidate } from '~/components/frame/told-failure';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.products._index');
  return listProducts(shopId, parseProductsQuery(readParameters(request)));
}

const COUNTED = 100;

export default function Products() {
  const page = useLoaderData<typeof loader>();
  const { s, write, isFull } = usePanel();
  const words = s.products;
  if (!page.any) {
    return (
      <Page title={words.title}>
        <Card>
          <EmptyPage
            title={words.empty}
            about={words.emptyAbout}
            action={{ content: s.errors.home, url: '/app' }}
          />
        </Card>
      </Page>
    );
  }
  const { toConfirm, query } = page;
  return (
    <Page
      title={words.title}
      fullWidth
      secondaryActions={[
        ...(isFull ? [{ content: words.import, url: '/app/products/import' }] : []),
        { content: s.accuracy.title, url: '/app/accuracy' },
      ]}
    >
      <BlockStack gap="400">
        {isFull && toConfirm > 0 && query.view === 'all' && query.search === '' && (
          <Banner
            tone="info"
            action={{ content: words.toConfirmAction, url: '/app/products?view=to-confirm' }}
          >
            {words.toConfirm(toConfirm < COUNTED ? write.number(toConfirm) : s.common.capped(COUNTED))}
          </Banner>
        )}
        <Card padding="0">
          <ProductFilters query={query} />
          {page.rows.length > 0 ? (
            <ProductList page={page} />
          ) : (
            <EmptyPage
              title={words.nothingFound}
              about={words.nothingFoundAbout}
              action={{ content: words.clear, url: '/app/products' }}
            />
          )}
          <Pager previous={page.previous} next={page.next} />
        </Card>
      </BlockStack>
    </Page>
  );
}
