import type { ReasonOf } from '~/base/vocabulary/reasons';
import { dayWords } from '~/outreach/kinds/day-words';
import type { MessageFacts, MessageVariables, WordsFor } from '~/outreach/kinds/message-facts';

/** "How long your orders usually last" is said only where the customer's own orders carry the greater part. */
const OWN_WEIGHT_AT_LEAST = 0.5;
/** From here to the greater part, the customer's own orders are named beside those of others: they carry too much to keep silent of. */
const OWN_NAMED_FROM = 0.15;
/** "Most of our customers" is said of no fewer: as many as make a need known without the merchant's word. */
const OTHERS_AT_LEAST = 10;

/** For a reminder: what, when it was ordered, when it should run out. Nothing here claims that a parcel arrived. */
export function runningLowVariables(
  reason: ReasonOf<'running-low'>,
  facts: MessageFacts,
  words: WordsFor,
): MessageVariables {
  const ownWeight = reason.ownWeight ?? 0;
  const hasOthers = reason.otherCustomers >= OTHERS_AT_LEAST;
  return {
    title: reason.item,
    quantity: reason.lastQuantity,
    ordered_on: facts.orderedOn ? dayWords(facts.orderedOn, words) : null,
    order_name: facts.orderName,
    run_out_on: dayWords(reason.runOutOn, words),
    run_out_from: dayWords(reason.runOutFromOn, words),
    run_out_to: dayWords(reason.runOutToOn, words),
    /** The expected day has passed. */
    is_overdue: reason.runOutOn < words.todayOn,
    /**
     * Their own rhythm carries the day; else both theirs and that of other customers; else that of others, where there
     * are enough; else the shop's days of supply.
     */
    is_own_rhythm: ownWeight >= OWN_WEIGHT_AT_LEAST,
    is_shared_rhythm: hasOthers && ownWeight >= OWN_NAMED_FROM && ownWeight < OWN_WEIGHT_AT_LEAST,
    is_others_rhythm: hasOthers,
    step: reason.step,
    is_last: facts.isLast,
    image_url: facts.imageUrl,
  };
}
