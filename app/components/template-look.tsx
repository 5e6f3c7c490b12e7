import { BlockStack, Button, ButtonGroup, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { usePanel } from '~/components/panel-context';

interface TemplateLookProps {
  readonly mail: { readonly subject: string; readonly html: string; readonly text: string } | null;
  /** True while the words have a mistake, and the mail is the one before it. */
  readonly isStale: boolean;
}

/** The mail that the words make, in a frame without scripts, forms or a way out. */
export function TemplateLook({ mail, isStale }: TemplateLookProps) {
  const { s } = usePanel();
  const [width, setWidth] = useState<'wide' | 'narrow' | 'text'>('wide');
  const widths = [
    ['wide', s.message.previewWide],
    ['narrow', s.message.previewNarrow],
    ['text', s.message.previewText],
  ] as const;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {s.templates.preview}
          </Text>
          <ButtonGroup variant="segmented">
            {widths.map(([value, words]) => (
              <Button key={value} size="slim" pressed={width === value} onClick={() => setWidth(value)}>
                {words}
              </Button>
            ))}
          </ButtonGroup>
        </InlineStack>
        <Text as="p" tone={isStale ? 'caution' : 'subdued'}>
          {isStale && mail ? s.templates.stale : s.templates.previewAbout}
        </Text>
        {mail ? <Shown mail={mail} width={width} /> : <Text as="p">{s.templates.noPreview}</Text>}
      </BlockStack>
    </Card>
  );
}

interface ShownProps {
  readonly mail: NonNullable<TemplateLookProps['mail']>;
  readonly width: 'wide' | 'narrow' | 'text';
}

function Shown({ mail, width }: ShownProps) {
  const { s } = usePanel();
  return (
    <BlockStack gap="300">
      <Text as="p" fontWeight="semibold" breakWord>
        {mail.subject}
      </Text>
      {width === 'text' ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <pre className="carafe-preview-text" tabIndex={0}>
          {mail.text}
        </pre>
      ) : (
        <iframe
          className="carafe-preview"
          data-width={width}
          title={s.message.previewTitle(mail.subject)}
          sandbox=""
          srcDoc={mail.html}
        />
      )}
    </BlockStack>
  );
}
