import type { World } from '../world/world';

/** "£12.95" for people's eyes. */
export function price(minor: number, world: World): string {
  return new Intl.NumberFormat('en-GB', { style: 'currency', currency: world.shop.currency }).format(
    minor / 100,
  );
}

/** "22 Nov 2026, 14:05" in the shop's zone. */
export function dateTime(at: number, world: World): string {
  return new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: world.shop.zone,
  }).format(at);
}
