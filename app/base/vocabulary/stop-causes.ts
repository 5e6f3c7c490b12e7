/** Who holds what a breaker stopped, where otherwise a person's name stands. */
export const BREAKER = 'Carafe';

/** Why a shop's sending stopped by itself and waits for a person. Each has words that say what to check. */
export const stopCauses = ['sender-refused', 'hard-bounces', 'spam-reports', 'restored'] as const;
export type StopCause = (typeof stopCauses)[number];

export function isStopCause(text: string | null): text is StopCause {
  return (stopCauses as readonly (string | null)[]).includes(text);
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
