"""Who is whose parent, partner and sibling, once, with contradictions taken out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import combinations

from pbi_desktop.domain.casework import TieKind, TieNature
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.ties import NetworkFacts, PersonFact, TieFact
from pbi_desktop.network.build import FAMILY
from pbi_desktop.network.genogram.generations import Generations
from pbi_desktop.network.genogram.natures import Natures, natures_of, twins_of
from pbi_desktop.network.plan import WireKind

Pair = tuple[int, int]
"""Two people, by their numbers: the oldest person is 0, those of unknown age come last."""

_NEVER = "9999"


@dataclass(frozen=True)
class Couple:
    """Two who are or were partners, or (`kind` None) who share a child without being recorded so.

    `since` orders the couples of one person in time: former ones first.
    """

    people: Pair
    kind: WireKind | None
    since: tuple[bool, str]
    nature: TieNature | None = None
    on: date | None = None
    """Since when they are together, or apart."""


@dataclass(frozen=True)
class Kin:
    """A family with everybody's generation; people are numbers, oldest first."""

    people: tuple[PersonFact, ...]
    about: int | None
    level: tuple[int, ...]
    parents: tuple[frozenset[int], ...]
    couples: tuple[Couple, ...]
    siblings: tuple[Pair, ...]
    """Siblings who share no recorded parent."""
    distant: tuple[Pair, ...]
    """Grandparent and grandchild with nobody recorded between them."""
    natures: Natures = field(default_factory=Natures)

    def own_parents(self, child: int) -> frozenset[int]:
        """Return the parents among whose children somebody stands: by birth, where known."""
        return self.natures.own(self.parents[child], child)

    def units(self) -> dict[tuple[int, ...], list[int]]:
        """Return the children of each couple, or of each parent who stands alone for a child."""
        return self._units

    @cached_property
    def _units(self) -> dict[tuple[int, ...], list[int]]:
        couples = {couple.people for couple in self.couples if couple.kind is not None}
        found: dict[tuple[int, ...], list[int]] = defaultdict(list)
        for child, parents in enumerate(self.parents):
            for alike in self.natures.by_nature(parents, child):
                for unit in _split(alike, couples):
                    found[unit].append(child)
        return dict(sorted(found.items()))

    def far_units(self) -> dict[tuple[int, ...], list[int]]:
        """Return the grandchildren of those who have nobody recorded between them.

        Partners with the same grandchildren are taken together.
        """
        found: dict[int, list[int]] = defaultdict(list)
        for old, young in self.distant:
            found[old].append(young)
        units: dict[tuple[int, ...], list[int]] = {(old,): young for old, young in found.items()}
        for couple in self.couples:
            one, other = couple.people
            both = units.get((one,)), units.get((other,))
            if couple.kind is not None and both[0] and both[0] == both[1]:
                units[one, other] = units.pop((one,))
                del units[other,]
        return dict(sorted(units.items()))

    def parts(self) -> list[list[int]]:
        """Return the people of each connected part: first the one that the picture is about."""
        beside: dict[int, set[int]] = defaultdict(set)
        for one, other in self._pairs():
            beside[one].add(other)
            beside[other].add(one)
        left, parts = set(range(len(self.people))), []
        start = self.about
        while left:
            reached, todo = set[int](), [min(left) if start is None else start]
            while todo:
                person = todo.pop()
                if person not in reached:
                    reached.add(person)
                    todo += beside[person]
            parts.append(sorted(reached))
            left, start = left - reached, None
        return parts

    def _pairs(self) -> Iterator[Pair]:
        yield from (couple.people for couple in self.couples)
        yield from self.siblings
        yield from self.distant
        for child, parents in enumerate(self.parents):
            yield from ((parent, child) for parent in parents)


def kin_of(now: NetworkFacts) -> tuple[Kin, tuple[PersonId, ...]]:
    """Return the family of one day's facts, and those whom no family tie joins to anybody.

    The person whom the picture is about always belongs to the family.
    """
    ties = [tie for tie in now.ties if tie.kind in FAMILY]
    joined = {now.about} | {end for tie in ties for end in (tie.subject, tie.other)}
    facts = {fact.id: fact for fact in sorted(now.people, key=repr)}
    twins = twins_of(ties)
    known = sorted(facts.values(), key=lambda fact: _oldest_first(fact, facts, twins))
    people = tuple(fact for fact in known if fact.id in joined)
    number = {fact.id: index for index, fact in enumerate(people)}
    ties = [tie for tie in ties if tie.subject in number and tie.other in number]
    kin = _Reading(people, number, ties).kin(number.get(now.about))
    return kin, tuple(fact.id for fact in known if fact.id not in number)


def _oldest_first(
    fact: PersonFact,
    facts: Mapping[PersonId, PersonFact],
    twins: Mapping[PersonId, frozenset[PersonId]],
) -> tuple[str, str, str, str]:
    """Return what puts people in the order of their births: twins next to each other."""
    alike = [facts[one] for one in twins.get(fact.id, ()) if one in facts] or [fact]
    born = min((_birth(one) for one in alike), default=_NEVER)
    first = min(str(one.id) for one in alike) if len(alike) > 1 else str(fact.id)
    mine = fact.name.casefold()
    return born, min(one.name.casefold() for one in alike), first, f"{mine} {fact.id}"


