/**
 * The status that answers a deed under whose key something was done that is over since: it was ended or taken back.
 * Whoever presses means another deed, which takes another key.
 */
export const DEED_SPENT = 412;
