"""What a network says to whoever works with it: sentences, each with what it is about.

There is no figure of a person here, and nobody is compared with anybody: only what the records
around one person say, in words that can be checked in the picture.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

TieEnds = tuple[str, str]
"""The two nodes of a tie, in the order of their ids."""


class FindingKind(StrEnum):
    """What a finding is about, in the order in which they are said."""

    ALONE = "alone"
    """No tie of one's own: only services, or nothing at all."""
    LEFT = "left"
    """Who would be left with no one if one worker, service or group went."""
    HANGS = "hangs"
    """Ties that have one worker alone behind them."""
    BONDING = "bonding"
    """Ties inside the family and the household."""
    BRIDGING = "bridging"
    """Ties to people and groups outside."""
    OVERLAP = "overlap"
    """Services of one kind at work with the same person."""
    RETOLD = "retold"
    """How many professionals took the story."""
    CHANGE = "change"
    """What is different since the start."""


@dataclass(frozen=True)
class Finding:
    """One thing that a network says: a sentence, why it matters, and what it is about."""

    kind: FindingKind
    sentence: str
    explained: str
    nodes: tuple[str, ...] = ()
    ties: tuple[TieEnds, ...] = ()


@dataclass(frozen=True)
class StoryTaken:
    """A professional took the story on a day; `key` tells two of one name apart."""

    key: str
    name: str
    on_day: date


def tie_ends(one: str, other: str) -> TieEnds:
    """Return a tie by its two nodes, the same from both sides."""
    return (one, other) if one <= other else (other, one)
