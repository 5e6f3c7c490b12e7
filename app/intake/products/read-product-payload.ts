import type { ProductSnapshot, VariantSnapshot } from '~/intake/products/product-snapshot';
import { gidOf } from '~/intake/shopify/gid';
import {
  count,
  instantMs,
  type Json,
  line,
  record,
  records,
  tagList,
  text,
  word,
} from '~/intake/shopify/read';
import { amount } from '~/intake/shopify/read-amount';
import { versionOf } from '~/intake/shopify/version';

/** A product as products/create and products/update carry it. Null when it names no product. */
export function readProductPayload(
  payload: Json,
  context: { readonly currency: string; readonly triggeredAtMs: number | null },
): ProductSnapshot | null {
  const gid = gidOf('Product', payload.admin_graphql_api_id, payload.id);
  if (gid === null) return null;
  const status = word(payload.status) ?? 'ACTIVE';
  const images = new Map(records(payload.images).map((image) => [text(image.id), webUrl(image.src)]));
  const variants = records(payload.variants).flatMap(
    (variant) => readVariant(variant, { ...context, status, images }) ?? [],
  );
  const content = {
    gid,
    title: line(payload.title) ?? '',
    handle: line(payload.handle),
    vendor: line(payload.vendor),
    productType: line(payload.product_type),
    tags: tagList(payload.tags),
    status,
    imageUrl: webUrl(record(payload.image).src) ?? [...images.values()].find((url) => url !== null) ?? null,
    variants,
    variantGids: allVariants(payload, variants),
  };
  const atMs = instantMs(payload.updated_at) ?? instantMs(payload.created_at) ?? context.triggeredAtMs;
  return { ...content, version: versionOf(atMs, 'webhook', content, context.triggeredAtMs) };
}

interface VariantContext {
  readonly currency: string;
  readonly status: string;
  readonly images: ReadonlyMap<string | null, string | null>;
}

function readVariant(variant: Json, { currency, status, images }: VariantContext): VariantSnapshot | null {
  const gid = gidOf('ProductVariant', variant.admin_graphql_api_id, variant.id);
  if (gid === null) return null;
  const options = [variant.option1, variant.option2, variant.option3].flatMap((value) => line(value) ?? []);
  return {
    gid,
    title: line(variant.title) ?? '',
    sku: line(variant.sku),
    priceMinor: amount(variant.price, currency),
    availableForSale: status === 'ACTIVE' && isInStock(variant),
    imageUrl: images.get(text(variant.image_id)) ?? null,
    position: count(variant.position, 10_000) ?? 1,
    optionValues: options,
  };
}

/**
 * A webhook does not say whether stock is counted at all. Nothing left and "deny" reads as sold out; GraphQL, which says
 * what the storefront says, outranks this at the next reconcile.
 */
function isInStock(variant: Json): boolean {
  const left = variant.inventory_quantity;
  const isCounted = !('inventory_management' in variant) || variant.inventory_management !== null;
  return !isCounted || typeof left !== 'number' || left > 0 || word(variant.inventory_policy) === 'CONTINUE';
}

/** Big products list only some of their variants, and the ids of all. */
function allVariants(payload: Json, variants: readonly VariantSnapshot[]): readonly string[] | undefined {
  if (!Array.isArray(payload.variants)) return undefined;
  const listed = records(payload.variant_gids).flatMap(
    (one) => gidOf('ProductVariant', one.admin_graphql_api_id) ?? [],
  );
  return [...new Set([...listed, ...variants.map(({ gid }) => gid)])].sort();
}

export function webUrl(value: unknown): string | null {
  const url = text(value, 1000);
  return url && /^https?:\/\//.test(url) ? url : null;
}
