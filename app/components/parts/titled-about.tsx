import { BlockStack, Text, type TextProps } from '@shopify/polaris';

export interface TitledAboutProps {
  readonly title: string;
  readonly about: string;
  readonly variant: Extract<TextProps['variant'], 'headingSm' | 'headingMd'>;
}

/** What a part of a page is called, and in one sentence what it is for. */
export function TitledAbout({ title, about, variant }: TitledAboutProps) {
  return (
    <BlockStack gap="100">
      <Text as="h3" variant={variant}>
        {title}
      </Text>
      <Text as="p" tone="subdued">
        {about}
      </Text>
    </BlockStack>
  );
}
