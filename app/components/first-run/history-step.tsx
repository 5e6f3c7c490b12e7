import { Banner, BlockStack, Text } from '@shopify/polaris';
import type { StepProps } from '~/components/first-run/first-run';
import { StepFrame } from '~/components/first-run/step-frame';
import { usePanel } from '~/components/frame/panel-context';
import { useRefresh } from '~/components/frame/use-refresh';
import { BackfillCard } from '~/components/home/backfill-card';
import { OrderImportCard } from '~/components/settings/order-import-card';

const WHILE_LOADING_MS = 2_000;
const AT_REST_MS = 15_000;

export function HistoryStep({ page, move }: StepProps) {
  const { s } = usePanel();
  const words = s.firstRun.history;
  const { backfill } = page;
  const isLoading = backfill !== null && !['done', 'failed'].includes(backfill.state);
  useRefresh(isLoading || !backfill ? WHILE_LOADING_MS : AT_REST_MS);
  return (
    <StepFrame
      step="history"
      move={move}
      nextLabel={s.firstRun.goOn}
      onNext={() => move.next()}
      canSkip={false}
    >
      <BlockStack gap="400">
        {backfill && <BackfillCard backfill={backfill} />}
        {!backfill &&
          (page.hasHistory ? (
            <Banner tone="success">{words.finished}</Banner>
          ) : (
            <Banner tone="info">{words.none}</Banner>
          ))}
        {isLoading && <Text as="p">{words.stay}</Text>}
        <OrderImportCard imports={page.imports} />
      </BlockStack>
    </StepFrame>
  );
}
