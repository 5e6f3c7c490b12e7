import { useNavigate } from '@remix-run/react';
import { Box, Select, Tabs } from '@shopify/polaris';
import { activeKinds } from '~/base/vocabulary/kinds';
import { usePanel } from '~/components/panel-context';
import type { QueuePage, QueueView } from '~/office/pages/queue.server';

const views = ['waiting', 'upcoming', 'held', 'unconfirmed', 'past'] as const satisfies readonly QueueView[];

/** The lists of the queue with how much is in them, and the kind of message. */
export function QueueFilters({ page }: { page: QueuePage }) {
  const { s, write } = usePanel();
  const navigate = useNavigate();
  const { view, kind } = page.query;
  const counts: Partial<Record<QueueView, number>> = {
    waiting: page.counts.awaiting,
    upcoming: page.counts.planned,
    held: page.counts.held,
    unconfirmed: page.counts.unconfirmed,
  };
  const words = (name: QueueView) => {
    const count = counts[name] ?? 0;
    if (count === 0) return s.queue.views[name];
    return `${s.queue.views[name]} (${count >= 1000 ? s.common.capped(1000) : write.number(count)})`;
  };
  const go = (nextView: QueueView, nextKind: string) => {
    const parameters = new URLSearchParams({ view: nextView });
    if (nextKind) parameters.set('kind', nextKind);
    navigate(`/app/queue?${parameters}`, { replace: true });
  };
  return (
    <>
      <Tabs
        tabs={views.map((name) => ({ id: name, content: words(name) }))}
        selected={views.indexOf(view)}
        onSelect={(index) => go(views[index] ?? 'upcoming', kind ?? '')}
      />
      <Box paddingInline="400" paddingBlockEnd="300" paddingBlockStart="100" maxWidth="20rem">
        <Select
          label={s.queue.kind}
          labelHidden
          options={[
            { value: '', label: s.queue.allKinds },
            ...activeKinds.map((value) => ({ value, label: s.kinds[value] })),
          ]}
          value={kind ?? ''}
          onChange={(value) => go(view, value)}
        />
      </Box>
    </>
  );
}
