-- When Shopify last proved that the app is installed. A goodbye from before that is over.
ALTER TABLE shop ADD COLUMN authorized_at timestamptz(3);
