import { localDay } from '~/base/lib/days';
import type { Kind } from '~/base/vocabulary/kinds';
import type { GateFacts } from '~/outreach/planning/gate-facts';

/**
 * Was a day over when the app was installed, or when its kind was last switched on? Something may have been planned for it
 * all the same: a kind can be off for an hour.
 */
export function isBeforeBeginning(kind: Kind, day: number, { kinds, shop, timeZone }: GateFacts): boolean {
  const began = [shop.installedAt, kinds[kind]?.enabledAt];
  return began.some((at) => at && day < localDay(at, timeZone));
}
