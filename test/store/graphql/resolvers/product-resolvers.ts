import type { Product, Variant } from '../../world/entities';
import type { World } from '../../world/world';
import type { FieldResolvers } from '../admin-context';
import { connection } from '../connection';
import { money } from '../money';
import { emptyConnection, metafieldResolvers } from './shared';

export const productResolvers: FieldResolvers<Product> = {
  ...metafieldResolvers,
  category: () => null,
  collections: () => emptyConnection,
  description: (product) => product.descriptionHtml.replace(/<[^>]+>/g, ''),
  descriptionHtml: (product) => product.descriptionHtml,
  defaultCursor: (product) => String(product.id),
  featuredImage: () => null,
  featuredMedia: () => null,
  images: () => emptyConnection,
  media: () => emptyConnection,
  mediaCount: () => ({ count: 0, precision: 'EXACT' }),
  hasOnlyDefaultVariant: (product) => product.variantIds.length === 1,
  hasOutOfStockVariants: (product, _args, { world }) =>
    variantsOf(product, world).some((one) => one.inventoryQuantity < 1),
  hasVariantsThatRequiresComponents: () => false,
  isGiftCard: () => false,
  onlineStoreUrl: (product, _args, { storeUrl }) =>
    product.status === 'ACTIVE' ? `${storeUrl}/products/${product.handle}` : null,
  onlineStorePreviewUrl: (product, _args, { storeUrl }) => `${storeUrl}/products/${product.handle}`,
  options: (product, _args, { world }) => [
    {
      id: `gid://shopify/ProductOption/${product.id}`,
      name: variantsOf(product, world)[0]?.option.name ?? 'Title',
      position: 1,
      values: variantsOf(product, world).map((variant) => variant.option.value),
    },
  ],
  priceRangeV2: (product, _args, context) => {
    const prices = variantsOf(product, context.world).map((variant) => variant.price);
    return {
      minVariantPrice: money(Math.min(...prices), context),
      maxVariantPrice: money(Math.max(...prices), context),
    };
  },
  publishedAt: (product) => (product.status === 'ACTIVE' ? product.createdAt : null),
  requiresSellingPlan: () => false,
  sellingPlanGroupsCount: () => ({ count: 0, precision: 'EXACT' }),
  sellingPlanGroups: () => emptyConnection,
  seo: () => ({ title: null, description: null }),
  templateSuffix: () => null,
  totalInventory: (product, _args, { world }) =>
    variantsOf(product, world).reduce((sum, variant) => sum + variant.inventoryQuantity, 0),
  tracksInventory: () => true,
  variants: (product, args, context) => connection(variantsOf(product, context.world), args, context),
  variantsCount: (product) => ({ count: product.variantIds.length, precision: 'EXACT' }),
};

export const variantResolvers: FieldResolvers<Variant> = {
  ...metafieldResolvers,
  availableForSale: (variant, _args, { world }) =>
    variant.inventoryQuantity > 0 && world.products.get(variant.productId)?.status === 'ACTIVE',
  barcode: () => null,
  compareAtPrice: (variant) => variant.compareAtPrice,
  displayName: (variant, _args, { world }) =>
    `${world.products.get(variant.productId)?.title ?? ''} - ${variant.title}`,
  image: () => null,
  inventoryItem: (variant) => ({
    kind: 'InventoryItem',
    id: 46_900_000_000_000 + (variant.id % 1_000_000_000),
    sku: variant.sku,
    tracked: true,
    requiresShipping: true,
    unitCost: null,
    measurement: { id: `gid://shopify/InventoryItemMeasurement/${variant.id}`, weight: null },
  }),
  inventoryPolicy: () => 'DENY',
  product: (variant, _args, { world }) => world.products.get(variant.productId) ?? null,
  requiresComponents: () => false,
  selectedOptions: (variant) => [variant.option],
  sellableOnlineQuantity: (variant) => variant.inventoryQuantity,
  sellingPlanGroupsCount: () => ({ count: 0, precision: 'EXACT' }),
  sellingPlanGroups: () => emptyConnection,
  taxable: () => true,
  unitPrice: () => null,
  unitPriceMeasurement: () => null,
};

function variantsOf(product: Product, world: World): Variant[] {
  return product.variantIds.flatMap((id) => world.variants.get(id) ?? []);
}
