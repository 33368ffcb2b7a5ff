"""Who and what stands in the picture, and what is folded together where it would be too many."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from hashlib import sha256

import networkx as nx

from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.ties import NetworkFacts
from pbi_desktop.network.build import person_node
from pbi_desktop.network.people import Around
from pbi_desktop.network.picture.helps import Help, helps
from pbi_desktop.network.words import and_list, how_many, isolated, sentence

MOST_HELPS = 12
MOST_PEOPLE = 25
_MOST_BRANCHES = 3
_MOST_SECTORS = 2
_WHOLE = 8
"""How many services and groups stay whole where the others are folded."""


@dataclass(frozen=True)
class Fold:
    """Several people, services or groups as one card."""

    key: str
    count: int
    title: str
    said: str
    users: tuple[PersonId, ...]
    """Who of those in the picture they are tied to."""
    inside: frozenset[str]
    """The nodes that are in it."""


@dataclass(frozen=True)
class Cast:
    """What is drawn: `now` holds only the people who are drawn one by one."""

    now: NetworkFacts
    helps: tuple[Help, ...]
    folds: tuple[Fold, ...]

    @property
    def folded(self) -> dict[str, str]:
        """For each node in a fold the key of the fold."""
        return {node: fold.key for fold in self.folds for node in fold.inside}


def cast(now: NetworkFacts, circle: Around) -> Cast:
    """Return who and what is drawn, and what is folded."""
    people, branches = _people(now, circle)
    every = helps(now)
    whole, sectors = _sectors(every)
    kept = replace(
        now,
        people=tuple(fact for fact in now.people if fact.id in people),
        home=tuple(fact for fact in now.home if fact.person in people),
        ties=tuple(tie for tie in now.ties if {tie.subject, tie.other} <= people),
    )
    return Cast(kept, whole, (*branches, *sectors))


# --- services and groups -------------------------------------------------------------------------


def fewer(shown: Cast, most: int) -> Cast:
    """Return the cast with at most so many services and groups whole."""
    every = helps(shown.now)
    whole, sectors = (every, ()) if len(every) <= most else _folded(every, most)
    branches = [fold for fold in shown.folds if fold.key.startswith("fold:people:")]
    return replace(shown, helps=whole, folds=(*branches, *sectors))


def _sectors(every: tuple[Help, ...]) -> tuple[tuple[Help, ...], tuple[Fold, ...]]:
    """Return what stays whole and what is folded, where that is too much."""
    return (every, ()) if len(every) <= MOST_HELPS else _folded(every, _WHOLE)


def _folded(every: tuple[Help, ...], most: int) -> tuple[tuple[Help, ...], tuple[Fold, ...]]:
    """Return what stays whole, strained ties and the oldest first, and the rest by sector."""
    ranked = sorted(every, key=lambda one: (one.ended, not one.strained, *_age(one)))
    whole, rest = ranked[:most], ranked[most:]
    found: dict[tuple[bool, str], list[Help]] = {}
    for one in rest:
        found.setdefault((one.community, one.kind.sector), []).append(one)
    large = sorted(
        (key for key, inside in found.items() if len(inside) > 1 and not key[0]),
        key=lambda key: (-len(found[key]), key),
    )[:_MOST_SECTORS]
    folds = [_help_fold(found.pop(key), key[1]) for key in large]
    for community, plural in ((False, "services"), (True, "groups")):
        inside = [one for key, some in found.items() if key[0] is community for one in some]
        if len(inside) > 1:
            folds.append(_help_fold(inside, plural))
        else:
            whole += inside
    return tuple(sorted(whole, key=lambda one: one.key)), tuple(folds)


def _age(one: Help) -> tuple[str, str]:
    return (one.since.isoformat() if one.since else "", sha256(one.key.encode()).hexdigest())


def _help_fold(inside: list[Help], sector: str) -> Fold:
    names = and_list(sorted(isolated(one.name) for one in inside))
    users = sorted({user for one in inside for user in one.users})
    community = inside[0].community
    noun = "group" if community else "service"
    called = noun if sector in ("services", "groups") else f"{sector} {noun}"
    return Fold(
        f"fold:{noun}:{sector}",
        len(inside),
        f"+{len(inside)} more {sector}",
        sentence(f"{how_many(len(inside), f'more {called}')}: {names}"),
        tuple(users),
        frozenset(one.key for one in inside),
    )


# --- people --------------------------------------------------------------------------------------


def _people(now: NetworkFacts, circle: Around) -> tuple[set[PersonId], tuple[Fold, ...]]:
    """Return who is drawn one by one, those at home and nearest first, and the rest by branch."""
    every = {fact.id for fact in now.people}
    if len(every) <= MOST_PEOPLE:
        return every, ()
    ways = nx.Graph()
    ways.add_nodes_from(sorted({*every, now.about}))
    ways.add_edges_from((tie.subject, tie.other) for tie in now.ties)
    far = nx.single_source_shortest_path_length(ways, now.about)
    home = {now.about, *circle.home}
    ranked = sorted(every, key=lambda one: (one not in home, far.get(one, len(every)), str(one)))
    kept = set(ranked[: MOST_PEOPLE - _MOST_BRANCHES])
    away = nx.connected_components(ways.subgraph(every - kept))
    branches = sorted((sorted(branch) for branch in away), key=lambda some: (-len(some), some))
    large = [branch for branch in branches if len(branch) > 1][: _MOST_BRANCHES - 1]
    rest = [person for branch in branches if branch not in large for person in branch]
    if len(rest) == 1:
        kept |= set(rest)
    groups = [*large, *([rest] if len(rest) > 1 else [])]
    return kept, tuple(_branch(inside, kept, ways, circle) for inside in groups)


def _branch(
    inside: Iterable[PersonId], kept: set[PersonId], ways: "nx.Graph[PersonId]", circle: Around
) -> Fold:
    members = sorted(inside)
    near = sorted({other for one in members for other in ways[one] if other in kept})
    names = and_list(sorted(circle.name(one) for one in members))
    count = how_many(len(members), "more person", "more people")
    return Fold(
        f"fold:people:{members[0]}",
        len(members),
        f"+{count}",
        sentence(f"{count}: {names}"),
        tuple(near),
        frozenset(person_node(one) for one in members),
    )


def crowd(
    shown: Cast, people: tuple[PersonId, ...], most: int, circle: Around
) -> tuple[Cast, tuple[PersonId, ...]]:
    """Return the cast with at most so many people round the family, and who they are."""
    if len(people) <= most:
        return shown, people
    kept, rest = people[: most - 1], people[most - 1 :]
    ways: nx.Graph[PersonId] = nx.Graph()
    ways.add_nodes_from(rest)
    ways.add_edges_from((tie.subject, tie.other) for tie in shown.now.ties)
    others = {fact.id for fact in shown.now.people} - set(people)
    fold = _branch(rest, others, ways, circle)
    return replace(shown, folds=(*shown.folds, fold)), kept
