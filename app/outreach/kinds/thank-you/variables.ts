import type { ReasonOf } from '~/base/vocabulary/reasons';
import { dayWords } from '~/outreach/kinds/day-words';
import type { MessageFacts, MessageVariables, WordsFor } from '~/outreach/kinds/message-facts';

/** For thanks: which order, and which one it was. */
export function thankYouVariables(
  reason: ReasonOf<'thank-you'>,
  _facts: MessageFacts,
  words: WordsFor,
): MessageVariables {
  return {
    title: reason.orderName,
    order_name: reason.orderName,
    ordered_on: dayWords(reason.orderedOn, words),
    order_number: reason.orderNumber,
    /** '5th', '10.' */
    order_ordinal: ordinal(reason.orderNumber, words.locale),
    is_first: reason.orderNumber === 1,
    image_url: null,
  };
}

const endings: Readonly<Record<string, string>> = { one: 'st', two: 'nd', few: 'rd' };

function ordinal(number: number, locale: WordsFor['locale']): string {
  if (locale === 'de') return `${number}.`;
  const rule = new Intl.PluralRules('en', { type: 'ordinal' }).select(number);
  return `${number}${endings[rule] ?? 'th'}`;
}
