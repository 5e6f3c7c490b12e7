import type { LoaderFunctionArgs } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { Banner, BlockStack, Page } from '@shopify/polaris';
import { now } from '~/base/lib/clock.server';
import { COUNT_CAP } from '~/base/vocabulary/count-caps';
import { usePanel } from '~/components/frame/panel-context';
import { useRefresh } from '~/components/frame/use-refresh';
import { BackfillCard } from '~/components/home/backfill-card';
import { AllComplaintsLink, ComplaintsCard } from '~/components/home/complaints-card';
import { DataRequestsCard } from '~/components/home/data-requests-card';
import { HealthCard } from '~/components/home/health-card';
import { NextCard } from '~/components/home/next-card';
import { SentCard } from '~/components/home/sent-card';
import { SetUpChecklist } from '~/components/home/set-up-checklist';
import { WaitingCard } from '~/components/home/waiting-card';
import { WeekCalendar } from '~/components/home/week-calendar';
import { Columns } from '~/components/parts/columns';
import { PauseBanners } from '~/components/pauses/pause-banners';
import { StoppedBanners } from '~/components/pauses/stopped-banners';
import { WorkCountCard } from '~/components/tasks/work-cards';
import { leadsToWelcome } from '~/office/first-run/lead-to-welcome.server';
import { loadHome } from '~/office/pages/home/home.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';

export { ErrorPage as ErrorBoundary } from '~/components/frame/error-page';
export { keepShown as clientLoader } from '~/components/frame/stale/keep-shown';
export { staysAfterFailure as shouldRevalidate } from '~/components/frame/told-failure';

const WHILE_LOADING_MS = 2_000;
const AT_REST_MS = 30_000;

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, staff, role, redirect } = await adminRequest(request, 'app._index');
  if (role === 'full' && (await leadsToWelcome(shopId, { by: staff, now: now() })))
    throw redirect('/app/welcome');
  return loadHome(shopId, now());
}

export default function Home() {
  const page = useLoaderData<typeof loader>();
  const { s, write, isFull } = usePanel();
  const loading = page.backfill !== null && !['done', 'failed'].includes(page.backfill.state);
  useRefresh(loading ? WHILE_LOADING_MS : AT_REST_MS);
  return (
    <Page title={s.home.title}>
      <BlockStack gap="400">
        <StoppedBanners stops={page.stops} />
        <PauseBanners pauses={page.pauses} />
        {page.unconfirmed > 0 && (
          <Banner
            tone="warning"
            title={s.home.unconfirmed(page.unconfirmed, page.unconfirmed >= COUNT_CAP)}
            action={{ content: s.home.unconfirmedAction, url: '/app/queue?view=unconfirmed' }}
          >
            <p>{s.home.unconfirmedAbout}</p>
          </Banner>
        )}
        {page.sendAllTo && (
          <Banner
            tone="info"
            title={s.home.sendAllTo(page.sendAllTo.address)}
            {...(isFull && {
              action: { content: s.home.sendAllToAction, url: '/app/settings#send-all-to' },
            })}
          >
            <p>
              {page.sendAllTo.untilOn
                ? s.home.sendAllToUntil(write.day(page.sendAllTo.untilOn))
                : s.home.sendAllToOpen}
            </p>
          </Banner>
        )}
        <SetUpChecklist steps={page.setUp} hasSent={page.health.mail.lastSentAt !== null} />
        {page.next && <NextCard next={page.next} />}
        {page.backfill && <BackfillCard backfill={page.backfill} />}
        <WeekCalendar week={page.week} learning={!page.hasForecasts} pauses={page.pauses} />
        <Columns aside={<HealthCard health={page.health} now={page.now} />}>
          <ComplaintsCard
            complaints={page.complaints}
            now={page.now}
            showCustomer
            others={<AllComplaintsLink complaints={page.complaints} />}
          />
          <WorkCountCard counts={page.work} />
          <DataRequestsCard requests={page.dataRequests} />
          <WaitingCard waiting={page.waiting} floods={page.floods} now={page.now} />
          <SentCard sent={page.sent} windowDays={page.windowDays} now={page.now} />
        </Columns>
      </BlockStack>
    </Page>
  );
}
