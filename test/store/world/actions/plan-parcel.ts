import type { Order, ShipmentStatus } from '../entities';
import { chanceOf, hashOf } from '../random';
import type { World } from '../world';
import { fulfilOrder } from './fulfil-order';
import { recordParcel } from './record-parcel';

const hourMs = 3_600_000;

/**
 * Decides when an order leaves and arrives and what is known of it, then does at once what lies in the past and
 * leaves the rest to the agenda. About one parcel in eight has no tracking, and one tracked in six never reports its
 * arrival, as in life.
 */
export function planParcel(world: World, order: Order, at: number): void {
  const seed = String(order.number);
  if (order.sourceName === 'pos') {
    fulfilOrder(world, order, { at, tracking: null });
    return;
  }
  const shipAt = at + (5 + (hashOf(`handling ${seed}`) % 40)) * hourMs;
  const isTracked = chanceOf(`tracked ${seed}`) < 0.88;
  const reportsArrival = isTracked && chanceOf(`arrival ${seed}`) < 0.85;
  const arriveAt = shipAt + transitHours(order) * hourMs;
  when(world, shipAt, () => {
    if (
      order.cancelledAt !== null ||
      order.lines.every((line) => line.fulfilledQuantity >= line.currentQuantity)
    )
      return;
    const parcel = fulfilOrder(world, order, { at: shipAt, tracking: isTracked ? trackingOf(order) : null });
    const report = (reportAt: number, status: ShipmentStatus) =>
      when(world, reportAt, () => {
        if (parcel.status === 'SUCCESS') recordParcel(world, parcel, { status, at: reportAt });
      });
    if (isTracked) report(shipAt + 9 * hourMs, 'IN_TRANSIT');
    if (reportsArrival) report(arriveAt - 5 * hourMs, 'OUT_FOR_DELIVERY');
    if (reportsArrival) report(arriveAt, 'DELIVERED');
  });
}

function when(world: World, at: number, run: () => void): void {
  if (at <= world.clock.now()) run();
  else world.agenda.add({ at, run });
}

function transitHours(order: Order): number {
  const country = order.shippingAddress?.countryCode ?? 'GB';
  const [least, spread] =
    country === 'GB' ? [26, 50] : country === 'US' || country === 'CA' ? [140, 150] : [70, 80];
  return least + (hashOf(`transit ${order.number}`) % spread);
}

function trackingOf(order: Order): { company: string; number: string; url: string } {
  const country = order.shippingAddress?.countryCode ?? 'GB';
  const company = carriers[country] ?? 'Royal Mail';
  const number = `${country}${100_000_000 + (hashOf(`tracking ${order.number}`) % 899_999_999)}GB`;
  return { company, number, url: `https://tracking.example.com/${number}` };
}

const carriers: Record<string, string> = {
  GB: 'Royal Mail',
  DE: 'DHL Express',
  FR: 'La Poste',
  US: 'USPS',
  NL: 'PostNL',
  IE: 'An Post',
  CA: 'Canada Post',
  AT: 'Austrian Post',
};
