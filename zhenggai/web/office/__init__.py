"""Pages of the directory: units, people, groups, accounts, and the workbook that brings them in."""
