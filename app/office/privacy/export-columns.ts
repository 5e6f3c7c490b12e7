/**
 * What the export of a whole shop opens, and what it leaves out and why. Columns of bytes that are named in neither list
 * are left out: a new one is a decision, and a test asks for it.
 */

/** Sealed columns whose words belong to the merchant or to their customers. */
export const openedColumns: ReadonlySet<string> = new Set([
  'customer.email_sealed',
  'customer.first_name_sealed',
  'customer.last_name_sealed',
  'customer.phone_sealed',
  'mail.subject_sealed',
  'complaint.text',
  'commitment.what_sealed',
  'contact_note.text_sealed',
  'privacy_request.result_sealed',
  'inbox_webhook.body_sealed',
]);

type Why = 'password' | 'token' | 'keyed hash' | 'mark of a row';

/** A mark of a row is a checksum that tells whether it changed; it says nothing to anybody else. */
export const withheldColumns: Readonly<Record<string, Why>> = {
  'shop.smtp_sealed': 'password',
  'shop.inbound_sealed': 'password',
  'shop.smtp_proof': 'keyed hash',
  'backfill.result_url_sealed': 'token',
  'orders.attribution_token': 'token',
  'customer.email_hash': 'keyed hash',
  'customer.phone_hash': 'keyed hash',
  'customer.address_hash': 'keyed hash',
  'customer.name_tokens': 'keyed hash',
  'customer.source_hash': 'mark of a row',
  'customer_email.email_hash': 'keyed hash',
  'suppression.email_hash': 'keyed hash',
  'inbox_webhook.customer_hash': 'keyed hash',
  'inbox_webhook.email_hash': 'keyed hash',
  'privacy_request.email_hash': 'keyed hash',
  'privacy_request.inbox_customer_hash': 'keyed hash',
  'privacy_request.inbox_email_hash': 'keyed hash',
  'orders.email_hash': 'keyed hash',
  'orders.source_hash': 'mark of a row',
  'order_line.source_hash': 'mark of a row',
  'order_return.source_hash': 'mark of a row',
  'fulfillment.source_hash': 'mark of a row',
  'refund.source_hash': 'mark of a row',
  'product.source_hash': 'mark of a row',
  'variant.source_hash': 'mark of a row',
  'message.material_hash': 'mark of a row',
  'message.approved_hash': 'mark of a row',
  'override.material_hash': 'mark of a row',
  'mail.email_hash': 'keyed hash',
};

/** Tables that are in no export, with the reason. Every other table that has a shop is in it. */
export const tablesLeftOut: Readonly<Record<string, string>> = {
  session: 'Shopify’s access tokens, which open the store to whoever holds them',
  webhook_seen: 'numbers of deliveries, by which a second one is recognised',
  database_age: 'one row for the whole database, which tells whether it was restored',
};

/** Its name in the export: what is opened is not sealed any more. */
export function exportedName(column: string): string {
  return column.replace(/_sealed$/, '');
}
