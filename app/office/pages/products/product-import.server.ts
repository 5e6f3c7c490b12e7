import { z } from 'zod';
import { now } from '~/base/lib/clock.server';
import { csvLine } from '~/base/lib/csv';
import { typedNumber } from '~/base/lib/typed-number';
import { TABLE_SIGNS } from '~/base/vocabulary/product-bounds';
import { type ShopId, type ShopSql, sqlInShop } from '~/db.server';
import { replanEdited } from '~/insight/learning/customers/replan-edited.server';
import { editProducts } from '~/intake/products/edit-products.server';
import type { ProductEdit } from '~/intake/products/product-edit';
import {
  type BadLine,
  namings,
  parseProductTable,
  type TableLine,
  type TableProblem,
  tableColumns,
} from '~/office/pages/products/product-table';

/** One line that would change something. */
export interface ImportLine {
  readonly line: number;
  readonly title: string;
  readonly set: TableLine['set'];
}

export type ImportResult =
  | { readonly status: 'refused'; readonly problem: TableProblem }
  | {
      readonly status: 'preview';
      readonly good: number;
      readonly same: number;
      readonly bad: number;
      readonly lines: readonly ImportLine[];
      readonly badLines: readonly BadLine[];
      /** Columns that were left out, by their titles. */
      readonly unknownColumns: readonly string[];
    }
  | {
      readonly status: 'done';
      readonly changed: number;
      readonly bad: number;
      readonly editId: string | null;
      readonly customers: number;
    };

const asked = z.object({ text: z.string().max(TABLE_SIGNS + 1), apply: z.boolean() });

export function parseImport(given: unknown): z.infer<typeof asked> | null {
  const parsed = asked.safeParse(given);
  return parsed.success ? parsed.data : null;
}

const SHOWN_LINES = 100;

/**
 * Reads a table against the shop's products and says what it would change, or does it. The same reading serves both, so
 * what is applied is what was shown, but for what others changed in between; lines that cannot be used are left out.
 */
export async function importProducts(
  shopId: ShopId,
  { text, apply }: { readonly text: string; readonly apply: boolean },
  who: { readonly by: string; readonly byName: string | undefined },
): Promise<ImportResult> {
  const table = parseProductTable(text);
  if (table.status === 'refused') return table;
  const result = await sqlInShop(shopId, async (sql): Promise<ImportResult> => {
    const { matched, bad } = await matchLines(sql, table.lines);
    const badLines = [...table.bad, ...bad].sort((one, other) => one.line - other.line);
    if (apply) {
      const edits = matched.map(({ needId, set }): ProductEdit => ({ needId, ...set }));
      const { changed, editId } = await editProducts(sql, edits, { what: 'import', at: now(), ...who });
      const id = editId === null ? null : String(editId);
      return { status: 'done', changed, bad: linesOf(badLines), editId: id, customers: 0 };
    }
    const news = matched.filter(({ isNews }) => isNews);
    return {
      status: 'preview',
      good: news.length,
      same: matched.length - news.length,
      bad: linesOf(badLines),
      lines: news.slice(0, SHOWN_LINES).map(({ line, title, set }) => ({ line, title, set })),
      badLines: badLines.slice(0, SHOWN_LINES),
      unknownColumns: table.unknownColumns,
    };
  });
  return result.status === 'done' ? { ...result, customers: await replanEdited(shopId) } : result;
}

/** A line with two faults is one line. */
function linesOf(bad: readonly BadLine[]): number {
  return new Set(bad.map(({ line }) => line)).size;
}

interface Matched extends ImportLine {
  readonly needId: string;
  readonly isNews: boolean;
}

interface Known {
  readonly needId: bigint;
  readonly title: string;
  readonly gid: string;
  readonly handle: string | null;
  readonly sku: string | null;
  readonly productTitle: string;
  readonly days: number | null;
  readonly warranty: number | null;
  readonly guide: string | null;
  readonly usage: string;
}

async function matchLines(
  sql: ShopSql,
  lines: readonly TableLine[],
): Promise<{ matched: Matched[]; bad: BadLine[] }> {
  const index = indexOf(await knownProducts(sql));
  const taken = new Map<string, number>();
  const matched: Matched[] = [];
  const bad: BadLine[] = [];
  for (const { line, by, name, set } of lines) {
    const found = index[by].get(keyOf(by, name)) ?? [];
    const [known] = found;
    const needId = known && String(known.needId);
    const before = needId === undefined ? undefined : taken.get(needId);
    if (!known || needId === undefined) bad.push({ line, problem: 'unknown', what: name.slice(0, 60) });
    else if (found.some((one) => one.needId !== known.needId))
      bad.push({ line, problem: 'ambiguous', what: name.slice(0, 60) });
    else if (before !== undefined) bad.push({ line, problem: 'twice', what: String(before) });
    else {
      taken.set(needId, line);
      matched.push({ line, title: known.title, set, needId, isNews: isNews(known, set) });
    }
  }
  return { matched, bad };
}

