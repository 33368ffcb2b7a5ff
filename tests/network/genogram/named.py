"""Families written down by hand, by short names."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from pbi_desktop.domain.casework import NATURES, Gender, TieKind, TieNature
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.ties import NetworkFacts, PersonFact, TieFact
from pbi_desktop.domain.times import PartialDate
from pbi_desktop.network.build import on_the_day
from pbi_desktop.network.genogram.layout import plan_family
from pbi_desktop.network.plan import FamilyPlan, Placed, Wire, WireKind
from tests.network.families import TODAY, person_id
from tests.network.genogram.counting import Flat

GENDERS = {"m": Gender.MAN, "w": Gender.WOMAN, "": Gender.NOT_RECORDED}


class Family:
    """People in words: "Ann w 1960" is a woman born in 1960, "Ben" somebody called Ben."""

    def __init__(self, *people: str) -> None:
        self.people: list[PersonFact] = []
        self.ties: list[TieFact] = []
        for number, words in enumerate(people, start=1):
            name, gender, born = [*words.split(), "", ""][:3]
            if gender.isdigit():
                gender, born = "", gender
            year = PartialDate.of_year(int(born)) if born else None
            self.people.append(
                PersonFact(person_id(number), name, "", year, gender=GENDERS[gender])
            )

    def of(self, name: str) -> PersonId:
        return next(fact.id for fact in self.people if fact.name == name)

    def tie(
        self, one: str, kind: TieKind, *others: str, nature: TieNature | None = None
    ) -> "Family":
        mine = self.of(one)
        self.ties += [TieFact(mine, self.of(other), kind, nature=nature) for other in others]
        return self

    def union(self, one: str, nature: TieNature, other: str, year: int = 0) -> "Family":
        """Add two who are, or were, a couple: since a year, if it is known."""
        apart = nature in NATURES[TieKind.FORMER_PARTNER]
        kind = TieKind.FORMER_PARTNER if apart else TieKind.PARTNER
        on = date(year, 6, 1) if year else None
        tie = TieFact(self.of(one), self.of(other), kind, started_on=on, nature=nature)
        self.ties.append(tie)
        return self

    def due(self, name: str, on: date) -> "Family":
        self.people = [replace(f, due=on) if f.name == name else f for f in self.people]
        return self

    def died(self, name: str, year: int) -> "Family":
        day = PartialDate.of_year(year)
        self.people = [replace(f, died=day) if f.name == name else f for f in self.people]
        return self

    def couple(self, one: str, other: str, *children: str) -> "Family":
        return self.tie(one, TieKind.PARTNER, other).parents(one, other, *children)

    def former(self, one: str, other: str, *children: str) -> "Family":
        return self.tie(one, TieKind.FORMER_PARTNER, other).parents(one, other, *children)

    def parents(self, one: str, other: str, *children: str) -> "Family":
        return self.tie(one, TieKind.PARENT, *children).tie(other, TieKind.PARENT, *children)

    @property
    def now(self) -> NetworkFacts:
        about = self.people[0].id if self.people else person_id(99)
        return on_the_day(NetworkFacts(about, TODAY, tuple(self.people), ties=tuple(self.ties)))

    def drawn(self) -> "Drawn":
        return Drawn(self.now, plan_family(self.now, Flat()))


class Drawn:
    """A plan that is asked by names."""

    def __init__(self, now: NetworkFacts, plan: FamilyPlan) -> None:
        self.now = now
        self.plan = plan
        self._names = {fact.id: fact.short for fact in now.people}

    def rows(self) -> list[list[str]]:
        """Return the names of each generation from left to right."""
        heights = sorted({one.y for one in self.plan.people})
        return [[self._names[one.person] for one in self._row(y)] for y in heights]

    def _row(self, y: float) -> list[Placed]:
        return sorted((one for one in self.plan.people if one.y == y), key=lambda one: one.x)

    def at(self, name: str) -> Placed:
        return next(one for one in self.plan.people if self._names[one.person] == name)

    def wires(self, kind: WireKind) -> list[Wire]:
        return [wire for wire in self.plan.wires if wire.kind is kind]

    def joined(self, kind: WireKind) -> list[set[str]]:
        """Return whom the lines of one kind join."""
        return [self.names(wire.people) for wire in self.wires(kind)]

    def names(self, people: Iterable[PersonId]) -> set[str]:
        return {self._names[person] for person in people}
