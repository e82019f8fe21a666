"""The ledger check (台账核对): what is missing, contradictory or left lying in a round, rule by rule."""
