import { FormLayout, TextField } from '@shopify/polaris';
import { NeighbourFields } from '~/components/first-run/settings-steps';
import { usePanel } from '~/components/frame/panel-context';
import { type SectionProps, SettingsSection, useField } from '~/components/settings/settings-sections';

export function ClosedDaysSection(props: SectionProps) {
  const words = usePanel().s.moreSettings.closed;
  const field = useField(props);
  return (
    <SettingsSection id="closed" title={words.title} about={words.about}>
      <TextField {...field('closedOn')} label={words.days} helpText={words.help} multiline={3} />
    </SettingsSection>
  );
}

export function NeighboursSection(props: SectionProps) {
  const words = usePanel().s.moreSettings.neighbours;
  return (
    <SettingsSection id="neighbours" title={words.title} about={words.about}>
      <NeighbourFields {...props} />
    </SettingsSection>
  );
}

export function DataSection(props: SectionProps) {
  const words = usePanel().s.moreSettings.data;
  const field = useField(props);
  const number = (
    name: 'attributionDays' | 'retentionDays.inbox' | 'retentionDays.attempts',
    [label, from, to, usual]: [label: string, from: number, to: number, usual: number],
  ) => (
    <TextField
      {...field(name)}
      label={label}
      helpText={words.bounds(from, to, usual)}
      type="number"
      min={from}
      max={to}
    />
  );
  return (
    <SettingsSection id="data" title={words.title} about={words.about}>
      <FormLayout>
        {number('attributionDays', [words.attribution, 1, 60, 14])}
        {number('retentionDays.inbox', [words.inbox, 1, 90, 14])}
        {number('retentionDays.attempts', [words.attempts, 30, 730, 180])}
      </FormLayout>
    </SettingsSection>
  );
}
