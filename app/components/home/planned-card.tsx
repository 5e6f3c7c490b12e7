import { BlockStack, Button, Card, InlineStack, Text } from '@shopify/polaris';
import { useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { EmptyNote } from '~/components/parts/empty-note';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import { MessageRows } from '~/components/queue/message-rows';
import { useDecide } from '~/components/queue/use-decide';
import type { MovableMessage } from '~/office/pages/queue/movable-message.server';

const SHOWN = 5;

export interface PlannedCardProps {
  readonly messages: readonly MovableMessage[];
  readonly now: Date;
  /** News came in, and the plan that takes it into account is on its way. */
  readonly replanning: boolean;
  /** Nobody waits for a reason to write to them. */
  readonly hasDied: boolean;
}

/** What is planned for one customer, soonest first, and what a person just decided and may take back. */
export function PlannedCard({ messages, now, replanning, hasDied }: PlannedCardProps) {
  const { s } = usePanel();
  const { decide, busyIds } = useDecide();
  const list = useKeptFocus<HTMLDivElement>();
  const [all, setAll] = useState(false);
  const shown = all ? messages : messages.slice(0, SHOWN);
  return (
    <div ref={list}>
      <Card>
        <BlockStack gap="400">
          <InlineStack align="space-between" blockAlign="baseline" gap="200">
            <Text as="h2" variant="headingMd">
              {s.customer.planned.title}
            </Text>
            <div aria-live="polite">
              {replanning && (
                <Text as="span" tone="subdued">
                  {s.customer.replanning}
                </Text>
              )}
            </div>
          </InlineStack>
          {messages.length === 0 ? (
            <EmptyNote
              said={s.customer.planned.empty}
              about={hasDied ? s.notes.about.died : s.customer.planned.emptyAbout}
            />
          ) : (
            <MessageRows messages={shown} now={now} busyIds={busyIds} onDecide={decide} />
          )}
          {messages.length > SHOWN && (
            <InlineStack>
              <Button variant="plain" onClick={() => setAll(!all)}>
                {all ? s.customer.supplies.less : s.customer.supplies.more(messages.length - SHOWN)}
              </Button>
            </InlineStack>
          )}
        </BlockStack>
      </Card>
    </div>
  );
}
