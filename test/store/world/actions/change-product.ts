import { productPayload } from '../../webhooks/payloads/product-payload';
import type { Product } from '../entities';
import type { World } from '../world';

export type ProductChange = Partial<
  Pick<Product, 'title' | 'status' | 'productType' | 'tags' | 'descriptionHtml'>
> & {
  /** For all variants, in minor units. */
  price?: number;
  compareAtPrice?: number | null;
  inventoryQuantity?: number;
};

/** products/update */
export function updateProduct(world: World, product: Product, change: ProductChange): void {
  const { price, compareAtPrice, inventoryQuantity, ...own } = change;
  Object.assign(product, own);
  product.updatedAt = world.clock.now();
  for (const id of product.variantIds) {
    const variant = world.variants.get(id);
    if (!variant) continue;
    if (price !== undefined) variant.price = price;
    if (compareAtPrice !== undefined) variant.compareAtPrice = compareAtPrice;
    if (inventoryQuantity !== undefined) variant.inventoryQuantity = inventoryQuantity;
    variant.updatedAt = product.updatedAt;
  }
  world.beginAction()('products/update', () => productPayload(world, product));
}

/** products/delete: only the id is told. Lines that sold it keep their words and lose the link. */
export function deleteProduct(world: World, product: Product): void {
  world.products.delete(product.id);
  for (const id of product.variantIds) world.variants.delete(id);
  world.beginAction()('products/delete', () => ({ id: product.id }));
}
