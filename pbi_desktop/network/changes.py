"""What is different in a network between two days: ties begun and ended, better and worse."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pbi_desktop.domain.casework import Quality, TieKind
from pbi_desktop.domain.ids import PersonId
from pbi_desktop.domain.people_words import say_date
from pbi_desktop.domain.ties import GroupFact, NetworkFacts, ServiceFact, TieFact
from pbi_desktop.network.build import group_node, on_the_day, person_node, service_node
from pbi_desktop.network.picture.kinds import is_crisis
from pbi_desktop.network.words import how_many, isolated


class Sort(StrEnum):
    """What is counted together."""

    HOME = "home"
    FAMILY = "family"
    COMMUNITY = "community"
    """Groups, friends and neighbours."""
    SERVICE = "service"
    CRISIS = "crisis"
    """Services of an emergency."""


@dataclass(frozen=True)
class Change:
    """One thing that changed: the node it is at, and what it is called."""

    node: str
    sort: Sort
    name: str


@dataclass(frozen=True)
class Changes:
    """What changed from one day to another. A tie that begins badly is begun and stressed."""

    since: date
    until: date
    begun: tuple[Change, ...] = ()
    ended: tuple[Change, ...] = ()
    better: tuple[Change, ...] = ()
    worse: tuple[Change, ...] = ()
    stressed: tuple[Change, ...] = ()
    """What is newly stressful or cut off."""
    eased: tuple[Change, ...] = ()
    """What no longer is; or it ended."""

    @property
    def sentence(self) -> str:
        """The changes in one sentence: "Since 3 March 2026: 2 community ties more.\""""
        parts = list(self._parts())
        return f"Since {say_date(self.since)}: {', '.join(parts) or 'nothing has changed'}."

    def _parts(self) -> Iterator[str]:
        begun, ended = (Counter(c.sort for c in some) for some in (self.begun, self.ended))
        for sort, (one, many) in _NOUNS.items():
            if begun[sort]:
                yield f"{how_many(begun[sort], one, many)} more"
            if ended[sort]:
                yield f"{how_many(ended[sort], one, many)} fewer"
        if self.stressed:
            yield how_many(len(self.stressed), "new stress", "new stresses")
        if self.eased:
            yield f"{how_many(len(self.eased), 'stress', 'stresses')} less"
        if self.better:
            yield f"{how_many(len(self.better), 'tie')} better"
        if self.worse:
            yield f"{how_many(len(self.worse), 'tie')} worse"


_NOUNS = {
    Sort.HOME: ("person at home", "people at home"),
    Sort.FAMILY: ("family tie", "family ties"),
    Sort.COMMUNITY: ("community tie", "community ties"),
    Sort.SERVICE: ("service", "services"),
    Sort.CRISIS: ("crisis service", "crisis services"),
}
_RANK = {
    Quality.CUT_OFF: 0,
    Quality.STRESSFUL: 1,
    Quality.PLANNED: 2,
    Quality.WEAK: 3,
    Quality.WORKING: 4,
    Quality.STRONG: 5,
}
_STRAINED = (Quality.STRESSFUL, Quality.CUT_OFF)


def what_changed(before: NetworkFacts, after: NetworkFacts) -> Changes:
    """Return what changed between the days of two networks, the earlier one first.

    Both may be the same facts at two days. Same facts in, same changes out, in any order. How a
    tie is counts as better or worse only where it is recorded on both days.
    """
    if before.as_at > after.as_at:
        before, after = after, before
    old, new = _standing(on_the_day(before)), _standing(on_the_day(after))
    kept = sorted(old.keys() & new.keys())
    return Changes(
        before.as_at,
        after.as_at,
        begun=_changes(new, new.keys() - old.keys()),
        ended=_changes(old, old.keys() - new.keys()),
        better=_changes(new, (k for k in kept if _step(old[k], new[k]) > 0)),
        worse=_changes(new, (k for k in kept if _step(old[k], new[k]) < 0)),
        stressed=_changes(new, (k for k in new if new[k].strained and not _strained(old, k))),
        eased=_changes(old, (k for k in old if old[k].strained and not _strained(new, k))),
    )


@dataclass(frozen=True)
class _Standing:
    """One tie on one day."""

    change: Change
    quality: Quality | None = None

    @property
    def strained(self) -> bool:
        return self.quality in _STRAINED


_Standings = Mapping[tuple[str, ...], _Standing]


def _changes(standings: _Standings, keys: Iterable[tuple[str, ...]]) -> tuple[Change, ...]:
    found = {standings[key].change for key in keys}
    return tuple(sorted(found, key=lambda change: (change.sort, change.name, change.node)))


def _strained(standings: _Standings, key: tuple[str, ...]) -> bool:
    return key in standings and standings[key].strained


def _step(old: _Standing, new: _Standing) -> int:
    if old.quality is None or new.quality is None:
        return 0
    return _RANK[new.quality] - _RANK[old.quality]


def _standing(now: NetworkFacts) -> dict[tuple[str, ...], _Standing]:
    """Return everything that is tied on one day: each service and group once, however many use it.

    Parents, children and siblings are so for good: of them only how the tie is can change.
    """
    names = {fact.id: isolated(fact.short) for fact in now.people}
    found: dict[tuple[str, ...], _Standing] = {}
    for home in now.home:
        if home.person != now.about:
            node = person_node(home.person)
            found["home", node] = _Standing(Change(node, Sort.HOME, names[home.person]))
    for tie in sorted(now.ties, key=repr):
        _keep(found, _key(tie), _Standing(_of_people(tie, now.about, names), tie.quality))
    for service in now.services:
        sort = Sort.CRISIS if is_crisis(service.name) else Sort.SERVICE
        _add_help(found, service_node(service.id), sort, service)
    for group in now.groups:
        _add_help(found, group_node(group.id), Sort.COMMUNITY, group)
    return found


def _key(tie: TieFact) -> tuple[str, ...]:
    return ("tie", tie.kind, *sorted((str(tie.subject), str(tie.other))))


def _of_people(tie: TieFact, about: PersonId, names: Mapping[PersonId, str]) -> Change:
    far = tie.other if tie.subject == about else tie.subject
    outside = tie.kind in (TieKind.FRIEND, TieKind.NEIGHBOUR, TieKind.OTHER)
    return Change(person_node(far), Sort.COMMUNITY if outside else Sort.FAMILY, names[far])


def _add_help(
    found: dict[tuple[str, ...], _Standing],
    node: str,
    sort: Sort,
    fact: ServiceFact | GroupFact,
) -> None:
    _keep(found, ("help", node), _Standing(Change(node, sort, isolated(fact.name)), fact.quality))


def _keep(
    found: dict[tuple[str, ...], _Standing], key: tuple[str, ...], standing: _Standing
) -> None:
    """Keep of several ties to one thing the worst: strain is never averaged away."""
    there = found.get(key)
    if there is None or _badness(standing) < _badness(there):
        found[key] = standing


def _badness(standing: _Standing) -> int:
    return len(_RANK) if standing.quality is None else _RANK[standing.quality]
