import type { ActionFunctionArgs } from '@remix-run/node';
import { isActiveKind, kindModes } from '~/base/vocabulary/kinds';
import { adminRequest } from '~/office/pages/admin-request.server';
import { endReview, releaseFlood, switchKind } from '~/outreach/kinds/switch-kind.server';

/** Switches a kind off, to review, or on; or ends its review early. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request);
  const form = await request.formData();
  const kind = String(form.get('kind'));
  const mode = kindModes.find((known) => known === form.get('mode'));
  if (!isActiveKind(kind)) throw new Response(null, { status: 400 });
  const by = staffName ?? staff;
  const intent = form.get('intent');
  if (intent === 'end-review' || intent === 'release-flood') {
    await (intent === 'end-review' ? endReview : releaseFlood)(shopId, kind, by);
    return { kind, mode: 'on' as const };
  }
  if (!mode) throw new Response(null, { status: 400 });
  await switchKind(shopId, kind, mode, by);
  return { kind, mode };
}
