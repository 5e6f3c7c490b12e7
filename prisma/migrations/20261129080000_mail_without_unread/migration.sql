-- Why a mail leaves stands on its messages, and a person's decisions on their keys: nothing ever wrote or read these.
ALTER TABLE mail DROP COLUMN why, DROP COLUMN overrides;
