import type { ShopId } from '~/db.server';
import { moreVariantsOperation } from '~/intake/products/operations';
import type { ProductSnapshot } from '~/intake/products/product-snapshot';
import { readProductNode } from '~/intake/products/read-product-node';
import { adminGraphql } from '~/intake/shopify/admin-client.server';
import { pageWalker } from '~/intake/shopify/page';
import { type Json, record, records } from '~/intake/shopify/read';

/** A product with all of its variants: those that did not fit into the first page are asked for. */
export async function readWholeProduct(
  shopId: ShopId,
  node: Json,
  currency: string,
): Promise<ProductSnapshot | null> {
  const variants = records(node.variants);
  const next = pageWalker();
  let after = next(record(record(node.variants).pageInfo));
  while (after !== null) {
    const { product } = await adminGraphql(shopId, moreVariantsOperation, { id: String(node.id), after });
    if (!product) break;
    variants.push(...product.variants.nodes);
    after = next(product.variants.pageInfo);
  }
  return readProductNode({ ...node, variants }, currency);
}
