import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Card, Page } from '@shopify/polaris';
import { now } from '~/base/lib/clock.server';
import { parseCustomersQuery } from '~/base/vocabulary/customers-query';
import { ExportProgress, useExport } from '~/components/customers/customer-export';
import { CustomerFilters } from '~/components/customers/customer-filters';
import { CustomerList } from '~/components/customers/customer-list';
import { EmptyPage } from '~/components/frame/empty-page';
import { usePanel } from '~/components/frame/panel-context';
import { Pager } from '~/components/parts/pager';
import { listCustomers } from '~/office/pages/customers/customers.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readParameters } from '~/office/pages/request/read-request.server';

export { ErrorPage as ErrorBoundary } from '~/components/frame/error-page';
export { keepShown as clientLoader } from '~/components/frame/stale/keep-shown';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.customers._index');
  return listCustomers(shopId, parseCustomersQuery(readParameters(request)), now());
}

export default function Customers() {
  const page = useLoaderData<typeof loader>();
  const { s, isFull } = usePanel();
  const { run, start, cancel } = useExport(page.query);
  if (!page.any) {
    return (
      <Page title={s.customers.title}>
        <Card>
          <EmptyPage
            title={s.customers.empty}
            about={s.customers.emptyAbout}
            action={{ content: s.errors.home, url: '/app' }}
          />
        </Card>
      </Page>
    );
  }
  return (
    <Page
      title={s.customers.title}
      fullWidth
      secondaryActions={
        isFull
          ? [
              {
                content: s.lists.customers.export,
                onAction: start,
                disabled: run !== null || page.rows.length === 0,
              },
            ]
          : []
      }
    >
      <BlockStack gap="400">
        {run && <ExportProgress run={run} onCancel={cancel} />}
        <Card padding="0">
          <CustomerFilters page={page} />
          {page.rows.length > 0 ? (
            <CustomerList rows={page.rows} />
          ) : (
            <EmptyPage
              title={s.customers.nothingFound}
              about={s.customers.nothingFoundAbout}
              action={{ content: s.customers.clear, url: '/app/customers' }}
            />
          )}
          <Pager previous={page.previous} next={page.next} />
        </Card>
      </BlockStack>
    </Page>
  );
}
