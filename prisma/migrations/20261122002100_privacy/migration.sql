-- By which a person's waiting webhooks are found: the inbox hashes by domain, all else by shop.
ALTER TABLE "privacy_request"
  ADD COLUMN "inbox_customer_hash" BYTEA,
  ADD COLUMN "inbox_email_hash" BYTEA;
