import type { ProductSnapshot, VariantSnapshot } from '~/intake/products/product-snapshot';
import type { ProductRow, VariantRow } from '~/intake/products/rows';
import { storedVersion, versionColumns } from '~/intake/shopify/stored-version';
import { isNewer } from '~/intake/shopify/version';

/** A product with all of its variants that we ever heard of. */
export interface ProductState {
  readonly product: ProductRow | null;
  readonly variants: ReadonlyMap<string, VariantRow>;
}

/**
 * What is known after a snapshot. Any order of the same snapshots ends in the same state: content is the newest
 * version's; a variant is there while the product's newest version lists it, else it is gone since it was last listed.
 */
export function mergeProduct(known: ProductState, given: ProductSnapshot): ProductState {
  const wins = isNewer(given.version, known.product && storedVersion(known.product));
  const product =
    wins || known.product === null
      ? { ...productRow(given), deletedAt: known.product?.deletedAt ?? null }
      : known.product;
  const variants = new Map(known.variants);
  for (const variant of given.variants) {
    const before = variants.get(variant.gid);
    const pack = newestPack(before, variant, given.version.atMs);
    if (before && !isNewer(given.version, storedVersion(before))) {
      if (pack.packReadAt !== before.packReadAt) variants.set(variant.gid, { ...before, ...pack });
      continue;
    }
    const { gid, packSize: _, ...content } = variant;
    variants.set(gid, {
      ...content,
      ...pack,
      ...versionColumns(given.version),
      shopifyVariantId: gid,
      shopifyProductId: given.gid,
      deletedAt: null,
    });
  }
  // A variant that is listed by id only is still there, with the content that it had.
  for (const gid of given.variantGids ?? [...variants.keys()]) {
    const before = variants.get(gid);
    if (wins && before && isNewer(given.version, storedVersion(before)))
      variants.set(gid, { ...before, ...versionColumns(given.version) });
  }
  return withDeletions({ product, variants });
}

/** Only GraphQL states sizes: its newest word stays while webhooks come in between, whatever the order. */
function newestPack(
  before: VariantRow | undefined,
  { packSize }: VariantSnapshot,
  atMs: number,
): Pick<VariantRow, 'packSize' | 'packReadAt'> {
  const known = before ?? { packSize: null, packReadAt: null };
  const isNews = packSize !== undefined && atMs > (known.packReadAt?.getTime() ?? Number.NEGATIVE_INFINITY);
  return isNews
    ? { packSize, packReadAt: new Date(atMs) }
    : { packSize: known.packSize, packReadAt: known.packReadAt };
}

/** What is known after products/delete: final, whatever comes later. */
export function deleteProduct(known: ProductState, gid: string, atMs: number): ProductState {
  const product = known.product ?? emptyProduct(gid);
  const at = Math.min(atMs, product.deletedAt?.getTime() ?? atMs);
  return withDeletions({ ...known, product: { ...product, deletedAt: new Date(at) } });
}

function withDeletions({ product, variants }: ProductState): ProductState {
  if (!product) return { product, variants };
  const newest = product.sourceHash?.toString('hex');
  const settled = [...variants].map(([gid, variant]): [string, VariantRow] => {
    const isThere = product.deletedAt === null && variant.sourceHash?.toString('hex') === newest;
    const deletedAt = isThere ? null : variant.sourceUpdatedAt;
    return [gid, deletedAt?.getTime() === variant.deletedAt?.getTime() ? variant : { ...variant, deletedAt }];
  });
  return { product, variants: new Map(settled) };
}

function productRow({ gid, version, variants: _, variantGids: __, ...content }: ProductSnapshot): ProductRow {
  return { ...content, ...versionColumns(version), shopifyProductId: gid, deletedAt: null };
}

function emptyProduct(gid: string): ProductRow {
  return {
    shopifyProductId: gid,
    title: '',
    handle: null,
    vendor: null,
    productType: null,
    tags: [],
    status: 'ACTIVE',
    imageUrl: null,
    deletedAt: null,
    sourceUpdatedAt: null,
    sourceHash: null,
  };
}
