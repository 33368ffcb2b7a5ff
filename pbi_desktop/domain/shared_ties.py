"""What two cases may share - an address, a phone, somebody both know - as questions, never answers.

Each question has what speaks for it and what speaks against it. Nothing is concluded, counted
about a person or kept: whoever asked finds out, or lets it be.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from itertools import combinations
from uuid import UUID

from pbi_desktop.domain.ids import CaseId, PersonId
from pbi_desktop.domain.people_words import say_date

MANY = 4
"""So many people at one address or number: it may be a house of flats, or an office's phone."""
MOST_QUESTIONS = 50
"""No more are asked at once: a longer list is read by nobody."""
_MANY_HOMES = re.compile(
    r"\b(?:flats?|apartments?|hostel|court|lodge|tower|house in multiple|shelter|hotel|b ?& ?b)\b",
    re.IGNORECASE,
)


class SharedKind(StrEnum):
    """What two people may share."""

    ADDRESS = "address"
    PHONE = "phone"
    ASSOCIATE = "associate"


@dataclass(frozen=True)
class Held:
    """A person of a case has something, from a day to a day: an address, a phone, somebody known.

    `key` is the same for all who have it; `words` say what it is.
    """

    kind: SharedKind
    key: str
    words: str
    person: PersonId
    name: str
    case_id: CaseId
    reference: str
    started_on: date | None = None
    ended_on: date | None = None


@dataclass(frozen=True)
class SharedQuestion:
    """A question about two people of different cases, with evidence for and against."""

    kind: SharedKind
    key: str
    one: Held
    other: Held
    question: str
    speaks_for: tuple[str, ...]
    against: tuple[str, ...]

    @property
    def id(self) -> str:
        """What tells this question from every other."""
        return f"{self.kind}:{self.key}:{self.one.person}:{self.other.person}"


Pair = frozenset[UUID]


@dataclass(frozen=True)
class Known:
    """What is known beside it: who is never asked about, and whose number or door it is."""

    never: Collection[UUID] = ()
    """People of whom nothing is asked: where they live is protected."""
    apart: Collection[Pair] = ()
    """People who must not meet: no question joins them, nor anybody through them."""
    tied: Collection[Pair] = ()
    """People whose tie is on record already."""
    public: Mapping[str, str] = field(default_factory=dict)
    """Phones of services and groups, by key, with their names."""


def questions(held: Iterable[Held], known: Known) -> tuple[SharedQuestion, ...]:
    """Return what may be asked, what most speaks for first; the same in any order.

    Nobody is asked about of whom something is protected, no pair that is kept apart, none that is
    tied already, and none of one case: that is not across cases.
    """
    never = frozenset(known.never)
    by_key: dict[tuple[SharedKind, str], list[Held]] = {}
    for one in sorted(set(held), key=repr):
        if never.isdisjoint(_people_at([one])):
            by_key.setdefault((one.kind, one.key), []).append(one)
    found: dict[str, SharedQuestion] = {}
    for alike in by_key.values():
        for asked in _of_one_thing(alike, known):
            found.setdefault(asked.id, asked)
    ordered = sorted(found.values(), key=lambda one: (len(one.against), one.id))
    return tuple(ordered[:MOST_QUESTIONS])


def _of_one_thing(alike: Sequence[Held], known: Known) -> Iterator[SharedQuestion]:
    cases, here = _cases_of(alike), _people_at(alike)
    # Whoever is kept apart from somebody with the same thing is not asked about for it at all.
    apart = {end for pair in known.apart if pair <= here for end in pair}
    ends = [one for one in alike if one.person not in apart]
    for one, other in combinations(
        sorted(ends, key=lambda held: (str(held.person), repr(held))), 2
    ):
        pair = frozenset({one.person, other.person})
        if (
            len(pair) == 2
            and not cases[one.person] & cases[other.person]
            and pair not in known.tied
        ):
            yield _asked(one, other, len(cases), known)


def _people_at(alike: Sequence[Held]) -> set[UUID]:
    """Return who has this thing; somebody whom two people know is there themselves."""
    known = {UUID(one.key) for one in alike if one.kind is SharedKind.ASSOCIATE}
    return {*known, *(one.person for one in alike)}


def _cases_of(alike: Sequence[Held]) -> dict[PersonId, set[CaseId]]:
    found: dict[PersonId, set[CaseId]] = {}
    for held in alike:
        found.setdefault(held.person, set()).add(held.case_id)
    return found


def _asked(one: Held, other: Held, having: int, known: Known) -> SharedQuestion:
    speaks_for = [_recorded(one), _recorded(other)]
    against = []
    if _apart_in_time(one, other):
        against.append("The dates do not overlap.")
    elif one.started_on and other.started_on:
        speaks_for.append("The dates overlap.")
    if one.started_on is None or other.started_on is None:
        against.append("Since when is not recorded for both: it may be over.")
    against += _against_the_thing(one, having, known)
    return SharedQuestion(
        one.kind,
        one.key,
        one,
        other,
        _question(one, other),
        tuple(speaks_for),
        tuple(against) or ("Nothing recorded speaks against it: that proves nothing either.",),
    )


def _against_the_thing(one: Held, having: int, known: Known) -> Iterator[str]:
    if one.kind is SharedKind.ADDRESS and _MANY_HOMES.search(one.words):
        yield "By its name it is a building of many homes."
    if one.kind is SharedKind.PHONE and one.key in known.public:
        yield f"It is the phone of {known.public[one.key]}."
    if one.kind is not SharedKind.ASSOCIATE and having >= MANY:
        what = "live or lived there" if one.kind is SharedKind.ADDRESS else "have this number"
        yield f"{having} people whom you may see {what}: it may be many homes, or an office."
    if one.kind is SharedKind.ASSOCIATE:
        yield "Two people can know the same person and never meet."


def _question(one: Held, other: Held) -> str:
    names = f"{one.name} and {other.name}"
    if one.kind is SharedKind.ASSOCIATE:
        return f"Do {names} both know {one.words}, and each other?"
    now = "" if _apart_in_time(one, other) or one.ended_on or other.ended_on else " now"
    if one.kind is SharedKind.PHONE:
        return f"Do {names} share the phone {one.words}{now}?"
    return f"Do {names} share {one.words}{now}?" if now else f"Did {names} share {one.words}?"


def _recorded(held: Held) -> str:
    since = f" since {say_date(held.started_on)}" if held.started_on else ""
    until = f" until {say_date(held.ended_on)}" if held.ended_on else ""
    return f"{held.name} ({held.reference}): recorded{since}{until}."


def _apart_in_time(one: Held, other: Held) -> bool:
    return any(
        a.ended_on is not None and b.started_on is not None and a.ended_on <= b.started_on
        for a, b in ((one, other), (other, one))
    )
