import type { Table } from '~/base/lib/table';
import type { PackSize } from '~/intake/products/pack-size';

export interface ProductRow {
  readonly shopifyProductId: string;
  readonly title: string;
  readonly handle: string | null;
  readonly vendor: string | null;
  readonly productType: string | null;
  readonly tags: readonly string[];
  readonly status: string;
  readonly imageUrl: string | null;
  readonly deletedAt: Date | null;
  readonly sourceUpdatedAt: Date | null;
  readonly sourceHash: Buffer | null;
}

export const productTable: Table<ProductRow> = {
  name: 'product',
  key: 'shopifyProductId',
  columns: {
    shopifyProductId: ['shopify_product_id', 'text'],
    title: ['title', 'text'],
    handle: ['handle', 'text'],
    vendor: ['vendor', 'text'],
    productType: ['product_type', 'text'],
    tags: ['tags', 'text[]'],
    status: ['status', 'text'],
    imageUrl: ['image_url', 'text'],
    deletedAt: ['deleted_at', 'timestamptz'],
    sourceUpdatedAt: ['source_updated_at', 'timestamptz'],
    sourceHash: ['source_hash', 'bytea'],
  },
};

export interface VariantRow {
  readonly shopifyVariantId: string;
  readonly shopifyProductId: string;
  readonly title: string;
  readonly sku: string | null;
  readonly priceMinor: bigint | null;
  readonly availableForSale: boolean;
  readonly imageUrl: string | null;
  readonly position: number;
  readonly optionValues: readonly string[];
  readonly packSize: PackSize | null;
  readonly packReadAt: Date | null;
  readonly deletedAt: Date | null;
  readonly sourceUpdatedAt: Date | null;
  readonly sourceHash: Buffer | null;
}

export const variantTable: Table<VariantRow> = {
  name: 'variant',
  key: 'shopifyVariantId',
  columns: {
    shopifyVariantId: ['shopify_variant_id', 'text'],
    shopifyProductId: ['shopify_product_id', 'text'],
    title: ['title', 'text'],
    sku: ['sku', 'text'],
    priceMinor: ['price_minor', 'int8'],
    availableForSale: ['available_for_sale', 'bool'],
    imageUrl: ['image_url', 'text'],
    position: ['position', 'int4'],
    optionValues: ['option_values', 'text[]'],
    packSize: ['pack_size', 'jsonb'],
    packReadAt: ['pack_read_at', 'timestamptz'],
    deletedAt: ['deleted_at', 'timestamptz'],
    sourceUpdatedAt: ['source_updated_at', 'timestamptz'],
    sourceHash: ['source_hash', 'bytea'],
  },
};
