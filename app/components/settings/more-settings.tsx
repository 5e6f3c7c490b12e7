import { TextField } from '@shopify/polaris';
import { MOST_CLOSED_DAYS, readClosedDays } from '~/base/vocabulary/closed-days';
import { NeighbourFields } from '~/components/first-run/settings-steps';
import { usePanel } from '~/components/frame/panel-context';
import { type SectionProps, SettingsSection, useField } from '~/components/settings/settings-sections';

export function ClosedDaysSection(props: SectionProps) {
  const words = usePanel().s.moreSettings.closed;
  const { error: refused, ...field } = useField(props)('closedOn');
  const { days, wrongLine } = readClosedDays(field.value);
  const isChanged = props.errors.closedOn === 'changed';
  const wrong = wrongLine !== null ? words.wrongLine(wrongLine) : words.tooMany(MOST_CLOSED_DAYS);
  const error = isChanged ? refused : wrong;
  // A line that was mended since it was refused is told no more.
  const isWrong = refused && (isChanged || wrongLine !== null || days.length > MOST_CLOSED_DAYS);
  return (
    <SettingsSection id="closed" title={words.title} about={words.about}>
      <TextField
        {...field}
        {...(isWrong && { error })}
        label={words.days}
        helpText={words.help}
        multiline={3}
      />
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
