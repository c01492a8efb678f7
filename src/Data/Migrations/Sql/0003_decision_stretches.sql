-- Near misses first, and of equals the newest.
CREATE INDEX ix_decision_stretches_nearest ON trading.decision_stretches (lacks, distance, (-id));
