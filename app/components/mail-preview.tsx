import { useFetcher } from '@remix-run/react';
import { BlockStack, Button, ButtonGroup, InlineStack, SkeletonBodyText, Text } from '@shopify/polaris';
import { useEffect, useState } from 'react';
import { usePanel } from '~/components/panel-context';
import type { loader } from '~/routes/app.messages.$id.preview';

type Width = 'wide' | 'narrow' | 'text';

/**
 * The very mail that the customer would get, in a frame without scripts, forms or a way out: whatever a template or a
 * customer's name holds, it cannot act here.
 */
export function MailPreview({ messageId }: { messageId: string }) {
  const { s } = usePanel();
  const fetcher = useFetcher<typeof loader>();
  const [width, setWidth] = useState<Width>('wide');
  const { load } = fetcher;
  useEffect(() => load(`/app/messages/${messageId}/preview`), [load, messageId]);
  const mail = fetcher.data;
  if (!mail) return <SkeletonBodyText lines={6} />;
  if (mail.status !== 'rendered') {
    return (
      <Text as="p" tone="critical">
        {s.message.previewFailed} {mail.detail}
      </Text>
    );
  }
  const widths: [Width, string][] = [
    ['wide', s.message.previewWide],
    ['narrow', s.message.previewNarrow],
    ['text', s.message.previewText],
  ];
  return (
    <BlockStack gap="300">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="p">
          <Text as="span" tone="subdued">
            {s.message.previewSubject}:{' '}
          </Text>
          <strong>{mail.subject}</strong>
        </Text>
        <ButtonGroup variant="segmented">
          {widths.map(([value, words]) => (
            <Button key={value} size="slim" pressed={width === value} onClick={() => setWidth(value)}>
              {words}
            </Button>
          ))}
        </ButtonGroup>
      </InlineStack>
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
