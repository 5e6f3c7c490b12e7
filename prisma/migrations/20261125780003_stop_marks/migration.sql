-- Each stop that comes by itself has a mark of its own beside a person's pause: a stop during a pause is not forgotten at
-- its end, and one that is lifted leaves the others.
ALTER TABLE shop ADD COLUMN bounces_stopped_at timestamptz(3), ADD COLUMN restored_at timestamptz(3);
UPDATE shop SET bounces_stopped_at = paused_at WHERE paused_by = 'Carafe';
UPDATE shop SET restored_at = paused_at WHERE pause_reason = 'restored';
UPDATE shop SET paused_at = NULL, paused_by = NULL WHERE paused_by IN ('Carafe', 'operator');
UPDATE shop SET pause_reason = NULL WHERE pause_reason IN ('hard-bounces', 'restored');
