import { addDays } from '~/base/lib/days';
import type { ReasonOf } from '~/base/vocabulary/reasons';
import type { KindSwitch } from '~/outreach/planning/gate-facts';

const REVIEWED_FIRST = 25;
const REVIEW_DAYS = 14;

/**
 * Does a message of this kind wait for a person's word? Always while the kind is set to review; otherwise for its first
 * 25 messages and its first 14 days, whichever lasts longer, unless a person ended that sooner.
 */
export function isInReview(
  kind: Pick<KindSwitch, 'mode' | 'enabledAt' | 'reviewed' | 'reviewEndedAt'>,
  at: Date,
): boolean {
  if (kind.mode === 'review') return true;
  if (kind.mode === 'off' || kind.reviewEndedAt !== null) return false;
  const young = kind.enabledAt === null || addDays(kind.enabledAt, REVIEW_DAYS) > at;
  return kind.reviewed < REVIEWED_FIRST || young;
}

/** Why a message of a kind that is in review waits; `of` is null where each one of the kind is reviewed. */
export function reviewReason(kind: Pick<KindSwitch, 'mode'> | undefined): ReasonOf<'held-review'> {
  return {
    code: 'held-review',
    of: kind?.mode === 'review' ? null : REVIEWED_FIRST,
  };
}
