"""The ledger as a workbook, out and in again: exported, staged, checked against the ledger, imported in one act, undone."""
