"""The rule table: verb, by whom, from which states, to which state, under which conditions."""

from __future__ import annotations

from zhenggai.core.rules.conditions import CONDITIONS
from zhenggai.core.rules.hats import HATS
from zhenggai.core.rules.row import Facts, Rule
from zhenggai.core.rules.table import STREAMS, TABLE, UnknownVerb, find

__all__ = ["CONDITIONS", "HATS", "STREAMS", "TABLE", "Facts", "Rule", "UnknownVerb", "find"]
