import type { Kind } from '~/base/vocabulary/kinds';

/** What each kind of message is called, in English. */
export const kindsEn: Readonly<Record<Kind, string>> = {
  recall: 'Recall',
  'late-order': 'Late order',
  'delivery-check': 'Delivery check',
  'warranty-expiry': 'Warranty ending',
  'price-change': 'Price change',
  discontinued: 'Discontinued',
  'setup-check': 'Set-up check',
  'thank-you': 'Thank you',
  'check-in': 'Check-in',
  'recovery-follow-up': 'Recovery follow-up',
  feedback: 'Feedback',
  'running-low': 'Running low',
  'missed-you': 'Missed you',
  birthday: 'Birthday',
  'favourite-on-special': 'Favourite on special',
};
