/**
 * How long a worker may be silent about a mail before another takes it over. Counted by the database's own clock: a
 * test clock that jumps by days must not end a lease.
 */
export const LEASE_SECONDS = 90;

/** A phase that is reached with less than this left renews the lease; with more, the row is spared the index update. */
export const RENEW_BELOW_SECONDS = 45;

/** After `committing` the relay has its own time to answer; the lease outlives it, and the tries to save the answer. */
export const ANSWER_MARGIN_SECONDS = 90;

/** How long a worker tries to take a commit back. Another may not give the mail up meanwhile: less than the margin. */
export const TAKE_BACK_SECONDS = 60;

/** How long a worker keeps an answer that the database does not take. It may correct what was given up meanwhile. */
export const KEEP_ANSWER_SECONDS = 900;
