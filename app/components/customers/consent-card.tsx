import { Banner, BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { isKind, type MessageClass, messageClasses } from '~/base/vocabulary/kinds';
import { useNever } from '~/components/customers/never-button';
import { usePanel } from '~/components/frame/panel-context';
import { ConsentBadge } from '~/components/parts/badges';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import type { CustomerPage } from '~/office/pages/customers/customer.server';

/** May we write, and since when: consent, what stops mail, and what they chose themselves. */
export function ConsentCard({ page }: { page: CustomerPage }) {
  const { s, write } = usePanel();
  const words = s.customer.consent;
  const { consent, suppressions, preferences } = page;
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
              <dd>
                <MayWrite page={page} of={messageClass} />
              </dd>
            </div>
          ))}
        </dl>
        {preferences.length > 0 && <Choices page={page} />}
      </BlockStack>
    </Card>
  );
}

/** Who may be written to, but not while something goes before it: what that is stands with it. */
function MayWrite({ page, of }: { page: CustomerPage; of: MessageClass }) {
  const { s, reason } = usePanel();
  const words = s.customer.consent;
  const hold = page.heldBy[of];
  if (!page.mayWrite[of]) return words.no;
  if (!hold) return words.yes;
  if (hold.code === 'held-complaint') return words.notWhileComplaint;
  return (
    <>
      {words.notNow}{' '}
      <Text as="span" tone="subdued">
        {reason(hold)}
      </Text>
    </>
  );
}

function Choices({ page }: { page: CustomerPage }) {
  const list = useKeptFocus<HTMLDivElement>();
  return (
    <div ref={list}>
      <BlockStack gap="300">
        {page.preferences.map((preference) => (
          <div key={`${preference.kind}${preference.needTitle}${preference.choice}`} data-row="">
            <ChoiceLine preference={preference} page={page} />
          </div>
        ))}
      </BlockStack>
    </div>
  );
}

type Preference = CustomerPage['preferences'][number];

/** What was chosen about a kind, by them or by staff; what staff chose can be taken back here. */
function ChoiceLine({ preference, page }: { preference: Preference; page: CustomerPage }) {
  const { s, write } = usePanel();
  const { decide, busy } = useNever(page.id);
  const words = s.customer.consent;
  const { kind, needTitle, choice, until, byStaff } = preference;
  const all = isKind(kind) ? s.kinds[kind] : s.queue.allKinds;
  const name = needTitle ? words.ofThing(all, needTitle) : all;
  if (choice === 'fewer') return <Text as="p">{words.fewer}</Text>;
  if (choice === 'snoozed' && until) return <Text as="p">{words.snoozed(name, write.dayOf(until))}</Text>;
  if (choice !== 'off') return null;
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="p">{byStaff ? s.lists.never.byStaff(name) : words.off(name)}</Text>
      {byStaff && isKind(kind) && (
        <Button variant="plain" disabled={busy} onClick={() => decide(kind, 'on')}>
          {s.lists.never.allow}
        </Button>
      )}
    </InlineStack>
  );
}
