-- A request that was carried out names nobody any more.
UPDATE privacy_request SET shopify_customer_id = NULL, email_hash = NULL, inbox_customer_hash = NULL, inbox_email_hash = NULL
WHERE completed_at IS NOT NULL;
