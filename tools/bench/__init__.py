"""The bench: the pages of a large ledger beside bare pages of the same rows, in the same run."""
