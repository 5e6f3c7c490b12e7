import { typedNumber } from '~/base/lib/typed-number';
import type { NeedUsage } from '~/base/vocabulary/orders';
import type { ShopSql } from '~/db.server';
import { lockNeeds } from '~/intake/products/edit-products.server';
import { substituteNeed } from '~/intake/products/substitute-need';
import { loadVariants, saidOfVariants } from '~/office/pages/products/product.server';

/** What persons have said about one product, as its page shows it. That it needs setting up has no third answer to clash with. */
export interface ProductSaid {
  /** "unknown" where nobody said it. */
  readonly usage: NeedUsage;
  readonly daysPerUnit: number | null;
  readonly warrantyMonths: number | null;
  readonly guideUrl: string | null;
  readonly substituteNeedId: string | null;
}

/** What somebody else made of it; a product that is named has its title beside it. */
export type SaidMeanwhile = Partial<ProductSaid> & { readonly substituteTitle?: string };

interface OnePage {
  readonly needId: string;
  readonly set: { readonly [Field in keyof ProductSaid]?: ProductSaid[Field] | undefined };
  /** What the page held of the fields it sets when it was opened; one that is not there is not compared. */
  readonly openedWith: Readonly<Partial<Record<keyof ProductSaid, string | number | null | undefined>>>;
}

const fields = ['usage', 'daysPerUnit', 'warrantyMonths', 'guideUrl', 'substituteNeedId'] as const;

/**
 * What of the fields that one page sets somebody else has changed since it was opened, to something else than it sets; null
 * when nothing. Locks the product: who saves at the same moment waits, and is compared with what this one stores.
 */
export async function saidMeanwhile(
  sql: ShopSql,
  { needId, set, openedWith }: OnePage,
): Promise<SaidMeanwhile | null> {
  await lockNeeds(sql, [needId]);
  const said = await loadSaid(sql, BigInt(needId));
  if (!said) return null;
  const clashing = fields.filter(
    (field) =>
      set[field] !== undefined &&
      openedWith[field] !== undefined &&
      !isSame(said[field], openedWith[field]) &&
      !isSame(said[field], set[field]),
  );
  if (clashing.length === 0) return null;
  return {
    ...Object.fromEntries(clashing.map((field) => [field, said[field]])),
    ...(clashing.includes('substituteNeedId') && { substituteTitle: said.substituteTitle }),
  };
}

async function loadSaid(sql: ShopSql, needId: bigint): Promise<Required<SaidMeanwhile> | null> {
  const [row] = await sql.rows<
    Pick<Required<SaidMeanwhile>, 'usage' | 'daysPerUnit' | 'substituteNeedId' | 'substituteTitle'>
  >(
    `SELECT CASE WHEN n.usage_source = 'merchant' THEN n.usage ELSE 'unknown' END AS usage,
       n.days_per_unit AS "daysPerUnit", u.id::text AS "substituteNeedId", coalesce(u.title, '') AS "substituteTitle"
     FROM need n LEFT JOIN need u ON u.id = ${substituteNeed('n')} AND u.id <> n.id AND u.shop_id = $1
     WHERE n.shop_id = $1 AND n.id = $2`,
    needId,
  );
  return row ? { ...row, ...saidOfVariants(await loadVariants(sql, needId)) } : null;
}

/** A page knows a number as it stands in a field. */
function isSame(one: Value, other: Value): boolean {
  return plain(one) === plain(other);
}

type Value = string | number | null | undefined;

function plain(value: Value): string | null | undefined {
  return typeof value === 'number' ? typedNumber(value) : value;
}
