"""What the front door shows: matches that explain themselves, and who may be opened."""

from dataclasses import astuple, dataclass
from enum import StrEnum

from pbi_desktop.analysis.matching import Strength as Strength
from pbi_desktop.domain.casework import Gender
from pbi_desktop.domain.ids import CaseId, PersonId, SiteId


@dataclass(frozen=True)
class Told:
    """What somebody at the desk says, as they say it; any part may be empty."""

    name: str = ""
    born: str = ""
    street: str = ""
    phone: str = ""
    reference: str = ""
    """What we or an agency call their case by."""
    household: str = ""
    """Who they live with, or whose family they are."""

    @property
    def facts(self) -> int:
        """How many parts were given."""
        return sum(bool(part.strip()) for part in astuple(self))


class Verdict(StrEnum):
    """How what was told compares with what is held."""

    SAME = "same"
    CLOSE = "close"
    DIFFERS = "differs"
    NOT_TOLD = "not_told"
    NOT_HELD = "not_held"


@dataclass(frozen=True)
class Evidence:
    """One line of why: the field, what was told, how it compares, and what it adds.

    What is held is never shown before identity is checked, but for the name: `held` is empty
    for dates, streets and phones, and `says` is "agrees", "day and month swapped", "differs".
    """

    field: str
    told: str
    held: str
    verdict: Verdict
    says: str
    weight: float


@dataclass(frozen=True)
class Match:
    """A person who may be the one at the desk."""

    person_id: PersonId
    name: str
    strength: Strength
    bars: int
    """0 to 5, for the picture beside the words."""
    weight: float
    enough: float
    """The weight at which a match is very likely."""
    evidence: tuple[Evidence, ...]
    open_case: CaseId | None
    """The person's open case, if there is one at the worker's site."""
    on_team: bool
    """Whether the worker is on its team and may open it at once."""
    known_at: str = ""
    """Whether there is a case that the worker may see: "Open case", "Closed June 2025"."""
    word_agreed: bool = False
    """Whether a word was agreed with them, as far as this worker may see; never the word."""


@dataclass(frozen=True)
class SearchResult:
    """Matches, best first, and how the words were read (field -> echo or problem)."""

    matches: tuple[Match, ...]
    read_as: dict[str, str]
    problems: dict[str, str]
    capped: bool
    """Whether there were more than are shown."""


@dataclass(frozen=True)
class SiteChoice:
    """A site at which the worker may open a case."""

    id: SiteId
    name: str


@dataclass(frozen=True)
class Arrival:
    """A person who comes for the first time, and why; only a name or "not given" is needed."""

    site_id: SiteId
    given_name: str
    family_name: str
    born: str = ""
    gender: Gender = Gender.NOT_RECORDED
    street: str = ""
    """House and street as said; `postcode` apart."""
    postcode: str = ""
    phone: str = ""
    language: str = ""
    interpreter: str = ""
    lives_with: str = ""
    reference: str = ""
    reasons: tuple[str, ...] = ()
    words: str = ""


REASONS = ("Money", "Home", "Health", "Safety", "Family", "Company", "Street")
"""Why people come, as the chips at the front door say it."""
