"""Intake: a document is staged, corrected beside its source, confirmed into the ledger in one act, or undone."""
