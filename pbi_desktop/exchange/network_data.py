"""A network as nodes and ties that other programs take: what its picture holds, and no more.

Same network in, same nodes and ties out, in one order. Words are as they were written, without
control characters; days are ISO 8601; codes are those of the program.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from enum import Enum

from pbi_desktop.domain.documents import DocumentMarking
from pbi_desktop.domain.text import clean_line
from pbi_desktop.domain.ties import GroupFact, NetworkFacts, NetworkPicture, ServiceFact

Value = str | int | float | bool
Values = dict[str, Value]
HOME = "home"
"""The node of the household, where anybody lives in it, and the kind of the ties to it."""


@dataclass(frozen=True)
class NetworkToGo:
    """A network that leaves the program: the facts of its day, drawn, and under what marking."""

    facts: NetworkFacts
    """As they hold on the day of the picture."""
    picture: NetworkPicture
    title: str
    marking: DocumentMarking
    source: str
    """Whose records they are."""
    notice: str = ""
    """That something is not in it; empty where nothing was left out."""


@dataclass(frozen=True)
class Node:
    """A person, the household, a service or a group; `key` is the same in picture and words."""

    key: str
    values: Mapping[str, Value]


@dataclass(frozen=True)
class Link:
    """A dated tie from one node to another."""

    start: str
    end: str
    values: Mapping[str, Value]


def headed(network: NetworkToGo) -> Values:
    """Return what stands over a network in every file: the day, the marking, who and whose."""
    by = network.marking
    return _said(
        {
            "title": network.title,
            "as_at": network.facts.as_at,
            "marking": by.protection,
            "handling": by.handling,
            "made_by": by.printed_by,
            "made_at": by.printed_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "for_whom": by.for_whom,
            "source": network.source,
            "notice": network.notice,
            "checked_on": max((one.on_day for one in network.facts.checks), default=None),
        }
    )


def nodes(network: NetworkToGo) -> tuple[Node, ...]:
    """Return the nodes, each with its kind, its name and its place in the picture."""
    facts = network.facts
    drawn = {spot.key: spot.box.middle for spot in network.picture.scene.spots}
    moved = {one.node: (one.dx, one.dy) for one in facts.places}
    found: dict[str, Values] = {}
    for key, values in _named(facts):
        x, y = drawn.get(key, (None, None))
        dx, dy = moved.get(key, (None, None))
        places = {"x": _rounded(x), "y": _rounded(y), "moved_x": dx, "moved_y": dy}
        found.setdefault(key, _said({**values, **places}))
    return tuple(Node(key, found[key]) for key in sorted(found))


def links(network: NetworkToGo) -> tuple[Link, ...]:
    """Return the ties, each with its kind, its days, and how it is."""
    facts = network.facts
    found = [*_lived(facts), *_tied(facts), *_helped("service", facts.services)]
    found += _helped("group", facts.groups)
    return tuple(sorted(found, key=repr))


def _named(facts: NetworkFacts) -> Iterator[tuple[str, dict[str, object]]]:
    for one in facts.people:
        yield (
            f"person:{one.id}",
            {
                "kind": "person",
                "name": one.name,
                "about": one.id == facts.about,
                "born": one.born.text if one.born else None,
                "died": one.died.text if one.died else None,
                "due": one.due,
                "gender": one.gender,
            },
        )
    if facts.home:
        yield HOME, {"kind": "household", "name": "Home"}
    helps: tuple[tuple[str, Sequence[ServiceFact | GroupFact]], ...] = (
        ("service", facts.services),
        ("group", facts.groups),
    )
    for kind, some in helps:
        for help_ in some:
            yield f"{kind}:{help_.id}", {"kind": kind, "name": help_.name}


def _lived(facts: NetworkFacts) -> Iterator[Link]:
    for one in facts.home:
        days = {"since": one.started_on, "until": one.ended_on}
        yield Link(f"person:{one.person}", HOME, _said({"kind": HOME, **days}))


def _tied(facts: NetworkFacts) -> Iterator[Link]:
    for one in facts.ties:
        how = {"quality": one.quality, "strength": one.strength, "flow": one.flow}
        days = {"since": one.started_on, "until": one.ended_on}
        said = _said({"kind": one.kind, "nature": one.nature, **how, **days, "note": one.note})
        yield Link(f"person:{one.subject}", f"person:{one.other}", said)


def _helped(kind: str, some: Iterable[ServiceFact | GroupFact]) -> Iterator[Link]:
    for one in some:
        how = {"quality": one.quality, "strength": one.strength, "flow": one.flow}
        days = {"since": one.started_on, "until": one.ended_on}
        more = {"worker": one.worker, "note": one.note, **_visits(one)}
        said = _said({"kind": kind, **how, **days, **more})
        yield Link(f"{kind}:{one.id}", f"person:{one.person}", said)


def _visits(one: ServiceFact | GroupFact) -> dict[str, object]:
    if isinstance(one, ServiceFact):
        return {"last_contact": one.last_contact_on}
    times = (len(one.came), len(one.missed)) if one.came or one.missed else (None, None)
    last = max(one.came, default=None)
    return {"last_contact": last, "came": times[0], "missed": times[1]}


def _said(values: Mapping[str, object]) -> Values:
    """Return what is known of some values, as plain ones."""
    plain = {name: _plain(value) for name, value in values.items() if value is not None}
    return {name: value for name, value in plain.items() if value != ""}


def _plain(value: object) -> Value:
    if isinstance(value, Enum):
        value = value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool | int | float):
        return value
    return clean_line(str(value))[0]


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)
