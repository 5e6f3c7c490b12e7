import { useAppBridge } from '@shopify/app-bridge-react';
import { usePanel } from '~/components/frame/panel-context';
import { useSend } from '~/components/settings/use-send';
import type { PauseChange } from '~/office/pages/queue/pause.server';

/** Pauses or resumes everything (`kind` null) or one kind, and says that it was done. */
export function usePause() {
  const { s } = usePanel();
  const { send, busy } = useSend();
  const shopify = useAppBridge();
  const change = async ({ intent, kind }: Omit<PauseChange, 'by'>) => {
    const result = await send<{ paused: boolean }>('/app/pause', { intent, kind });
    if (!result) return;
    const words = s.lists.pause;
    const said = kind ? words[intent === 'pause' ? 'kindPaused' : 'kindResumed'](s.kinds[kind]) : null;
    shopify.toast.show(said ?? (result.paused ? s.pause.done : s.pause.resumed));
  };
  return { change, busy };
}
