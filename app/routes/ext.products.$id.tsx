import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { blockRequest } from '~/office/blocks/block-request.server';
import { loadProductBlock, saveProductBlock } from '~/office/blocks/product-block.server';
import { parseId } from '~/office/pages/request/parse-id';
import { readJson } from '~/office/pages/request/read-request.server';

/** What the block on Shopify's page of a product shows. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const asked = await blockRequest(request, 'ext.products.$id');
  const id = parseId(params.id);
  if (id === null) return asked.reply({}, 404);
  return asked.reply(await loadProductBlock(asked, `gid://shopify/Product/${id}`));
}

/** Days of supply and warranty months as that block sends them; the same twice changes nothing more. */
export async function action({ request, params }: ActionFunctionArgs) {
  const asked = await blockRequest(request, 'ext.products.$id');
  const id = parseId(params.id);
  if (id === null) return asked.reply({}, 404);
  const given = await readJson(request);
  const shopifyProductId = `gid://shopify/Product/${id}`;
  return asked.reply(await saveProductBlock(asked, { shopifyProductId, given }));
}
