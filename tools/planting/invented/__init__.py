"""Invented true statements in the many forms of official Chinese, and the same made certainly wrong."""
