import { useAppBridge } from '@shopify/app-bridge-react';
import { BlockStack, Box, Button, InlineStack, ProgressBar, Text } from '@shopify/polaris';
import { XSmallIcon } from '@shopify/polaris-icons';
import { useEffect, useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { useRefusal } from '~/components/queue/use-decide';
import { useSend } from '~/components/settings/use-send';
import type { BatchView } from '~/office/pages/home/batch-view.server';
import type { BatchResult } from '~/office/pages/home/batches.server';

/** How far a decision about many messages has come, and the way back. */
export function BatchCard({ batch }: { batch: BatchView }) {
  const { s, write } = usePanel();
  const { send, busy } = useSend();
  const refusal = useRefusal();
  const shopify = useAppBridge();
  const words = s.lists.batch;
  const through = batch.done + batch.refused;
  const { isPutAway, putAway } = usePutAway(batch.id);
  const undo = async () => {
    const result = await send<BatchResult>('/app/batches', { intent: 'undo', id: batch.id });
    if (result?.status === 'refused') shopify.toast.show(refusal(result.reason), { isError: true });
  };
  if (isPutAway) return null;
  return (
    <Box padding="400" borderBlockEndWidth="025" borderColor="border-secondary">
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <div aria-live="polite" id="batch-words">
            <Text as="p" fontWeight="semibold">
              {batch.finished
                ? words.finished[batch.action](write.number(batch.done))
                : words.running[batch.action](write.number(through), write.number(batch.total))}
            </Text>
          </div>
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
                onClick={putAway}
              />
            )}
          </InlineStack>
        </InlineStack>
        {!batch.finished && (
          <ProgressBar
            size="small"
            progress={Math.min(100, (through / Math.max(1, batch.total)) * 100)}
            ariaLabelledBy="batch-words"
          />
        )}
        {batch.refused > 0 && (
          <Text as="p" tone="subdued">
            {words.refused(batch.refused)} {batch.refusal !== null && refusal(batch.refusal)}
          </Text>
        )}
      </BlockStack>
    </Box>
  );
}

const PLACE = 'carafe-batch-put-away';

/** What somebody has read and put away stays away in this browser tab. */
function usePutAway(id: string): { isPutAway: boolean; putAway: () => void } {
  const [away, setAway] = useState<string | null>(null);
  useEffect(() => {
    try {
      setAway(sessionStorage.getItem(PLACE));
    } catch {
      // A browser may refuse storage.
    }
  }, []);
  const putAway = () => {
    setAway(id);
    try {
      sessionStorage.setItem(PLACE, id);
    } catch {
      // It is away until the page is loaded anew.
    }
  };
  return { isPutAway: away === id, putAway };
}
