import { TextField } from '@shopify/polaris';
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
