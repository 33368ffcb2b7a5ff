"""What screens and commands are given of files whose time is over, or soon will be."""

from dataclasses import dataclass
from datetime import date

from pbi_desktop.domain.ids import CaseId
from pbi_desktop.domain.retention import Due, Keeps, Rule


@dataclass(frozen=True)
class FileLine:
    """A closed case as a file: whose, how much is in it, under which rule it goes and from when."""

    case_id: CaseId
    reference: str
    person: str
    site: str
    people: int
    records: int
    """How many records of it the worker sees; all go, seen or not."""
    closed_on: date
    due: Due
    keeps: tuple[Keeps, ...]
    """What keeps it whatever the rule says; empty where nothing does."""


@dataclass(frozen=True)
class Preview:
    """What would go, what something keeps, and what is over soon: nothing has gone."""

    today: date
    agreed: bool
    """False: the rules are only proposed, and nothing goes under them."""
    rules: tuple[Rule, ...]
    over: tuple[FileLine, ...]
    kept: tuple[FileLine, ...]
    soon: tuple[FileLine, ...]
    copies_until: date
    """Until when a copy that was made before may still hold what goes today."""


@dataclass(frozen=True)
class Erased:
    """What went, and until when a copy may still hold it."""

    files: int
    counts: tuple[tuple[str, int], ...]
    copies_until: date
    whole: bool
    """False: somebody was still reading; the last traces go when the store is closed."""
