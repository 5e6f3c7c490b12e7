import type { PanelStrings } from '~/base/strings/panel';

/** About how long something still takes, in words. */
export function timeLeft(seconds: number, s: PanelStrings): string {
  const words = s.common.timeLeft;
  if (seconds < 60) return words.seconds;
  if (seconds < 5400) return words.minutes(Math.round(seconds / 60));
  return words.hours(Math.round(seconds / 3600));
}
