/**
 * What the DNS of a sender's domain says about mail that claims to come from it. One list a record; each says what to do
 * in strings. `unanswered` is no verdict: the name servers did not answer, so nothing is known.
 */
export const spfStatuses = [
  'ok',
  'missing',
  'several',
  'open',
  'without-server',
  'too-many-lookups',
  'unanswered',
] as const;
export type SpfStatus = (typeof spfStatuses)[number];

export const dkimStatuses = ['ok', 'testing', 'missing', 'revoked', 'weak', 'broken', 'unanswered'] as const;
export type DkimStatus = (typeof dkimStatuses)[number];

export const dmarcStatuses = ['ok', 'watching', 'missing', 'several', 'broken', 'unanswered'] as const;
export type DmarcStatus = (typeof dmarcStatuses)[number];
