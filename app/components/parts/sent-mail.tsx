import { Badge, InlineStack, Link, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { KindName } from '~/components/parts/kind-name';
import { OutcomeBadge } from '~/components/parts/outcome-badge';
import type { SentMail as Sent } from '~/office/pages/home/sent.server';

/** One mail that left: to whom, of which kind, when, and what came of it. */
export function SentMail({ mail, when }: { mail: Sent; when: string }) {
  const { s } = usePanel();
  const name = mail.customerName || s.common.guest;
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <InlineStack gap="200" blockAlign="center">
        {mail.isCustomerThere ? (
          <Link url={`/app/customers/${mail.customerId}#history`} removeUnderline>
            {name}
          </Link>
        ) : (
          <Text as="span">{name}</Text>
        )}
        <Text as="span" tone="subdued">
          {mail.reasons > 1 ? s.home.sent.reasons(mail.reasons) : <KindName kind={mail.kind} />}
        </Text>
        {mail.channel === 'flow' && <Badge>{s.message.flow}</Badge>}
      </InlineStack>
      <InlineStack gap="200" blockAlign="center">
        {mail.isRedirected ? <Badge>{s.queue.sentToYou}</Badge> : <OutcomeBadge outcome={mail.outcome} />}
        <Text as="span" tone="subdued" variant="bodySm">
          {when}
        </Text>
      </InlineStack>
    </InlineStack>
  );
}