def _birth(fact: PersonFact) -> str:
    if fact.born is not None:
        return fact.born.text
    return fact.due.isoformat() if fact.due else _NEVER


def _split(parents: list[int], couples: set[Pair]) -> list[tuple[int, ...]]:
    """Return the parents of one child by twos: couples first, then two who are not one."""
    units: list[tuple[int, ...]] = []
    left = list(parents)
    for pair in combinations(parents, 2):
        if pair in couples and set(pair) <= set(left):
            units.append(pair)
            left = [person for person in left if person not in pair]
    while left:
        units.append(tuple(left[:2]))
        left = left[2:]
    return units


class _Reading:
    """Reads ties one after the other; what contradicts an earlier one is left out."""

    def __init__(
        self, people: tuple[PersonFact, ...], number: Mapping[PersonId, int], ties: list[TieFact]
    ) -> None:
        self._people = people
        self._ties = [(number[tie.subject], number[tie.other], tie) for tie in ties]
        self._generations = Generations(len(people))
        self._natures = natures_of(self._ties)

    def kin(self, about: int | None) -> Kin:
        """Return the family."""
        parents = self._parents()
        couples = self._couples()
        shared = self._share_a_child(parents, {couple.people for couple in couples})
        for couple in couples:
            self._generations.level(*couple.people)
        self._level_siblings(parents)
        siblings = self._siblings(parents)
        distant = self._distant(parents)
        for pair in shared:
            self._generations.level(*pair)
        couples += [Couple(pair, None, (False, "")) for pair in shared]
        return Kin(
            self._people,
            about,
            self._generations.levels(about),
            parents,
            tuple(couples),
            siblings,
            distant,
            self._natures,
        )

    def _pairs(self, down: TieKind, up: TieKind | None = None) -> list[Pair]:
        found = {(one, other) for one, other, tie in self._ties if tie.kind is down}
        found |= {(other, one) for one, other, tie in self._ties if tie.kind is up}
        return sorted(found)

    def _parents(self) -> tuple[frozenset[int], ...]:
        """Return everybody's parents. Of ties that go in a circle the least likely is left out."""
        found: list[set[int]] = [set() for _ in self._people]
        for parent, child in sorted(self._pairs(TieKind.PARENT, TieKind.CHILD), key=self._doubt):
            if self._generations.below(parent, child, 1):
                found[child].add(parent)
        return tuple(map(frozenset, found))

    def _doubt(self, pair: Pair) -> tuple[int, bool, Pair]:
        by_birth = pair not in self._natures.parents
        older, younger = (self._people[person].born for person in pair)
        if older is None or younger is None:
            return 1, not by_birth, pair
        return (0 if older.text < younger.text else 2), not by_birth, pair

    def _couples(self) -> list[Couple]:
        ties: dict[Pair, list[TieFact]] = defaultdict(list)
        for one, other, tie in self._ties:
            if tie.kind in (TieKind.PARTNER, TieKind.FORMER_PARTNER):
                ties[min(one, other), max(one, other)].append(tie)
        return [_couple(pair, ties[pair]) for pair in sorted(ties)]

    def _level_siblings(self, parents: tuple[frozenset[int], ...]) -> None:
        first: dict[frozenset[int], int] = {}
        for child, every in enumerate(parents):
            both = self._natures.own(every, child)
            if both:
                self._generations.level(first.setdefault(both, child), child)

    def _siblings(self, parents: tuple[frozenset[int], ...]) -> tuple[Pair, ...]:
        pairs = {(min(pair), max(pair)) for pair in self._pairs(TieKind.SIBLING)}
        return tuple(
            (one, other)
            for one, other in sorted(pairs)
            if not parents[one] & parents[other] and self._generations.level(one, other)
        )

    def _share_a_child(self, parents: tuple[frozenset[int], ...], couples: set[Pair]) -> list[Pair]:
        """Return who are parents of one child in the same way without being a couple."""
        found: set[Pair] = set()
        for child, mine in enumerate(parents):
            for alike in self._natures.by_nature(mine, child):
                found |= {(unit[0], unit[1]) for unit in _split(alike, couples) if len(unit) == 2}
        return sorted(found - couples)

    def _distant(self, parents: tuple[frozenset[int], ...]) -> tuple[Pair, ...]:
        return tuple(
            (old, young)
            for old, young in self._pairs(TieKind.GRANDPARENT, TieKind.GRANDCHILD)
            if old not in parents[young]
            and not any(old in parents[parent] for parent in parents[young])
            and self._generations.below(old, young, 2)
        )


def _couple(pair: Pair, ties: list[TieFact]) -> Couple:
    """Return a couple: apart where that is recorded, unless they came together again later."""
    last = max(ties, key=lambda tie: (_since(tie), tie.kind is TieKind.FORMER_PARTNER, repr(tie)))
    together = last.kind is TieKind.PARTNER
    kind = WireKind.TOGETHER if together else WireKind.APART
    alike = [tie for tie in ties if tie.kind is last.kind]
    nature = next(
        (tie.nature for tie in sorted(alike, key=_said, reverse=True) if tie.nature), None
    )
    return Couple(pair, kind, (together, _since(last)), nature, last.started_on)


def _since(tie: TieFact) -> str:
    return str(tie.started_on or "")


def _said(tie: TieFact) -> tuple[str, str]:
    return _since(tie), repr(tie)
