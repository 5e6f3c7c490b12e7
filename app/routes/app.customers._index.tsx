import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { BlockStack, Card, Page } from '@shopify/polaris';
import { parseCustomersQuery } from '~/base/vocabulary/customers-query';
import { ExportProgress, useExport } from '~/components/customer-export';
import { CustomerFilters } from '~/components/customer-filters';
import { CustomerList } from '~/components/customer-list';
import { EmptyPage } from '~/components/empty-page';
import { Pager } from '~/components/pager';
import { usePanel } from '~/components/panel-context';
import { adminRequest } from '~/office/pages/admin-request.server';
import { listCustomers } from '~/office/pages/customers.server';
import { readParameters } from '~/office/pages/read-request.server';

export { ErrorPage as ErrorBoundary } from '~/components/error-page';

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request);
  return listCustomers(shopId, parseCustomersQuery(readParameters(request)));
}

export default function Customers() {
  const page = useLoaderData<typeof loader>();
  const { s } = usePanel();
  const { run, start, cancel } = useExport(page.query);
  if (!page.any) {
    return (
      <Page title={s.customers.title}>
        <EmptyPage title={s.customers.empty} about={s.customers.emptyAbout} />
      </Page>
    );
  }
  return (
    <Page
      title={s.customers.title}
      fullWidth
      secondaryActions={[
        {
          content: s.lists.customers.export,
          onAction: start,
          disabled: run !== null || page.rows.length === 0,
        },
      ]}
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
