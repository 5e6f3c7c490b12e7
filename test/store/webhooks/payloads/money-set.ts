import type { World } from '../../world/world';

/** Minor units as Shopify writes them: 1295 → "12.95". */
export function decimal(minor: number): string {
  const sign = minor < 0 ? '-' : '';
  const digits = String(Math.abs(Math.round(minor))).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** The shop's money and the buyer's; in this store both are the shop's currency. */
export function moneySet(world: World, minor: number) {
  const money = { amount: decimal(minor), currency_code: world.shop.currency };
  return { shop_money: money, presentment_money: { ...money } };
}
