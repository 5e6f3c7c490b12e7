/**
 * Since when an order waits as paid, as SQL over the alias of its row; null while it is not paid, or was given back whole.
 * Only orders/paid and an export tell the time itself. Without it an order counts as paid when it was placed: for
 * somebody who paid later by bank that is too early, which errs towards caring for a customer who waits.
 */
export const paidSince = (order: string): string =>
  `(CASE WHEN ${order}.financial_status IN ('PAID', 'PARTIALLY_REFUNDED') THEN coalesce(${order}.paid_at, ${order}.processed_at) END)`;
