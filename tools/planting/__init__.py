"""The mutation bench of proof-reading: plants one error of each kind wherever it can stand and counts what is caught.

`.venv/bin/python -m tools.planting` prints the table. A place is plantable where the changed text is certainly wrong by
exact arithmetic or by its own words; places come from the meaning of the texts and from hand annotation (`marked.toml`),
never from the rules.
"""
