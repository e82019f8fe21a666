"""How days and times are written, by language, where the library writes them otherwise."""
