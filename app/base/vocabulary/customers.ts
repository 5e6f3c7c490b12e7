/** Where a customer stands against their own rhythm. lapsed: late against the own cadence (not the same as "churned"). */
export const reorderStatuses = ['learning', 'on_time', 'due', 'late', 'lapsed'] as const;
export type ReorderStatus = (typeof reorderStatuses)[number];

/** Shopify's words for e-mail consent, and `UNKNOWN` where nothing was ever told. */
export const consentStates = [
  'SUBSCRIBED',
  'NOT_SUBSCRIBED',
  'UNSUBSCRIBED',
  'PENDING',
  'REDACTED',
  'INVALID',
  'UNKNOWN',
] as const;
export type ConsentState = (typeof consentStates)[number];

export const suppressionReasons = [
  'unsubscribe',
  'hard_bounce',
  'soft_bounces',
  'spam_report',
  'manual',
  'redacted',
] as const;
export type SuppressionReason = (typeof suppressionReasons)[number];

/** What a suppression stops: everything, or all but transactional mail. */
export const suppressionScopes = ['all', 'not_transactional'] as const;
export type SuppressionScope = (typeof suppressionScopes)[number];

export const preferenceChoices = ['on', 'off', 'fewer', 'snoozed'] as const;
export type PreferenceChoice = (typeof preferenceChoices)[number];
