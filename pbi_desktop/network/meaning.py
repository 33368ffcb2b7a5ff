"""What a network says to a key worker: findings in plain words, each with what it is about.

Nothing here scores a person or compares one with another. Only what is in the facts is said: what
a viewer may not see must not be in them.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pbi_desktop.domain.findings import Finding, FindingKind, StoryTaken, TieEnds, tie_ends
from pbi_desktop.domain.ties import NetworkFacts, ServiceFact
from pbi_desktop.network.build import on_the_day, person_node, service_node
from pbi_desktop.network.changes import Change, what_changed
from pbi_desktop.network.hanging import Help, hanging, help_node
from pbi_desktop.network.informal import Informal, Tied, supports
from pbi_desktop.network.overlap import overlaps
from pbi_desktop.network.people import around
from pbi_desktop.network.retold import retold
from pbi_desktop.network.words import and_list, how_many, isolated

_MOST_NAMED = 6

_WHY_ALONE = (
    "Services end. Without somebody of one's own, each ending leaves a person where they began. "
    "Children are not counted here, nor those who died, nor anybody with whom contact is cut off. "
    "It may also be that nobody has asked yet."
)
_WHY_LEFT = (
    "Everything outside the home hangs on this one tie, so the end of a post or of a funding year "
    "would take it all. A second tie would hold. What is strained, planned or cut off is not "
    "counted as support."
)
_WHY_HANGS = (
    "No second worker is recorded behind these ties. Somebody who knows both sides, or a handover "
    "that is written down, would keep them."
)
_WHY_BONDING = (
    "Ties inside the family and the home carry somebody through a bad day (bonding). Those who "
    "died, and those with whom contact is cut off, are not counted."
)
_WHY_BRIDGING = (
    "Ties to people and groups outside bring news, chances and other company (bridging). A group "
    "counts once somebody goes; services do not count."
)
_WHY_CHANGE = (
    "Counted from what was recorded as begun and ended between the two days. More ties are not "
    "always better: what matters is what the person says of them."
)


def findings(
    facts: NetworkFacts, start: date | None = None, taken: Iterable[StoryTaken] = ()
) -> tuple[Finding, ...]:
    """Return what a network says on the day of its facts.

    `start` is the day to compare with, `taken` who took the story and when. Same facts in, same
    findings out, in any order.
    """
    now = on_the_day(facts)
    own = Informal(facts, now, around(now))
    return (
        *_alone(own),
        *_left(own),
        *_hanging(now),
        _bonding(own),
        _bridging(own),
        *overlaps(own.circle, now),
        *retold(own.circle, now, taken),
        *_changed(facts, start),
    )


def _alone(own: Informal) -> Iterator[Finding]:
    """Yield a sentence where the person has nobody of their own to turn to."""
    about = own.now.about
    if any(tied.grown for tied in (*own.inside(about), *own.outside(about))):
        return
    name = own.circle.name(about)
    services = {service_node(one.id) for one in own.now.services if one.person == about}
    ties = [tie_ends(node, person_node(about)) for node in services]
    words = f"No tie of {name}'s own to another adult or to a group is recorded"
    words += ": only services." if services else "."
    yield _finding(FindingKind.ALONE, words, _WHY_ALONE, [person_node(about), *services], ties)


@dataclass(frozen=True)
class _Behind:
    """What stands behind a tie to the outside: a worker, a service or a group."""

    name: str
    went: str
    """ "left" of a worker, "ended" of a service or group."""


def _left(own: Informal) -> Iterator[Finding]:
    """Yield a sentence where a whole home has one worker, service or group and nobody else.

    It is asked of the home alone: who stands behind family elsewhere is not recorded here.
    """
    about = own.now.about
    home = {about} | {one.person for one in own.now.home}
    nodes = {person_node(one) for one in home}
    people = (tied for one in home for tied in (*own.inside(one), *own.outside(one)))
    if any(tied.grown and tied.node not in nodes and _is_person(tied) for tied in people):
        return
    helps: list[Help] = [*own.now.services, *own.now.groups]
    behind = [(fact, _behind(fact)) for fact in helps if fact.person in home and supports(fact)]
    if len({one for _, one in behind}) != 1:
        return
    only = behind[0][1]
    ties = [tie_ends(help_node(fact), person_node(fact.person)) for fact, _ in behind]
    living = [one for one in home if (fact := own.circle.people.get(one)) and fact.died is None]
    names = sorted(own.circle.name(one) for one in living)
    whom = _named(names)
    none = "be left with no one" if len(living) == 1 else "have no one outside the home"
    words = f"If {isolated(only.name)} {only.went}, {whom} would {none}."
    yield _finding(
        FindingKind.LEFT, words, _WHY_LEFT, {help_node(fact) for fact, _ in behind}, ties
    )


def _is_person(tied: Tied) -> bool:
    return tied.node.startswith("person:")


def _behind(fact: Help) -> _Behind:
    if isinstance(fact, ServiceFact) and fact.worker:
        return _Behind(fact.worker, "left")
    return _Behind(fact.name, "ended")


def _hanging(now: NetworkFacts) -> Iterator[Finding]:
    for one in hanging(now):
        yield _finding(FindingKind.HANGS, one.sentence, _WHY_HANGS, one.nodes, one.ties)


def _bonding(own: Informal) -> Finding:
    about = own.now.about
    tied, name = own.inside(about), own.circle.name(about)
    words = f"No tie of {name}'s inside the family or home is recorded."
    if tied:
        words = f"Inside the family and home, {name} has {_how_many_ties(tied)}."
    return _of_ties(FindingKind.BONDING, words, _WHY_BONDING, person_node(about), tied)


def _bridging(own: Informal) -> Finding:
    about = own.now.about
    tied, name = own.outside(about), own.circle.name(about)
    words = f"No tie of {name}'s to people or groups outside the family is recorded."
    if tied:
        words = f"To people and groups outside the family, {name} has {_how_many_ties(tied)}."
    return _of_ties(FindingKind.BRIDGING, words, _WHY_BRIDGING, person_node(about), tied)


def _how_many_ties(tied: Sequence[Tied]) -> str:
    return f"{how_many(len(tied), 'tie')}: {_named([_isolated_once(one.name) for one in tied])}"


def _isolated_once(name: str) -> str:
    """Return a name so that its direction turns nothing around it, marked once at most."""
    return name if name.startswith("\u2068") else isolated(name)


def _named(names: Sequence[str]) -> str:
    more = len(names) - _MOST_NAMED
    return and_list([*names[:_MOST_NAMED], f"{more} more"] if more > 1 else names)


def _of_ties(kind: FindingKind, words: str, why: str, about: str, tied: Sequence[Tied]) -> Finding:
    return _finding(kind, words, why, [about, *(t.node for t in tied)], [t.tie for t in tied])


def _changed(facts: NetworkFacts, start: date | None) -> Iterator[Finding]:
    """Yield what is different since the start; what ended is no longer there to be shown."""
    if start is None or start >= facts.as_at:
        return
    changes = what_changed(replace(facts, as_at=start), facts)
    marked: tuple[Change, ...] = (
        *changes.begun,
        *changes.better,
        *changes.worse,
        *changes.stressed,
    )
    yield _finding(FindingKind.CHANGE, changes.sentence, _WHY_CHANGE, {c.node for c in marked}, ())


def _finding(
    kind: FindingKind,
    words: str,
    why: str,
    nodes: Collection[str],
    ties: Collection[TieEnds],
) -> Finding:
    return Finding(kind, words, why, tuple(sorted(set(nodes))), tuple(sorted(set(ties))))
