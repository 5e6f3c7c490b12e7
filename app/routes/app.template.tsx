import { type ActionFunctionArgs, json } from '@remix-run/node';
import { adminRequest } from '~/office/pages/request/admin-request.server';
import { inTurn } from '~/office/pages/request/in-turn.server';
import { readJson } from '~/office/pages/request/read-request.server';
import { changeTemplate, templateLine } from '~/office/pages/templates/templates.server';

export { onlyPosted as loader } from '~/office/pages/request/only-posted.server';

/** Looks at the words of a template while they are typed, saves them, or goes back to the default. */
export async function action({ request }: ActionFunctionArgs) {
  const { shopId, staff, staffName } = await adminRequest(request, 'app.template');
  const asked = await readJson(request);
  const turn = { shopId, line: templateLine(asked), request };
  const result = await inTurn(turn, () => changeTemplate(shopId, staffName ?? staff, asked));
  if (!result) throw new Response(null, { status: 400 });
  return json(result);
}
