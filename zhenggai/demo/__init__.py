"""The built-in example city, written as data."""
