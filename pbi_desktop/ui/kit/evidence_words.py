"""How a match is explained, wherever it is: the names of its lines, and what each adds in words."""

from collections.abc import Iterable
from typing import Protocol

FIELDS = {
    "name": "Name",
    "born": "Date of birth",
    "street": "Street",
    "phone": "Phone",
    "household": "Household",
    "reference": "Reference",
}
"""The lines of an explanation, in their order on the screen."""
STRENGTHS = {"very_likely": "Very likely", "possible": "Possible", "unlikely": "Not likely"}
_AGREES = {"same": "{0}", "close": "{0} close"}
_STRONG = 6.0


class Compared(Protocol):
    """One line of an explanation, whoever weighed it."""

    @property
    def field(self) -> str:
        """Which thing was compared."""

    @property
    def verdict(self) -> str:
        """How it compares: same, close, differs, not_told or not_held."""


def says_weight(weight: float) -> str:
    """Return how much a line adds, in words."""
    if weight >= _STRONG:
        return "Strong"
    if weight > 0:
        return "Some"
    if weight == 0:
        return "Nothing yet"
    return "Against" if weight <= -1 else "A little against"


def agreeing(lines: Iterable[Compared]) -> tuple[str, ...]:
    """Return in a word or two each what agrees: "Name", "Street close"."""
    return tuple(
        _AGREES[line.verdict].format(FIELDS.get(line.field, line.field))
        for line in lines
        if line.verdict in _AGREES
    )
