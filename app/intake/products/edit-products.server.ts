import type { ShopSql } from '~/db.server';
import {
  type EditableNeed,
  type EditableProduct,
  edited,
  isSameNeed,
  type ProductEdit,
  withProducts,
} from '~/intake/products/product-edit';

/** Who changed products, how, and when. */
export interface EditedBy {
  readonly what: 'edit' | 'import';
  readonly by: string;
  readonly byName: string | undefined;
  readonly at: Date;
}

export interface EditResult {
  /** For undo; null when nothing changed. */
  readonly editId: bigint | null;
  readonly changed: number;
}

/**
 * Writes what a person said about products, and keeps what was there before so that all of it can be taken back at
 * once. Who bought them is owed a new plan: `replanEdited` pays it, after the commit.
 */
export async function editProducts(
  sql: ShopSql,
  edits: readonly ProductEdit[],
  who: EditedBy,
): Promise<EditResult> {
  const known = await lockNeeds(
    sql,
    edits.map(({ needId }) => needId),
  );
  const before: EditableNeed[] = [];
  const after: EditableNeed[] = [];
  for (const edit of edits) {
    const need = known.get(edit.needId);
    if (!need) continue;
    const next = edited(need, edit);
    if (isSameNeed(need, next)) continue;
    before.push(need);
    after.push(next);
  }
  if (after.length === 0) return { editId: null, changed: 0 };
  await writeNeeds(sql, after);
  const editId = await noteEdit(sql, { ...who, items: after.length, before, after });
  return { editId, changed: after.length };
}

/** Puts back what stood before an edit, but for what somebody has changed again since. */
export async function undoEdit(
  sql: ShopSql,
  { before, after }: { before: readonly EditableNeed[]; after: readonly EditableNeed[] },
): Promise<number> {
  const known = await lockNeeds(
    sql,
    before.map(({ needId }) => needId),
  );
  const back = before.filter((_, at) => {
    const then = after[at];
    const now = then && known.get(then.needId);
    return now !== undefined && isSameNeed(now, then as EditableNeed);
  });
  await writeNeeds(sql, back);
  return back.length;
}

export async function noteEdit(
  sql: ShopSql,
  edit: {
    readonly what: string;
    readonly by: string;
    readonly byName: string | undefined;
    readonly at: Date;
    readonly items: number;
    readonly before: unknown;
    readonly after: unknown;
  },
): Promise<bigint> {
  const [row] = await sql.rows<{ id: bigint }>(
    `INSERT INTO product_edit (shop_id, what, by, by_name, items, before, after, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id`,
    edit.what,
    edit.by,
    edit.byName ?? null,
    edit.items,
    JSON.stringify(edit.before),
    JSON.stringify(edit.after),
    edit.at,
  );
  if (!row) throw new Error('An edit was not kept');
  return row.id;
}

/** In the order of their ids, so that two people who save at once wait for each other instead of both failing. */
export async function lockNeeds(
  sql: ShopSql,
  needIds: readonly string[],
): Promise<Map<string, EditableNeed>> {
  if (needIds.length === 0) return new Map();
  const needs = await sql.rows<Omit<EditableNeed, 'products'>>(
    `SELECT id::text AS "needId", usage, usage_source AS "usageSource", days_per_unit AS "daysPerUnit",
       days_per_unit_source AS "daysPerUnitSource", substitute_need_id::text AS "substituteNeedId"
     FROM need WHERE shop_id = $1 AND id = ANY ($2::bigint[]) ORDER BY need.id FOR UPDATE`,
    [...new Set(needIds)],
  );
  const products = await sql.rows<EditableProduct & { needId: string }>(
    `SELECT DISTINCT x.need_id::text AS "needId", p.shopify_product_id AS gid, p.warranty_months AS "warrantyMonths",
       p.warranty_source AS "warrantySource", p.guide_url AS "guideUrl", p.needs_set_up AS "needsSetUp"
     FROM need_variant x
     JOIN variant v ON v.shop_id = $1 AND v.shopify_variant_id = x.shopify_variant_id
     JOIN product p ON p.shop_id = $1 AND p.shopify_product_id = v.shopify_product_id AND p.deleted_at IS NULL
     WHERE x.shop_id = $1 AND x.need_id = ANY ($2::bigint[]) AND x.valid_until IS NULL
     ORDER BY "needId", p.shopify_product_id`,
    needs.map(({ needId }) => needId),
  );
  return withProducts(needs, products);
}

/** A substitute of another shop, or one that is gone, is none. */
async function writeNeeds(sql: ShopSql, needs: readonly EditableNeed[]): Promise<void> {
  if (needs.length === 0) return;
  await sql.run(
    `UPDATE need n SET usage = g.usage, usage_source = g."usageSource", days_per_unit = g."daysPerUnit",
       days_per_unit_source = g."daysPerUnitSource",
       substitute_need_id = (SELECT s.id FROM need s WHERE s.shop_id = $1 AND s.id = g."substituteNeedId" AND s.id <> n.id)
     FROM jsonb_to_recordset($2::jsonb) AS g ("needId" bigint, usage text, "usageSource" text, "daysPerUnit" float8,
       "daysPerUnitSource" text, "substituteNeedId" bigint)
     WHERE n.shop_id = $1 AND n.id = g."needId"`,
    JSON.stringify(needs),
  );
  await sql.run(
    `UPDATE product p SET warranty_months = g."warrantyMonths", warranty_source = g."warrantySource",
       guide_url = g."guideUrl", needs_set_up = g."needsSetUp"
     FROM jsonb_to_recordset($2::jsonb) AS g (gid text, "warrantyMonths" int, "warrantySource" text, "guideUrl" text,
       "needsSetUp" boolean)
     WHERE p.shop_id = $1 AND p.shopify_product_id = g.gid`,
    JSON.stringify(needs.flatMap(({ products }) => products)),
  );
}
