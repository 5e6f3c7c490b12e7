import { BlockStack, Button, InlineStack, Link, Text } from '@shopify/polaris';
import { useState } from 'react';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import { usePanel } from '~/components/frame/panel-context';
import { TitledCard } from '~/components/parts/titled-card';
import { MailPreview } from '~/components/queue/mail-preview';
import type { DryRunExampleView } from '~/office/dry-run/dry-run-page.server';

interface ExamplesCardProps {
  readonly kind: ActiveKind;
  readonly examples: readonly DryRunExampleView[];
}

/** Ten mails that would have gone: to whom, when, why, and what they would have said. */
export function ExamplesCard({ kind, examples }: ExamplesCardProps) {
  const { title, about } = usePanel().s.dryRun.examples;
  if (examples.length === 0) return null;
  return (
    <TitledCard title={title} about={about}>
      <ul className="carafe-rows" data-plain="">
        {examples.map((example) => (
          <li key={example.place}>
            <Example kind={kind} example={example} />
          </li>
        ))}
      </ul>
    </TitledCard>
  );
}

function Example({ kind, example }: { kind: ActiveKind; example: DryRunExampleView }) {
  const { s, when, reason } = usePanel();
  const words = s.dryRun.examples;
  const [open, setOpen] = useState(false);
  const name = example.name || s.common.guest;
  return (
    <BlockStack gap="150">
      <InlineStack align="space-between" gap="200">
        <Link url={`/app/customers/${example.customerId}`}>{name}</Link>
        <Text as="span">{when(example.at, example.timeZone)}</Text>
      </InlineStack>
      <Text as="p">{[example.reason, ...example.why].map((one) => reason(one)).join(' ')}</Text>
      <InlineStack>
        <Button
          variant="plain"
          ariaExpanded={open}
          accessibilityLabel={open ? words.close : words.lookLabel(name)}
          onClick={() => setOpen(!open)}
        >
          {open ? words.close : words.look}
        </Button>
      </InlineStack>
      {open && <MailPreview path={`/app/dry-run-mail/${kind}/${example.place}`} />}
    </BlockStack>
  );
}
