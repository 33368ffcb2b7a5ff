"""A network in which somebody is in two records: drawn and told once, with the ties of both."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import replace
from typing import TypeVar
from uuid import UUID

from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.ties import GroupFact, NetworkFacts

F = TypeVar("F", bound=Hashable)


def one_each(facts: NetworkFacts, lead: Mapping[UUID, UUID]) -> NetworkFacts:
    """Return the facts with one person for each identity; `lead` says who is whose record.

    The person whom the network is about stays; of others the one with the smallest id.
    """
    stands_for = _stands_for(facts, lead)
    if all(key == one for key, one in stands_for.items()):
        return facts

    def who(person: PersonId) -> PersonId:
        return stands_for.get(person, person)

    ties = (replace(one, subject=who(one.subject), other=who(one.other)) for one in facts.ties)
    return replace(
        facts,
        people=tuple(one for one in facts.people if who(one.id) == one.id),
        home=_once(replace(one, person=who(one.person)) for one in facts.home),
        ties=_once(one for one in ties if one.subject != one.other),
        services=_once(replace(one, person=who(one.person)) for one in facts.services),
        groups=_groups(replace(one, person=who(one.person)) for one in facts.groups),
    )


def _stands_for(facts: NetworkFacts, lead: Mapping[UUID, UUID]) -> dict[PersonId, PersonId]:
    """Return which person of the network stands for each of them."""
    shown: dict[UUID, PersonId] = {}
    for person in (facts.about, *sorted(one.id for one in facts.people)):
        shown.setdefault(lead.get(person, person), person)
    return {one.id: shown[lead.get(one.id, one.id)] for one in facts.people}


def _once(found: Iterable[F]) -> tuple[F, ...]:
    return tuple(dict.fromkeys(found))


def _groups(found: Iterable[GroupFact]) -> tuple[GroupFact, ...]:
    """Return one fact for each group that a person goes to, with all the days."""
    kept: dict[tuple[UUID, UUID], GroupFact] = {}
    for one in found:
        link = (one.id, one.person)
        before = kept.get(link, one)
        kept[link] = replace(
            before,
            came=tuple(sorted({*before.came, *one.came})),
            missed=tuple(sorted({*before.missed, *one.missed})),
        )
    return tuple(kept.values())
