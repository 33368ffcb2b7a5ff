"""Facts about ties into one graph around a person, as it was on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeAlias, TypeVar
from uuid import UUID

import networkx as nx

from pbi_desktop.domain.casework import TieKind
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.ties import (
    GroupFact,
    HomeFact,
    NetworkFacts,
    PersonFact,
    ServiceFact,
    TieFact,
    runs_on,
)

Graph: TypeAlias = "nx.MultiGraph[str]"

HOME = "home"
REVIEW = timedelta(days=92)
"""For so long what has ended stays in the picture: until the next review at the latest."""
_EXPECTED = timedelta(days=294)
"""A child who is born or due later than so many days after a day is not expected on it."""
KIN = frozenset(
    {
        TieKind.PARENT,
        TieKind.CHILD,
        TieKind.SIBLING,
        TieKind.GRANDPARENT,
        TieKind.GRANDCHILD,
    }
)
FAMILY = KIN | {TieKind.PARTNER, TieKind.FORMER_PARTNER}


def person_node(person: UUID) -> str:
    """Return the id of a person's node."""
    return f"person:{person}"


def service_node(service: UUID) -> str:
    """Return the id of a service's node."""
    return f"service:{service}"


def group_node(group: UUID) -> str:
    """Return the id of a group's node."""
    return f"group:{group}"


def on_the_day(facts: NetworkFacts) -> NetworkFacts:
    """Return the facts that hold on the day of the picture, each once and in one order."""
    day = facts.as_at
    people = [fact for fact in facts.people if fact.id == facts.about or _is_there(fact, day)]
    known = {fact.id for fact in people}
    died = {fact.id: fact.died.text for fact in people if fact.died}
    ties = (held for fact in facts.ties if (held := _tie_on(fact, day, died)) is not None)
    return NetworkFacts(
        facts.about,
        day,
        _in_order(people),
        _in_order(fact for fact in facts.home if _runs(fact, day) and fact.person in known),
        _in_order(
            tie for tie in ties if {tie.subject, tie.other} <= known and tie.subject != tie.other
        ),
        _in_order(fact for fact in facts.services if _runs(fact, day) and fact.person in known),
        _in_order(fact for fact in facts.groups if _runs(fact, day) and fact.person in known),
        facts.places,
        tuple(fact for fact in facts.checks if fact.on_day <= day),
    )


def with_lately_ended(facts: NetworkFacts) -> NetworkFacts:
    """Return the facts of the day, with the services and groups that ended within one review."""
    now = on_the_day(facts)
    known = {fact.id for fact in now.people}
    helps: list[ServiceFact | GroupFact] = [*now.services, *now.groups]
    running = {(fact.id, fact.person) for fact in helps}

    def lately(fact: ServiceFact | GroupFact) -> bool:
        began, ended = fact.started_on, fact.ended_on
        if ended is None or (began is not None and began > ended) or fact.person not in known:
            return False
        within = facts.as_at - REVIEW < ended <= facts.as_at
        return within and (fact.id, fact.person) not in running

    return replace(
        now,
        services=_in_order((*now.services, *filter(lately, facts.services))),
        groups=_in_order((*now.groups, *filter(lately, facts.groups))),
    )


def has_ended(fact: ServiceFact | GroupFact, day: date) -> bool:
    """Say whether a tie is over on a day."""
    return fact.ended_on is not None and fact.ended_on <= day


def build(facts: NetworkFacts) -> Graph:
    """Return the graph on the day of the facts. Same facts in, same graph out, in any order.

    Nodes have `kind` (person, service, group) and `name`; edges have `kind` (home, service, group
    or what one person is to another) and `fact`, the fact that they stand for.
    """
    now = on_the_day(facts)
    graph: Graph = nx.MultiGraph()
    for person in now.people:
        graph.add_node(person_node(person.id), kind="person", name=person.name)
    about = person_node(now.about)
    for home in now.home:
        if home.person != now.about and about in graph:
            graph.add_edge(about, person_node(home.person), kind=HOME, fact=home)
    for tie in now.ties:
        ends = person_node(tie.subject), person_node(tie.other)
        graph.add_edge(*ends, kind=tie.kind.value, fact=tie)
    for service in now.services:
        _add_help(graph, "service", service_node(service.id), service)
    for group in now.groups:
        _add_help(graph, "group", group_node(group.id), group)
    return graph


def _add_help(graph: Graph, kind: str, node: str, fact: ServiceFact | GroupFact) -> None:
    graph.add_node(node, kind=kind, name=fact.name)
    graph.add_edge(node, person_node(fact.person), kind=kind, fact=fact)


def _is_there(person: PersonFact, day: date) -> bool:
    """Say whether somebody is born by a day, or a child who is expected then."""
    begins = person.born.text if person.born else person.due.isoformat() if person.due else ""
    return begins <= (day + _EXPECTED).isoformat()[: len(begins)]


def _tie_on(tie: TieFact, day: date, died: Mapping[PersonId, str]) -> TieFact | None:
    """Return the tie as it was on a day, if it was there.

    Kin stay kin after contact has ended, and a partner becomes a former one: earlier partners are
    never dropped from a family's picture. Whom death parts, it does not make former partners. How
    the tie was is then no longer said.
    """
    if _runs(tie, day):
        return tie
    ended = tie.ended_on is not None and tie.ended_on <= day
    if ended and tie.kind is TieKind.PARTNER and _by_death(tie, died):
        return replace(tie, quality=None, strength=None, flow=None, ended_on=None)
    if ended and tie.kind is TieKind.PARTNER:
        former = TieKind.FORMER_PARTNER
        return TieFact(tie.subject, tie.other, former, started_on=tie.ended_on, note=tie.note)
    if ended and tie.kind in KIN:
        return TieFact(tie.subject, tie.other, tie.kind, note=tie.note, nature=tie.nature)
    return None


def _by_death(tie: TieFact, died: Mapping[PersonId, str]) -> bool:
    """Say whether a tie ended when one of the two died."""
    days = [died[one] for one in (tie.subject, tie.other) if one in died]
    return any(str(tie.ended_on)[: len(day)] == day for day in days)


Dated = HomeFact | TieFact | ServiceFact | GroupFact
_Fact = TypeVar("_Fact", PersonFact, HomeFact, TieFact, ServiceFact, GroupFact)


def _runs(fact: Dated, day: date) -> bool:
    return runs_on(day, fact.started_on, fact.ended_on)


def _in_order(facts: Iterable[_Fact]) -> tuple[_Fact, ...]:
    return tuple(sorted(set(facts), key=repr))
