"""Invented families of 2 to 60 people, one for each seed, tidy and untidy."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from random import Random

from pbi_desktop.domain.casework import Gender, TieKind
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.ties import HomeFact, NetworkFacts, PersonFact, TieFact
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.network.build import on_the_day
from tests.network.families import TODAY, person_id

SEEDS = range(300)


class Shape(StrEnum):
    """How a family hangs together."""

    TREE = "tree"
    """One line of descent: partners come from outside; nothing is contradicted."""
    JOINED = "joined"
    """Partners bring parents and siblings of their own, or a third partner; still no circles."""
    UNTIDY = "untidy"
    """As records are: ties missing, cousins married, grandparents alone, people in circles."""


_NAMES = ("Al", "Asha", "Benedict", "Cleo Ogden", "Maximilian Featherstone", "Mary Ann Booth")


@dataclass
class RandomFamily:
    """A family that grows; births are years."""

    seed: int
    shape: Shape
    people: list[PersonFact] = field(default_factory=list)
    ties: list[TieFact] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.dice = Random(self.seed)  # noqa: S311 - invented families, not secrets
        self.size = self.dice.choice([2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 40, 50, 60])
        self.generation: dict[PersonId, int] = {}
        self._grow(self._couple(0), 0)
        while len(self.people) < self.size:
            self._add_more()
        if self.shape is Shape.UNTIDY:
            self._make_untidy()

    def facts(self) -> NetworkFacts:
        about = self.dice.choice(self.people).id
        home = tuple(HomeFact(fact.id) for fact in self.people if self.dice.random() < 0.2)
        return on_the_day(NetworkFacts(about, TODAY, tuple(self.people), home, tuple(self.ties)))

    def _person(self, generation: int, after: int = 0) -> PersonId:
        number = len(self.people) + 1
        person = person_id(self.seed * 1000 + number)
        year = 1930 + 26 * generation + after + self.dice.randrange(4)
        known = self.dice.random() < (0.95 if self.shape is not Shape.UNTIDY else 0.75)
        born = PartialDate.of_year(min(year, 2026)) if known else None
        gender = self.dice.choice(list(Gender))
        self.people.append(PersonFact(person, self.dice.choice(_NAMES), "", born, gender=gender))
        self.generation[person] = generation
        return person

    def _tie(self, subject: PersonId, other: PersonId, kind: TieKind) -> None:
        started = date(self.dice.randrange(1950, 2026), 1, 1) if self.dice.random() < 0.5 else None
        self.ties.append(TieFact(subject, other, kind, started_on=started))

    def _couple(self, generation: int) -> tuple[PersonId, ...]:
        pair = self._person(generation), self._person(generation)
        self._pair(*pair)
        return pair

    def _pair(self, one: PersonId, other: PersonId) -> None:
        kinds = [TieKind.PARTNER] * 3 + [TieKind.FORMER_PARTNER]
        if self.shape is Shape.TREE or self.dice.random() < 0.85:
            self._tie(one, other, self.dice.choice(kinds))

    def _grow(self, parents: tuple[PersonId, ...], generation: int) -> None:
        """Add children, their partners and so on, down to great-grandchildren."""
        for index in range(self.dice.choice([1, 1, 2, 2, 3, 4, 5])):
            if len(self.people) >= self.size:
                return
            child = self._person(generation + 1, after=2 * index)
            for parent in parents:
                self._parent(parent, child)
            if generation < 3 and self.dice.random() < 0.6:
                self._marry(child)

    def _parent(self, parent: PersonId, child: PersonId) -> None:
        if self.dice.random() < 0.7:
            self._tie(parent, child, TieKind.PARENT)
        else:
            self._tie(child, parent, TieKind.CHILD)

    def _marry(self, person: PersonId) -> None:
        generation = self.generation[person]
        joined = self.shape is not Shape.TREE
        for _ in range(self.dice.choice([1, 1, 1, 2, 3] if joined else [1, 1, 1, 2])):
            if len(self.people) >= self.size:
                return
            partner = self._person(generation)
            self._pair(person, partner)
            if joined and generation and self.dice.random() < 0.3:
                self._bring_parents(partner)
            if self.dice.random() < 0.7:
                self._grow((person, partner), generation)

    def _bring_parents(self, person: PersonId) -> None:
        """Give somebody parents, or one, and perhaps siblings."""
        generation = self.generation[person] - 1
        both = [self._person(generation) for _ in range(self.dice.choice([1, 2, 2]))]
        if len(both) == 2:
            self._pair(both[0], both[1])
        for child in [
            person,
            *(self._person(generation + 1) for _ in range(self.dice.randrange(3))),
        ]:
            for parent in both:
                self._parent(parent, child)

    def _add_more(self) -> None:
        """Add to a family that has not reached its size yet."""
        person = self.dice.choice(self.people).id
        generation = self.generation[person]
        if any(person in (tie.subject, tie.other) and _pairs(tie) for tie in self.ties):
            self._grow((person,), generation)
        elif generation < 4:
            self._marry(person)

    def _make_untidy(self) -> None:
        """Add what real records hold: lone siblings, grandparents, cousins who marry, circles."""
        self.ties = [tie for tie in self.ties if self.dice.random() > 0.06]
        for _ in range(1 + len(self.people) // 12):
            one, other = self.dice.choice(self.people).id, self.dice.choice(self.people).id
            kind = self.dice.choice(
                (
                    *(TieKind.SIBLING, TieKind.GRANDPARENT, TieKind.GRANDCHILD, TieKind.PARTNER),
                    *(TieKind.SIBLING, TieKind.PARENT, TieKind.FORMER_PARTNER, TieKind.CHILD),
                )
            )
            if one != other:
                self._tie(one, other, kind)


def _pairs(tie: TieFact) -> bool:
    return tie.kind in (TieKind.PARTNER, TieKind.FORMER_PARTNER)


def random_family(seed: int) -> NetworkFacts:
    """Return the family of a seed: a third of each shape."""
    return RandomFamily(seed, shape_of(seed)).facts()


def shape_of(seed: int) -> Shape:
    return list(Shape)[seed % 3]
