import { BlockStack, Divider, FormLayout, TextField } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { EraseShop } from '~/components/settings/data/erase-shop';
import { ExportShop } from '~/components/settings/data/export-shop';
import { type SectionProps, SettingsSection, useField } from '~/components/settings/settings-sections';

/** How long what is kept; everything as a file; everything deleted. */
export function DataSection(props: SectionProps) {
  const words = usePanel().s.moreSettings.data;
  const field = useField(props);
  const number = (
    name: 'attributionDays' | 'retentionDays.inbox' | 'retentionDays.attempts',
    [label, from, to, usual]: [label: string, from: number, to: number, usual: number],
  ) => (
    <TextField
      {...field(name, [from, to])}
      label={label}
      helpText={words.bounds(from, to, usual)}
      type="number"
      min={from}
      max={to}
    />
  );
  return (
    <SettingsSection id="data" title={words.title} about={words.about}>
      <BlockStack gap="500">
        <FormLayout>
          {number('attributionDays', [words.attribution, 1, 60, 14])}
          {number('retentionDays.inbox', [words.inbox, 1, 90, 14])}
          {number('retentionDays.attempts', [words.attempts, 30, 730, 180])}
        </FormLayout>
        <Divider />
        <ExportShop />
        <Divider />
        <EraseShop />
      </BlockStack>
    </SettingsSection>
  );
}
