"""Ties of somebody's own: people they can turn to, and groups they belong to, services apart."""

from collections.abc import Iterator
from dataclasses import dataclass

from pbi_desktop.domain.casework import Quality, TieKind
from pbi_desktop.domain.findings import TieEnds, tie_ends
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.ties import GroupFact, NetworkFacts, PersonFact, ServiceFact, runs_on
from pbi_desktop.network.build import FAMILY, group_node, person_node
from pbi_desktop.network.people import Around
from pbi_desktop.network.words import unborn

_GROWN_UP = 18
_NOT_THERE = (Quality.CUT_OFF, Quality.PLANNED)
_STRAINED = (*_NOT_THERE, Quality.STRESSFUL)


@dataclass(frozen=True)
class Tied:
    """One tie of somebody's own: whom it leads to, and between which nodes it is."""

    name: str
    node: str
    tie: TieEnds
    grown: bool = True
    """False for a child: a child is a tie, and nobody for an adult to lean on."""


@dataclass(frozen=True)
class Informal:
    """What ties of their own people have, on the day of these facts."""

    facts: NetworkFacts
    now: NetworkFacts
    circle: Around

    def inside(self, person: PersonId) -> tuple[Tied, ...]:
        """Return a person's ties to family and to those at the same home (bonding)."""
        found = {other for other, family in self._tied_to(person) if family}
        home = {one.person for one in self.now.home}
        if person == self.now.about or person in home:
            found |= home | ({self.now.about} if person != self.now.about else set())
        return self._ties(person, found - {person} - self._cut_off(person))

    def outside(self, person: PersonId) -> tuple[Tied, ...]:
        """Return a person's ties to people who are no family, and to groups (bridging)."""
        near = {tied.node for tied in self.inside(person)}
        far = {other for other, family in self._tied_to(person) if not family}
        people = self._ties(person, far - self._cut_off(person))
        return (*(one for one in people if one.node not in near), *self._groups(person))

    def _tied_to(self, person: PersonId) -> Iterator[tuple[PersonId, bool]]:
        """Yield whom ties that run today, and are not only planned, lead to; and if by family."""
        for tie in self.facts.ties:
            if person not in (tie.subject, tie.other) or tie.subject == tie.other:
                continue
            if tie.quality in _NOT_THERE or not runs_on(
                self.now.as_at, tie.started_on, tie.ended_on
            ):
                continue
            if tie.kind is TieKind.FORMER_PARTNER and tie.quality in (None, Quality.STRESSFUL):
                continue
            yield tie.other if tie.subject == person else tie.subject, tie.kind in FAMILY

    def _cut_off(self, person: PersonId) -> set[PersonId]:
        return {
            tie.other if tie.subject == person else tie.subject
            for tie in self.now.ties
            if person in (tie.subject, tie.other) and tie.quality is Quality.CUT_OFF
        }

    def _ties(self, person: PersonId, others: set[PersonId]) -> tuple[Tied, ...]:
        people = [self.circle.people[one] for one in others if one in self.circle.people]
        there = [one for one in people if one.died is None and not unborn(one, self.now.as_at)]
        found = (
            Tied(
                self.circle.name(one.id),
                person_node(one.id),
                tie_ends(person_node(person), person_node(one.id)),
                self._is_grown(one),
            )
            for one in there
        )
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.node)))

    def _is_grown(self, person: PersonFact) -> bool:
        return person.born is None or person.born.age_on(self.now.as_at) >= _GROWN_UP

    def _groups(self, person: PersonId) -> tuple[Tied, ...]:
        found = {
            Tied(one.name, group_node(one.id), tie_ends(group_node(one.id), person_node(person)))
            for one in self.now.groups
            if one.person == person and belongs(one)
        }
        return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.node)))


def belongs(group: GroupFact) -> bool:
    """Say whether somebody goes to a group: to be told of one, or expected there, is no tie yet."""
    if group.quality in _NOT_THERE:
        return False
    return bool(group.came) or (group.quality is not None and not group.missed)


def supports(fact: ServiceFact | GroupFact) -> bool:
    """Say whether a service or group is a support: not cut off, not strained, not yet to come."""
    if fact.quality in _STRAINED:
        return False
    return belongs(fact) if isinstance(fact, GroupFact) else True
