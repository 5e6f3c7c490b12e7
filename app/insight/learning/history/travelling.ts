import {
  arrivalOf,
  type Journey,
  type TransitByCountry,
  transitDaysTo,
} from '~/insight/learning/history/arrival';
import type { LineRow } from '~/insight/learning/history/history-rows';
import { itemsBack, keptQuantity } from '~/insight/learning/history/kept-quantity';
import { dayOf } from '~/insight/learning/history/own-day';

/** Supply that the customer keeps and that cannot have arrived yet. Planning and the last look both ask this. */
export function isTravelling(
  line: { readonly keptQuantity: number; readonly arrival: { readonly day: number } },
  today: number,
): boolean {
  return line.keptQuantity > 0 && line.arrival.day > today;
}

/** A line of an order that stands, as the gates load it: what its journey takes, and nothing else. */
export interface TravelRow {
  readonly orderName: string;
  readonly order: Journey['order'] & { readonly countryCode: string | null };
  readonly line: Pick<LineRow, 'gid' | 'requiresShipping' | 'quantity' | 'currentQuantity'>;
  readonly parcels: Journey['parcels'];
  readonly events: Journey['events'];
  /** Items that came back, of each refund and each return that was agreed. */
  readonly refunds: readonly { readonly lines: Record<string, number> }[];
  readonly returns: readonly { readonly lines: Record<string, number> }[];
}

export interface TravelContext {
  readonly shopCountry: string | null;
  readonly customerCountry: string | null;
  readonly transit: TransitByCountry;
  readonly timeZone: string;
  readonly at: Date;
}

/** The name of the first of these orders whose supply is under way, else null. */
export function travellingOrderName(rows: readonly TravelRow[], context: TravelContext): string | null {
  const { timeZone } = context;
  const today = dayOf(context.at.getTime(), timeZone);
  const found = rows.find(({ order, line, parcels, events, refunds, returns }) => {
    const country = order.countryCode ?? context.customerCountry;
    const transit = transitDaysTo(country, context.shopCountry, context.transit);
    const back = {
      refunded: itemsBack(refunds).get(line.gid) ?? 0,
      returned: itemsBack(returns).get(line.gid) ?? 0,
    };
    const arrival = arrivalOf({ order, line, parcels, events, transit, timeZone });
    return isTravelling({ keptQuantity: keptQuantity({ ...line, ...back }), arrival }, today);
  });
  return found?.orderName ?? null;
}
