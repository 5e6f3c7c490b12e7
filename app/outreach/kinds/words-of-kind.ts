import type { ActiveKind } from '~/base/vocabulary/kinds';
import type { Reason } from '~/base/vocabulary/reasons';
import type { MessageFacts, MessageVariables, TemplateWords, WordsFor } from '~/outreach/kinds/message-facts';
import { runningLowWords } from '~/outreach/kinds/running-low/template';
import { runningLowVariables } from '~/outreach/kinds/running-low/variables';
import { thankYouWords } from '~/outreach/kinds/thank-you/template';
import { thankYouVariables } from '~/outreach/kinds/thank-you/variables';
import { warrantyExpiryWords } from '~/outreach/kinds/warranty-expiry/template';
import { warrantyExpiryVariables } from '~/outreach/kinds/warranty-expiry/variables';

/** The default words of each kind that is built. */
export const wordsOfKind: Readonly<Record<ActiveKind, Readonly<Record<'en' | 'de', TemplateWords>>>> = {
  'running-low': runningLowWords,
  'warranty-expiry': warrantyExpiryWords,
  'thank-you': thankYouWords,
};

/** What a template may say about one message. Throws for a reason that plans nothing. */
export function variablesOf(reason: Reason, facts: MessageFacts, words: WordsFor): MessageVariables {
  switch (reason.code) {
    case 'running-low':
      return runningLowVariables(reason, facts, words);
    case 'warranty-expiry':
      return warrantyExpiryVariables(reason, facts, words);
    case 'thank-you':
      return thankYouVariables(reason, facts, words);
    default:
      throw new Error(`No mail is written for the reason ${reason.code}`);
  }
}
