import type { ActionFunctionArgs, LinksFunction, LoaderFunctionArgs } from '@remix-run/node';
import { useFetcher, useLoaderData } from '@remix-run/react';
import { SaveBar, useAppBridge } from '@shopify/app-bridge-react';
import { Banner, BlockStack, Box, InlineStack, Layout, Page, Text } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import { now } from '~/base/lib/clock.server';
import firstRunStyles from '~/components/first-run/first-run.css?url';
import { usePanel } from '~/components/frame/panel-context';
import { type Draft, useDraft } from '~/components/frame/use-draft';
import { Why } from '~/components/parts/why';
import { PauseControl } from '~/components/pauses/pause-control';
import { BrandSection } from '~/components/settings/brand/brand-section';
import { PausedCountriesSection } from '~/components/settings/countries/paused-countries-section';
import { SoftOptInSection } from '~/components/settings/countries/soft-opt-in-section';
import { DataSection } from '~/components/settings/data/data-section';
import { KindsSection } from '~/components/settings/kinds/kinds-section';
import { LastMonth } from '~/components/settings/last-month/last-month';
import { MailboxSection } from '~/components/settings/mailbox-section';
import { ClosedDaysSection, LanguagesSection, NeighboursSection } from '~/components/settings/more-settings';
import { OrderImportBox } from '~/components/settings/order-import-card';
import { SettingsContents } from '~/components/settings/settings-contents';
import {
  CapsSection,
  NeverSection,
  QuietSection,
  SendAllToSection,
  SenderSection,
  SettingsSection,
} from '~/components/settings/settings-sections';
import { SmtpSection } from '~/components/settings/smtp-section';
import { useStandingErrors } from '~/components/settings/standing-errors';
import { TeamSection } from '~/components/settings/team/team-section';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readJson } from '~/office/pages/request/read-request.server';
import { loadSettingsPage, saveSettingsPage } from '~/office/pages/settings/settings.server';
import type { FieldErrors, SettingsForm } from '~/office/pages/settings/settings-form';
import { loadTeam } from '~/office/pages/settings/team.server';

export { ErrorPage as ErrorBoundary } from '~/components/frame/error-page';
export { keepShown as clientLoader } from '~/components/frame/stale/keep-shown';
export {
  staysAfterFailure as shouldRevalidate,
  toldFailure as clientAction,
} from '~/components/frame/told-failure';

const secretFields = ['smtp.password'] as const;

export const links: LinksFunction = () => [{ rel: 'stylesheet', href: firstRunStyles }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId, staff } = await adminRequest(request, 'app.settings');
  return { ...(await loadSettingsPage(shopId, now())), team: await loadTeam(shopId, staff) };
}

export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.settings');
  return saveSettingsPage(shopId, await readJson(request));
}

export default function Settings() {
  const page = useLoaderData<typeof loader>();
  const { s, write } = usePanel();
  const draft = useDraft<SettingsForm>('settings', {
    stored: page.form,
    secret: secretFields,
    asOne: 'smtp.',
  });
  const { errors: refused, saving, save, clear } = useSave(draft);
  const errors = useStandingErrors(refused, draft.form);
  const props = { draft, errors };
  return (
    <Page title={s.settings.title} titleMetadata={<Why {...s.whys.settings} />}>
      <SaveBar id="settings-bar" open={draft.dirty}>
        <button type="button" variant="primary" onClick={save} {...(saving && { loading: '' })}>
          {s.common.save}
        </button>
        <button
          type="button"
          onClick={() => {
            clear();
            draft.discard();
          }}
        >
          {s.common.discard}
        </button>
      </SaveBar>
      <BlockStack gap="400">
        {draft.restored && <Banner tone="info" title={s.settings.kept} />}
        {Object.keys(errors).length > 0 && (
          <Banner
            tone="critical"
            title={
              Object.values(errors).includes('changed') ? s.settings.changedMeanwhile : s.settings.checkFields
            }
          />
        )}
        <LastMonth stored={page.form}>
          <SettingsContents />
          <Layout>
            <SenderSection {...props} />
            <SmtpSection
              {...props}
              hasPassword={page.hasPassword}
              installationRelay={page.installationRelay}
              mailServer={page.mailServer}
            />
            <MailboxSection mailbox={page.mailbox} now={page.now} />
            <KindsSection {...props} kinds={page.kinds} />
            <QuietSection {...props} />
            <ClosedDaysSection {...props} holidays={page.holidays} />
            <CapsSection {...props} />
            <BrandSection {...props} />
            <LanguagesSection languages={page.languages} />
            <NeighboursSection {...props} />
            <NeverSection {...props} />
            <SoftOptInSection {...props} />
            <PausedCountriesSection {...props} />
            <SendAllToSection {...props} now={page.now} />
            <TeamSection team={page.team} now={page.now} />
            <DataSection {...props} />
            <SettingsSection
              id="order-import"
              title={s.firstRun.importing.titleLater}
              about={s.firstRun.importing.about}
            >
              <OrderImportBox imports={page.imports} />
            </SettingsSection>
            <SettingsSection id="pause" title={s.settings.pause.title} about={s.settings.pause.about}>
              <InlineStack align="space-between" blockAlign="center" gap="300">
                <Text as="p">
                  {page.pausedAt
                    ? s.settings.pause.paused(write.dayTime(page.pausedAt))
                    : s.settings.pause.running}
                </Text>
                <PauseControl paused={page.pausedAt !== null} />
              </InlineStack>
            </SettingsSection>
          </Layout>
        </LastMonth>
        <Box paddingBlockEnd="800" />
      </BlockStack>
    </Page>
  );
}

/** Sends what was changed, says that it was saved, and leads to the first field of the page that was refused. */
function useSave(draft: Draft<SettingsForm>) {
  const { form, openedWith, settle, hear } = draft;
  const fetcher = useFetcher<typeof action>();
  const shopify = useAppBridge();
  const { s } = usePanel();
  const [errors, setErrors] = useState<FieldErrors>({});
  const seen = useRef<unknown>(null);
  const sent = useRef(draft);
  useEffect(() => {
    const result = fetcher.data;
    if (!result || seen.current === result) return;
    seen.current = result;
    if (result.status === 'saved') {
      setErrors({});
      settle(sent.current, result.stored);
      shopify.toast.show(s.settings.saved);
      return;
    }
    if (result.status === 'changed') hear(result.now);
    setErrors(result.errors);
  }, [fetcher.data, settle, hear, shopify, s]);
  useEffect(() => {
    if (Object.keys(errors).length === 0) return;
    const first = document.querySelector<HTMLElement>('[aria-invalid="true"]');
    first?.scrollIntoView({ block: 'center' });
    first?.focus({ preventScroll: true });
  }, [errors]);
  return {
    errors,
    saving: fetcher.state !== 'idle',
    save: () => {
      sent.current = draft;
      fetcher.submit(JSON.stringify({ form, openedWith }), { method: 'post', encType: 'application/json' });
    },
    clear: () => setErrors({}),
  };
}
