import type { NeedUsage } from '~/base/vocabulary/orders';

/** What a person says about one need; fields that are not there stay as they are, null takes the word back. */
export interface ProductEdit {
  readonly needId: string;
  /** "unknown" gives the judgement back to the customers' own behaviour. */
  readonly usage?: NeedUsage;
  /** Days that one unit of supply lasts one customer. */
  readonly daysPerUnit?: number | null;
  /** A need whose purchase counts as buying this one again. */
  readonly substituteNeedId?: string | null;
  readonly warrantyMonths?: number | null;
  readonly guideUrl?: string | null;
  readonly needsSetUp?: boolean;
}

/** A need and its products as they stand, as far as a person may change them. */
export interface EditableNeed {
  readonly needId: string;
  readonly usage: NeedUsage;
  readonly usageSource: string;
  readonly daysPerUnit: number | null;
  readonly daysPerUnitSource: string | null;
  readonly substituteNeedId: string | null;
  readonly products: readonly EditableProduct[];
}

export interface EditableProduct {
  readonly gid: string;
  readonly warrantyMonths: number | null;
  readonly warrantySource: string | null;
  readonly guideUrl: string | null;
  readonly needsSetUp: boolean;
}

/** Needs with their products, in one walk over each: a table may name as many as a shop has. */
export function withProducts(
  needs: readonly Omit<EditableNeed, 'products'>[],
  products: readonly (EditableProduct & { readonly needId: string })[],
): Map<string, EditableNeed> {
  const ofNeed = new Map(needs.map(({ needId }): [string, EditableProduct[]] => [needId, []]));
  for (const { needId, ...product } of products) ofNeed.get(needId)?.push(product);
  return new Map(needs.map((need) => [need.needId, { ...need, products: ofNeed.get(need.needId) ?? [] }]));
}

/** The need after the edit. The same word again changes nothing, so that a form may be sent twice. */
export function edited(known: EditableNeed, edit: ProductEdit): EditableNeed {
  const usage = edit.usage ?? known.usage;
  const daysPerUnit = edit.daysPerUnit === undefined ? known.daysPerUnit : edit.daysPerUnit;
  return {
    needId: known.needId,
    usage,
    usageSource: edit.usage === undefined ? known.usageSource : usage === 'unknown' ? 'default' : 'merchant',
    daysPerUnit,
    daysPerUnitSource:
      edit.daysPerUnit === undefined ? known.daysPerUnitSource : daysPerUnit === null ? null : 'merchant',
    substituteNeedId:
      edit.substituteNeedId === undefined || edit.substituteNeedId === known.needId
        ? known.substituteNeedId
        : edit.substituteNeedId,
    products: known.products.map((product) => editedProduct(product, edit)),
  };
}

function editedProduct(known: EditableProduct, edit: ProductEdit): EditableProduct {
  const { warrantyMonths, guideUrl, needsSetUp } = edit;
  return {
    gid: known.gid,
    warrantyMonths: warrantyMonths === undefined ? known.warrantyMonths : warrantyMonths,
    warrantySource:
      warrantyMonths === undefined ? known.warrantySource : warrantyMonths === null ? null : 'merchant',
    guideUrl: guideUrl === undefined ? known.guideUrl : guideUrl,
    needsSetUp: needsSetUp ?? known.needsSetUp,
  };
}

/** Field by field: what comes back from the database may name its fields in another order. */
export function isSameNeed(one: EditableNeed, other: EditableNeed): boolean {
  return JSON.stringify(inOrder(one)) === JSON.stringify(inOrder(other));
}

function inOrder(need: EditableNeed): unknown[] {
  const { needId, usage, usageSource, daysPerUnit, daysPerUnitSource, substituteNeedId, products } = need;
  return [
    needId,
    usage,
    usageSource,
    daysPerUnit,
    daysPerUnitSource,
    substituteNeedId,
    products.map(({ gid, warrantyMonths, warrantySource, guideUrl, needsSetUp }) => [
      gid,
      warrantyMonths,
      warrantySource,
      guideUrl,
      needsSetUp,
    ]),
  ];
}
