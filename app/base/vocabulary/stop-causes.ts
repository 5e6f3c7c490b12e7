/** Who holds what a breaker stopped, where otherwise a person's name stands. */
export const BREAKER = 'Carafe';

/** Why a shop's sending stopped by itself and waits for a person. Each has words that say what to check. */
export const stopCauses = [
  'sender-refused',
  'login-refused',
  'hard-bounces',
  'spam-reports',
  'restored',
] as const;
export type StopCause = (typeof stopCauses)[number];

export function isStopCause(text: string | null): text is StopCause {
  return (stopCauses as readonly (string | null)[]).includes(text);
}

/**
 * Why a mail server takes no mail of a shop, by its answer: 530, 534, 535 and 538 are said of a login alone (RFC 4954).
 *
 * @example refusalOf('535 5.7.8 Bad credentials') // 'login-refused'
 */
export function refusalOf(reply: string): 'sender-refused' | 'login-refused' {
  return /^53[0458]\b/.test(reply) ? 'login-refused' : 'sender-refused';
}

/** What is missing before a shop can send at all. Each has words that say where to enter it. */
export const setUpGaps = [
  'sender-name',
  'postal-address',
  'sender-address',
  'mail-server',
  'channel',
  'send-all-to-is-on',
] as const;
export type SetUpGap = (typeof setUpGaps)[number];
