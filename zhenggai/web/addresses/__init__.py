"""One list of addresses a noun."""
