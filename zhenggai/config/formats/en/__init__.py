"""English, as an international record writes it."""
