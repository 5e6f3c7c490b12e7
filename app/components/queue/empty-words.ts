import type { PanelStrings } from '~/base/strings/panel';
import { COUNT_CAP } from '~/base/vocabulary/count-caps';
import { queueAddress } from '~/base/vocabulary/queue-query';
import type { EmptyPageProps } from '~/components/frame/empty-page';
import type { QueuePage } from '~/office/pages/queue/queue.server';

/**
 * What an empty list of the queue says, and where it leads: to what waits, where all that is planned waits for a word, and
 * to the list's beginning where a page of it has emptied.
 */
export function emptyWords(
  { query, counts, isAllOff }: Pick<QueuePage, 'query' | 'counts' | 'isAllOff'>,
  { s, isFull }: { readonly s: PanelStrings; readonly isFull: boolean },
): EmptyPageProps {
  const { view } = query;
  const { allOff, onlyWaiting, pageEmptied, empty, emptyAbout } = s.queue;
  if (query.after || query.before)
    return {
      title: pageEmptied.title,
      about: pageEmptied.about,
      action: { content: pageEmptied.action, url: queueAddress({ ...query, after: null, before: null }) },
    };
  if (query.kind || query.needId || query.hold || query.ending || query.whyNot)
    return { title: s.lists.queue.nothingMatches, about: s.lists.queue.nothingMatchesAbout };
  if (isAllOff && (view === 'upcoming' || view === 'waiting'))
    return {
      title: allOff.title,
      about: allOff.about,
      ...(isFull && { action: { content: allOff.action, url: '/app/welcome' } }),
    };
  if (view === 'upcoming' && counts.awaiting > 0 && counts.planned === 0)
    return {
      title: onlyWaiting.title(counts.awaiting, counts.awaiting >= COUNT_CAP),
      about: onlyWaiting.about,
      action: { content: onlyWaiting.action, url: queueAddress({ view: 'waiting' }) },
    };
  return { title: empty[view], about: emptyAbout[view] };
}
