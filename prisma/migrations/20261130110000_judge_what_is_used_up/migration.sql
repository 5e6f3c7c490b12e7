-- Scores are of what is used up alone now, and say how often the range held and what the one delay is; the next daily
-- sweep makes them anew.
DELETE FROM model_score;
