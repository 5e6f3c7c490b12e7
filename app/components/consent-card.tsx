import { Banner, BlockStack, Card, InlineStack, Text } from '@shopify/polaris';
import { isKind, messageClasses } from '~/base/vocabulary/kinds';
import { ConsentBadge } from '~/components/badges';
import { usePanel } from '~/components/panel-context';
import type { CustomerPage } from '~/office/pages/customer.server';

/** May we write, and since when: consent, what stops mail, and what they chose themselves. */
export function ConsentCard({ page }: { page: CustomerPage }) {
  const { s, write } = usePanel();
  const words = s.customer.consent;
  const { consent, suppressions, preferences } = page;
  const choices = preferences.flatMap(({ kind, choice, until }) => {
    const name = isKind(kind) ? s.kinds[kind] : s.queue.allKinds;
    if (choice === 'off') return [words.off(name)];
    if (choice === 'snoozed' && until) return [words.snoozed(name, write.dayOf(until))];
    return [];
  });
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {words.title}
        </Text>
        <InlineStack gap="200" blockAlign="center">
          <ConsentBadge state={consent.state} />
          {consent.changedAt && (
            <Text as="span" tone="subdued">
              {words.since(write.dayOf(consent.changedAt))}
            </Text>
          )}
        </InlineStack>
        {suppressions.map(({ reason, since, all }) => (
          <Banner key={reason} tone="warning">
            <Text as="p" fontWeight="semibold">
              {all ? words.stopped : words.stoppedPart}
            </Text>
            <Text as="p">
              {s.suppressions[reason]} ({words.since(write.dayOf(since))})
            </Text>
          </Banner>
        ))}
        <dl className="carafe-facts">
          {messageClasses.map((messageClass) => (
            <div key={messageClass} style={{ display: 'contents' }}>
              <dt>{words[messageClass]}</dt>
              <dd>{page.mayWrite[messageClass] ? words.yes : words.no}</dd>
            </div>
          ))}
        </dl>
        {choices.map((choice) => (
          <Text as="p" key={choice}>
            {choice}
          </Text>
        ))}
      </BlockStack>
    </Card>
  );
}
