import { Button, Text } from '@shopify/polaris';
import { usePanel } from '~/components/frame/panel-context';
import { useWork } from '~/components/tasks/use-work';

/** Takes back what was done, as long as that is allowed. */
export function UndoWork({
  id,
  intent,
  until,
}: {
  readonly id: string;
  readonly intent: 'reopen' | 'unkeep';
  readonly until: Date | null;
}) {
  const { s, write } = usePanel();
  const { change, busy } = useWork();
  if (!until) return null;
  return (
    <>
      <Button
        size="slim"
        disabled={busy}
        onClick={() => void change({ intent, id }, { words: s.work.undone })}
      >
        {s.common.undo}
      </Button>
      <Text as="span" tone="subdued" variant="bodySm">
        {s.message.undoUntil(write.time(until))}
      </Text>
    </>
  );
}
