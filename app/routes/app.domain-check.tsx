import type { ActionFunctionArgs } from '@remix-run/node';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { inTurn } from '~/office/pages/request/in-turn.server';
import { readFields } from '~/office/pages/request/read-request.server';
import { verifySenderDomain } from '~/sending/domain/verify-sender-domain.server';

export { toldFailure as clientAction } from '~/components/frame/told-failure';
export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** Asks the DNS about the domain of the sender address that is saved, and keeps the verdict. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.domain-check');
  const form = await readFields(request);
  const selector = form.get('selector');
  const asked = {
    selector: typeof selector === 'string' && selector !== '' ? selector.slice(0, 63) : undefined,
    isEstablished: form.get('established') === 'yes',
  };
  return inTurn({ shopId, line: 'domain', request }, () => verifySenderDomain(shopId, asked));
}
