import type { ReasonOf } from '~/base/vocabulary/reasons';
import { dayWords } from '~/outreach/kinds/day-words';
import type { MessageFacts, MessageVariables, WordsFor } from '~/outreach/kinds/message-facts';

/** For a warranty that ends: what, since when, until when. */
export function warrantyExpiryVariables(
  reason: ReasonOf<'warranty-expiry'>,
  facts: MessageFacts,
  words: WordsFor,
): MessageVariables {
  return {
    title: reason.item,
    bought_on: dayWords(reason.boughtOn, words),
    order_name: facts.orderName,
    months: reason.months,
    years: reason.months % 12 === 0 ? reason.months / 12 : null,
    ends_on: dayWords(reason.endsOn, words),
    /** The piece replaced another one, and its warranty began anew. */
    is_restarted: reason.restarted,
    step: reason.step ?? (reason.daysBefore < 30 ? 2 : 1),
    image_url: facts.imageUrl,
    guide_url: facts.guideUrl,
  };
}
