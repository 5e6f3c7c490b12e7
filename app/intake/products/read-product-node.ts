import { type PackSize, packSizeOf } from '~/intake/products/pack-size';
import type { ProductSnapshot, VariantSnapshot } from '~/intake/products/product-snapshot';
import { webUrl } from '~/intake/products/read-product-payload';
import { gidOf } from '~/intake/shopify/gid';
import {
  count,
  flag,
  instantMs,
  type Json,
  line,
  record,
  records,
  tagList,
  word,
} from '~/intake/shopify/read';
import { amount } from '~/intake/shopify/read-amount';
import { versionOf } from '~/intake/shopify/version';

/** A product as GraphQL tells it, its variants in `variants.nodes`. Null when the node is none. */
export function readProductNode(node: Json, currency: string): ProductSnapshot | null {
  const gid = gidOf('Product', node.id);
  if (gid === null) return null;
  const variants = records(node.variants).flatMap((variant) => readVariantNode(variant, currency) ?? []);
  const isCut = flag(record(record(node.variants).pageInfo).hasNextPage);
  const content = {
    gid,
    title: line(node.title) ?? '',
    handle: line(node.handle),
    vendor: line(node.vendor),
    productType: line(node.productType),
    tags: tagList(node.tags),
    status: word(node.status) ?? 'ACTIVE',
    imageUrl: webUrl(record(record(record(node.featuredMedia).preview).image).url),
    variants,
    variantGids: isCut ? undefined : variants.map((variant) => variant.gid).sort(),
  };
  return {
    ...content,
    version: versionOf(instantMs(node.updatedAt) ?? instantMs(node.createdAt), 'graphql', content),
  };
}

/** The merchant's own field for it, else the measure that the unit price is reckoned from. */
function statedPackSize(node: Json): PackSize | null {
  const told = line(record(node.metafield).value, 100);
  const ofField = told === null ? null : (packSizeOf([told]) ?? packSizeOf([`${told} pieces`]));
  if (ofField) return ofField;
  const { quantityValue, quantityUnit } = record(node.unitPriceMeasurement);
  const unit = word(quantityUnit);
  return typeof quantityValue === 'number' && quantityValue > 0 && unit !== null
    ? packSizeOf([`${quantityValue} ${unit.toLowerCase()}`])
    : null;
}

function readVariantNode(node: Json, currency: string): VariantSnapshot | null {
  const gid = gidOf('ProductVariant', node.id);
  if (gid === null) return null;
  return {
    gid,
    title: line(node.title) ?? '',
    sku: line(node.sku),
    priceMinor: amount(node.price, currency),
    availableForSale: flag(node.availableForSale),
    imageUrl: null,
    position: count(node.position, 10_000) ?? 1,
    optionValues: records(node.selectedOptions).flatMap(({ value }) => line(value) ?? []),
    packSize: statedPackSize(node),
  };
}
