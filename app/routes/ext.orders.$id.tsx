import type { LoaderFunctionArgs } from '@remix-run/node';
import { blockRequest } from '~/office/blocks/block-request.server';
import { loadOrderBlock } from '~/office/blocks/order-block.server';
import { parseId } from '~/office/pages/request/parse-id';

/** What the block on Shopify's page of an order shows. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const asked = await blockRequest(request, 'ext.orders.$id');
  const id = parseId(params.id);
  if (id === null) return asked.reply({}, 404);
  return asked.reply(await loadOrderBlock(asked, `gid://shopify/Order/${id}`));
}
