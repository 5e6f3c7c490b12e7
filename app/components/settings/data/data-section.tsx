import { BlockStack, Divider, FormLayout, TextField } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { EraseShop } from '~/components/settings/data/erase-shop';
import { ExportShop } from '~/components/settings/data/export-shop';
import { type SectionProps, SettingsSection, useNumberField } from '~/components/settings/settings-sections';

/** How long what is kept; everything as a file; everything deleted. */
export function DataSection(props: SectionProps) {
  const words = usePanel().s.moreSettings.data;
  const about = usePanel().s.settingAbout;
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
        </FormLayout>
        <Divider />
        <ExportShop />
        <Divider />
        <EraseShop />
      </BlockStack>
    </SettingsSection>
  );
}
