"""Which people belong where around one person, and each of them in words."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx

from pbi_desktop.domain.casework import Quality, TieKind, TieNature
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.ties import NetworkFacts, OutlineLine, PersonFact, TieFact
from pbi_desktop.network.build import FAMILY, person_node
from pbi_desktop.network.words import (
    INVERSE,
    QUALITY_WORDS,
    age,
    due_words,
    isolated,
    relation,
    said,
    sentence,
    since,
    them,
    tie_quality,
    unborn,
)

_LIVING = "Living together."
_DATED_APART = (TieKind.FORMER_PARTNER, TieKind.CARER)
_CLOSEST = (*sorted(FAMILY), TieKind.CARER, TieKind.FRIEND, TieKind.NEIGHBOUR, TieKind.OTHER)
"""Of several ties between two people, family names the other first."""


@dataclass(frozen=True)
class Around:
    """The people around one person, by where they belong; each is in one place only."""

    facts: NetworkFacts
    people: Mapping[PersonId, PersonFact]
    names: Mapping[PersonId, str]
    towards: Mapping[PersonId, PersonId]
    """The next person on the shortest way of ties to the one the picture is about."""
    home: tuple[PersonId, ...]
    family: tuple[PersonId, ...]
    others: tuple[PersonId, ...]

    @property
    def about(self) -> PersonId:
        """The person the picture is about."""
        return self.facts.about

    def name(self, person: PersonId) -> str:
        """Return the name for sentences: the short one, unless two people share it."""
        return self.names.get(person, "This person")

    def between(self, one: PersonId, other: PersonId) -> list[TieFact]:
        """Return the ties between two people, closest first."""
        found = [tie for tie in self.facts.ties if {tie.subject, tie.other} == {one, other}]
        return sorted(found, key=lambda tie: (_CLOSEST.index(tie.kind), repr(tie)))


def around(now: NetworkFacts) -> Around:
    """Return the people of one day's facts, each where they belong."""
    people = {fact.id: fact for fact in now.people}
    home = {fact.person for fact in now.home} - {now.about}
    towards = _ways(now, now.ties)
    kin = {person for person in _reached(now, home) if person in people}
    family = kin - home - {now.about}
    others = set(people) - home - family - {now.about}

    def by_age(group: set[PersonId]) -> tuple[PersonId, ...]:
        return tuple(sorted(group, key=lambda person: _oldest_first(people[person])))

    names = _names(now.people)
    return Around(now, people, names, towards, by_age(home), by_age(family), by_age(others))


def person_line(person: PersonId, circle: Around) -> OutlineLine:
    """Return one person in words."""
    fact = circle.people.get(person)
    node = person_node(person)
    if fact is None:
        return OutlineLine(node, circle.name(person), "Nothing is recorded about them.")
    day = circle.facts.as_at
    if person == circle.about:
        title = _title(circle.name(person), age(fact, day))
        return OutlineLine(node, title, said(["The person this is about.", *_whom(fact, circle)]))
    old = due_words(fact, day) if unborn(fact, day) else age(fact, day)
    title = _title(circle.name(person), _relation(fact, circle), old)
    direct = circle.between(person, circle.about)
    rated = next((tie for tie in direct if tie.quality), None)
    started = next((tie.started_on for tie in direct if tie.started_on), None)
    return OutlineLine(
        node,
        title,
        said(_about(fact, direct, circle)),
        QUALITY_WORDS[rated.quality] if rated and rated.quality else "",
        started,
    )


