import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { blockRequest } from '~/office/blocks/block-request.server';
import { decideInBlock } from '~/office/blocks/decide-in-block.server';
import { readJson } from '~/office/pages/request/read-request.server';

/** Answers the browser's question before a block's request (CORS); there is nothing to read here. */
export async function loader({ request }: LoaderFunctionArgs) {
  const asked = await blockRequest(request, 'ext.decisions');
  return asked.reply({}, 405);
}

/** Skip, and its undo, from a block of the admin. */
export async function action({ request }: ActionFunctionArgs) {
  const asked = await blockRequest(request, 'ext.decisions');
  const decided = await decideInBlock(asked, await readJson(request));
  return asked.reply(decided ?? {}, decided ? 200 : 400);
}
