-- What stands ready lacks how early and late the reminders were.
DELETE FROM report;
