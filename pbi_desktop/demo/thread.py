"""The form of a thread: one strand of a story, from the first word to what came of it.

A thread is data. What is said, planned, done, risked, gained and joined in one thread belongs
together, so that a case told from it makes sense on every screen. Sentences may hold `{name}`,
`{key}`, `{street}`, `{child}` (the oldest), `{little}` (the youngest), `{elder}`,
`{school_worker}` and `{officer}`.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pbi_desktop.demo.groups import Help
from pbi_desktop.domain.access import AgencyKind
from pbi_desktop.domain.casework import (
    DOMAIN_CATEGORY,
    Flow,
    Likelihood,
    Marking,
    NoteKind,
    Quality,
)
from pbi_desktop.domain.gains import GainCategory
from pbi_desktop.domain.money import Frequency
from pbi_desktop.domain.stages import LifeDomain

# What people say they come for, by the domain that it turns out to be.
_REASONS = {
    LifeDomain.MONEY: "Money",
    LifeDomain.WORK: "Money",
    LifeDomain.HOUSING: "Home",
    LifeDomain.MENTAL_HEALTH: "Health",
    LifeDomain.PHYSICAL_HEALTH: "Health",
    LifeDomain.SUBSTANCE_USE: "Health",
    LifeDomain.SAFETY: "Safety",
    LifeDomain.FAMILY: "Family",
    LifeDomain.EDUCATION: "Family",
    LifeDomain.CONNECTION: "Company",
    LifeDomain.CRIME: "Street",
}
ANY_AGE = (0, 200)
PENSIONERS = (66, 200)
BEFORE_PENSION = (18, 65)


class Trait(StrEnum):
    """What is true of a household, so that only stories are told that can be true there."""

    LITTLE = "little"
    PUPIL = "pupil"
    ELDER = "elder"
    ALONE = "alone"


@dataclass(frozen=True)
class Line:
    """One entry of a story: what sort, what it says, and as what it is marked."""

    kind: str
    text: str
    marking: str
    told_by: str | None


@dataclass(frozen=True)
class Matters:
    """What matters to somebody, and how they want to be treated."""

    words: str
    please_do: str | None = None
    please_dont: str | None = None


@dataclass(frozen=True)
class RiskIdea:
    """A harm that may come, and what is done about it."""

    harm: str
    plan: str
    likelihood: Likelihood = Likelihood.MEDIUM


@dataclass(frozen=True)
class GainIdea:
    """Money that may come of the thread, in pence from `low` to `high` by `step`."""

    category: GainCategory
    what: str
    frequency: Frequency
    low: int
    high: int
    step: int = 5
    previous: int = 0
    """What was paid before, at most; 0 where nothing was."""

    ages: tuple[int, int] = ANY_AGE
    of_elder: bool = False
    """Whether it is the gain of the elder in the household, not of the main person."""


@dataclass(frozen=True)
class ServiceIdea:
    """A service at work with the person."""

    service: str
    agency: AgencyKind | None
    quality: Quality = Quality.WORKING
    flow: Flow = Flow.TO_FAMILY


@dataclass(frozen=True, eq=False)
class Thread:
    """One strand of a story, in one domain of life."""

    domain: LifeDomain
    door: tuple[str, ...]
    """What they say at the door."""

    needs: tuple[str, ...]
    goals: tuple[str, ...]
    steps: tuple[str, ...]
    """Steps in the order in which they are taken."""

    lines: tuple[Line, ...]
    """What happens, in order."""

    matters: tuple[Matters, ...]
    risk: RiskIdea
    gains: tuple[GainIdea, ...] = ()
    services: tuple[ServiceIdea, ...] = ()
    helps: tuple[Help, ...] = ()
    partner: AgencyKind | None = None
    about: Trait | None = None
    """What must be true of the household."""

    ages: tuple[int, int] = ANY_AGE
    """How old the main person must be, from and to."""

    @cached_property
    def category(self) -> int:
        """The category of what is written in this thread."""
        return DOMAIN_CATEGORY[self.domain].value

    @cached_property
    def reason(self) -> str:
        """The reason as it is ticked at the front door."""
        return _REASONS[self.domain]


def lines(text: str) -> tuple[Line, ...]:
    """Return the entries of a story, one to a line: `visit, fact: The post was open.`"""
    return tuple(_line(row.strip()) for row in text.strip().splitlines())


def sayings(text: str) -> tuple[str, ...]:
    """Return sentences, one to a line."""
    return tuple(row.strip() for row in text.strip().splitlines())


def _line(row: str) -> Line:
    head, _, text = row.partition(": ")
    words = head.split(", ")
    marking = Marking(words[1]) if len(words) > 1 else Marking.NOT_MARKED
    told_by = words[2] if len(words) > 2 else None
    return Line(NoteKind(words[0]).value, text, marking.value, told_by)
