import { TitleBar } from '@shopify/app-bridge-react';
import { BlockStack, Box, Button, type ButtonProps, Text } from '@shopify/polaris';
import { startTransition, useState } from 'react';
import { usePanel } from '~/components/frame/panel-context';
import { AdminModal } from '~/components/parts/admin-modal';

export interface ConfirmButtonProps {
  readonly words: string;
  /** The question, and what the answer yes means; the last sentence is said more quietly. */
  readonly title: string;
  readonly about: readonly string[];
  readonly confirm?: string;
  /** What it says where the answer is no; "Cancel" unless named. */
  readonly close?: string;
  readonly disabled?: boolean;
  readonly tone?: ButtonProps['tone'];
  /** Null: it cannot be done, and `about` says why. */
  readonly onConfirm: (() => void) | null;
}

/** A button that asks first, and says what it is about to do. */
export function ConfirmButton({
  words,
  title,
  about,
  confirm,
  close,
  disabled,
  tone,
  onConfirm,
}: ConfirmButtonProps) {
  const { s } = usePanel();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="slim"
        disabled={disabled}
        tone={tone}
        onClick={() => startTransition(() => setOpen(true))}
      >
        {words}
      </Button>
      {open && (
        <AdminModal open onHide={() => setOpen(false)}>
          <Box padding="400">
            <BlockStack gap="300">
              {about.map((sentence, index) => (
                <Text
                  as="p"
                  key={sentence}
                  {...(index > 0 && index === about.length - 1 && { tone: 'subdued' as const })}
                >
                  {sentence}
                </Text>
              ))}
            </BlockStack>
          </Box>
          <TitleBar title={title}>
            {onConfirm && (
              <button
                type="button"
                variant="primary"
                onClick={() => {
                  setOpen(false);
                  onConfirm();
                }}
              >
                {confirm ?? words}
              </button>
            )}
            <button type="button" onClick={() => setOpen(false)}>
              {close ?? (onConfirm ? s.common.cancel : s.common.close)}
            </button>
          </TitleBar>
        </AdminModal>
      )}
    </>
  );
}
