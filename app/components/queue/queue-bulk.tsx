import { useAppBridge } from '@shopify/app-bridge-react';
import { Button, InlineStack, Text } from '@shopify/polaris';
import { useEffect, useRef, useState } from 'react';
import { queueAddress } from '~/base/vocabulary/queue-query';
import { usePanel } from '~/components/frame/panel-context';
import { ConfirmButton } from '~/components/parts/confirm-button';
import { QuickCheckbox } from '~/components/parts/quick-checkbox';
import { MoveMany } from '~/components/queue/move-many';
import { SendNowMany } from '~/components/queue/send-now-many';
import { useRefusal } from '~/components/queue/use-decide';
import { useSend } from '~/components/settings/use-send';
import type { BatchResult } from '~/office/pages/home/batches.server';
import type { Decision } from '~/office/pages/queue/decisions.server';
import type { QueuePage } from '~/office/pages/queue/queue.server';

type BulkAction = 'approve' | 'skip' | 'move' | 'send_now';

export interface QueueBulkProps {
  readonly page: QueuePage;
  /** Ids of this page that are picked. */
  readonly chosen: readonly string[];
  readonly onPick: (ids: readonly string[]) => void;
  readonly decide: (decision: Decision) => Promise<boolean>;
}

/** Decides about what is picked on the page, or about all that match the filters. */
export function QueueBulk({ page, chosen, onPick, decide }: QueueBulkProps) {
  const { s, write, timeZone } = usePanel();
  const { send, busy: isSending } = useSend();
  const refusal = useRefusal();
  const shopify = useAppBridge();
  const [all, setAll] = useState(false);
  const [deciding, setDeciding] = useState(false);
  const [outgrown, setOutgrown] = useState(0);
  const busy = isSending || deciding;
  const { rows, matching, query, now } = page;
  const words = s.lists.queue;
  const address = queueAddress({ ...query, after: null });
  const filters = address.slice(address.indexOf('?') + 1);
  const wholePage = chosen.length === rows.length && rows.length > 0;
  const shown = useRef(rows);
  useEffect(() => {
    const isNews = shown.current !== rows;
    shown.current = rows;
    if (!all || wholePage) return;
    // What has come to the page since then matches as well; whoever takes one away means no longer all.
    if (isNews && rows.length > 0) onPick(rows.map(({ id }) => id));
    else setAll(false);
  }, [all, wholePage, rows, onPick]);
  const count = all && matching ? matching : chosen.length;
  const act = async (
    action: BulkAction,
    { moveTo, ids = chosen, told = count }: { moveTo?: string; ids?: readonly string[]; told?: number } = {},
  ) => {
    // What is picked stays so where nothing came of it: it may have been a long choice.
    if (!all) {
      setDeciding(true);
      const isAnswered = await decide({ action, ids, ...(moveTo && { moveTo }) });
      setDeciding(false);
      if (isAnswered) onPick([]);
      return;
    }
    const body = { intent: 'start', action, query: filters, moveTo, most: told };
    const result = await send<BatchResult>('/app/batches', body);
    // Where more match now it is asked again, about those.
    if (result?.status === 'refused' && result.reason === 'more-match-now') setOutgrown((times) => times + 1);
    if (result?.status === 'started' || result?.reason === 'nothing-matches') onPick([]);
    if (result?.status === 'refused') shopify.toast.show(refusal(result.reason), { isError: true });
  };
  const ask = (action: 'approve' | 'skip') =>
    all ? (
      <ConfirmButton
        words={s.common[action]}
        title={words.sure[action](write.number(count))}
        about={[words.sureAbout[action], words.sureUndo]}
        disabled={busy}
        onConfirm={() => act(action)}
      />
    ) : (
      <Button size="slim" disabled={busy} onClick={() => act(action)}>
        {s.common[action]}
      </Button>
    );
  return (
    <div className="carafe-bulk" {...(chosen.length > 0 && { 'data-picked': '' })}>
      <InlineStack gap="300" blockAlign="center">
        <QuickCheckbox
          label={count > 0 ? s.queue.selected(count) : s.queue.selectAll}
          checked={chosen.length === 0 ? false : wholePage ? true : 'indeterminate'}
          onChange={(on) => onPick(on ? rows.map(({ id }) => id) : [])}
        />
        {wholePage && matching !== null && !all && (
          <Button variant="plain" onClick={() => setAll(true)}>
            {matching >= page.mostAtOnce
              ? words.selectFirst(write.number(matching))
              : words.selectMatching(write.number(matching))}
          </Button>
        )}
        {all && (
          <Text as="span" tone="subdued">
            {words.allMatching}
          </Text>
        )}
        {chosen.length > 0 && (
          <InlineStack gap="200" blockAlign="center">
            {query.view === 'waiting' && ask('approve')}
            {ask('skip')}
            <MoveMany
              name="move-many"
              count={count}
              which={all ? { query: filters } : { ids: chosen.join(',') }}
              days={page.moveDays}
              now={now}
              zone={timeZone}
              disabled={busy}
              onMove={(moveTo, told) => act('move', { moveTo, told })}
            />
            <SendNowMany
              // What it counted before says less than matches now.
              key={outgrown}
              picked={rows.filter(({ id }) => chosen.includes(id))}
              matching={all && matching ? { count: matching, query: filters } : null}
              disabled={busy}
              onConfirm={(ids, told) => act('send_now', { ids, told })}
            />
          </InlineStack>
        )}
      </InlineStack>
    </div>
  );
}
