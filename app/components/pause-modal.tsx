import { useFetcher } from '@remix-run/react';
import { TitleBar } from '@shopify/app-bridge-react';
import { BlockStack, Box, SkeletonBodyText, Text } from '@shopify/polaris';
import { useEffect } from 'react';
import { AdminModal } from '~/components/admin-modal';
import { usePanel } from '~/components/panel-context';
import type { loader } from '~/routes/app.pause';

export interface PauseModalProps {
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Says what pausing everything would mean, in numbers of now, before it is done. */
export function PauseModal({ onClose, onConfirm }: PauseModalProps) {
  const { s, write } = usePanel();
  const fetcher = useFetcher<typeof loader>();
  const { load } = fetcher;
  useEffect(() => load('/app/pause'), [load]);
  const effect = fetcher.data;
  return (
    <AdminModal open onHide={onClose}>
      <Box padding="400">
        <BlockStack gap="300">
          <Text as="p">{s.pause.about}</Text>
          {effect ? (
            <Text as="p" fontWeight="semibold">
              {effect.waiting === 0 ? s.pause.effectNone : s.pause.effect(write.number(effect.waiting))}{' '}
              {effect.lost > 0 && s.pause.lost(write.number(effect.lost))}
            </Text>
          ) : (
            <SkeletonBodyText lines={2} />
          )}
          <Text as="p" tone="subdued">
            {s.pause.resumeNote}
          </Text>
        </BlockStack>
      </Box>
      <TitleBar title={s.pause.title}>
        <button type="button" variant="primary" tone="critical" onClick={onConfirm}>
          {s.pause.confirm}
        </button>
        <button type="button" onClick={onClose}>
          {s.common.cancel}
        </button>
      </TitleBar>
    </AdminModal>
  );
}
