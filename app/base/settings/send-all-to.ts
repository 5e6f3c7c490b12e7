import { isoDay, localDay } from '~/base/lib/days';
import type { ShopSettings } from '~/base/settings/shop-settings';

/** Where every mail goes instead of to its customer at an instant, or null: the merchant's address, up to its last day. */
export function redirectOf(
  { sendAllTo, sendAllToUntil }: Pick<ShopSettings, 'sendAllTo' | 'sendAllToUntil'>,
  at: Date,
  timeZone: string,
): string | null {
  if (sendAllTo === '') return null;
  return sendAllToUntil !== '' && isoDay(localDay(at, timeZone)) > sendAllToUntil ? null : sendAllTo;
}
