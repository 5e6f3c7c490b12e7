import { BlockStack, Divider, FormLayout, TextField } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { EraseShop } from '~/components/settings/data/erase-shop';
import { ExportShop } from '~/components/settings/data/export-shop';
import { Effect } from '~/components/settings/last-month/last-month';
import { type SectionProps, SettingsSection, useNumberField } from '~/components/settings/settings-sections';

/** How long what is kept; everything as a file; everything deleted. */
export function DataSection(props: SectionProps) {
  const { s } = usePanel();
  const words = s.moreSettings.data;
  const about = s.settingAbout;
  const number = useNumberField(props);
  return (
    <SettingsSection id="data" title={words.title} about={words.about}>
      <BlockStack gap="500">
        <FormLayout>
          <TextField
            {...number('attributionDays', about.attribution)}
            label={words.attribution}
            suffix={about.days}
          />
          <TextField
            {...number('retentionDays.inbox', about.inbox)}
            label={words.inbox}
            suffix={about.days}
          />
          <TextField
            {...number('retentionDays.attempts', about.attempts)}
            label={words.attempts}
            suffix={about.days}
          />
          <Effect say={() => s.lastMonth.none} />
        </FormLayout>
        <Divider />
        <ExportShop />
        <Divider />
        <EraseShop />
      </BlockStack>
    </SettingsSection>
  );
}
