import type { Product, Variant } from '../../world/entities';
import { gid } from '../../world/gid';
import type { World } from '../../world/world';
import { zonedIso } from '../../world/zone-time';
import { decimal } from './money-set';

/** products/create and products/update. */
export function productPayload(world: World, product: Product) {
  const { zone } = world.shop;
  const variants = product.variantIds.flatMap((id) => world.variants.get(id) ?? []);
  return {
    admin_graphql_api_id: gid('Product', product.id),
    body_html: product.descriptionHtml,
    created_at: zonedIso(product.createdAt, zone),
    handle: product.handle,
    id: product.id,
    product_type: product.productType,
    published_at: product.status === 'ACTIVE' ? zonedIso(product.createdAt, zone) : null,
    template_suffix: null,
    title: product.title,
    updated_at: zonedIso(product.updatedAt, zone),
    vendor: product.vendor,
    status: product.status.toLowerCase(),
    published_scope: 'global',
    tags: product.tags.join(', '),
    variants: variants.map((variant) => variantPayload(world, variant)),
    options: [
      {
        name: variants[0]?.option.name ?? 'Title',
        id: 10_500_000_000_000 + (product.id % 1_000_000_000),
        product_id: product.id,
        position: 1,
        values: variants.map((variant) => variant.option.value),
      },
    ],
    images: [],
    image: null,
    media: [],
    variant_gids: variants.map((variant) => ({
      admin_graphql_api_id: gid('ProductVariant', variant.id),
      updated_at: new Date(variant.updatedAt).toISOString(),
    })),
  };
}

function variantPayload(world: World, variant: Variant) {
  const { zone } = world.shop;
  return {
    admin_graphql_api_id: gid('ProductVariant', variant.id),
    barcode: null,
    compare_at_price: variant.compareAtPrice === null ? null : decimal(variant.compareAtPrice),
    created_at: zonedIso(variant.createdAt, zone),
    id: variant.id,
    inventory_policy: 'deny',
    position: variant.position,
    price: decimal(variant.price),
    product_id: variant.productId,
    sku: variant.sku,
    taxable: true,
    title: variant.title,
    updated_at: zonedIso(variant.updatedAt, zone),
    option1: variant.option.value,
    option2: null,
    option3: null,
    image_id: null,
    inventory_item_id: 46_900_000_000_000 + (variant.id % 1_000_000_000),
    inventory_quantity: variant.inventoryQuantity,
    old_inventory_quantity: variant.inventoryQuantity,
  };
}
