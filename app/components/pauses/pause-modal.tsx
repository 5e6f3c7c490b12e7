import { TitleBar } from '@shopify/app-bridge-react';
import { BlockStack, Box, SkeletonBodyText, Text } from '@shopify/polaris';
import type { ActiveKind } from '~/base/vocabulary/kinds';
import { usePanel } from '~/components/frame/panel-context';
import { useAnswer } from '~/components/frame/use-answer';
import { AdminModal } from '~/components/parts/admin-modal';
import type { PauseEffect } from '~/office/pages/queue/pause.server';

export interface PauseModalProps {
  /** Null: everything. */
  readonly kind: ActiveKind | null;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

/** Says what a pause would mean, in numbers of now, before it is done. */
export function PauseModal({ kind, onClose, onConfirm }: PauseModalProps) {
  const { s } = usePanel();
  // A pause can be wanted most when nothing answers: then it goes ahead without numbers.
  const effect = useAnswer<PauseEffect>(`/app/pause?kind=${kind ?? ''}`);
  const words = s.lists.pause;
  return (
    <AdminModal open onHide={onClose}>
      <Box padding="400">
        <BlockStack gap="300">
          <Text as="p">{kind ? words.aboutKind(s.kinds[kind]) : s.pause.about}</Text>
          {effect === 'unknown' ? (
            <Text as="p">{words.unknown}</Text>
          ) : effect ? (
            <BlockStack gap="100">
              <Text as="p" fontWeight="semibold">
                {effect.waiting === 0 ? s.pause.effectNone : s.pause.effect(effect.waiting)}{' '}
                {effect.lost > 0 && s.pause.lost(effect.lost)}
              </Text>
              <Text as="p" tone="subdued">
                {s.whys.pause}
              </Text>
            </BlockStack>
          ) : (
            <SkeletonBodyText lines={2} />
          )}
          <Text as="p" tone="subdued">
            {s.pause.resumeNote}
          </Text>
        </BlockStack>
      </Box>
      <TitleBar title={kind ? words.titleKind(s.kinds[kind]) : s.pause.title}>
        <button type="button" variant="primary" tone="critical" onClick={onConfirm}>
          {kind ? words.confirmKind : s.pause.confirm}
        </button>
        <button type="button" onClick={onClose}>
          {s.common.cancel}
        </button>
      </TitleBar>
    </AdminModal>
  );
}
