import type { PanelVoice } from '~/base/strings/panel-voice';
import type { CalendarDay } from '~/office/pages/home/calendar.server';
import type { Pauses } from '~/office/pages/queue/pause.server';

export interface WeekAhead {
  readonly week: readonly CalendarDay[];
  readonly learning: boolean;
  readonly pauses: Pauses;
}

/** What the numbers of the week are about: what leaves, or what would but for a pause. */
export function weekAbout(
  { week, learning, pauses }: WeekAhead,
  { s, write }: Pick<PanelVoice, 's' | 'write'>,
): string {
  const words = s.home.week;
  const planned = new Set(week.flatMap(({ kinds }) => kinds.map(({ kind }) => kind)));
  if (planned.size === 0) return learning ? words.emptyLearning : words.empty;
  if (pauses.all) return words.allPaused;
  const paused = pauses.kinds.filter(({ kind }) => planned.has(kind));
  if (paused.length === 0) return words.about;
  return `${words.about} ${words.kindsPaused(write.list(paused.map(({ kind }) => s.kinds[kind])))}`;
}
