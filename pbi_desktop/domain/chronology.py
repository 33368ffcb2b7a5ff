"""A chronology: what happened and when, who says so, and why it matters, for a meeting or a court.

It is drafted from a story and edited by a worker, who may add lines by hand. A drafted line
stays of the category of the entry that it came from, and of its sort: what is an opinion, or was
told by somebody, never becomes a fact.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from pbi_desktop.domain.access import Category
from pbi_desktop.domain.casework import Marking
from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.times import london_day


class Sort(StrEnum):
    """What sort of entry a chronology is drafted from."""

    TALKS = "talks"
    VISITS = "visits"
    MEETINGS = "meetings"
    STAGES = "stages"
    MONEY = "money"
    GROUPS = "groups"
    RISKS = "risks"
    DEMAND = "demand"
    SAFETY = "safety"
    DATES = "dates"
    PAPERS = "papers"
    COURSE = "course"


SORT_LABELS = {
    Sort.TALKS: "Notes and talks",
    Sort.VISITS: "Visits",
    Sort.MEETINGS: "Meetings",
    Sort.STAGES: "Stages",
    Sort.MONEY: "Money",
    Sort.GROUPS: "Groups and referrals",
    Sort.RISKS: "Risks",
    Sort.DEMAND: "Calls on services",
    Sort.SAFETY: "Concerns, children seen, capacity",
    Sort.DATES: "Dates that matter",
    Sort.PAPERS: "Papers and letters",
    Sort.COURSE: "Phases and hand-overs",
}

_SORTS = {
    "visit": Sort.VISITS,
    "meeting": Sort.MEETINGS,
    "appointment": Sort.MEETINGS,
    "stage": Sort.STAGES,
    "money": Sort.MONEY,
    "group": Sort.GROUPS,
    "referral": Sort.GROUPS,
    "risk": Sort.RISKS,
    "demand": Sort.DEMAND,
    "concern": Sort.SAFETY,
    "child": Sort.SAFETY,
    "capacity": Sort.SAFETY,
    "key_date": Sort.DATES,
    "going": Sort.DATES,
    "paper": Sort.PAPERS,
    "letter": Sort.PAPERS,
    "phase": Sort.COURSE,
    "hand_over": Sort.COURSE,
}


def sort_of(kind: str) -> Sort:
    """Return the sort of a kind of entry: what is none of the others was written or said."""
    return _SORTS.get(kind, Sort.TALKS)


@dataclass(frozen=True)
class Period:
    """From which day to which; an open end takes everything."""

    first: date | None = None
    last: date | None = None

    def holds(self, at: datetime) -> bool:
        """Say whether an instant falls into it, by the calendar on the wall."""
        day = london_day(at)
        return (self.first is None or day >= self.first) and (self.last is None or day <= self.last)


WHOLE = Period()


@dataclass(frozen=True)
class Happening:
    """An entry of a story, as a chronology takes it up."""

    record: str
    id: UUID
    kind: str
    at: datetime
    title: str
    body: str
    by: str
    agency: str
    marking: Marking
    told_by: str
    category: Category
    about: PersonId
    earlier: CaseId | None = None
    """The case before the one in hand that it is from, and its reference."""
    reference: str = ""


@dataclass(frozen=True)
class Line:
    """One line of a chronology."""

    at: datetime
    words: str
    source: str
    marking: Marking
    category: Category
    about: PersonId
    record: str
    entry: UUID
    significance: str = ""
    left_out: bool = False
    earlier: CaseId | None = None
    """The case before the one in hand that it is from, and its reference."""
    reference: str = ""
    added_by: str = ""
    """Who added it by hand; empty: it is drafted from an entry."""


def draft(
    story: Iterable[Happening], period: Period, sorts: Iterable[Sort] = tuple(Sort)
) -> tuple[Line, ...]:
    """Return the lines for a period, the oldest first; the same whatever the order of the story."""
    wanted = frozenset(sorts)
    taken = [one for one in story if period.holds(one.at) and sort_of(one.kind) in wanted]
    return tuple(_line(one) for one in sorted(taken, key=lambda one: (one.at, one.record, one.id)))


def _line(one: Happening) -> Line:
    return Line(
        at=one.at,
        words=_words(one),
        source=_source(one),
        marking=one.marking,
        category=one.category,
        about=one.about,
        record=one.record,
        entry=one.id,
        earlier=one.earlier,
        reference=one.reference,
    )


def _words(one: Happening) -> str:
    body = one.body.strip()
    if not body:
        return one.title
    return body if one.kind == "note" else f"{one.title}. {body}"


def _source(one: Happening) -> str:
    """Return who says so: whoever told it first, then who wrote it down."""
    wrote = ", ".join(part for part in (one.by, one.agency) if part)
    if one.marking is Marking.TOLD and one.told_by and one.told_by != wrote:
        return f"{one.told_by}, as told to {wrote}" if wrote else one.told_by
    return wrote


ORDER = (Marking.FACT, Marking.NOT_MARKED, Marking.TOLD, Marking.OPINION)
"""In which the sorts of statement stand in print."""


@dataclass(frozen=True)
class Part:
    """The lines of one sort of statement, each with its number by day among all lines."""

    marking: Marking
    lines: tuple[tuple[int, Line], ...]


def parts(lines: Iterable[Line]) -> tuple[Part, ...]:
    """Return the lines that are not left out, sort by sort, numbered by day across all sorts."""
    kept = sorted((one for one in lines if not one.left_out), key=lambda one: (one.at, one.entry))
    numbered = list(enumerate(kept, start=1))
    found = []
    for marking in ORDER:
        own = tuple(pair for pair in numbered if pair[1].marking is marking)
        if own:
            found.append(Part(marking, own))
    return tuple(found)


def printable(
    lines: Iterable[Line], allowed: frozenset[Category], restricted: frozenset[PersonId]
) -> tuple[Line, ...]:
    """Return the lines that may be handed over: of these categories, about nobody restricted."""
    return tuple(
        one
        for one in lines
        if not one.left_out and one.category in allowed and one.about not in restricted
    )


@dataclass(frozen=True)
class Sheet:
    """A chronology as it is printed."""

    name: str
    reference: str
    title: str
    for_whom: str
    period: Period
    lines: tuple[Line, ...]
    notice: str = ""
    """That something is not in it, without what; empty where nothing was left out."""
