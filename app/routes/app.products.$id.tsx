import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Banner, BlockStack, Box, Page } from '@shopify/polaris';
import { now } from '~/base/lib/clock.server';
import { usePanel } from '~/components/frame/panel-context';
import { useRefresh } from '~/components/frame/use-refresh';
import { Columns } from '~/components/parts/columns';
import { ProductLearntCard } from '~/components/products/product-learnt-card';
import { ProductPoolCard } from '~/components/products/product-pool-card';
import { ProductDueCard, ProductUsageCard } from '~/components/products/product-side-cards';
import { ProductWeighCard } from '~/components/products/product-weigh-card';
import { ProductWordsCard } from '~/components/products/product-words-card';
import { UsageBadge } from '~/components/products/usage-badge';
import { loadProduct } from '~/office/pages/products/product.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { parseId } from '~/office/pages/request/parse-id';

export { ErrorPage as ErrorBoundary } from '~/components/frame/error-page';
export { keepShown as clientLoader } from '~/components/frame/stale/keep-shown';
export { staysAfterFailure as shouldRevalidate } from '~/components/frame/told-failure';

const WHILE_PLANNING_MS = 1_500;
const AT_REST_MS = 15_000;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.products.$id');
  const needId = parseId(params.id);
  if (needId === null) throw new Response(null, { status: 404 });
  const result = await loadProduct(shopId, { needId, now: now() });
  if (result.status === 'missing') throw new Response(null, { status: 404 });
  return result.page;
}

export default function Product() {
  const page = useLoaderData<typeof loader>();
  useRefresh(page.replanning ? WHILE_PLANNING_MS : AT_REST_MS);
  const { s, shopDomain, isFull } = usePanel();
  const adminId = page.shopifyProductId?.split('/').at(-1);
  const admin = `https://admin.shopify.com/store/${shopDomain.split('.')[0]}/products/${adminId}`;
  return (
    <Page
      title={page.title}
      titleMetadata={<UsageBadge usage={page.usage} />}
      backAction={{ content: s.products.one.back, url: '/app/products' }}
      secondaryActions={
        adminId ? [{ content: s.products.one.openInShopify, onAction: () => window.open(admin, '_top') }] : []
      }
    >
      <BlockStack gap="400">
        {!isFull && <Banner>{s.team.productsLocked}</Banner>}
        <Columns
          aside={
            <>
              <ProductUsageCard page={page} />
              <fieldset className="carafe-locked" disabled={!isFull}>
                <ProductWordsCard key={page.id} page={page} />
              </fieldset>
              <ProductDueCard page={page} />
            </>
          }
        >
          <ProductLearntCard page={page} />
          {page.learnt && <ProductWeighCard learnt={page.learnt} said={page.daysPerUnit !== null} />}
          <fieldset className="carafe-locked" disabled={!isFull}>
            <ProductPoolCard key={page.id} page={page} />
          </fieldset>
        </Columns>
      </BlockStack>
      <Box paddingBlockEnd="800" />
    </Page>
  );
}
