import type { LoaderFunctionArgs } from '@remix-run/node';
import { isActiveKind } from '~/base/vocabulary/kinds';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { readParameters } from '~/office/pages/request/read-request.server';
import { findPeople } from '~/office/pages/templates/template-people.server';

export { nullIfFailed as clientLoader } from '~/components/frame/told-failure';

/** Customers for whom the words of a template are shown, by their name or address. */
export async function loader({ request }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.template-people');
  const asked = readParameters(request);
  const kind = asked.get('kind') ?? '';
  if (!isActiveKind(kind)) throw new Response(null, { status: 400 });
  return { people: await findPeople(shopId, kind, asked.get('search')?.trim() ?? '') };
}
