import type { LoaderFunctionArgs } from '@remix-run/node';
import { isActiveKind } from '~/base/vocabulary/kinds';
import { previewExample } from '~/office/dry-run/dry-run-page.server';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { inTurn } from '~/office/pages/request/in-turn.server';

/** The mail of one example of a dry run. */
export async function loader({ request, params: { kind = '', place } }: LoaderFunctionArgs) {
  const { shopId } = await adminRequest(request, 'app.dry-run-mail.$kind.$place');
  const preview = isActiveKind(kind)
    ? await inTurn({ shopId, line: 'template', request }, () => previewExample(shopId, kind, Number(place)))
    : null;
  if (!preview) throw new Response(null, { status: 404 });
  return Response.json(preview);
}
