import type { ShopId } from '~/db.server';
import { moreVariantsOperation } from '~/intake/products/operations';
import type { ProductSnapshot } from '~/intake/products/product-snapshot';
import { readProductNode } from '~/intake/products/read-product-node';
import { adminGraphql } from '~/intake/shopify/admin-client.server';
import { flag, type Json, record, records, text } from '~/intake/shopify/read';

/** A product with all of its variants: those that did not fit into the first page are asked for. */
export async function readWholeProduct(
  shopId: ShopId,
  node: Json,
  currency: string,
): Promise<ProductSnapshot | null> {
  const variants = records(node.variants);
  let info = record(record(node.variants).pageInfo);
  while (flag(info.hasNextPage)) {
    const after = text(info.endCursor, 500) ?? '';
    const { product } = await adminGraphql(shopId, moreVariantsOperation, { id: String(node.id), after });
    if (!product) break;
    variants.push(...product.variants.nodes);
    info = { ...product.variants.pageInfo };
  }
  return readProductNode({ ...node, variants }, currency);
}
