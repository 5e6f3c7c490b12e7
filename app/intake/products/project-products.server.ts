import { loadRows, writeRows } from '~/base/lib/table.server';
import type { ShopSql } from '~/db.server';
import { makeNeeds } from '~/intake/products/make-needs.server';
import { deleteProduct, mergeProduct, type ProductState } from '~/intake/products/merge-product';
import { type AvailabilityChange, noteStockOuts } from '~/intake/products/note-stock-outs.server';
import type { ProductSnapshot } from '~/intake/products/product-snapshot';
import { productTable, type VariantRow, variantTable } from '~/intake/products/rows';

export interface ProductFacts {
  readonly snapshots: readonly ProductSnapshot[];
  readonly deletions: readonly { readonly gid: string; readonly atMs: number }[];
}

/** Variants that a plan should look at again. */
export interface ProjectedProducts {
  /** Became available or not, or are gone: who was to be written about them. */
  readonly turned: readonly string[];
  /** Serve another need, or bring other units of it: who bought them. A product may come after its first orders. */
  readonly remapped: readonly string[];
}

/** Brings product, variant and need rows up to what was told. */
export async function projectProducts(
  sql: ShopSql,
  { snapshots, deletions }: ProductFacts,
): Promise<ProjectedProducts> {
  const gids = [...new Set([...snapshots, ...deletions].map(({ gid }) => gid))];
  if (gids.length === 0) return { turned: [], remapped: [] };
  const before = await loadStates(sql, gids, snapshots);
  const after = new Map(before);
  const stateOf = (gid: string): ProductState => after.get(gid) ?? { product: null, variants: new Map() };
  const turned: AvailabilityChange[] = [];
  const become = (gid: string, next: ProductState) => {
    turned.push(...turns(stateOf(gid), next));
    after.set(gid, next);
  };
  // Oldest first: what was sold out in between is then seen, however the batch arrived.
  const inTime = [...snapshots].sort((one, other) => one.version.atMs - other.version.atMs);
  for (const snapshot of inTime) become(snapshot.gid, mergeProduct(stateOf(snapshot.gid), snapshot));
  for (const { gid, atMs } of deletions) become(gid, deleteProduct(stateOf(gid), gid, atMs));

  const products = gids.flatMap((gid) =>
    after.get(gid)?.product !== before.get(gid)?.product ? (after.get(gid)?.product ?? []) : [],
  );
  const variants = gids.flatMap((gid) => changed(before.get(gid), after.get(gid)));
  await writeRows(sql, productTable, products);
  await writeRows(sql, variantTable, variants);
  await noteStockOuts(sql, turned);
  const touched = [...products, ...variants].map(({ shopifyProductId }) => shopifyProductId);
  const remapped = await makeNeeds(sql, [...new Set(touched)]);
  return { turned: gids.flatMap((gid) => matters(before.get(gid), after.get(gid))), remapped };
}

async function loadStates(
  sql: ShopSql,
  gids: readonly string[],
  snapshots: readonly ProductSnapshot[],
): Promise<Map<string, ProductState>> {
  const products = await loadRows(sql, productTable, gids);
  const known = await sql.rows<{ gid: string }>(
    'SELECT shopify_variant_id AS gid FROM variant WHERE shop_id = $1 AND shopify_product_id = ANY($2::text[])',
    gids,
  );
  const listed = snapshots.flatMap((snapshot) => snapshot.variants.map(({ gid }) => gid));
  const variants = await loadRows(sql, variantTable, [
    ...new Set([...known.map(({ gid }) => gid), ...listed]),
  ]);
  const byProduct = new Map<string, Map<string, VariantRow>>();
  for (const [gid, variant] of variants) {
    const siblings = byProduct.get(variant.shopifyProductId) ?? new Map<string, VariantRow>();
    byProduct.set(variant.shopifyProductId, siblings.set(gid, variant));
  }
  return new Map(
    gids.map((gid) => [
      gid,
      { product: products.get(gid) ?? null, variants: byProduct.get(gid) ?? new Map() },
    ]),
  );
}

function changed(before: ProductState | undefined, after: ProductState | undefined): VariantRow[] {
  return [...(after?.variants ?? [])].flatMap(([gid, variant]) =>
    variant === before?.variants.get(gid) ? [] : [variant],
  );
}

function matters(before: ProductState | undefined, after: ProductState | undefined): string[] {
  return [...(before?.variants.keys() ?? [])].filter(
    (gid) => canBeBought(before, gid) !== canBeBought(after, gid),
  );
}

/** Which variants came or went, and when the newest word on the product says so. A new one that cannot be bought went. */
function turns(before: ProductState, after: ProductState): AvailabilityChange[] {
  const at = after.product?.deletedAt ?? after.product?.sourceUpdatedAt;
  if (!at) return [];
  return [...after.variants.keys()].flatMap((variant) => {
    const available = canBeBought(after, variant);
    const known = before.variants.has(variant);
    return available === (known ? canBeBought(before, variant) : true) ? [] : { variant, available, at };
  });
}

function canBeBought(state: ProductState | undefined, gid: string): boolean {
  const variant = state?.variants.get(gid);
  return (
    variant !== undefined &&
    variant.deletedAt === null &&
    variant.availableForSale &&
    state?.product?.status === 'ACTIVE'
  );
}
