import { BlockStack, Text } from '@shopify/polaris';

/** In place of what is not there yet: that it is not, and what would be here. */
export function EmptyNote({ said, about }: { said: string; about: string }) {
  return (
    <BlockStack gap="100">
      <Text as="p">{said}</Text>
      <Text as="p" tone="subdued">
        {about}
      </Text>
    </BlockStack>
  );
}
