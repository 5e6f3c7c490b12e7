import { BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { MailFrame, type MailWidth, MailWidths } from '~/components/mail-frame';
import { usePanel } from '~/components/panel-context';

interface TemplateLookProps {
  readonly mail: { readonly subject: string; readonly html: string; readonly text: string } | null;
  /** True while the words have a mistake, and the mail is the one before it. */
  readonly isStale: boolean;
}

/** The mail that the words make. */
export function TemplateLook({ mail, isStale }: TemplateLookProps) {
  const { s } = usePanel();
  const [width, setWidth] = useState<MailWidth>('wide');
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {s.templates.preview}
          </Text>
          <MailWidths width={width} onChoose={setWidth} />
        </InlineStack>
        <Text as="p" tone={isStale ? 'caution' : 'subdued'}>
          {isStale && mail ? s.templates.stale : s.templates.previewAbout}
        </Text>
        {mail && (
          <Text as="p" fontWeight="semibold" breakWord>
            {mail.subject}
          </Text>
        )}
        {mail ? <MailFrame mail={mail} width={width} /> : <Text as="p">{s.templates.noPreview}</Text>}
      </BlockStack>
    </Card>
  );
}