def _title(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _relation(fact: PersonFact, circle: Around) -> str:
    """Return what the person is: "mother", or "Idris's father" where the tie is through Idris."""
    through = circle.towards.get(fact.id)
    if through is None:
        return ""
    for tie in circle.between(fact.id, through):
        kind = _kind_of(fact.id, tie)
        called = relation(kind, fact.gender, tie.nature) if _names_them(fact, tie) else ""
        if called:
            return called if through == circle.about else f"{circle.name(through)}'s {called}"
    return ""


def _names_them(fact: PersonFact, tie: TieFact) -> bool:
    """Say whether the tie has a word for this person: being cared for has none."""
    return tie.kind is not TieKind.CARER or tie.subject == fact.id


def _kind_of(person: PersonId, tie: TieFact) -> TieKind:
    return tie.kind if tie.subject == person else INVERSE.get(tie.kind, tie.kind)


def _about(fact: PersonFact, direct: list[TieFact], circle: Around) -> list[str]:
    """Return the sentences about one person: care, how the tie is, what else, since when."""
    rated = next((tie for tie in direct if tie.quality or tie.flow), None)
    dated = next((tie for tie in direct if tie.started_on and tie.kind not in _DATED_APART), None)
    sentences = [
        f"Died {say_date(fact.died)}." if fact.died else "",
        *_care(fact, circle),
        tie_quality(rated.quality, rated.strength, rated.flow) if rated else "",
        *(_apart(tie) for tie in direct if tie.kind is TieKind.FORMER_PARTNER),
        _since(dated) if dated else "",
        *(_LIVING for tie in direct if tie.nature is TieNature.LIVING_TOGETHER and tie != dated),
        *dict.fromkeys(sentence(isolated(tie.note)) for tie in direct),
        *_with_others(fact, circle),
    ]
    if circle.towards.get(fact.id) is None:
        sentences.append(f"How {circle.name(circle.about)} knows {them(fact)} is not recorded.")
    return sentences


def _apart(tie: TieFact) -> str:
    """Return since when two are apart, and how, as far as it is recorded."""
    word = {TieNature.DIVORCED: "Divorced", TieNature.SEPARATED: "Separated since"}
    said = word.get(tie.nature) if tie.nature else None
    if tie.started_on is None:
        return f"{said.split()[0]}." if said else ""
    return f"{said or 'Apart since'} {say_date(tie.started_on)}."


def _since(tie: TieFact) -> str:
    """Return since when a tie is, and what a couple did then."""
    if tie.started_on is None:
        return ""
    if tie.nature is TieNature.MARRIED:
        return f"Married {say_date(tie.started_on)}."
    if tie.nature is TieNature.LIVING_TOGETHER:
        return f"Living together since {say_date(tie.started_on)}."
    return since(tie.started_on)


def _whom(fact: PersonFact, circle: Around) -> list[str]:
    return [f"Died {say_date(fact.died)}."] if fact.died else _care(fact, circle)


def _care(fact: PersonFact, circle: Around) -> list[str]:
    """Return who cares for this person, and for whom this person cares."""
    ties = [tie for tie in circle.facts.ties if tie.kind is TieKind.CARER]
    cared = {
        f"{circle.name(tie.subject)} {_caring(tie)} {them(fact)}{_from(tie)}."
        for tie in ties
        if tie.other == fact.id
    }
    cares = {
        f"{_caring(tie).capitalize()} {circle.name(tie.other)}{_from(tie)}."
        for tie in ties
        if tie.subject == fact.id
    }
    return [*sorted(cared), *sorted(cares)]


def _caring(tie: TieFact) -> str:
    return "has cared for" if tie.started_on else "cares for"


def _from(tie: TieFact) -> str:
    return f" since {say_date(tie.started_on)}" if tie.started_on else ""


def _with_others(fact: PersonFact, circle: Around) -> list[str]:
    """Return strain between this person and others than the one the picture is about."""
    strained = (Quality.STRESSFUL, Quality.CUT_OFF)
    words = {Quality.STRESSFUL: "Stressful tie with", Quality.CUT_OFF: "Cut off from"}
    found = [
        f"{words[tie.quality]} {circle.name(tie.other if tie.subject == fact.id else tie.subject)}."
        for tie in circle.facts.ties
        if tie.quality in strained
        and fact.id in (tie.subject, tie.other)
        and circle.about not in (tie.subject, tie.other)
        if tie.quality is not None
    ]
    return sorted(set(found))


def _ways(now: NetworkFacts, ties: tuple[TieFact, ...]) -> dict[PersonId, PersonId]:
    """Return for each person tied to the one in the middle, however far, whom the way goes by."""
    graph = _graph(ties)
    graph.add_node(now.about)
    paths = nx.single_source_shortest_path(graph, now.about)
    return {person: path[-2] for person, path in paths.items() if len(path) > 1}


def _reached(now: NetworkFacts, home: set[PersonId]) -> set[PersonId]:
    """Return everybody whom family ties join to those at home, however far."""
    graph = _graph(tuple(tie for tie in now.ties if tie.kind in FAMILY))
    graph.add_nodes_from([now.about, *sorted(home)])
    reached: set[PersonId] = set()
    for start in [now.about, *home]:
        reached |= nx.node_connected_component(graph, start)
    return reached


def _graph(ties: tuple[TieFact, ...]) -> "nx.Graph[PersonId]":
    graph: nx.Graph[PersonId] = nx.Graph()
    # The closest tie first, so that of two ways equally long the one through family is taken.
    for tie in sorted(ties, key=lambda tie: (_CLOSEST.index(tie.kind), repr(tie))):
        graph.add_edge(tie.subject, tie.other)
    return graph


def _names(people: tuple[PersonFact, ...]) -> dict[PersonId, str]:
    shared = Counter(fact.short for fact in people)
    return {
        fact.id: isolated(fact.short if shared[fact.short] == 1 else fact.name) for fact in people
    }


def _oldest_first(fact: PersonFact) -> tuple[str, str, str]:
    return (fact.born.text if fact.born else "9999", fact.name.casefold(), str(fact.id))
