import { useAppBridge } from '@shopify/app-bridge-react';
import { usePanel } from '~/components/frame/panel-context';
import { useSend } from '~/components/settings/use-send';
import type { TeamChange, TeamChanged } from '~/office/pages/settings/team.server';

/** Sends a change of the team and says what came of it; true when it was saved. */
export function useTeam() {
  const { s } = usePanel();
  const { send, busy } = useSend();
  const shopify = useAppBridge();
  const change = async (wanted: TeamChange): Promise<boolean> => {
    const result = await send<TeamChanged>('/app/team', wanted);
    if (!result) return false;
    const { status } = result;
    if (status === 'saved') shopify.toast.show(s.team.saved);
    else shopify.toast.show(s.team.notSaved[status], { isError: true, duration: 8_000 });
    return status === 'saved';
  };
  return { change, busy };
}
