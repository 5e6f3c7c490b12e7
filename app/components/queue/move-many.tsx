import { TitleBar } from '@shopify/app-bridge-react';
import { BlockStack, Box, SkeletonBodyText, Text } from '@shopify/polaris';
import { useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { useAnswer } from '~/components/frame/use-answer';
import { AdminModal } from '~/components/parts/admin-modal';
import { MoveButton, type MoveButtonProps } from '~/components/queue/move-button';
import type { MoveAhead } from '~/office/pages/queue/move-ahead.server';

export interface MoveManyProps extends Omit<MoveButtonProps, 'onMove'> {
  /** With the day, and of how many the question was. */
  readonly onMove: (on: string, told: number) => void;
  readonly count: number;
  /** Which they are, as the address that counts what it would mean is asked. */
  readonly which: { readonly ids: string } | { readonly query: string };
}

/** Moves what is picked to one day, after saying how many leave how much earlier, and which cannot. */
export function MoveMany({ count, which, onMove, ...button }: MoveManyProps) {
  const [on, setOn] = useState<string | null>(null);
  return (
    <>
      <MoveButton {...button} onMove={count > 1 ? setOn : (day) => onMove(day, count)} />
      {on !== null && (
        <MoveQuestion
          on={on}
          count={count}
          which={which}
          onClose={() => setOn(null)}
          onConfirm={(told) => {
            setOn(null);
            onMove(on, told);
          }}
        />
      )}
    </>
  );
}

interface MoveQuestionProps extends Pick<MoveManyProps, 'count' | 'which'> {
  readonly on: string;
  readonly onClose: () => void;
  readonly onConfirm: (told: number) => void;
}

/** What a move of several to one day would mean, before it is done. */
export function MoveQuestion({ on, count, which, onClose, onConfirm }: MoveQuestionProps) {
  const { s, write } = usePanel();
  const words = s.lists.queue;
  // Without an answer it goes ahead without numbers: each is looked at when it is moved.
  const ahead = useAnswer<MoveAhead>(`/app/move-ahead?${new URLSearchParams({ on, ...which })}`);
  const known = ahead === 'unknown' ? null : ahead;
  const going = known?.messages ?? count;
  const isNone = going === 0;
  const day = write.weekday(on);
  return (
    <AdminModal open onHide={onClose}>
      <Box padding="400">
        <BlockStack gap="300">
          {ahead === null && <SkeletonBodyText lines={3} />}
          {ahead === 'unknown' && <Text as="p">{words.moveUnknown}</Text>}
          {known && (
            <>
              {!isNone && <Text as="p">{words.moveGo(day, known.messages, known.people)}</Text>}
              {known.along > 0 && <Text as="p">{words.moveAlong(known.along)}</Text>}
              {known.early > 0 && (
                <Text as="p" fontWeight="semibold">
                  {words.moveEarly(known.early)}
                </Text>
              )}
              {known.staying > 0 && <Text as="p">{words.moveStay(day, known.staying)}</Text>}
            </>
          )}
          {!isNone && (
            <Text as="p" tone="subdued">
              {words.sureUndo}
            </Text>
          )}
        </BlockStack>
      </Box>
      <TitleBar title={isNone ? words.moveNone : words.sure.move(write.number(count + (known?.along ?? 0)))}>
        {!isNone && (
          <button
            type="button"
            variant="primary"
            // What goes along is not counted among what matches, and would leave room for more of that.
            onClick={() => onConfirm(known ? known.messages - known.along + known.staying : count)}
          >
            {words.moveConfirm(write.number(going))}
          </button>
        )}
        <button type="button" onClick={onClose}>
          {isNone ? s.common.close : s.common.cancel}
        </button>
      </TitleBar>
    </AdminModal>
  );
}
