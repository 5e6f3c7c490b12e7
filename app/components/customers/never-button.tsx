import { useAppBridge } from '@shopify/app-bridge-react';
import { ActionList, Button, Popover } from '@shopify/polaris';
import { MenuHorizontalIcon } from '@shopify/polaris-icons';
import type { Kind } from '~/base/vocabulary/kinds';
import { usePanel } from '~/components/frame/panel-context';
import { useOpen } from '~/components/parts/use-open';
import { useSend } from '~/components/settings/use-send';
import type { NeverRequest } from '~/office/pages/customers/never-kind.server';

/** Turns a kind off, or on again, for one customer, and offers the way back. */
export function useNever(customerId: string) {
  const { s } = usePanel();
  const { send, busy } = useSend();
  const shopify = useAppBridge();
  const words = s.lists.never;
  const decide = async (kind: Kind, choice: NeverRequest['choice']): Promise<void> => {
    const result = await send<{ status: 'done' | 'refused' }>('/app/never', { customerId, kind, choice });
    if (!result) return;
    if (result.status === 'refused') return void shopify.toast.show(words.refused, { isError: true });
    shopify.toast.show((choice === 'off' ? words.done : words.undone)(s.kinds[kind]), {
      duration: 8_000,
      ...(choice === 'off' && { action: s.common.undo, onAction: () => void decide(kind, 'on') }),
    });
  };
  return { decide, busy };
}

/** What may be done about a message beyond this one time. */
export function NeverButton({ customerId, kind, label }: { customerId: string; kind: Kind; label: string }) {
  const { s } = usePanel();
  const { decide, busy } = useNever(customerId);
  const { open, toggle, close } = useOpen();
  return (
    <Popover
      active={open}
      onClose={close}
      autofocusTarget="first-node"
      activator={
        <Button
          size="slim"
          variant="tertiary"
          icon={MenuHorizontalIcon}
          accessibilityLabel={`${s.common.more}: ${label}`}
          disabled={busy}
          onClick={toggle}
        />
      }
    >
      <ActionList
        actionRole="menuitem"
        items={[
          {
            content: s.lists.never.action(s.kinds[kind]),
            onAction: () => {
              close();
              void decide(kind, 'off');
            },
          },
        ]}
      />
    </Popover>
  );
}
