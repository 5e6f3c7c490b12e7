import { BlockStack, Select, Text } from '@shopify/polaris';
import { type flowKinds, flowTriggerNames } from '~/base/vocabulary/kinds';
import { usePanel } from '~/components/frame/panel-context';
import { Effect } from '~/components/settings/last-month/last-month';
import { type SectionProps, useField } from '~/components/settings/settings-sections';

/** The way out of a kind that Shopify Flow has a trigger for; each way says what it means. */
export function KindChannel({ kind, ...props }: SectionProps & { kind: (typeof flowKinds)[number] }) {
  const { s, write } = usePanel();
  const field = useField(props);
  const words = s.reach.channel;
  const chosen = props.draft.form[`channel.${kind}`] === 'flow' ? 'flow' : 'email';
  return (
    <Select
      {...field(`channel.${kind}`)}
      label={words.label}
      options={(['email', 'flow'] as const).map((value) => ({ value, label: words.names[value] }))}
      helpText={
        <BlockStack gap="100">
          <Text as="span" tone="subdued">
            {chosen === 'email' ? words.email : words.flow(flowTriggerNames[kind])}
          </Text>
          {chosen === 'flow' && (
            <Effect
              say={({ kinds }) =>
                kinds[kind].mails === 0
                  ? s.lastMonth.nothingOfKind
                  : s.lastMonth.byFlow(write.number(kinds[kind].mails))
              }
            />
          )}
        </BlockStack>
      }
    />
  );
}
