"""Likely pairs in what is there: records that may be of one person, for a person to decide.

Nothing is decided here. Whoever looks links them, keeps them apart, or leaves them for later.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from pbi_desktop.analysis.matching import Line, Strength, bars, strength, total
from pbi_desktop.domain.access import DESK
from pbi_desktop.domain.actor import Actor
from pbi_desktop.domain.identity import Pair, leads, pair
from pbi_desktop.domain.outcomes import Progress, quiet
from pbi_desktop.models import IdentityLink
from pbi_desktop.services.duplicate_records import records_of, related
from pbi_desktop.services.duplicate_words import Explained, by_other_names, explain
from pbi_desktop.services.identity_rows import PersonSide
from pbi_desktop.services.identity_sides import read_sides
from pbi_desktop.services.people_held import HeldPerson, held_of_all
from pbi_desktop.services.standing import require_role
from pbi_desktop.store.port import Store
from pbi_desktop.store.unit_of_work import Work

LIKELY = 0.5
"""From which probability on a pair is worth somebody's look."""
MOST_PAIRS = 500
_TOLD_EACH = 500
"""After so many pairs it is told how far the explaining is."""
_ACTION = "look for duplicates"


@dataclass(frozen=True)
class LikelyPair:
    """Two records that are likely of one person, and why."""

    one: PersonSide
    other: PersonSide
    evidence: tuple[Line, ...]
    """As at the front door: the same fields, the same weights, the same words for how sure."""

    @property
    def weight(self) -> float:
        """What the lines of the evidence come to."""
        return total(self.evidence)

    @property
    def strength(self) -> Strength:
        """How sure it is, in words."""
        return strength(self.weight)

    @property
    def bars(self) -> int:
        """0 to 5, for the picture beside the words."""
        return bars(self.weight)


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
            everybody = held_of_all(work, _third(told, 0))
            decided = _Decided.read(work)
        told(1, 3)
        found = match(records_of(everybody), threshold=LIKELY, explained=False).pairs
        told(2, 3)
        likely = {pair(UUID(one.left), UUID(one.right)) for one in found}
        others = by_other_names(everybody)
        wanted = filter(decided.leaves_open, likely - others.keys())
        explained = _explained(everybody, wanted, _third(told, 2))
        explained |= {ends: why for ends, why in others.items() if decided.leaves_open(ends)}
        with store.query(actor) as work:
            pairs = _with_sides(work, decided.one_of_each(explained)[:MOST_PAIRS])
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

    def leaves_open(self, ends: Pair) -> bool:
        """Say whether nobody has decided on these two, and they are nothing to each other."""
        people = self._leads(ends)
        return len(set(people)) > 1 and people not in self.apart and ends not in self.related

    def one_of_each(self, explained: Mapping[Pair, Explained]) -> list[tuple[Pair, Explained]]:
        """Return the pairs for which most speaks first, of two people the best one only."""
        best: dict[Pair, tuple[Pair, Explained]] = {}
        for one in sorted(explained.items(), key=lambda each: (-total(each[1]), each[0])):
            best.setdefault(self._leads(one[0]), one)
        return list(best.values())

    def _leads(self, ends: Pair) -> Pair:
        one, other = (self.lead.get(end, end) for end in ends)
        return pair(one, other)


def _explained(
    everybody: Mapping[UUID, HeldPerson], found: Iterable[Pair], told: Progress
) -> dict[Pair, Explained]:
    """Return why each of these pairs may be one person."""
    pairs = sorted(found)
    explained = {}
    for at, (one, other) in enumerate(pairs):
        if at % _TOLD_EACH == 0:
            told(at, len(pairs))
        explained[one, other] = explain(everybody[one], everybody[other])
    return explained


def _with_sides(work: Work, explained: Sequence[tuple[Pair, Explained]]) -> tuple[LikelyPair, ...]:
    people = sorted({end for ends, _lines in explained for end in ends})
    sides = read_sides(work, people)
    return tuple(
        LikelyPair(sides[one], sides[other], lines)
        for (one, other), lines in explained
        if one in sides and other in sides  # else gone from view since it was read
    )
