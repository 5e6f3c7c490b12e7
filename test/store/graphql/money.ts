import { decimal } from '../webhooks/payloads/money-set';
import type { AdminContext } from './admin-context';

/** A MoneyV2 of minor units in the shop's currency. */
export function money(minor: number, { world }: AdminContext) {
  return { amount: decimal(minor), currencyCode: world.shop.currency };
}

/** A MoneyBag; the buyer's money is the shop's in this store. */
export function moneyBag(minor: number, context: AdminContext) {
  return { shopMoney: money(minor, context), presentmentMoney: money(minor, context) };
}
