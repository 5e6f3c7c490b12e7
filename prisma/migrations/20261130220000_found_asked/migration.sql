-- Since when somebody waits for the count of a big shop: a sweep finds what a lost job, or a lost queue, forgot.
ALTER TABLE set_up ADD COLUMN found_asked_at timestamptz(3);
