import type { DeliveryFacts } from '~/insight/learning/customers/customer-insight';
import type { LineRow, OrderRow, ParcelEventRow, ParcelRow } from '~/insight/learning/history/history-rows';
import { dayOf } from '~/insight/learning/history/own-day';

/** Usual days between hand-over and door, by country, with the parcels that say so. */
export type TransitByCountry = Readonly<
  Record<string, { readonly medianDays: number; readonly parcels: number }>
>;

const ENOUGH_PARCELS = 10;
const HOME_DAYS = 3;
const NEAR_DAYS = 6;
const FAR_DAYS = 12;
/** A shop that never marks an order as shipped would else have all its supply travelling for ever. */
const UNSHIPPED_DAYS = 14;

/** How long parcels take to this country: the shop's own median from ten parcels on, else by distance. */
export function transitDaysTo(
  country: string | null,
  shopCountry: string | null,
  transit: TransitByCountry,
): { readonly days: number; readonly learnt: boolean } {
  const own = country === null ? undefined : transit[country];
  if (own && own.parcels >= ENOUGH_PARCELS) return { days: own.medianDays, learnt: true };
  if (country === null || shopCountry === null || country === shopCountry) {
    return { days: HOME_DAYS, learnt: false };
  }
  return { days: isNear(country, shopCountry) ? NEAR_DAYS : FAR_DAYS, learnt: false };
}

const NEIGHBOURHOODS: readonly ReadonlySet<string>[] = [
  new Set(
    'AT BE BG CH CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
  ),
  new Set(['US', 'CA', 'MX']),
  new Set(['AU', 'NZ']),
  new Set(['JP', 'KR', 'TW', 'HK', 'SG', 'MY', 'TH', 'VN', 'PH', 'ID', 'CN']),
];

function isNear(a: string, b: string): boolean {
  return NEIGHBOURHOODS.some((places) => places.has(a) && places.has(b));
}

/** What is known of one line's journey. */
export interface Journey {
  readonly order: Pick<OrderRow, 'at' | 'paidAt' | 'isPos' | 'isDigital'>;
  readonly line: Pick<LineRow, 'gid' | 'requiresShipping'>;
  /** Parcels of the order; those that carry the line count, or all when none names its lines. */
  readonly parcels: readonly Pick<ParcelRow, 'gid' | 'status' | 'fulfilledAt' | 'deliveredAt' | 'lines'>[];
  readonly events: readonly ParcelEventRow[];
  readonly transit: { readonly days: number; readonly learnt: boolean };
  readonly timeZone: string;
}

/**
 * The day on which a line arrived or should: the carrier's word, then the counter (POS, pick-up), then payment for
 * what is not shipped, then the first scan plus the usual transit, then the hand-over plus the usual transit. `fulfilled`
 * is false while the line is not handed over; the day is then a guess two weeks after the order.
 */
export function arrivalOf(journey: Journey): DeliveryFacts & { readonly fulfilled: boolean } {
  const { order, line, timeZone } = journey;
  const day = (ms: number) => dayOf(ms, timeZone);
  if (order.isPos) return { day: day(order.at), source: 'pickup', fulfilled: true };
  if (order.isDigital || !line.requiresShipping) {
    return { day: day(order.paidAt ?? order.at), source: 'digital', fulfilled: true };
  }
  const parcel = lastParcelWith(line.gid, journey.parcels);
  if (!parcel) {
    return {
      day: day(order.at) + UNSHIPPED_DAYS + journey.transit.days,
      source: 'default_transit',
      fulfilled: false,
    };
  }
  const events = journey.events.filter((event) => event.parcel === parcel.gid);
  const delivered =
    parcel.deliveredAt ?? events.find((event) => event.status.toLowerCase() === 'delivered')?.at ?? null;
  if (delivered !== null) return { day: day(delivered), source: 'delivered', fulfilled: true };
  const pickup = events.find((event) => event.status.toLowerCase() === 'picked_up');
  if (pickup) return { day: day(pickup.at), source: 'pickup', fulfilled: true };
  const scan = events.find((event) => SCANS.has(event.status.toLowerCase()));
  if (scan) {
    return { day: day(scan.at) + Math.round(journey.transit.days), source: 'first_scan', fulfilled: true };
  }
  return {
    day: day(parcel.fulfilledAt) + Math.round(journey.transit.days),
    source: journey.transit.learnt ? 'usual_transit' : 'default_transit',
    fulfilled: true,
  };
}

const SCANS = new Set(['carrier_picked_up', 'in_transit', 'out_for_delivery', 'attempted_delivery']);

type Parcel = Journey['parcels'][number];

/** Of several parcels with the line, the one that arrives last: supply counts when all of it is there. */
function lastParcelWith(line: string, parcels: Journey['parcels']): Parcel | undefined {
  const sent = parcels.filter((parcel) => !/^(cancelled|canceled|error|failure)$/i.test(parcel.status));
  const named = sent.filter((parcel) => line in (parcel.lines ?? {}));
  const carrying =
    named.length > 0 ? named : sent.filter((parcel) => Object.keys(parcel.lines ?? {}).length === 0);
  return carrying.reduce<Parcel | undefined>(
    (last, parcel) => (last === undefined || arrivesAt(parcel) > arrivesAt(last) ? parcel : last),
    undefined,
  );
}

function arrivesAt(parcel: Parcel): number {
  return parcel.deliveredAt ?? parcel.fulfilledAt;
}
