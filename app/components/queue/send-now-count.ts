import { mailsTogether } from '~/base/vocabulary/mails-together';
import type { MovableMessage } from '~/office/pages/queue/movable-message.server';
import type { SendNowCounts } from '~/office/pages/queue/send-now-counts.server';

/** What "send now" would come to for what is picked on the page, whose rows tell it each for itself. */
export function countPicked(picked: readonly MovableMessage[]): SendNowCounts {
  const taken = picked.filter(({ sendNow }) => !sendNow.refused);
  const leaving = taken.filter(({ sendNow }) => !sendNow.waits);
  return {
    leaving: leaving.length,
    together: mailsTogether(leaving),
    waits: taken.flatMap(({ sendNow: { waits } }) => (waits ? [{ because: waits, count: 1 }] : [])),
    stays: picked.flatMap(({ sendNow: { refused } }) => (refused ? [{ because: refused, count: 1 }] : [])),
  };
}
