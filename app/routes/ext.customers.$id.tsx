import type { LoaderFunctionArgs } from '@remix-run/node';
import { blockRequest } from '~/office/blocks/block-request.server';
import { loadCustomerBlock } from '~/office/blocks/customer-block.server';
import { parseId } from '~/office/pages/request/parse-id';

/** What the block on Shopify's page of a customer shows; `id` is the number in Shopify's id. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const asked = await blockRequest(request, 'ext.customers.$id');
  const id = parseId(params.id);
  if (id === null) return asked.reply({}, 404);
  return asked.reply(await loadCustomerBlock(asked, `gid://shopify/Customer/${id}`));
}
