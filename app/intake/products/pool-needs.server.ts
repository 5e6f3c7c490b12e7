import { now } from '~/base/lib/clock.server';
import type { ShopSql } from '~/db.server';
import { noteEdit } from '~/intake/products/edit-products.server';
import { type PackSize, packSizeOf, unitsPerItem } from '~/intake/products/pack-size';

/** Which need a variant serves now, and how many units of supply one item of it brings. */
export interface Mapping {
  readonly variant: string;
  readonly needId: string;
  readonly units: number;
  readonly source: string;
}

export interface PoolResult {
  readonly editId: bigint | null;
  readonly needId: bigint | null;
  /** Variants that now serve another need. */
  readonly changed: number;
}

interface Who {
  readonly by: string;
  readonly byName: string | undefined;
}

/**
 * Makes one pool of several needs: their sizes and flavours are bought one for the other. What was sent is untouched,
 * since messages are known by the order line that caused them; only what is learnt from now on is learnt together.
 */
export async function mergeNeeds(
  sql: ShopSql,
  { into, from, ...who }: Who & { readonly into: string; readonly from: readonly string[] },
): Promise<PoolResult> {
  // Whoever pools the same products the other way round waits, and then finds that this one is gone.
  const needs = await sql.rows<{ id: bigint; isRetired: boolean }>(
    `SELECT id, retired_at IS NOT NULL AS "isRetired" FROM need
     WHERE shop_id = $1 AND id = ANY ($2::bigint[]) ORDER BY id FOR UPDATE`,
    [into, ...from],
  );
  const target = needs.find(({ id, isRetired }) => String(id) === String(BigInt(into)) && !isRetired);
  if (!target) return { editId: null, needId: null, changed: 0 };
  const others = from.filter((id) => id !== into);
  const before = await mappingsOf(sql, [into, ...others]);
  const moving = before.filter(({ needId }) => needId !== into);
  if (moving.length === 0) return { editId: null, needId: target.id, changed: 0 };
  // The target's own variants come first: the unit that its days of supply were told for stays the unit.
  const all = [...before.filter(({ needId }) => needId === into), ...moving];
  const units = await unitsOfPool(
    sql,
    all.map(({ variant }) => variant),
  );
  // "pool": what a product's own title says of its variants does not count across products, however often it is told.
  const after = all.map((mapping) =>
    mapping.source === 'merchant'
      ? { ...mapping, needId: into }
      : { ...mapping, needId: into, units: units.get(mapping.variant) ?? 1, source: 'pool' },
  );
  const editId = await applyMappings(sql, { what: 'merge', before: all, after, who });
  return { editId, needId: target.id, changed: moving.length };
}

/** Takes variants out of a pool: back to the need of their own product where all of it leaves, else to a new need. */
export async function splitNeed(
  sql: ShopSql,
  { needId, variants, ...who }: Who & { readonly needId: string; readonly variants: readonly string[] },
): Promise<PoolResult> {
  const all = await mappingsOf(sql, [needId]);
  const before = all.filter(({ variant }) => variants.includes(variant));
  if (before.length === 0 || before.length === all.length) return { editId: null, needId: null, changed: 0 };
  const target = await needForVariants(
    sql,
    needId,
    before.map(({ variant }) => variant),
  );
  const after = before.map((mapping) => ({
    ...mapping,
    needId: String(target),
    source: mapping.source === 'pool' ? 'default' : mapping.source,
  }));
  const editId = await applyMappings(sql, { what: 'split', before, after, who });
  return { editId, needId: target, changed: before.length };
}

/** A person's word on how much one item of each variant brings, against the others of its need. */
export async function correctUnits(
  sql: ShopSql,
  { units, ...who }: Who & { readonly units: ReadonlyMap<string, number> },
): Promise<PoolResult> {
  const known = await sql.rows<Mapping>(
    `${MAPPINGS} AND shopify_variant_id = ANY ($2::text[]) ORDER BY id FOR UPDATE`,
    [...units.keys()],
  );
  const before = known.filter(({ variant, units: then }) => units.get(variant) !== then);
  if (before.length === 0) return { editId: null, needId: null, changed: 0 };
  const after = before.map((mapping) => ({
    ...mapping,
    units: units.get(mapping.variant) ?? mapping.units,
    source: 'merchant',
  }));
  const editId = await applyMappings(sql, { what: 'units', before, after, who });
  return { editId, needId: BigInt(before[0]?.needId ?? 0), changed: before.length };
}

/** Back to where each variant was, but for those that somebody has moved again since. */
export async function undoMappings(
  sql: ShopSql,
  { before, after }: { before: readonly Mapping[]; after: readonly Mapping[] },
): Promise<number> {
  const current = await sql.rows<Mapping>(
    `${MAPPINGS} AND shopify_variant_id = ANY ($2::text[]) ORDER BY id FOR UPDATE`,
    after.map(({ variant }) => variant),
  );
  const now = new Map(current.map((mapping) => [mapping.variant, mapping]));
  const back = before.filter((_, at) => {
    const then = after[at];
    const is = then && now.get(then.variant);
    return is !== undefined && is.needId === then?.needId && is.units === then.units;
  });
  await writeMappings(sql, back);
  return back.length;
}

const MAPPINGS = `SELECT shopify_variant_id AS variant, need_id::text AS "needId", units_per_item AS units,
  units_source AS source FROM need_variant WHERE shop_id = $1 AND valid_until IS NULL`;

