/**
 * A condition in SQL: this consent row is something that was said. To be born as nobody's subscriber is not; that a "no"
 * was taken back with us is.
 *
 * @param row the consent row's name in the statement
 */
export function isWord(row: string): string {
  return `(${row}.state NOT IN ('NOT_SUBSCRIBED', 'UNKNOWN') OR ${row}.source LIKE 'carafe-%')`;
}

/**
 * A condition in SQL: this consent row is a "no" that was said to us and that nothing said since has ended. Another "no"
 * ends none, whoever told it: Shopify repeats ours with a time of its own.
 *
 * @param row the consent row's name in the statement
 */
export function isStandingNo(row: string): string {
  return `(${row}.state = 'UNSUBSCRIBED' AND ${row}.source LIKE 'carafe-%' AND NOT EXISTS (SELECT FROM consent later
    WHERE later.shop_id = $1 AND later.customer_id = ${row}.customer_id AND later.channel = ${row}.channel
      AND later.changed_at > ${row}.changed_at AND later.state <> 'UNSUBSCRIBED' AND ${isWord('later')}))`;
}
