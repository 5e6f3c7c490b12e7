import { BlockStack, Button, DescriptionList, InlineStack, SkeletonBodyText, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { MailFrame, MailWidths, useMailWidth } from '~/components/queue/mail-frame';
import { usePreview } from '~/components/queue/use-preview';
import type { MailPreview as Preview } from '~/office/pages/queue/preview.server';

/** The very mail that the customer would get, from the address that makes it; or what Shopify Flow is told instead. */
export function MailPreview({ path }: { path: string }) {
  const { s } = usePanel();
  const { mail, ask } = usePreview(path);
  const [width, setWidth] = useMailWidth();
  if (mail === null) return <NoPreview onAgain={ask} />;
  if (!mail) return <SkeletonBodyText lines={6} />;
  if (mail.status === 'flow') return <FlowPreview {...mail} />;
  if (mail.status !== 'rendered') {
    return (
      <Text as="p" tone="critical">
        {s.message.previewFailed} {mail.detail && s.templates.problem(mail.detail)}
      </Text>
    );
  }
  return (
    <BlockStack gap="300">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <Text as="p">
          <Text as="span" tone="subdued">
            {s.message.previewSubject}:{' '}
          </Text>
          <strong>{mail.subject}</strong>
        </Text>
        <MailWidths width={width} onChoose={setWidth} />
      </InlineStack>
      <MailFrame mail={mail} width={width} />
    </BlockStack>
  );
}

type Told = Extract<Preview, { status: 'flow' }>;

function FlowPreview({ trigger, told }: Pick<Told, 'trigger' | 'told'>) {
  const { s } = usePanel();
  if (!told) return <Text as="p">{s.message.flowNothing}</Text>;
  return (
    <BlockStack gap="200">
      <Text as="p">{s.message.flowTold(trigger)}</Text>
      <DescriptionList
        items={Object.entries(told).map(([term, value]) => ({ term, description: String(value) }))}
      />
    </BlockStack>
  );
}

/** No answer came: that it failed, and the way to ask again. */
export function NoPreview({ onAgain }: { onAgain: () => void }) {
  const { s } = usePanel();
  return (
    <InlineStack gap="200" blockAlign="center">
      <Text as="p" tone="critical">
        {s.message.previewFailed}
      </Text>
      <Button onClick={onAgain}>{s.errors.reload}</Button>
    </InlineStack>
  );
}
