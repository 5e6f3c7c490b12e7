-- The wish for less stands beside a break and outlives it; of each there is one.
DROP INDEX preference_choice;
CREATE UNIQUE INDEX preference_choice ON preference (customer_id, kind, coalesce(need_id, 0), (choice = 'fewer'));
