import { Badge, BlockStack, Card, InlineStack, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { Why } from '~/components/parts/why';
import { PromiseButton } from '~/components/tasks/promise-button';
import { WorkList } from '~/components/tasks/work-list';
import type { PromiseKeeping, WorkCounts, WorkItem } from '~/office/pages/tasks/work.server';

/** On home: how much waits for people, and the way there. Nothing is shown while nothing does. */
export function WorkCountCard({ counts }: { counts: WorkCounts }) {
  const { s, write } = usePanel();
  const words = s.work.home;
  const why = s.whys.work;
  if (counts.open === 0) return null;
  const count = (number: number) => (number >= counts.cap ? s.common.capped(number) : write.number(number));
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {s.work.title}
            </Text>
            <Badge>{words.open(count(counts.open))}</Badge>
            {counts.overdue > 0 && <Badge tone="critical">{words.overdue(count(counts.overdue))}</Badge>}
            {counts.breaking > 0 && <Badge tone="attention">{words.breaking(count(counts.breaking))}</Badge>}
          </InlineStack>
          <InlineStack gap="300" blockAlign="baseline">
            <Why
              about={why.about}
              sentence={why.sentence}
              inputs={[
                { name: why.open, value: count(counts.open) },
                { name: why.overdue, value: count(counts.overdue) },
                { name: why.breaking, value: count(counts.breaking) },
              ]}
            />
            <Link url="/app/tasks" removeUnderline>
              {words.all}
            </Link>
          </InlineStack>
        </InlineStack>
        <Text as="p" tone="subdued">
          {words.about}
        </Text>
      </BlockStack>
    </Card>
  );
}

/** On a customer's page: what is to be done for them, and places to note what was promised or learnt. */
export function CustomerWorkCard({
  items,
  hasComplaint,
  customerId,
  now,
  children,
}: {
  items: readonly WorkItem[];
  /** It has a card of its own. */
  hasComplaint: boolean;
  customerId: string;
  now: Date;
  children: ReactNode;
}) {
  const { s } = usePanel();
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {s.work.customer.title}
          </Text>
          <InlineStack gap="200">
            {children}
            <PromiseButton customerId={customerId} now={now} />
          </InlineStack>
        </InlineStack>
        {items.length === 0 ? (
          <Text as="p" tone="subdued">
            {hasComplaint ? s.work.customer.noneBesides : s.work.customer.none}
          </Text>
        ) : (
          <WorkList items={items} now={now} plain />
        )}
      </BlockStack>
    </Card>
  );
}

/** How many promises were kept in time; nothing while none has come to its day. */
export function KeepingLine({ keeping }: { keeping: PromiseKeeping }) {
  const { s, write } = usePanel();
  const words = s.work.promises;
  const { kept, late, stillBroken, since } = keeping;
  const all = kept + late + stillBroken;
  if (all === 0) return null;
  return (
    <InlineStack gap="200" blockAlign="baseline">
      <Text as="p">{words.keeping(write.number(kept), write.number(all))}</Text>
      <Why
        about={words.keepingAbout}
        sentence={words.keepingWhy}
        inputs={[
          { name: words.keepingInputs.kept, value: write.number(kept) },
          { name: words.keepingInputs.late, value: write.number(late) },
          { name: words.keepingInputs.stillBroken, value: write.number(stillBroken) },
          { name: words.keepingInputs.since, value: write.dayOf(since) },
        ]}
      />
    </InlineStack>
  );
}
