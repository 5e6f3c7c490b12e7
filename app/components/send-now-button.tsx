import { TitleBar } from '@shopify/app-bridge-react';
import { BlockStack, Box, Button, Text } from '@shopify/polaris';
import { useState } from 'react';
import { AdminModal } from '~/components/admin-modal';
import { usePanel } from '~/components/panel-context';

export interface SendNowButtonProps {
  readonly name: string;
  readonly disabled: boolean;
  readonly onConfirm: () => void;
}

/** Sends at once after saying what that overrides, and what it never does. */
export function SendNowButton({ name, disabled, onConfirm }: SendNowButtonProps) {
  const { s } = usePanel();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button size="slim" disabled={disabled} onClick={() => setOpen(true)}>
        {s.common.sendNow}
      </Button>
      {open && (
        <AdminModal open onHide={() => setOpen(false)}>
          <Box padding="400">
            <BlockStack gap="300">
              <Text as="p">{s.message.sendNowAbout(name)}</Text>
              <Text as="p">{s.message.sendNowOverrides}</Text>
              <Text as="p" tone="subdued">
                {s.message.sendNowNever}
              </Text>
            </BlockStack>
          </Box>
          <TitleBar title={s.message.sendNowTitle}>
            <button
              type="button"
              variant="primary"
              onClick={() => {
                setOpen(false);
                onConfirm();
              }}
            >
              {s.common.sendNow}
            </button>
            <button type="button" onClick={() => setOpen(false)}>
              {s.common.cancel}
            </button>
          </TitleBar>
        </AdminModal>
      )}
    </>
  );
}
