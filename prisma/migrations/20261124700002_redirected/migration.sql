-- A mail that went to the merchant instead of its customer: nobody's history, and counted nowhere.
ALTER TABLE mail ADD COLUMN redirected boolean NOT NULL DEFAULT false;
