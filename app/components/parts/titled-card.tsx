import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

export interface TitledCardProps {
  /** Where an address leads to it. */
  readonly id?: string;
  readonly title: string;
  readonly about?: string;
  /** What stands at the end of the heading's line. */
  readonly beside?: ReactNode;
  readonly children: ReactNode;
}

/** A card with its heading and, more quietly, what it is about. */
export function TitledCard({ id, title, about, beside, children }: TitledCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="baseline" gap="200">
          <Text as="h2" variant="headingMd" {...(id && { id })}>
            {title}
          </Text>
          {beside}
        </InlineStack>
        {about && (
          <Text as="p" tone="subdued">
            {about}
          </Text>
        )}
        {children}
      </BlockStack>
    </Card>
  );
}
