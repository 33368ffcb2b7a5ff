"""Who may be whom: what somebody says against a record, and whole lists against each other.

The desk's part needs no numpy: search is ready before numpy is loaded. `match` loads it.
"""

from pbi_desktop.analysis.matching.evidence import (
    ENOUGH,
    MAYBE,
    SHOWN_FROM,
    Asked,
    Held,
    Line,
    Strength,
    Weights,
    bars,
    strength,
    total,
)
from pbi_desktop.analysis.matching.likeness import LIKE_A_NAME, name_likeness, word_likeness
from pbi_desktop.analysis.matching.lists import match
from pbi_desktop.analysis.matching.records import MatchResult, Pair, Record
from pbi_desktop.analysis.matching.weighing import weigh

__all__ = [
    "ENOUGH",
    "LIKE_A_NAME",
    "MAYBE",
    "SHOWN_FROM",
    "Asked",
    "Held",
    "Line",
    "MatchResult",
    "Pair",
    "Record",
    "Strength",
    "Weights",
    "bars",
    "match",
    "name_likeness",
    "strength",
    "total",
    "weigh",
    "word_likeness",
]
