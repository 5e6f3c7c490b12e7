import { Badge, BlockStack, Button, InlineStack, Select, Text } from '@shopify/polaris';
import { kindModes } from '~/base/vocabulary/kinds';
import { DryRunLink } from '~/components/dry-run/dry-run-link';
import { usePanel } from '~/components/frame/panel-context';
import { useTellingFetcher } from '~/components/frame/use-telling-fetcher';
import { KindName } from '~/components/parts/kind-name';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import { FloodNotice } from '~/components/queue/flood-notice';
import { HoldoutRow } from '~/components/settings/kinds/holdout-row';
import { KindChannel } from '~/components/settings/kinds/kind-channel';
import { WarrantyTerms } from '~/components/settings/kinds/warranty-terms';
import { Effect } from '~/components/settings/last-month/last-month';
import { ReminderSection, type SectionProps, SettingsSection } from '~/components/settings/settings-sections';
import type { KindSwitch } from '~/office/pages/settings/settings.server';
import type { action } from '~/routes/app.kinds';

/** What Carafe writes about. A switch acts at once; the rest of the page waits for Save. */
export function KindsSection({ kinds, ...props }: SectionProps & { kinds: readonly KindSwitch[] }) {
  const { s } = usePanel();
  const words = s.settings.kinds;
  return (
    <SettingsSection id="kinds" title={words.title} about={words.about}>
      <ul className="carafe-rows" data-plain="">
        {kinds.map((kind) => (
          <li key={kind.kind}>
            <BlockStack gap="300">
              <KindRow kind={kind} />
              {kind.kind === 'running-low' && <ReminderSection {...props} />}
              {kind.kind === 'warranty-expiry' && <WarrantyTerms {...props} />}
              {kind.kind !== 'thank-you' && <KindChannel {...props} kind={kind.kind} />}
            </BlockStack>
          </li>
        ))}
      </ul>
    </SettingsSection>
  );
}

function KindRow({ kind }: { kind: KindSwitch }) {
  const { s, write } = usePanel();
  const words = s.settings.kinds;
  const fetcher = useTellingFetcher<typeof action>(({ mode }) =>
    words.saved(s.kinds[kind.kind], s.modes[mode]),
  );
  const send = (body: Record<string, string>) =>
    fetcher.submit({ kind: kind.kind, ...body }, { method: 'post', action: '/app/kinds' });
  const row = useKeptFocus<HTMLDivElement>();
  return (
    <div ref={row} {...(fetcher.state !== 'idle' && { 'data-busy': '' })}>
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center" gap="300">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h3" variant="headingSm">
              <KindName kind={kind.kind} />
            </Text>
            {kind.inReview && <Badge tone="attention">{words.reviewed(kind.reviewed)}</Badge>}
          </InlineStack>
          <InlineStack gap="300" blockAlign="center">
            <DryRunLink kind={kind.kind} />
            <Select
              label={s.kinds[kind.kind]}
              labelHidden
              options={kindModes.map((mode) => ({ value: mode, label: s.modes[mode] }))}
              value={kind.mode}
              disabled={fetcher.state !== 'idle'}
              onChange={(mode) => send({ intent: 'switch', mode })}
            />
          </InlineStack>
        </InlineStack>
        <Text as="p" tone="subdued">
          {s.kindAbout[kind.kind]}
        </Text>
        <Effect
          say={({ mails, kinds }) =>
            s.lastMonth.ofKind(write.number(kinds[kind.kind].mails), write.number(mails))
          }
        />
        {kind.mode !== 'off' && kind.holdout && <HoldoutRow kind={kind.kind} holdout={kind.holdout} />}
        {kind.flood && <FloodNotice flood={kind.flood} look />}
        {kind.inReview && kind.mode === 'on' && (
          <InlineStack>
            <Button variant="plain" onClick={() => send({ intent: 'end-review' })}>
              {words.endReview}
            </Button>
          </InlineStack>
        )}
      </BlockStack>
    </div>
  );
}
