"""Pure rules: no Django, no database, no clock, no network."""
