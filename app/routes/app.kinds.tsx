import type { ActionFunctionArgs } from '@remix-run/node';
import { holdoutChoices } from '~/base/vocabulary/holdout';
import { isActiveKind, kindModes } from '~/base/vocabulary/kinds';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readFields } from '~/office/pages/request/read-request.server';
import { setHoldout } from '~/outreach/kinds/set-holdout.server';
import { endReview, releaseFlood, switchKind } from '~/outreach/kinds/switch-kind.server';

export { toldFailure as clientAction } from '~/components/frame/told-failure';
export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** Switches a kind off, to review, or on; ends its review early; or says how many customers it leaves out. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request, 'app.kinds');
  const form = await readFields(request);
  const kind = String(form.get('kind'));
  const mode = kindModes.find((known) => known === form.get('mode'));
  if (!isActiveKind(kind)) throw new Response(null, { status: 400 });
  const by = staffName ?? staff;
  const intent = form.get('intent');
  if (intent === 'end-review' || intent === 'release-flood') {
    await (intent === 'end-review' ? endReview : releaseFlood)(shopId, kind, by);
    return { kind, mode: 'on' as const };
  }
  const choice = holdoutChoices.find((known) => known === form.get('choice'));
  if (intent === 'holdout' && choice) {
    await setHoldout(shopId, { kind, choice, by });
    return { kind, mode: 'on' as const };
  }
  if (!mode) throw new Response(null, { status: 400 });
  await switchKind(shopId, kind, mode, by);
  return { kind, mode };
}
