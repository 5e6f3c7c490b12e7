import { BlockStack, Box, Button, InlineStack, Text } from '@shopify/polaris';

export interface EmptyPageProps {
  readonly title: string;
  readonly about: string;
  readonly action?: { content: string; url: string };
}

/** What a list says when it has nothing to show: what belongs here, and when it will come. */
export function EmptyPage({ title, about, action }: EmptyPageProps) {
  return (
    <Box padding="800">
      <BlockStack gap="300" inlineAlign="center">
        <img src="/carafe.svg" alt="" width="72" height="72" />
        <Text as="h2" variant="headingMd" alignment="center">
          {title}
        </Text>
        <Box maxWidth="26rem">
          <Text as="p" tone="subdued" alignment="center">
            {about}
          </Text>
        </Box>
        {action && (
          <InlineStack>
            <Button url={action.url}>{action.content}</Button>
          </InlineStack>
        )}
      </BlockStack>
    </Box>
  );
}
