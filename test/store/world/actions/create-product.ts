import { productPayload } from '../../webhooks/payloads/product-payload';
import type { Product, Variant } from '../entities';
import type { World } from '../world';

export type NewProduct = {
  title: string;
  productType: string;
  sku: string;
  price: number;
  inventoryQuantity: number;
  vendor?: string;
  at?: number;
};

export function createProduct(world: World, input: NewProduct): Product {
  const at = input.at ?? world.clock.now();
  const id = world.nextId('Product');
  const variant: Variant = {
    kind: 'ProductVariant',
    id: world.nextId('ProductVariant'),
    productId: id,
    title: 'Default Title',
    sku: input.sku,
    price: input.price,
    compareAtPrice: null,
    inventoryQuantity: input.inventoryQuantity,
    position: 1,
    option: { name: 'Title', value: 'Default Title' },
    createdAt: at,
    updatedAt: at,
    metafields: [],
  };
  const product: Product = {
    kind: 'Product',
    id,
    handle: `${slug(input.title)}-${input.sku.toLowerCase()}`,
    title: input.title,
    productType: input.productType,
    vendor: input.vendor ?? world.shop.name,
    tags: [],
    status: 'ACTIVE',
    descriptionHtml: '',
    variantIds: [variant.id],
    createdAt: at,
    updatedAt: at,
    metafields: [],
  };
  world.variants.set(variant.id, variant);
  world.variantIdBySku.set(variant.sku, variant.id);
  world.products.set(product.id, product);
  world.beginAction()('products/create', () => productPayload(world, product));
  return product;
}

function slug(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
