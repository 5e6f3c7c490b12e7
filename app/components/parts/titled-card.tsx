import { BlockStack, Card, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';

export interface TitledCardProps {
  readonly title: string;
  readonly about?: string;
  readonly children: ReactNode;
}

/** A card with its heading and, more quietly, what it is about. */
export function TitledCard({ title, about, children }: TitledCardProps) {
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {title}
        </Text>
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