/** Every product with the need that its variants serve, once for each of their SKUs. */
function knownProducts(sql: ShopSql): Promise<Known[]> {
  return sql.rows<Known>(
    `SELECT DISTINCT n.id AS "needId", n.title, p.shopify_product_id AS gid, p.handle, v.sku, p.title AS "productTitle",
       n.days_per_unit AS days, p.warranty_months AS warranty, p.guide_url AS guide, ${saidUsage} AS usage
     FROM product p
     JOIN variant v ON v.shop_id = $1 AND v.shopify_product_id = p.shopify_product_id
     JOIN need_variant x ON x.shop_id = $1 AND x.shopify_variant_id = v.shopify_variant_id AND x.valid_until IS NULL
     JOIN need n ON n.shop_id = $1 AND n.id = x.need_id
     WHERE p.shop_id = $1 AND p.deleted_at IS NULL`,
  );
}

type Index = Record<TableLine['by'], Map<string, Known[]>>;

function indexOf(known: readonly Known[]): Index {
  const index: Index = { product_id: new Map(), handle: new Map(), sku: new Map(), title: new Map() };
  for (const one of known) {
    const names = { product_id: one.gid, handle: one.handle, sku: one.sku, title: one.productTitle };
    for (const by of namings) {
      const name = names[by];
      if (!name) continue;
      const key = keyOf(by, name);
      const same = index[by].get(key);
      if (!same) index[by].set(key, [one]);
      else if (!same.some(({ needId }) => needId === one.needId)) same.push(one);
    }
  }
  return index;
}

/** Spreadsheets write long numbers with a point and a nought behind, and titles in whatever case. */
function keyOf(by: TableLine['by'], name: string): string {
  if (by === 'product_id') return name.split('/').at(-1)?.replace(/\.0+$/, '') ?? '';
  return name.trim().toLowerCase();
}

function isNews(known: Known, { daysPerUnit, warrantyMonths, guideUrl, usage }: TableLine['set']): boolean {
  return (
    (daysPerUnit !== undefined && textOf(daysPerUnit) !== textOf(known.days)) ||
    (warrantyMonths !== undefined && warrantyMonths !== known.warranty) ||
    (guideUrl !== undefined && guideUrl !== known.guide) ||
    (usage !== undefined && usage !== known.usage)
  );
}

/** A stored number may have more places than a table. */
function textOf(days: number | null): string {
  return days === null ? '' : typedNumber(days);
}

/** A word that repeats what the title proposes makes it the merchant's own. */
const saidUsage = `CASE WHEN n.usage_source = 'merchant' THEN n.usage ELSE 'unknown' END`;

/** All products as a table that can be filled in and read again, the most bought first. */
export async function productTable(shopId: ShopId): Promise<string> {
  const rows = await sqlInShop(shopId, (sql) =>
    sql.rows<Omit<Known, 'productTitle' | 'needId'>>(
      `SELECT n.title, first.gid, first.handle, first.sku, n.days_per_unit AS days, first.warranty, first.guide,
         ${saidUsage} AS usage
       FROM need n CROSS JOIN LATERAL (
         SELECT p.shopify_product_id AS gid, p.handle, v.sku, p.warranty_months AS warranty, p.guide_url AS guide
         FROM need_variant x
         JOIN variant v ON v.shop_id = $1 AND v.shopify_variant_id = x.shopify_variant_id
         JOIN product p ON p.shop_id = $1 AND p.shopify_product_id = v.shopify_product_id AND p.deleted_at IS NULL
         WHERE x.shop_id = $1 AND x.need_id = n.id AND x.valid_until IS NULL ORDER BY p.id, v.position LIMIT 1) first
       WHERE n.shop_id = $1 AND n.retired_at IS NULL ORDER BY n.buyers DESC, n.id DESC`,
    ),
  );
  const usages: Record<string, string> = { used_up: 'yes', not_used_up: 'no' };
  const lines = rows.map(({ gid, handle, sku, title, days, warranty, guide, usage }) =>
    csvLine([
      gid.split('/').at(-1) ?? '',
      handle,
      sku,
      title,
      textOf(days),
      warranty,
      guide,
      usages[usage] ?? '',
    ]),
  );
  return `\ufeff${csvLine(tableColumns)}${lines.join('')}`;
}
