-- Scores say now how many customers stand behind them and how far chance goes; the next daily sweep makes them anew.
DELETE FROM model_score;
