/**
 * Whether a mail server's words say that the account has sent as much as it may for now: a day's, an hour's or a
 * second's limit, credits, connections. No number tells it: Gmail says 550 5.4.5, Microsoft 554 5.2.0, Amazon 454,
 * IONOS 450. A limit of the receiver's mailbox or of the mail's size is none of these.
 *
 * @example isSendingLimit('550 5.4.5 Daily user sending limit exceeded.') // true
 * @example isSendingLimit('552 5.2.2 The recipient is over quota') // false
 */
export function isSendingLimit(reply: string): boolean {
  return sendersLimit.some((words) => words.test(reply)) && !othersLimit.test(reply);
}

const sendersLimit = [
  /\bsen[dt](ing|er|er's)?\b.{0,40}\b(limit|quota|rate)\b/i,
  /\b(limit|quota|rate)\b.{0,60}\b(sending|sender|outgoing|outbound|relay)\b/i,
  /\b(daily|hourly|monthly|second|minute|hour|day|relay|submission|connections?|message count|your|its|rate)\s(\S+\s){0,3}?(limit|quota)\b/i,
  /\b(throttling failure|throttled|too many (e?mails|messages|connections)|max(imum)? (e?mails|messages|credits)|credits? exceeded)\b/i,
  /\bSTOREDRV\.(Client)?Submi\S*QuotaExceeded/i,
];

const othersLimit = /\breceiv(e|es|ing)\b|\brecipient (thread|has|is)\b|\bsize\b|\btoo (big|large)\b/i;
