import { Banner, type BannerHandles, BlockStack, Checkbox, InlineError, Text } from '@shopify/polaris';
import { useEffect, useRef } from 'react';
import type { StepProps } from '~/components/first-run/first-run';
import { StepFrame } from '~/components/first-run/step-frame';
import type { DraftOfStep } from '~/components/first-run/use-move';
import { usePanel } from '~/components/frame/panel-context';
import { type Draft, useDraft } from '~/components/frame/use-draft';
import { DomainCheck } from '~/components/settings/domain-check';
import { NeverFields, type SectionProps, SenderFields } from '~/components/settings/settings-sections';
import { SmtpFields } from '~/components/settings/smtp-section';
import { useStandingErrors } from '~/components/settings/standing-errors';
import type { SettingsForm } from '~/office/pages/settings/settings-form';

const secretFields = ['smtp.password'] as const;

/** The settings as a draft that outlives a session's end; shared by the steps that ask for settings. */
function useSettingsDraft({ page }: StepProps): Draft<SettingsForm> {
  return useDraft<SettingsForm>('welcome', { stored: page.form, secret: secretFields, asOne: 'smtp.' });
}

function changeOf({ form, openedWith }: Draft<SettingsForm>) {
  return { form, openedWith };
}

/** What is asked of the draft when the answer comes: by then more may have been typed than was sent. */
function answered(draft: Draft<SettingsForm>): DraftOfStep {
  return { settle: (stored) => draft.settle(draft, stored), hear: draft.hear };
}

export function SenderStep(props: StepProps) {
  const { s } = usePanel();
  const draft = useSettingsDraft(props);
  const { move } = props;
  const errors = useStandingErrors(move.errors, draft.form);
  return (
    <StepFrame
      step="sender"
      move={move}
      nextLabel={s.firstRun.next}
      onNext={() => move.next({ change: changeOf(draft) }, answered(draft))}
    >
      <BlockStack gap="400">
        {draft.restored && <Banner tone="info" title={s.settings.kept} />}
        <SenderFields draft={draft} errors={errors} />
      </BlockStack>
    </StepFrame>
  );
}

export function MailServerStep(props: StepProps) {
  const { s } = usePanel();
  const draft = useSettingsDraft(props);
  const { move, page } = props;
  const errors = useStandingErrors(move.errors, draft.form);
  return (
    <StepFrame
      step="mail-server"
      move={move}
      nextLabel={s.firstRun.next}
      onNext={() => move.next({ change: changeOf(draft) }, answered(draft))}
    >
      <BlockStack gap="400">
        {draft.restored && <Banner tone="info" title={s.settings.kept} />}
        <SmtpFields
          draft={draft}
          errors={errors}
          hasPassword={page.hasPassword}
          installationRelay={page.installationRelay}
          mailServer={page.mailServer}
        />
        <DomainCheck draft={draft} />
        {move.isUntested && page.mailServer === 'untested' && (
          <UntestedBanner
            busy={move.busy}
            onGoOn={() => move.next({ change: changeOf(draft), untested: true }, answered(draft))}
          />
        )}
      </BlockStack>
    </StepFrame>
  );
}

/** Nobody goes past a server without a test by mistake: they are told, and may say that they want to. */
function UntestedBanner({ busy, onGoOn }: { busy: boolean; onGoOn: () => void }) {
  const { s } = usePanel();
  const words = s.firstRun.untested;
  const banner = useRef<BannerHandles>(null);
  useEffect(() => banner.current?.focus(), []);
  return (
    <Banner
      ref={banner}
      tone="warning"
      title={words.title}
      action={{ content: words.goOn, onAction: onGoOn, loading: busy }}
    >
      <p>{words.about}</p>
    </Banner>
  );
}

const others = ['thank-you', 'warranty-expiry', 'running-low'] as const;
const weekdays = [1, 2, 3, 4, 5, 6, 7] as const;

export function NeighboursStep(props: StepProps) {
  const { s } = usePanel();
  const draft = useSettingsDraft(props);
  const { move } = props;
  const errors = useStandingErrors(move.errors, draft.form);
  return (
    <StepFrame
      step="neighbours"
      move={move}
      nextLabel={s.firstRun.next}
      onNext={() => move.next({ change: changeOf(draft) }, answered(draft))}
    >
      <BlockStack gap="600">
        <NeighbourFields draft={draft} errors={errors} />
        <BlockStack gap="300">
          <Text as="h3" variant="headingMd">
            {s.settings.never.title}
          </Text>
          <NeverFields draft={draft} errors={errors} />
          <Text as="p" tone="subdued">
            {s.firstRun.neighbours.relay}
          </Text>
        </BlockStack>
      </BlockStack>
    </StepFrame>
  );
}

/** What else writes to the customers, and on which days. */
export function NeighbourFields({ draft, errors }: SectionProps) {
  const { s } = usePanel();
  const words = s.firstRun.neighbours;
  return (
    <BlockStack gap="600">
      <fieldset className="carafe-fieldset">
        <legend>{words.othersTitle}</legend>
        <Text as="p" tone="subdued">
          {words.othersAbout}
        </Text>
        {others.map((kind) => (
          <Checkbox
            key={kind}
            label={words.others[kind]}
            checked={draft.form[`others.${kind}`]}
            onChange={(on) => draft.set(`others.${kind}`, on)}
          />
        ))}
      </fieldset>
      <fieldset className="carafe-fieldset">
        <legend>{words.campaignTitle}</legend>
        <Text as="p" tone="subdued">
          {words.campaignAbout}
        </Text>
        <div className="carafe-weekdays">
          {weekdays.map((weekday) => (
            <Checkbox
              key={weekday}
              label={words.weekdays[weekday - 1]}
              checked={draft.form[`campaign.${weekday}`]}
              onChange={(on) => draft.set(`campaign.${weekday}`, on)}
            />
          ))}
        </div>
        {errors['campaign.7'] && <InlineError message={s.settings.errors['every-day']} fieldID="campaign" />}
      </fieldset>
    </BlockStack>
  );
}
