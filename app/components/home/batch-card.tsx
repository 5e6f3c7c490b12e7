import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Box, Button, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { XSmallIcon } from '@shopify/polaris-icons';
import { useEffect, useState } from 'react';
import { keep, readKept } from '~/components/frame/kept';
import { usePanel } from '~/components/frame/panel-context';
import { useKeptFocus } from '~/components/parts/use-kept-focus';
import { useRefusal, useWhyNot } from '~/components/queue/use-decide';
import { useSend } from '~/components/settings/use-send';
import type { BatchView } from '~/office/pages/home/batch-view.server';
import type { BatchResult } from '~/office/pages/home/batches.server';

/** How far a decision about many messages has come, and the way back. */
export function BatchCard({ batch }: { batch: BatchView }) {
  const { isPutAway, putAway } = usePutAway(batch.id);
  const place = useKeptFocus<HTMLDivElement>();
  return <div ref={place}>{!isPutAway && <Batch batch={batch} onPutAway={putAway} />}</div>;
}

function Batch({ batch, onPutAway }: { batch: BatchView; onPutAway: () => void }) {
  const { s, write } = usePanel();
  const { send, busy } = useSend();
  const refusal = useRefusal();
  const whyNot = useWhyNot();
  const shopify = useAppBridge();
  const words = s.lists.batch;
  const through = batch.done + batch.refused;
  const undo = async () => {
    const result = await send<BatchResult>('/app/batches', { intent: 'undo', id: batch.id });
    if (result?.status === 'refused') shopify.toast.show(refusal(result.reason), { isError: true });
  };
  return (
    <Box padding="400" borderBlockEndWidth="025" borderColor="border-secondary">
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <div aria-live="polite" id={`batch-${batch.id}`}>
            <Text as="p" fontWeight="semibold">
              {batch.finished
                ? words.finished[batch.action](write.number(batch.done))
                : words.running[batch.action](write.number(through), write.number(batch.total))}
            </Text>
          </div>
          <div {...(busy && { 'data-busy': '' })}>
            <InlineStack gap="200" blockAlign="center">
              {batch.undoUntil && (
                <>
                  <Text as="span" tone="subdued" variant="bodySm">
                    {s.message.undoUntil(write.time(batch.undoUntil))}
                  </Text>
                  <Button size="slim" disabled={busy} onClick={undo}>
                    {s.common.undo}
                  </Button>
                </>
              )}
              {batch.finished && (
                <Button
                  size="slim"
                  variant="tertiary"
                  icon={XSmallIcon}
                  accessibilityLabel={s.common.close}
                  onClick={onPutAway}
                />
              )}
            </InlineStack>
          </div>
        </InlineStack>
        {!batch.finished && (
          <ProgressBar
            size="small"
            progress={Math.min(100, Math.round((through / Math.max(1, batch.total)) * 100))}
            ariaLabelledBy={`batch-${batch.id}`}
          />
        )}
        {batch.refused > 0 && (
          <BlockStack gap="050">
            <Text as="p" tone="subdued">
              {words.refused(batch.refused)}
            </Text>
            {batch.refusals.map(({ why, count }) => (
              <Text as="p" tone="subdued" key={JSON.stringify(why)}>
                {write.number(count)} × {whyNot(why)}
              </Text>
            ))}
          </BlockStack>
        )}
      </BlockStack>
    </Box>
  );
}

const placeOf = (id: string) => `carafe-batch-put-away:${id}`;

/** What somebody has read and put away stays away in this browser tab. */
function usePutAway(id: string): { isPutAway: boolean; putAway: () => void } {
  const [isPutAway, setAway] = useState(false);
  useEffect(() => setAway(readKept(placeOf(id)) === true), [id]);
  const putAway = () => {
    setAway(true);
    keep(placeOf(id), true);
  };
  return { isPutAway, putAway };
}
