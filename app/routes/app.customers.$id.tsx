import { type LoaderFunctionArgs, redirect } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Page } from '@shopify/polaris';
import { now } from '~/base/lib/clock.server';
import { ConsentCard } from '~/components/customers/consent-card';
import { ContactCard } from '~/components/customers/contact-card';
import { CustomerTimeline, LeftOutCard } from '~/components/customers/customer-timeline';
import { NoteButton } from '~/components/customers/note-button';
import { SituationsCard } from '~/components/customers/situations-card';
import { StatusWhy } from '~/components/customers/status-why';
import { SuppliesCard } from '~/components/customers/supplies-card';
import { usePanel } from '~/components/frame/panel-context';
import { useRefresh } from '~/components/frame/use-refresh';
import { ComplaintsCard } from '~/components/home/complaints-card';
import { PlannedCard } from '~/components/home/planned-card';
import { Columns } from '~/components/parts/columns';
import { PauseBanners } from '~/components/pauses/pause-banners';
import { CustomerWorkCard } from '~/components/tasks/work-cards';
import { loadCustomer } from '~/office/pages/customers/customer.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { parseId } from '~/office/pages/request/parse-id';

export { ErrorPage as ErrorBoundary } from '~/components/frame/error-page';
export { keepShown as clientLoader } from '~/components/frame/stale/keep-shown';

const WHILE_PLANNING_MS = 1_500;
const AT_REST_MS = 15_000;

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request, 'app.customers.$id');
  const customerId = parseId(params.id);
  if (customerId === null) throw new Response(null, { status: 404 });
  const result = await loadCustomer(shopId, {
    customerId,
    staff,
    reader: staffName ?? staff,
    now: now(),
  });
  if (result.status === 'merged') throw redirect(`/app/customers/${result.into}`);
  if (result.status === 'missing') throw new Response(null, { status: 404 });
  return result.page;
}

export default function Customer() {
  const page = useLoaderData<typeof loader>();
  const { s, write, shopDomain } = usePanel();
  useRefresh(page.replanning ? WHILE_PLANNING_MS : AT_REST_MS);
  const adminId = page.shopifyCustomerId?.split('/').at(-1);
  return (
    <Page
      title={page.name || s.common.guest}
      titleMetadata={<StatusWhy page={page} />}
      subtitle={
        page.firstOrderAt
          ? s.customer.since(page.orderCount, write.dayOf(page.firstOrderAt))
          : s.customer.noOrders
      }
      backAction={{ content: s.customer.back, url: '/app/customers' }}
      secondaryActions={
        adminId
          ? [
              {
                content: s.customer.openInShopify,
                onAction: () =>
                  window.open(
                    `https://admin.shopify.com/store/${shopDomain.split('.')[0]}/customers/${adminId}`,
                    '_top',
                  ),
              },
            ]
          : []
      }
    >
      <Columns
        aside={
          <>
            <ContactCard page={page} />
            <ConsentCard page={page} />
          </>
        }
        rest={
          <>
            <CustomerTimeline page={page} />
            <LeftOutCard messages={page.closed} todayOn={page.todayOn} />
          </>
        }
      >
        <PauseBanners pauses={page.pauses} />
        <SituationsCard situations={page.situations} name={page.name || s.common.guest} />
        <ComplaintsCard complaints={page.complaints} now={page.now} showCustomer={false} />
        <CustomerWorkCard
          items={page.work}
          hasComplaint={page.complaints.count > 0}
          customerId={page.id}
          now={page.now}
        >
          <NoteButton customerId={page.id} orders={page.orders} now={page.now} />
        </CustomerWorkCard>
        <PlannedCard
          messages={page.open}
          now={page.now}
          replanning={page.replanning}
          hasDied={page.hasDied}
        />
        {!page.hasDied && (
          <SuppliesCard
            supplies={page.supplies}
            planned={page.open}
            unplanned={page}
            todayOn={page.todayOn}
          />
        )}
      </Columns>
    </Page>
  );
}
