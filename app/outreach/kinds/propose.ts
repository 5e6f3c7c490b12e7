import type { ActiveKind, MessageClass } from '~/base/vocabulary/kinds';
import type { Candidate, KindFacts } from '~/outreach/kinds/facts';
import { proposeRunningLow } from '~/outreach/kinds/running-low/timing';
import { proposeThankYou } from '~/outreach/kinds/thank-you/timing';
import { proposeWarrantyExpiry } from '~/outreach/kinds/warranty-expiry/timing';

/** Each kind that is built, with the function that proposes its messages. A further kind adds its line here. */
export const proposers: Readonly<Record<ActiveKind, (facts: KindFacts) => Candidate[]>> = {
  'running-low': proposeRunningLow,
  'warranty-expiry': proposeWarrantyExpiry,
  'thank-you': proposeThankYou,
};

/** The class of a kind with its own template; the words in a template may ask for a stricter one. */
export const classOfKind: Readonly<Record<ActiveKind, MessageClass>> = {
  'running-low': 'marketing',
  'warranty-expiry': 'transactional',
  'thank-you': 'relationship',
};