function mappingsOf(sql: ShopSql, needIds: readonly string[]): Promise<Mapping[]> {
  return sql.rows<Mapping>(`${MAPPINGS} AND need_id = ANY ($2::bigint[]) ORDER BY id FOR UPDATE`, needIds);
}

async function applyMappings(
  sql: ShopSql,
  {
    what,
    before,
    after,
    who,
  }: { what: string; before: readonly Mapping[]; after: readonly Mapping[]; who: Who },
): Promise<bigint> {
  await writeMappings(sql, after);
  return noteEdit(sql, { what, ...who, at: now(), items: after.length, before, after });
}

/**
 * Closes what stood and opens what is wanted. The new row speaks for all of the past: the units of old purchases are
 * looked for among the rows of the same need, and there is none older.
 */
async function writeMappings(sql: ShopSql, wanted: readonly Mapping[]): Promise<void> {
  if (wanted.length === 0) return;
  const given = [
    wanted.map(({ variant }) => variant),
    wanted.map(({ needId }) => needId),
    wanted.map(({ units }) => units),
    wanted.map(({ source }) => source),
  ];
  const rows = `unnest($2::text[], $3::bigint[], $4::float8[], $5::text[]) AS g (variant, need_id, units, source)`;
  await sql.run(
    `UPDATE need_variant x SET units_per_item = g.units, units_source = g.source FROM ${rows}
     WHERE x.shop_id = $1 AND x.shopify_variant_id = g.variant AND x.need_id = g.need_id AND x.valid_until IS NULL`,
    ...given,
  );
  await sql.run(
    `WITH left_behind AS (
       UPDATE need_variant x SET valid_until = $6 FROM ${rows}
       WHERE x.shop_id = $1 AND x.shopify_variant_id = g.variant AND x.need_id <> g.need_id AND x.valid_until IS NULL
       RETURNING x.shopify_variant_id)
     INSERT INTO need_variant (shop_id, need_id, shopify_variant_id, units_per_item, units_source, valid_from)
     SELECT $1::bigint, g.need_id, g.variant, g.units, g.source, '1970-01-01' FROM ${rows}
     WHERE g.variant IN (SELECT shopify_variant_id FROM left_behind)`,
    ...given,
    now(),
  );
  // A need that no variant serves any more is retired, and one that is served again comes back.
  await sql.run(
    `UPDATE need n SET retired_at = CASE WHEN served THEN NULL ELSE coalesce(n.retired_at, $2) END
     FROM (SELECT k.id, EXISTS (SELECT FROM need_variant o WHERE o.shop_id = $1 AND o.need_id = k.id AND o.valid_until IS NULL) AS served
           FROM need k WHERE k.shop_id = $1 AND k.id IN (
             SELECT need_id FROM need_variant WHERE shop_id = $1 AND shopify_variant_id = ANY ($3::text[]))) s
     WHERE n.shop_id = $1 AND n.id = s.id AND (n.retired_at IS NULL) IS DISTINCT FROM served`,
    now(),
    wanted.map(({ variant }) => variant),
  );
}

/** Units by variant of a pool, from what the store states, the options and the titles. */
async function unitsOfPool(sql: ShopSql, variants: readonly string[]): Promise<Map<string, number>> {
  const rows = await sql.rows<{
    gid: string;
    title: string;
    options: string[] | null;
    product: string;
    stated: PackSize | null;
  }>(
    `SELECT v.shopify_variant_id AS gid, v.title, v.option_values AS options, p.title AS product, v.pack_size AS stated
     FROM variant v JOIN product p ON p.shop_id = $1 AND p.shopify_product_id = v.shopify_product_id
     WHERE v.shop_id = $1 AND v.shopify_variant_id = ANY ($2::text[])`,
    variants,
  );
  const known = new Map(rows.map((row) => [row.gid, row]));
  const sizes = variants.map((gid) => {
    const row = known.get(gid);
    return row ? (row.stated ?? packSizeOf([...(row.options ?? []), row.title, row.product])) : null;
  });
  const units = unitsPerItem(sizes);
  return new Map(variants.map((gid, at) => [gid, units[at] ?? 1]));
}

/** The need of the variants' own product when it was retired and all of its variants come, else a new one of its name. */
async function needForVariants(sql: ShopSql, from: string, variants: readonly string[]): Promise<bigint> {
  const [own] = await sql.rows<{ id: bigint }>(
    `SELECT n.id FROM need n WHERE n.shop_id = $1 AND n.retired_at IS NOT NULL AND n.shopify_product_id IN (
       SELECT shopify_product_id FROM variant WHERE shop_id = $1 AND shopify_variant_id = ANY ($2::text[]))
     AND NOT EXISTS (SELECT FROM variant v WHERE v.shop_id = $1 AND v.shopify_variant_id = ANY ($2::text[])
       AND v.shopify_product_id <> n.shopify_product_id) LIMIT 1`,
    variants,
  );
  if (own) return own.id;
  const [made] = await sql.rows<{ id: bigint }>(
    `INSERT INTO need (shop_id, title, usage, usage_source)
     SELECT $1::bigint, left(p.title || CASE WHEN v.title IN ('', 'Default Title') THEN '' ELSE ' – ' || v.title END, 255), n.usage, n.usage_source
     FROM need n
     JOIN variant v ON v.shop_id = $1 AND v.shopify_variant_id = $3
     JOIN product p ON p.shop_id = $1 AND p.shopify_product_id = v.shopify_product_id
     WHERE n.shop_id = $1 AND n.id = $2 RETURNING id`,
    from,
    variants[0],
  );
  if (!made) throw new Error('A need was not made');
  return made.id;
}
