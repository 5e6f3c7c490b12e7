import type { Variant } from '../world/entities';
import type { World } from '../world/world';

export type Cart = {
  lines: { variant: Variant; title: string; quantity: number }[];
  /** What the link asked for and the shop cannot sell. */
  missing: { title: string; why: 'gone' | 'sold out' }[];
  attributes: { name: string; value: string }[];
  discountCode: string | null;
  ref: string | null;
  note: string | null;
  email: string | null;
  /** Path and query of the link: the order's landing site. */
  landingSite: string;
};

/**
 * Reads Shopify's cart permalink: /cart/{variant}:{quantity},…?discount=&attributes[k]=v&ref=&note=&checkout[email]=
 *
 * @returns null when the path is no permalink
 */
export function readCartPermalink(url: URL, world: World): Cart | null {
  const items = url.pathname.replace(/^\/cart\//, '');
  if (!/^\d+:\d+(,\d+:\d+)*$/.test(items)) return null;
  const lines: Cart['lines'] = [];
  const missing: Cart['missing'] = [];
  for (const item of items.split(',')) {
    const [id = 0, quantity = 0] = item.split(':').map(Number);
    const variant = world.variants.get(id);
    const product = variant && world.products.get(variant.productId);
    if (!variant || !product || product.status !== 'ACTIVE')
      missing.push({ title: product?.title ?? 'A product', why: 'gone' });
    else if (variant.inventoryQuantity < 1) missing.push({ title: product.title, why: 'sold out' });
    else if (quantity > 0) lines.push({ variant, title: product.title, quantity });
  }
  const attributes = [...url.searchParams].flatMap(([key, value]) => {
    const name = /^attributes\[(.+)\]$/.exec(key)?.[1];
    return name ? [{ name, value }] : [];
  });
  return {
    lines,
    missing,
    attributes,
    discountCode: url.searchParams.get('discount'),
    ref: url.searchParams.get('ref'),
    note: url.searchParams.get('note'),
    email: url.searchParams.get('checkout[email]'),
    landingSite: `${url.pathname}${url.search}`,
  };
}

/** Percent off for a code. The store's rule: the number at the code's end, at most 50 ("THANKS10" → 10). */
export function percentOf(code: string | null): number {
  const digits = /(\d{1,2})$/.exec(code ?? '')?.[1];
  const percent = digits === undefined ? 0 : Number(digits);
  return percent <= 50 ? percent : 0;
}
