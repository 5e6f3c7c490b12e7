import { isOpenState } from '~/base/vocabulary/message-states';
import type { PastMessage } from '~/outreach/kinds/facts';

/** A message whose day is past by more than this was not planned in time, and is left out. */
export const LATE_DAYS = 3;

/** Between the first message about a purchase and the second, at least. */
export const STEPS_APART_DAYS = 7;

/**
 * Does the second message of a kind follow a first one? Only when that went out, or may still go: nobody should read
 * "this is the last time we ask" in the first mail that they ever get from us.
 *
 * @example isFollowUp({ past: undefined, day: 100 }, 120) // false: a shop that began after the first one's day
 */
export function isFollowUp(
  first: { readonly past: PastMessage | undefined; readonly day: number },
  today: number,
): boolean {
  const { past, day } = first;
  return past ? wentOrMayGo(past) : day >= today - LATE_DAYS;
}

/** It went out, or it still may. */
export function wentOrMayGo({ sentDay, state }: Pick<PastMessage, 'sentDay' | 'state'>): boolean {
  return sentDay !== null || isOpenState(state);
}
