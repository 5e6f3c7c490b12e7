import { z } from 'zod';
import { now } from '~/base/lib/clock.server';
import { shortList } from '~/base/lib/short-list';
import { needUsages } from '~/base/vocabulary/orders';
import { daysBounds, warrantyBounds } from '~/base/vocabulary/product-bounds';
import { type ShopSql, sqlInShop } from '~/db.server';
import { replanEdited } from '~/insight/learning/customers/replan-edited.server';
import { editProducts, undoEdit } from '~/intake/products/edit-products.server';
import {
  correctUnits,
  type Mapping,
  mergeNeeds,
  splitNeed,
  undoMappings,
} from '~/intake/products/pool-needs.server';
import type { EditableNeed, ProductEdit } from '~/intake/products/product-edit';
import { type SaidMeanwhile, saidMeanwhile } from '~/office/pages/products/product-said.server';

/** What came of a change; `editId` takes it back. */
export type ProductChangeResult =
  | {
      readonly status: 'done';
      readonly what: ProductChange['action'];
      readonly changed: number;
      readonly editId: string | null;
      readonly needId: string | null;
      readonly customers: number;
    }
  | { readonly status: 'gone' }
  /** Somebody else changed the same of one product meanwhile, to what stands in `now`. */
  | { readonly status: 'changed'; readonly now: SaidMeanwhile };

const id = z.string().regex(/^\d{1,18}$/);
const gid = z.string().regex(/^gid:\/\/shopify\/ProductVariant\/\d{1,20}$/);
const days = z.number().min(daysBounds.from).max(daysBounds.to).nullable();
const MOST_AT_ONCE = 250;

const fields = z.object({
  usage: z.enum(needUsages).optional(),
  daysPerUnit: days.optional(),
  substituteNeedId: id.nullable().optional(),
  warrantyMonths: z.number().int().min(warrantyBounds.from).max(warrantyBounds.to).nullable().optional(),
  guideUrl: z
    .url({ protocol: /^https$/ })
    .max(500)
    .nullable()
    .optional(),
  needsSetUp: z.boolean().optional(),
});

/** Whatever stands in the shop may have been shown: only what is set has bounds. */
const opened = z
  .object({
    usage: z.string(),
    daysPerUnit: z.number().nullable(),
    substituteNeedId: z.string().nullable(),
    warrantyMonths: z.number().nullable(),
    guideUrl: z.string().nullable(),
  })
  .partial();

const schema = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('edit'),
    needIds: shortList(id, MOST_AT_ONCE, 1),
    set: fields,
    /** Of one product's page: what it held of these fields. Of many products each is set, whatever stood there. */
    openedWith: opened.optional(),
  }),
  z.object({ action: z.literal('merge'), into: id, from: shortList(id, MOST_AT_ONCE, 1) }),
  z.object({ action: z.literal('split'), needId: id, variants: shortList(gid, MOST_AT_ONCE, 1) }),
  z.object({
    action: z.literal('units'),
    units: shortList(
      z.object({ variant: gid, units: z.number().min(0.001).max(1_000_000) }),
      MOST_AT_ONCE,
      1,
    ),
  }),
  z.object({ action: z.literal('undo'), editId: id }),
]);

export type ProductChange = z.infer<typeof schema>;

/** Null when what was sent is no change that we know. */
export function parseProductChange(given: unknown): ProductChange | null {
  const parsed = schema.safeParse(given);
  return parsed.success ? parsed.data : null;
}

interface Who {
  readonly by: string;
  readonly byName: string | undefined;
}

/** Carries out what a person changed about products, and asks for new plans of all whom it concerns. */
export async function changeProducts(
  shopId: bigint,
  change: ProductChange,
  who: Who,
): Promise<ProductChangeResult> {
  const done = await sqlInShop(shopId, async (sql) => {
    const now = await changedMeanwhile(sql, change);
    return now ? { status: 'changed' as const, now } : apply(sql, change, who);
  });
  if (!done) return { status: 'gone' };
  if ('status' in done) return done;
  const customers = await replanEdited(shopId);
  return { status: 'done', what: change.action, ...done, customers };
}

async function changedMeanwhile(sql: ShopSql, change: ProductChange): Promise<SaidMeanwhile | null> {
  if (change.action !== 'edit' || !change.openedWith) return null;
  const [needId, ...others] = change.needIds;
  if (!needId || others.length > 0) return null;
  return saidMeanwhile(sql, { needId, set: change.set, openedWith: change.openedWith });
}

interface Applied {
  readonly changed: number;
  readonly editId: string | null;
  readonly needId: string | null;
}

async function apply(sql: ShopSql, change: ProductChange, who: Who): Promise<Applied | null> {
  switch (change.action) {
    case 'edit': {
      const { substituteNeedId } = change.set;
      if (substituteNeedId && !(await isNeed(sql, substituteNeedId))) return null;
      const edits = change.needIds.map((needId): ProductEdit => ({ needId, ...defined(change.set) }));
      const { editId, changed } = await editProducts(sql, edits, { what: 'edit', at: now(), ...who });
      return { changed, editId: text(editId), needId: null };
    }
    case 'merge':
      return pooled(await mergeNeeds(sql, { into: change.into, from: change.from, ...who }));
    case 'split':
      return pooled(await splitNeed(sql, { needId: change.needId, variants: change.variants, ...who }));
    case 'units':
      return pooled(
        await correctUnits(sql, {
          units: new Map(change.units.map(({ variant, units }) => [variant, units])),
          ...who,
        }),
      );
    case 'undo':
      return undo(sql, BigInt(change.editId));
  }
}

async function isNeed(sql: ShopSql, needId: string): Promise<boolean> {
  const rows = await sql.rows('SELECT 1 FROM need WHERE shop_id = $1 AND id = $2', needId);
  return rows.length > 0;
}

/** Taking something back twice does it once. */
async function undo(sql: ShopSql, editId: bigint): Promise<Applied | null> {
  const [edit] = await sql.rows<{ what: string; before: unknown; after: unknown; undone: boolean }>(
    `SELECT what, before, after, undone_at IS NOT NULL AS undone FROM product_edit WHERE shop_id = $1 AND id = $2 FOR UPDATE`,
    editId,
  );
  if (!edit) return null;
  if (edit.undone) return { changed: 0, editId: null, needId: null };
  const changed =
    edit.what === 'edit' || edit.what === 'import'
      ? await undoEdit(sql, edit as { before: EditableNeed[]; after: EditableNeed[] })
      : await undoMappings(sql, edit as { before: Mapping[]; after: Mapping[] });
  await sql.run(
    `UPDATE product_edit SET undone_at = $3, replanned_at = NULL WHERE shop_id = $1 AND id = $2`,
    editId,
    now(),
  );
  return { changed, editId: null, needId: null };
}

function pooled({
  changed,
  editId,
  needId,
}: {
  changed: number;
  editId: bigint | null;
  needId: bigint | null;
}): Applied {
  return { changed, editId: text(editId), needId: text(needId) };
}

function text(value: bigint | null): string | null {
  return value === null ? null : String(value);
}

/** Only what was said: a field that is not there stays as it is. */
function defined(set: z.infer<typeof fields>): Omit<ProductEdit, 'needId'> {
  return Object.fromEntries(Object.entries(set).filter(([, value]) => value !== undefined));
}
