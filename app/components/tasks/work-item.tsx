import { BlockStack, InlineStack, Link, Text } from '@shopify/polaris';
import type { ReactNode } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { TalkingPoints } from '~/components/tasks/talking-points';
import type { WorkItem } from '~/office/pages/tasks/work.server';

export interface WorkFrameProps {
  readonly item: WorkItem;
  readonly now: Date;
  readonly title: string;
  readonly badge?: ReactNode;
  /** Where the page is not about one customer, the name leads to theirs. */
  readonly showCustomer?: boolean;
  /** What was asked, said or promised. */
  readonly children: ReactNode;
  readonly actions: ReactNode;
}

/** What all work has: what it is, for whom, by when, what to know, and what may be done. */
export function WorkFrame(props: WorkFrameProps) {
  const { s, write } = usePanel();
  const { item, now, title, badge, showCustomer, children, actions } = props;
  const { talk } = item;
  const name = talk ? talk.name || s.common.guest : '';
  return (
    <BlockStack gap="200">
      <InlineStack gap="200" blockAlign="center" align="space-between">
        <InlineStack gap="200" blockAlign="center">
          <Text as="span" fontWeight="semibold">
            {title}
          </Text>
          {showCustomer && item.customerId && (
            <Link url={`/app/customers/${item.customerId}`} removeUnderline>
              {name}
            </Link>
          )}
          {badge}
        </InlineStack>
        {item.doneAt === null && (
          <Text as="span" tone="subdued">
            {item.dueAt <= now
              ? write.ago(item.createdAt, now)
              : `${write.ago(item.createdAt, now)}, ${s.work.due(write.dayTime(item.dueAt))}`}
          </Text>
        )}
      </InlineStack>
      {children}
      {item.doneAt === null && showCustomer && talk && <TalkingPoints talk={talk} />}
      <fieldset
        aria-label={s.work.actionsFor(title, name)}
        style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}
      >
        <InlineStack gap="200" blockAlign="center">
          {actions}
        </InlineStack>
      </fieldset>
    </BlockStack>
  );
}
