import { useAppBridge } from '@shopify/app-bridge-react';
import { usePanel } from '~/components/frame/panel-context';
import { useSend } from '~/components/settings/use-send';
import type { WorkChanged } from '~/office/pages/tasks/change-work.server';

const PATH = '/app/tasks/change';
const TOAST_MS = 8_000;

interface Told {
  /** What a toast says when it is done. */
  readonly words: string;
  /** How it is taken back; nothing where that has its own button. */
  readonly undo?: string;
}

export interface Work {
  change(asked: object, told: Told): Promise<WorkChanged | null>;
  readonly busy: boolean;
}

/** Changes something of the work for people and says so, with a way back. */
export function useWork(): Work {
  const { s } = usePanel();
  const shopify = useAppBridge();
  const { send, busy } = useSend();
  const change = async (asked: object, { words, undo }: Told): Promise<WorkChanged | null> => {
    const result = await send<WorkChanged>(PATH, asked);
    if (!result) return null;
    if (result.status !== 'done') {
      shopify.toast.show(result.status === 'gone' ? s.work.gone : s.work.wrongDay, { isError: true });
      return result;
    }
    const { id } = result;
    shopify.toast.show(words, {
      duration: TOAST_MS,
      ...(undo && {
        action: s.common.undo,
        onAction: () => void change({ intent: undo, id }, { words: s.work.undone }),
      }),
    });
    return result;
  };
  return { change, busy };
}
