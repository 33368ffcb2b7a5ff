"""Likely pairs in what is there: records that may be of one person, for a person to decide.

Nothing is decided here. Whoever looks links them, keeps them apart, or leaves them for later.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.analysis.matching import ENOUGH, Line, Record, total
from pbi_desktop.domain.access import DESK
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.identity import Pair, leads, pair
from pbi_desktop.domain.outcomes import Progress, quiet
from pbi_desktop.models import IdentityLink
from pbi_desktop.services.duplicate_records import read_records, related
from pbi_desktop.services.duplicate_words import Found, by_other_names, explain
from pbi_desktop.services.front_door_rows import Strength
from pbi_desktop.services.identity_rows import PersonSide
from pbi_desktop.services.identity_sides import read_sides
from pbi_desktop.services.standing import require_role
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

LIKELY = 0.5
"""From which probability on a pair is worth somebody's look."""
MOST_PAIRS = 500
_ACTION = "look for duplicates"


@dataclass(frozen=True)
class LikelyPair:
    """Two records that are likely of one person, and why."""

    one: PersonSide
    other: PersonSide
    weight: float
    """What the lines of the evidence come to."""
    strength: Strength
    evidence: tuple[Line, ...]
    """As at the front door: the same fields, the same weights, the same line for very likely."""
    enough: float = ENOUGH
    """The weight from which a match is very likely."""


class Duplicates:
    """Compares everybody whom a worker may see with everybody else."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store

    def likely(self, actor: Actor, told: Progress = quiet) -> tuple[LikelyPair, ...]:
        """Return the likeliest pairs, best first, without those that somebody decided on.

        At most 500: what is decided on makes room for more. `told` hears how far it is, and what
        it raises stops it. NotPermitted for whoever is at no desk; that one looked is logged.
        """
        from pbi_desktop.analysis.matching import match  # numpy is loaded when it is needed

        store = self._store()
        with store.command(actor, _ACTION) as work:
            require_role(work, DESK, _ACTION)
            work.log("looked for duplicates")
        with store.query(actor) as work:
            records = read_records(work, _third(told, 0))
            decided = _Decided.read(work)
        told(1, 3)
        found = [
            (one.left, one.right, one.weight) for one in match(records, threshold=LIKELY).pairs
        ]
        found += by_other_names(records)
        told(2, 3)
        open_pairs = list(decided.still_open(found))[:MOST_PAIRS]
        explained = _explained(open_pairs, records)
        with store.query(actor) as work:
            pairs = _with_sides(work, explained)
        told(3, 3)
        return pairs


def _third(told: Progress, third: int) -> Progress:
    """Return what one third of the work tells its own progress to."""
    return lambda done, of: told(third * of + done, 3 * of)


@dataclass(frozen=True)
class _Decided:
    """What is settled of pairs: who is one person, and who is not."""

    lead: dict[UUID, UUID]
    apart: frozenset[Pair]
    """By the leads of both."""
    related: frozenset[Pair]

    @classmethod
    def read(cls, work: Work) -> "_Decided":
        """Read every link that the worker may see."""
        rows = work.rows(select(IdentityLink.subject_id, IdentityLink.other_id, IdentityLink.same))
        lead = leads((row[0], row[1]) for row in rows if row[2])
        apart = (
            pair(lead.get(row[0], row[0]), lead.get(row[1], row[1])) for row in rows if not row[2]
        )
        return cls(lead, frozenset(apart), related(work))

    def still_open(self, found: Iterable[Found]) -> Iterator[Found]:
        """Return pairs that nobody has decided on, of two people the best one only."""
        seen: set[Pair] = set()
        for one in sorted(found, key=lambda each: (-each[2], each[:2])):
            ends = UUID(one[0]), UUID(one[1])
            left, right = (self.lead.get(end, end) for end in ends)
            people = pair(left, right)
            if (
                left == right
                or people in self.apart
                or people in seen
                or pair(*ends) in self.related
            ):
                continue
            seen.add(people)
            yield one


_Explained = tuple[UUID, UUID, tuple[Line, ...]]


def _explained(found: Sequence[Found], records: Sequence[Record]) -> list[_Explained]:
    """Return both people of each pair, and why: those for whom most speaks first."""
    wanted = {end for one in found for end in one[:2]}
    record = {one.id: one for one in records if one.id in wanted}
    explained = [
        (UUID(one), UUID(other), explain(record[one], record[other]))
        for one, other, _weight in found
    ]
    return sorted(explained, key=lambda one: (-total(one[2]), one[0], one[1]))


def _with_sides(work: Work, explained: Sequence[_Explained]) -> tuple[LikelyPair, ...]:
    people = sorted({end for one, other, _lines in explained for end in (one, other)})
    sides = read_sides(work, people)
    pairs = []
    for one, other, lines in explained:
        if one not in sides or other not in sides:  # gone from view since it was read
            continue
        weight = total(lines)
        strength = Strength.VERY_LIKELY if weight >= ENOUGH else Strength.POSSIBLE
        pairs.append(LikelyPair(sides[one], sides[other], weight, strength, lines))
    return tuple(pairs)
