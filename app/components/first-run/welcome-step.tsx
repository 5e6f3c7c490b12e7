import { BlockStack, List, Text } from '@shopify/polaris';
import type { StepProps } from '~/components/first-run/first-run';
import { StepFrame } from '~/components/first-run/step-frame';
import { usePanel } from '~/components/frame/panel-context';

export function WelcomeStep({ move }: StepProps) {
  const { s } = usePanel();
  const words = s.firstRun.welcome;
  return (
    <StepFrame step="welcome" move={move} nextLabel={words.start} onNext={() => move.next()} canSkip={false}>
      <BlockStack gap="400">
        <Text as="p" variant="bodyLg">
          {words.lead}
        </Text>
        <List gap="loose">
          {words.does.map((sentence) => (
            <List.Item key={sentence}>{sentence}</List.Item>
          ))}
        </List>
        <BlockStack gap="200">
          <Text as="h3" variant="headingSm">
            {words.never}
          </Text>
          <List>
            {words.nevers.map((sentence) => (
              <List.Item key={sentence}>{sentence}</List.Item>
            ))}
          </List>
        </BlockStack>
        <Text as="p" tone="subdued">
          {words.time}
        </Text>
      </BlockStack>
    </StepFrame>
  );
}
