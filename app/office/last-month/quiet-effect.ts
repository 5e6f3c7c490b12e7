import type { ShopSettings } from '~/base/settings/shop-settings';
import { isQuietMinute, SPREAD_MINUTES } from '~/outreach/outbox/quiet-hours';

/** What other hours would have done to last month's mails, by the clock of whoever got them. */
export interface QuietEffect {
  readonly mails: number;
  /** By the hour from which and the hour until which it is quiet: the mails that left in between. */
  readonly inQuiet: readonly (readonly number[])[];
  /** Those that left in the minutes of the usual time as it is stored: another time moves them. */
  readonly inSlot: number;
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);

/** `minutes`: the minute of the customer's day at which each mail left. */
export function quietEffect(minutes: readonly number[], stored: ShopSettings['quiet']): QuietEffect {
  const perHour = hours.map(() => 0);
  for (const minute of minutes) {
    const hour = Math.floor(minute / 60);
    perHour[hour] = (perHour[hour] ?? 0) + 1;
  }
  const inQuiet = hours.map((fromHour) =>
    hours.map((untilHour) =>
      hours
        .filter((hour) => isQuietMinute(hour * 60, { fromHour, untilHour }))
        .reduce((sum, hour) => sum + (perHour[hour] ?? 0), 0),
    ),
  );
  const slot = stored.slotHour * 60 + stored.slotMinute;
  const inSlot = minutes.filter((minute) => minute >= slot && minute < slot + SPREAD_MINUTES).length;
  return { mails: minutes.length, inQuiet, inSlot };
}
