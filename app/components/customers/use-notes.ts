import { useAppBridge } from '@shopify/app-bridge-react';
import { usePanel } from '~/components/frame/panel-context';
import { useSend } from '~/components/settings/use-send';
import type { NotesChanged } from '~/office/pages/customers/notes.server';

const PATH = '/app/notes';
const TOAST_MS = 8_000;

interface Told {
  /** What a toast says when it is done. */
  readonly words: string;
  /** How it is taken back there. */
  readonly undo?: 'end' | 'withdraw';
}

export interface Notes {
  /** Whether it was done. */
  change(asked: object, told: Told): Promise<boolean>;
  readonly busy: boolean;
}

/** Notes something about a customer, or takes it back, and says so. */
export function useNotes(): Notes {
  const { s } = usePanel();
  const shopify = useAppBridge();
  const { send, busy } = useSend();
  const change = async (asked: object, { words, undo }: Told): Promise<boolean> => {
    const result = await send<NotesChanged>(PATH, asked);
    if (!result) return false;
    if (!('id' in result)) {
      shopify.toast.show(result.status === 'gone' ? s.notes.gone : s.work.wrongDay, { isError: true });
      return false;
    }
    const { id } = result;
    const isJoined = result.status === 'joined';
    shopify.toast.show(isJoined ? s.notes.joined : words, {
      duration: TOAST_MS,
      ...(undo &&
        !isJoined && {
          action: s.common.undo,
          onAction: () => void change({ intent: undo, id }, { words: s.work.undone }),
        }),
    });
    return true;
  };
  return { change, busy };
}
