-- The breakers and soft bounces look at what came back, which is little: never at all mails of a shop.
CREATE INDEX mail_bounced ON mail (shop_id, bounced_at) WHERE bounced_at IS NOT NULL;
CREATE INDEX mail_spam_reported ON mail (shop_id, spam_reported_at) WHERE spam_reported_at IS NOT NULL;
