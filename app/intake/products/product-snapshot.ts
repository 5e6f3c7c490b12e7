import type { PackSize } from '~/intake/products/pack-size';
import type { Version } from '~/intake/shopify/version';

/** What one webhook or one GraphQL node says of a product and its variants. */
export interface ProductSnapshot {
  readonly gid: string;
  readonly version: Version;
  readonly title: string;
  readonly handle: string | null;
  readonly vendor: string | null;
  readonly productType: string | null;
  readonly tags: readonly string[];
  readonly status: string;
  readonly imageUrl: string | null;
  readonly variants: readonly VariantSnapshot[];
  /** Gids of all variants, when the list above may be cut; undefined where the source cannot tell. */
  readonly variantGids: readonly string[] | undefined;
}

export interface VariantSnapshot {
  readonly gid: string;
  readonly title: string;
  readonly sku: string | null;
  readonly priceMinor: bigint | null;
  readonly availableForSale: boolean;
  readonly imageUrl: string | null;
  readonly position: number;
  readonly optionValues: readonly string[];
  /** What the store itself states of the size; undefined where the source cannot tell. */
  readonly packSize?: PackSize | null;
}
