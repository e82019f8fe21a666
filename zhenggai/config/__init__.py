"""The wiring: settings, root addresses, the command line."""
