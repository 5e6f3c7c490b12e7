import { useNavigate } from '@remix-run/react';
import { Box, Button, ButtonGroup, ChoiceList, InlineStack } from '@shopify/polaris';
import { CalendarIcon, ListBulletedIcon } from '@shopify/polaris-icons';
import { COUNT_CAP } from '~/base/vocabulary/count-caps';
import { activeKinds } from '~/base/vocabulary/kinds';
import {
  endings,
  hasProducts,
  type QueueQuery,
  type QueueView,
  queueAddress,
  queueViews,
} from '~/base/vocabulary/queue-query';
import { usePanel } from '~/components/frame/panel-context';
import { FilterBar, type ListFilter } from '~/components/parts/filter-bar';
import { ViewTabs } from '~/components/parts/view-tabs';
import { NeedChoices } from '~/components/products/need-choices';
import type { QueuePage } from '~/office/pages/queue/queue.server';

/** The lists of the queue with how much is in them, and the filters; all of it lives in the address. */
export function QueueFilters({ page }: { page: QueuePage }) {
  const { s, write } = usePanel();
  const navigate = useNavigate();
  const { query } = page;
  const { view, mode } = query;
  const counts: Partial<Record<QueueView, number>> = {
    waiting: page.counts.awaiting,
    upcoming: page.counts.planned,
    held: page.counts.held,
    unconfirmed: page.counts.unconfirmed + page.counts.failed,
  };
  const countOf = (name: QueueView) => {
    const count = counts[name] ?? 0;
    return count === 0 ? null : count >= COUNT_CAP ? s.common.capped(COUNT_CAP) : write.number(count);
  };
  const go = (next: Partial<QueueQuery>) =>
    navigate(queueAddress({ ...query, after: null, ...next }), { replace: true, preventScrollReset: true });
  const filters = useQueueFilters(page, go);
  return (
    <>
      <ViewTabs
        label={s.queue.viewsLabel}
        tabs={queueViews.map((name) => ({
          id: name,
          content: s.queue.views[name],
          ...(countOf(name) !== null && { badge: countOf(name) ?? '' }),
        }))}
        selected={queueViews.indexOf(view)}
        onSelect={(index) => {
          const { kind, needId } = query;
          navigate(queueAddress({ view: queueViews[index] ?? 'upcoming', kind, needId }), {
            replace: true,
          });
        }}
      />
      <InlineStack align="space-between" blockAlign="start" wrap={false}>
        <FilterBar
          filters={filters}
          onClearAll={() => go({ kind: null, needId: null, hold: null, ending: null, whyNot: null })}
        />
        {view === 'upcoming' && (
          <Box paddingInline="300" paddingBlock="200">
            <ButtonGroup variant="segmented">
              <Button
                size="slim"
                icon={ListBulletedIcon}
                pressed={mode === 'list'}
                accessibilityLabel={s.lists.queue.asList}
                onClick={() => go({ mode: 'list' })}
              />
              <Button
                size="slim"
                icon={CalendarIcon}
                pressed={mode === 'calendar'}
                accessibilityLabel={s.lists.queue.asCalendar}
                onClick={() => go({ mode: 'calendar' })}
              />
            </ButtonGroup>
          </Box>
        )}
      </InlineStack>
    </>
  );
}

type Go = (next: Partial<QueueQuery>) => void;

function useQueueFilters(page: QueuePage, go: Go): ListFilter[] {
  const { s } = usePanel();
  const words = s.lists.filters;
  const { kind, needId, hold, ending, whyNot, view } = page.query;
  const choice = <Value extends string>(
    key: 'kind' | 'hold' | 'ending' | 'whyNot',
    { title, value, values, name }: Choice<Value>,
  ): ListFilter => ({
    key,
    label: title,
    setTo: value && name(value),
    choices: (
      <ChoiceList
        title={title}
        titleHidden
        choices={values.map((one) => ({ value: one, label: name(one) }))}
        selected={value ? [value] : []}
        onChange={([picked]) => go({ [key]: picked ?? null })}
      />
    ),
    onClear: () => go({ [key]: null }),
  });
  const filters = [
    choice('kind', { title: s.queue.kind, value: kind, values: activeKinds, name: (one) => s.kinds[one] }),
  ];
  if (hasProducts(view)) {
    filters.push({
      key: 'needId',
      label: words.product,
      setTo: needId && (page.needTitle ?? words.gone),
      choices: <NeedChoices value={needId} onPick={(id) => go({ needId: id })} />,
      onClear: () => go({ needId: null }),
    });
  }
  if (view === 'held') {
    filters.push(
      choice('hold', {
        title: words.hold,
        value: hold,
        values: page.presentHolds,
        name: (one) => s.lists.holds[one],
      }),
    );
  }
  if (view === 'past') {
    filters.push(
      choice('ending', { title: words.ending, value: ending, values: endings, name: (one) => s.states[one] }),
      choice('whyNot', {
        title: words.whyNot,
        value: whyNot,
        values: page.presentWhyNots,
        name: (one) => s.lists.whyNots[one],
      }),
    );
  }
  return filters;
}

interface Choice<Value extends string> {
  readonly title: string;
  readonly value: Value | null;
  readonly values: readonly Value[];
  readonly name: (value: Value) => string;
}
