"""Commands and the clock."""
